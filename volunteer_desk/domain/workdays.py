"""Counting working days; which day is one is asked of a predicate (调休 working days count)."""

from collections.abc import Callable
from datetime import date, timedelta

IsWorkday = Callable[[date], bool]

_DAY = timedelta(days=1)
_LONGEST_REST = 60


def is_weekday(day: date) -> bool:
    """Monday to Friday: the rule where no holiday table reaches."""
    return day.weekday() < 5


def add_workdays(start: date, count: int, is_workday: IsWorkday) -> date:
    """The ``count``-th working day after ``start`` (民政部令第67号 art.11: within 10).

    Raises:
        ValueError: The calendar has no working day for two months.
    """
    day, left, rest = start, count, 0
    while left > 0:
        day += _DAY
        if is_workday(day):
            left, rest = left - 1, 0
        elif (rest := rest + 1) > _LONGEST_REST:
            raise ValueError(f"no working day in the {_LONGEST_REST} days before {day}")
    return day


def count_workdays(after: date, until: date, is_workday: IsWorkday) -> int:
    """Working days later than ``after`` up to and including ``until``."""
    days = (after + _DAY * step for step in range(1, (until - after).days + 1))
    return sum(1 for day in days if is_workday(day))
