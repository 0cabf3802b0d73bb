"""The figures of 工作台: this month from the ledger, and the year's minutes month by month."""

from datetime import date

from sqlalchemy import Connection, func, select

from volunteer_desk.domain.overview import Overview
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.store.monthly import read_register, read_totals, sum_minutes, within
from volunteer_desk.store.tables import HourEntry

_ENTRY = HourEntry.__table__


def overview_of(connection: Connection, today: date) -> Overview:
    """This month so far and beside it the same days of the month before (上月同期).

    ``teams`` counts the teams that served this month.
    """
    month = Month.of(today)
    before = month.before()
    same_day = before.first.replace(day=min(today.day, before.last.day))
    totals = read_totals(connection, month)
    register = read_register(connection, month)
    span = Span(month.first, month.last)
    return Overview(
        minutes=totals.minutes,
        minutes_before=sum_minutes(connection, Span(before.first, same_day)),
        attendances=totals.attendances,
        people=_standing(connection, span, "volunteer_id"),
        activities=totals.activities,
        teams=_standing(connection, span, "team_id"),
        volunteers=register.volunteers,
        registered=register.registered,
        minutes_by_month=tuple(
            sum_minutes(connection, Span(one.first, one.last))
            for one in (Month(month.year, number) for number in range(1, month.month + 1))
        ),
    )


def _standing(connection: Connection, span: Span, column: str) -> int:
    """Distinct values of a ledger column with minutes above zero in the span."""
    found = (
        select(_ENTRY.c[column])
        .where(within(span), _ENTRY.c[column].is_not(None))
        .group_by(_ENTRY.c[column])
        .having(func.sum(_ENTRY.c.minutes) > 0)
        .subquery()
    )
    return connection.execute(select(func.count()).select_from(found)).scalar_one()
