"""Stars: how many of the unit's thresholds a person's minutes have reached."""

from collections.abc import Sequence


def star_of(minutes: int, star_hours: Sequence[int]) -> int:
    """0 to ``len(star_hours)`` stars (民函〔2012〕340号: 100/300/600/1000/1500 h, configurable).

    Args:
        minutes: Whole minutes served.
        star_hours: Hours of one star, two stars, …; ascending.
    """
    return sum(1 for hours in star_hours if minutes >= hours * 60)
