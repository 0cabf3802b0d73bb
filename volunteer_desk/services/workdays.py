"""Which days are working days: the State Council's table, overridden by the office's own."""

from datetime import date

from chinese_calendar import Holiday, holidays, workdays

from volunteer_desk.domain.workdays import IsWorkday, is_weekday
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.due import read_calendar

_PUBLISHED = range(min(holidays).year, max(holidays).year + 1)
"""Years of the arrangement; the library looks them up anew for every day it is asked about."""


def workday_rule(desk: Desk) -> IsWorkday:
    """A predicate for this desk; it reads the office's table once and remembers its answers."""
    with desk.database.reading() as connection:
        own = read_calendar(connection)
    known: dict[date, bool] = {}

    def is_workday(day: date) -> bool:
        answer = known.get(day)
        if answer is None:
            decided = own.get(day)
            answer = known[day] = is_state_workday(day) if decided is None else decided
        return answer

    return is_workday


def is_state_workday(day: date) -> bool:
    """By the published holiday arrangement with its 调休; outside its years Monday to Friday."""
    if is_published(day.year):
        return day in workdays or (is_weekday(day) and day not in holidays)
    return is_weekday(day)


def state_holiday(day: date) -> str:
    """The holiday a day off (or a 调休 working day) belongs to by the arrangement, "" for none."""
    holiday = workdays.get(day) or holidays.get(day)
    return "" if holiday is None else Holiday(holiday).chinese


def is_published(year: int) -> bool:
    """Whether the program knows the State Council's arrangement of a year."""
    return year in _PUBLISHED
