"""A filter of ledger rows as conditions in SQL, on ``hour_entry AS entry``."""

from typing import NamedTuple

from sqlalchemy import Connection

from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.store.batch_history import ROWS_OF_BATCH
from volunteer_desk.store.behind import TEAMS_BELOW
from volunteer_desk.store.late_hours import has_late_hours
from volunteer_desk.store.monthly_units import teams_reporting

Value = int | str
_LATE = "(SELECT id FROM hour_entry WHERE late_month IS NOT NULL)"
"""By the partial index: a look at ``late_month`` itself would fetch every row of a month."""


class Condition(NamedTuple):
    """What stands behind WHERE, and its values."""

    sql: str
    values: tuple[Value, ...]


def condition_of(connection: Connection, which: EntryFilter) -> Condition:
    """The condition of a filter."""
    where, values = ["1 = 1"], list[Value]()
    for clause, value in (
        ("entry.late_month = ?", which.late_month),
        ("entry.volunteer_id = ?", which.volunteer_id),
        ("entry.activity_id = ?", which.activity_id),
        ("entry.team_id = ?", which.team_id),
        ("entry.served_on >= ?", which.span.first.isoformat() if which.span else None),
        ("entry.served_on <= ?", which.span.last.isoformat() if which.span else None),
        (f"entry.activity_id IN ({_activities('project.category = ?')})", which.category),
        (f"entry.activity_id IN ({_activities('activity.project_id = ?')})", which.project_id),
        (f"entry.team_id IN ({TEAMS_BELOW})", which.unit_id),
    ):
        if value is not None:
            where.append(clause)
            values.append(value)
    if which.batch_id is not None:
        where.append(_of_batch(connection, which.batch_id))
    if which.without == "team":
        where.append("entry.team_id IS NULL")
    elif which.without == "category":
        where.append(f"entry.activity_id IN ({_activities('project.category IS NULL')})")
    if which.row_of_unit is not None:
        where.append(_row_of_unit(connection, which.row_of_unit))
    if which.late is not None and (which.late or has_late_hours(connection)):
        where.append(f"entry.id {'' if which.late else 'NOT '}IN {_LATE}")
    if which.standing:
        where.append(
            "entry.minutes > 0 AND NOT EXISTS "
            "(SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = entry.id)"
        )
    if which.recorded is not None:
        first, last = which.recorded
        if not has_late_hours(connection):  # then the index over the days has all that is asked
            where.append("entry.served_on BETWEEN ? AND ?")
            values += [first.first.isoformat(), last.last.isoformat()]
            return Condition(" AND ".join(where), tuple(values))
        where.append(
            "(entry.served_on BETWEEN ? AND ? AND entry.late_month IS NULL"
            " OR entry.late_month BETWEEN ? AND ?)"
        )
        values += [first.first.isoformat(), last.last.isoformat(), first.number, last.number]
    return Condition(" AND ".join(where), tuple(values))


def _activities(where: str) -> str:
    return (
        "SELECT activity.id FROM activity JOIN project ON project.id = activity.project_id "
        f"WHERE {where}"
    )


def _of_batch(connection: Connection, batch_id: int) -> str:
    """What an act logged and what became of it, sought once however often the rows are read."""
    found = connection.exec_driver_sql(ROWS_OF_BATCH, (batch_id,))
    # our own integers, written out: no limit on bound variables
    return f"entry.id IN ({','.join(str(int(row[0])) for row in found)})"


def _row_of_unit(connection: Connection, unit_id: int) -> str:
    # our own integers, written out: no limit on bound variables
    teams = ",".join(str(int(one)) for one in teams_reporting(connection, unit_id or None))
    listed = f"entry.team_id IN ({teams})"
    return listed if unit_id else f"({listed} OR entry.team_id IS NULL)"
