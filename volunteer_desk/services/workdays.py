"""Which days are working days: the State Council's table, overridden by the office's own."""

from datetime import date

import chinese_calendar

from volunteer_desk.domain.workdays import IsWorkday, is_weekday
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.due import read_calendar


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
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return is_weekday(day)


def state_holiday(day: date) -> str:
    """The holiday a day off (or a 调休 working day) belongs to by the arrangement, "" for none."""
    try:
        _, holiday = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return ""
    return "" if holiday is None else chinese_calendar.Holiday(holiday).chinese


def is_published(year: int) -> bool:
    """Whether the program knows the State Council's arrangement of a year."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
