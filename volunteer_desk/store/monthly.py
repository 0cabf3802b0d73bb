"""The monthly sheet's figures out of the ledger: one pass over the year, and bare sums beside it.

Every query runs on ``ix_hour_entry_served_on`` alone. A reversal mirrors its credit, so the sign
of the minutes says which is which, and a sum above zero means an unreversed credit.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    String,
    and_,
    case,
    cast,
    func,
    or_,
    select,
)

from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.domain.tally import (
    EARLIER,
    MONTH_BEFORE,
    THIS_MONTH,
    YEAR_BEFORE,
    Slice,
    Totals,
)
from volunteer_desk.store.tables import Activity, HourEntry, Project, Team, Volunteer

_ENTRY = HourEntry.__table__
_ACTIVITY = Activity.__table__
_PROJECT = Project.__table__
_TEAM = Team.__table__
_VOLUNTEER = Volunteer.__table__


class Register(NamedTuple):
    """The people and teams at a month's end."""

    teams: int
    volunteers: int
    registered: int
    left: int


def signed() -> ColumnElement[int]:
    """1 for a credit, -1 for a reversal."""
    return case((_ENTRY.c.minutes > 0, 1), else_=-1)


def within(span: Span, *, own: bool = False) -> ColumnElement[bool]:
    """Ledger rows of the span's service dates; ``own`` leaves out what was recorded late.

    The condition of ``own`` costs a look at every row, so it is only for desks with 补录.
    """
    served = _ENTRY.c.served_on.between(span.first, span.last)
    if not own:
        return served
    late = _ENTRY.alias("late")
    return and_(served, _ENTRY.c.id.not_in(select(late.c.id).where(late.c.late_month.is_not(None))))


def year_to(month: Month) -> Span:
    """1 January to the month's last day."""
    return Span(date(month.year, 1, 1), month.last)


def read_slices(connection: Connection, month: Month, *, own: bool = False) -> list[Slice]:
    """The year to date and the month before, grouped as the index lies (so nothing is sorted).

    Whom they served is gathered for the month alone: a year's names are a hundred megabytes.
    """
    before = month.before()
    year = year_to(month)
    grouped = (
        select(
            _ENTRY.c.served_on,
            _ENTRY.c.team_id,
            _ENTRY.c.activity_id,
            func.sum(_ENTRY.c.minutes).label("minutes"),
            func.sum(signed()).label("attendances"),
            func.aggregate_strings(
                case(
                    (
                        _ENTRY.c.served_on >= month.first,
                        cast(_ENTRY.c.volunteer_id * signed(), String),
                    )
                ),
                ",",
            ).label("served"),
        )
        .where(within(Span(min(year.first, before.first), month.last), own=own))
        .group_by(_ENTRY.c.served_on, _ENTRY.c.team_id, _ENTRY.c.activity_id)
        .subquery()
    )
    part = case(
        (grouped.c.served_on >= month.first, THIS_MONTH),
        (grouped.c.served_on < year.first, YEAR_BEFORE),
        (grouped.c.served_on >= before.first, MONTH_BEFORE),
        else_=EARLIER,
    )
    rows = connection.execute(
        select(
            part,
            grouped.c.team_id,
            grouped.c.activity_id,
            _PROJECT.c.category,
            grouped.c.minutes,
            grouped.c.attendances,
            func.coalesce(grouped.c.served, ""),
        ).select_from(
            grouped.outerjoin(_ACTIVITY, _ACTIVITY.c.id == grouped.c.activity_id).outerjoin(
                _PROJECT, _PROJECT.c.id == _ACTIVITY.c.project_id
            )
        )
    )
    return [Slice(*row) for row in rows]


def read_totals(connection: Connection, month: Month, *, own: bool = False) -> Totals:
    """The grand totals, computed apart from the rows so that they can prove each other."""
    span = Span(month.first, month.last)
    before = month.before()
    return Totals(
        sum_minutes(connection, span, own=own),
        sum_attendances(connection, span, own=own),
        count_standing(connection, span, "activity_id", own=own),
        sum_minutes(connection, Span(before.first, before.last), own=own),
        sum_minutes(connection, year_to(month), own=own),
    )


def sum_minutes(connection: Connection, span: Span, *, own: bool = False) -> int:
    """Minutes of a span, reversals taken off."""
    found = connection.execute(select(func.sum(_ENTRY.c.minutes)).where(within(span, own=own)))
    return int(found.scalar_one() or 0)


def sum_attendances(connection: Connection, span: Span, *, own: bool = False) -> int:
    """Credits of a span less its reversals."""
    found = connection.execute(select(func.sum(signed())).where(within(span, own=own)))
    return int(found.scalar_one() or 0)


def count_standing(connection: Connection, span: Span, column: str, *, own: bool = False) -> int:
    """How many activities, teams or persons (``…_id``) have minutes above zero in a span."""
    key = _ENTRY.c[column]
    found = (
        select(key)
        .where(within(span, own=own), key.is_not(None))
        .group_by(key)
        .having(func.sum(_ENTRY.c.minutes) > 0)
        .subquery()
    )
    return connection.execute(select(func.count()).select_from(found)).scalar_one()


def read_register(connection: Connection, month: Month) -> Register:
    """Active teams, volunteers not left by the month's end, those who came and those who left."""
    c = _VOLUNTEER.c
    came = c.registered_on.between(month.first, month.last)
    left = and_(c.status == "left", c.status_on.between(month.first, month.last))
    gone = and_(c.status == "left", or_(c.status_on.is_(None), c.status_on <= month.last))
    there = _count(connection, _VOLUNTEER, c.registered_on <= month.last)
    return Register(
        _count(connection, _TEAM, _TEAM.c.active.is_(True)),
        there - _count(connection, _VOLUNTEER, and_(gone, c.registered_on <= month.last)),
        _count(connection, _VOLUNTEER, came),
        _count(connection, _VOLUNTEER, left),
    )


def team_names(connection: Connection) -> dict[int, str]:
    """Every team's name."""
    return {row.id: row.name for row in connection.execute(select(_TEAM.c.id, _TEAM.c.name))}


def _count(connection: Connection, table: FromClause, where: ColumnElement[bool]) -> int:
    found = connection.execute(select(func.count()).select_from(table).where(where))
    return found.scalar_one()
