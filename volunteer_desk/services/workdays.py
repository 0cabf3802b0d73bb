"""Which days are working days: the State Council's table, overridden by the office's own."""

from datetime import date

import chinese_calendar

from volunteer_desk.domain.workdays import IsWorkday, is_weekday
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.due import read_calendar


def workday_rule(desk: Desk) -> IsWorkday:
    """A predicate for this desk; it reads the office's table once."""
    with desk.database.reading() as connection:
        own = read_calendar(connection)

    def is_workday(day: date) -> bool:
        decided = own.get(day)
        return is_state_workday(day) if decided is None else decided

    return is_workday


def is_state_workday(day: date) -> bool:
    """By the published holiday arrangement with its 调休; outside its years Monday to Friday."""
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return is_weekday(day)
