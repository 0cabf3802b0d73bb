"""Ledger rows behind a total: their ids in order, windows of them, and what they come to."""

from array import array
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from volunteer_desk.domain.entries import EntryFilter, EntrySums
from volunteer_desk.domain.hours import HourRow
from volunteer_desk.domain.periods import Span
from volunteer_desk.store.entry_filters import Condition, condition_of
from volunteer_desk.store.hour_row import hour_row
from volunteer_desk.store.ledger import Credit

_ROWS = """
SELECT entry.id, entry.volunteer_id, volunteer.number, volunteer.name, COALESCE(team.name, ''),
    project.name, entry.served_on, entry.starts, entry.ends, entry.minutes, entry.source,
    EXISTS (SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = entry.id),
    CASE WHEN entry.reason <> '' AND entry.waived IN ('', 'merge')
        THEN entry.reason ELSE entry.remark END,
    entry.nature, entry.spent, entry.late_month, entry.waived, entry.reason
FROM hour_entry AS entry
JOIN volunteer ON volunteer.id = entry.volunteer_id
JOIN activity ON activity.id = entry.activity_id
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = entry.team_id
WHERE {where}
ORDER BY entry.served_on DESC, entry.id DESC
LIMIT ?
"""
_IDS = """
SELECT entry.id FROM hour_entry AS entry WHERE {where}
ORDER BY entry.served_on DESC, entry.id DESC
"""
_SUMS = """
SELECT COUNT(CASE WHEN minutes > 0 THEN 1 END),
    COALESCE(SUM(CASE WHEN minutes > 0 THEN minutes END), 0),
    COUNT(CASE WHEN minutes < 0 THEN 1 END),
    COALESCE(-SUM(CASE WHEN minutes < 0 THEN minutes END), 0)
FROM hour_entry AS entry WHERE {where}
"""
_LEFT = """
SELECT COUNT(*) FROM (
    SELECT 1 FROM hour_entry AS entry WHERE {where}
    GROUP BY entry.{key} HAVING SUM(entry.minutes) > 0
) AS one
"""
_ROUNDED = """
SELECT COUNT(*), COALESCE(SUM(entry.spent), 0), COALESCE(SUM(entry.minutes), 0)
FROM hour_entry AS entry
WHERE {where} AND entry.spent IS NOT NULL AND entry.minutes > 0
  AND NOT EXISTS (SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = entry.id)
"""
_CHUNK = 500


def entry_ids(connection: Connection, which: Condition) -> "array[int]":
    """Ids of the ledger rows of a filter, the latest day first."""
    where, values = which
    found = connection.exec_driver_sql(_IDS.format(where=where), values)
    return array("q", (row[0] for row in found))


def entry_rows(connection: Connection, ids: Sequence[int]) -> list[HourRow]:
    """The ledger rows of these ids, in their order."""
    found: dict[int, HourRow] = {}
    for start in range(0, len(ids), _CHUNK):
        part = tuple(ids[start : start + _CHUNK])
        where = f"entry.id IN ({','.join('?' * len(part))})"
        for row in connection.exec_driver_sql(_ROWS.format(where=where), (*part, len(part))):
            found[row[0]] = hour_row(*tuple(row))
    return [found[number] for number in ids if number in found]


def hour_rows(connection: Connection, which: EntryFilter, limit: int) -> tuple[HourRow, ...]:
    """The ledger rows of a filter, the latest day first, ``limit`` at most."""
    where, values = condition_of(connection, which)
    found = connection.exec_driver_sql(_ROWS.format(where=where), (*values, limit))
    return tuple(hour_row(*tuple(row)) for row in found)


def entry_sums(connection: Connection, which: Condition, *, rounded: bool) -> EntrySums:
    """What the ledger rows of a filter come to.

    Args:
        connection: To read from.
        which: The rows.
        rounded: Whether to look for rounded ones, which fetches every row; a desk that never
            chose a step has none.
    """
    where, values = which

    def ask(sql: str, key: str = "") -> list[int]:
        return list(connection.exec_driver_sql(sql.format(where=where, key=key), values).one())

    added, credited, reversals, taken_back = ask(_SUMS)
    (people,), (activities,) = ask(_LEFT, "volunteer_id"), ask(_LEFT, "activity_id")
    many, spent, counted = ask(_ROUNDED) if rounded else (0, 0, 0)
    return EntrySums(
        added, credited, reversals, taken_back, people, activities, many, spent, counted
    )


def read_credit(connection: Connection, entry_id: int) -> tuple[Credit, str] | None:
    """One credit as it was appended, and its project's name; None when there is no such credit."""
    found = connection.exec_driver_sql(
        "SELECT entry.volunteer_id, entry.activity_id, entry.team_id, entry.served_on, "
        "entry.starts, entry.ends, entry.minutes, entry.nature, entry.source, entry.remark, "
        "entry.reason, entry.spent, entry.late_month, entry.waived, project.name "
        "FROM hour_entry AS entry JOIN activity ON activity.id = entry.activity_id "
        "JOIN project ON project.id = activity.project_id "
        "WHERE entry.id = ? AND entry.reverses_id IS NULL",
        (entry_id,),
    ).one_or_none()
    if found is None:
        return None
    *values, project = found
    return Credit(*values)._replace(served_on=date.fromisoformat(values[3])), str(project)


def was_rounded(connection: Connection, span: Span, volunteer_id: int | None = None) -> bool:
    """Whether an entry of a span (of one person when given) was rounded when it was logged."""
    who, value = ("", ()) if volunteer_id is None else ("AND volunteer_id = ?", (volunteer_id,))
    found = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM hour_entry WHERE served_on BETWEEN ? AND ? "
        f"AND spent IS NOT NULL {who})",
        (span.first.isoformat(), span.last.isoformat(), *value),
    )
    return bool(found.scalar_one())
