"""The figures of 工作台: this month from the ledger, and the year's minutes month by month."""

from datetime import date

from sqlalchemy import Connection

from volunteer_desk.domain.overview import Overview, same_days_before
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.store.monthly import (
    count_standing,
    read_register,
    sum_attendances,
    sum_minutes,
)


def overview_of(connection: Connection, today: date) -> Overview:
    """This month so far, beside it the same days of the month before (上月同期).

    ``teams`` counts the teams that served this month.
    """
    month = Month.of(today)
    span = Span(month.first, month.last)
    register = read_register(connection, month)
    by_month = tuple(
        sum_minutes(connection, Span(one.first, one.last))
        for one in (Month(month.year, number) for number in range(1, month.month + 1))
    )
    return Overview(
        minutes=by_month[-1],
        minutes_before=sum_minutes(connection, same_days_before(today)),
        attendances=sum_attendances(connection, span),
        people=count_standing(connection, span, "volunteer_id"),
        activities=count_standing(connection, span, "activity_id"),
        teams=count_standing(connection, span, "team_id"),
        volunteers=register.volunteers,
        registered=register.registered,
        minutes_by_month=by_month,
    )
