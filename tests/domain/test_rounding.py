import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.hours import HourLine
from volunteer_desk.domain.rounding import (
    STEPS,
    UNROUNDED,
    Rounding,
    RoundingWay,
    round_line,
    rounded_words,
)

NEAREST, DOWN = RoundingWay.NEAREST, RoundingWay.DOWN
ROUNDINGS = st.builds(Rounding, st.sampled_from(STEPS), st.sampled_from(RoundingWay))


@pytest.mark.parametrize(
    ("step", "way", "minutes", "counts"),
    [
        (15, NEAREST, 112, 105),
        (15, NEAREST, 113, 120),
        (15, NEAREST, 1, 15),
        (15, NEAREST, 7, 15),
        (15, NEAREST, 22, 15),
        (15, NEAREST, 23, 30),
        (30, NEAREST, 45, 60),
        (30, NEAREST, 44, 30),
        (30, NEAREST, 1440, 1440),
        (15, DOWN, 119, 105),
        (15, DOWN, 14, 15),
        (30, DOWN, 59, 30),
        (0, NEAREST, 113, 113),
    ],
)
def test_minutes_become_whole_steps(step: int, way: RoundingWay, minutes: int, counts: int) -> None:
    assert Rounding(step, way).round_minutes(minutes) == counts


@given(ROUNDINGS, st.integers(1, 1440))
def test_a_rounded_time_is_near_whole_and_possible(rounding: Rounding, minutes: int) -> None:
    counts = rounding.round_minutes(minutes)
    assert 1 <= counts <= 1440
    assert rounding.round_minutes(counts) == counts
    if not rounding.step:
        assert counts == minutes
        return
    assert counts % rounding.step == 0
    if counts > rounding.step:
        over = minutes - counts
        if rounding.way is DOWN:
            assert 0 <= over < rounding.step
        else:
            assert -rounding.step <= 2 * over < rounding.step


@given(ROUNDINGS, st.integers(1, 1440), st.integers(1, 1440))
def test_who_served_longer_never_counts_less(rounding: Rounding, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert rounding.round_minutes(low) <= rounding.round_minutes(high)


@given(ROUNDINGS, st.integers(1, 1440))
def test_a_line_keeps_what_was_spent_and_rounds_once(rounding: Rounding, minutes: int) -> None:
    line = round_line(HourLine(1, minutes), rounding)
    assert (line.spent or line.minutes) == minutes
    assert (line.spent is None) == (line.minutes == minutes)
    assert round_line(line, rounding) == line
    assert round_line(line, UNROUNDED) == HourLine(1, minutes)


def test_time_that_is_none_is_not_made_up() -> None:
    assert Rounding(15).round_minutes(0) == 0
    assert Rounding(15).round_minutes(-30) == -30


def test_the_rule_and_its_effect_are_said() -> None:
    assert Rounding(15).short_words == "按15分钟取整"
    assert Rounding(30, DOWN).words == "按30分钟取整（不足的舍去，至少30分钟）"
    assert UNROUNDED.words == UNROUNDED.short_words == ""
    assert rounded_words(120, 112) == "实际1小时52分，取整为2小时"
    assert rounded_words(120, None) == ""
    with pytest.raises(ValueError, match="20"):
        Rounding(20)
