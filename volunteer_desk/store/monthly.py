"""The monthly sheet's figures out of the ledger: one pass over the year, and bare sums beside it.

Every query runs on ``ix_hour_entry_served_on`` alone. A reversal mirrors its credit, so the sign
of the minutes says which is which, and a sum above zero means an unreversed credit.
"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Integer,
    String,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    select,
    table,
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

ENTRY = table(
    "hour_entry",
    column("id"),
    column("volunteer_id", Integer),
    column("activity_id"),
    column("team_id"),
    column("served_on", Date),
    column("minutes", Integer),
    column("late_month"),
)
"""The ledger, as far as sums read it. Named column by column, here and in what the first page
reads, so that it is shown before the tables' declaration (SQLModel, 20 MB) is loaded."""
_ACTIVITY = table("activity", column("id"), column("project_id"))
_PROJECT = table("project", column("id"), column("category"))
_PEOPLE = """
SELECT group_concat(volunteer_id) FILTER (WHERE minutes > 0),
    group_concat(volunteer_id) FILTER (WHERE minutes < 0)
FROM hour_entry WHERE served_on BETWEEN ? AND ? GROUP BY served_on
"""


class Register(NamedTuple):
    """The people and teams at a month's end."""

    teams: int
    volunteers: int
    registered: int
    left: int


def signed() -> ColumnElement[int]:
    """1 for a credit, -1 for a reversal."""
    return case((ENTRY.c.minutes > 0, 1), else_=-1)


def within(span: Span, *, own: bool = False) -> ColumnElement[bool]:
    """Ledger rows of the span's service dates; ``own`` leaves out what was recorded late.

    The condition of ``own`` costs a look at every row, so it is only for desks with 补录.
    """
    served = ENTRY.c.served_on.between(span.first, span.last)
    if not own:
        return served
    late = ENTRY.alias("late")
    return and_(served, ENTRY.c.id.not_in(select(late.c.id).where(late.c.late_month.is_not(None))))


def year_to(month: Month) -> Span:
    """1 January to the month's last day."""
    return Span(date(month.year, 1, 1), month.last)


def read_slices(connection: Connection, month: Month, *, own: bool = False) -> list[Slice]:
    """The year to date and the month before, grouped as the index lies (so nothing is sorted).

    Whom they served and how often is gathered for the month alone: a year's names are a hundred
    megabytes.
    """
    before, year = month.before(), year_to(month)
    served_on = ENTRY.c.served_on
    part = case((served_on < year.first, YEAR_BEFORE), (served_on >= before.first, MONTH_BEFORE))
    earlier = _slices(
        connection,
        within(Span(min(year.first, before.first), before.last), own=own),
        func.coalesce(part, EARLIER),
        literal(0),
        literal(""),
    )
    return earlier + _slices(
        connection,
        within(Span(month.first, month.last), own=own),
        literal(THIS_MONTH),
        func.sum(signed()),
        func.aggregate_strings(cast(ENTRY.c.volunteer_id * signed(), String), ","),
    )


def _slices(
    connection: Connection,
    where: ColumnElement[bool],
    part: ColumnElement[int],
    attendances: ColumnElement[int],
    served: ColumnElement[str],
) -> list[Slice]:
    grouped = (
        select(
            part.label("part"),
            ENTRY.c.team_id,
            ENTRY.c.activity_id,
            func.sum(ENTRY.c.minutes).label("minutes"),
            attendances.label("attendances"),
            served.label("served"),
        )
        .where(where)
        .group_by(ENTRY.c.served_on, ENTRY.c.team_id, ENTRY.c.activity_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            grouped.c.part,
            grouped.c.team_id,
            grouped.c.activity_id,
            _PROJECT.c.category,
            grouped.c.minutes,
            grouped.c.attendances,
            grouped.c.served,
        ).select_from(
            grouped.outerjoin(_ACTIVITY, _ACTIVITY.c.id == grouped.c.activity_id).outerjoin(
                _PROJECT, _PROJECT.c.id == _ACTIVITY.c.project_id
            )
        )
    )
    return list(map(Slice._make, rows.all()))


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
    found = connection.execute(select(func.sum(ENTRY.c.minutes)).where(within(span, own=own)))
    return int(found.scalar_one() or 0)


def sum_attendances(connection: Connection, span: Span, *, own: bool = False) -> int:
    """Credits of a span less its reversals."""
    found = connection.execute(select(func.sum(signed())).where(within(span, own=own)))
    return int(found.scalar_one() or 0)


def count_standing(connection: Connection, span: Span, column: str, *, own: bool = False) -> int:
    """How many activities, teams or persons (``…_id``) have minutes above zero in a span."""
    key = ENTRY.c[column]
    found = (
        select(key)
        .where(within(span, own=own), key.is_not(None))
        .group_by(key)
        .having(func.sum(ENTRY.c.minutes) > 0)
        .subquery()
    )
    return connection.execute(select(func.count()).select_from(found)).scalar_one()


def people_in_months(connection: Connection, month: Month) -> int:
    """People with hours that stand from January to the month, gathered day by day.

    A reversal lies on the day of its credit, so every day settles its own. Grouped by day nothing
    is sorted, as it would be by person, and only a day's names are held beside the set.
    """
    year = year_to(month)
    days = connection.exec_driver_sql(_PEOPLE, (year.first.isoformat(), year.last.isoformat()))
    people: set[str] = set()
    for credited, reversed_ in days.all():
        persons = credited.split(",") if credited else []
        if reversed_:
            back = Counter(reversed_.split(","))
            times = Counter(filter(back.__contains__, persons))
            persons = [one for one in persons if one not in back or times[one] > back[one]]
        people.update(persons)
    return len(people)


def read_register(connection: Connection, month: Month) -> Register:
    """Active teams, volunteers not left by the month's end, those who came and those who left."""
    first, last = month.first.isoformat(), month.last.isoformat()
    counted = connection.exec_driver_sql(
        """
        SELECT (SELECT COUNT(*) FROM team WHERE active),
            (SELECT COUNT(*) FROM volunteer),
            (SELECT COUNT(*) FROM volunteer WHERE registered_on > ?),
            (SELECT COUNT(*) FROM volunteer WHERE registered_on BETWEEN ? AND ?)
        """,
        (last, first, last),
    ).one()
    teams, everybody, later, came = (int(one) for one in counted)
    gone, left = connection.exec_driver_sql(
        """
        SELECT COALESCE(SUM(registered_on <= ? AND (status_on IS NULL OR status_on <= ?)), 0),
            COALESCE(SUM(status_on BETWEEN ? AND ?), 0)
        FROM volunteer WHERE status = 'left'
        """,
        (last, last, first, last),
    ).one()
    return Register(teams, everybody - later - int(gone), came, int(left))


def team_names(connection: Connection) -> dict[int, str]:
    """Every team's name."""
    found = connection.exec_driver_sql("SELECT id, name FROM team")
    return dict(found.all())
