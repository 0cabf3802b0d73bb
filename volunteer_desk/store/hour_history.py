"""Hours that wait, were returned or withdrawn, as the history of a person, activity or batch."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.hours import HourRow
from volunteer_desk.store.hour_row import hour_row
from volunteer_desk.store.ledger import Credit

_ROWS = """
SELECT waiting.id, waiting.volunteer_id, volunteer.number, volunteer.name,
    COALESCE(team.name, ''), project.name, waiting.served_on, waiting.starts, waiting.ends,
    waiting.minutes, waiting.source, waiting.state <> 'waiting',
    CASE WHEN waiting.state = 'waiting' THEN waiting.remark ELSE waiting.decision_reason END,
    waiting.nature, waiting.spent, waiting.late_month, waiting.waived, waiting.reason
FROM waiting_hours AS waiting
JOIN volunteer ON volunteer.id = waiting.volunteer_id
JOIN activity ON activity.id = waiting.activity_id
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = waiting.team_id
WHERE waiting.state <> 'approved' AND {where}
ORDER BY waiting.served_on DESC, waiting.id DESC
LIMIT ?
"""


def unapproved_rows(connection: Connection, which: EntryFilter, limit: int) -> tuple[HourRow, ...]:
    """What is not in the ledger and fits a filter, the latest day first."""
    where, values = _condition(which)
    found = connection.exec_driver_sql(_ROWS.format(where=where), (*values, limit))
    return tuple(hour_row(*tuple(row), waiting=True) for row in found)


def unapproved_ids(connection: Connection, which: EntryFilter) -> list[int]:
    """Ids of what is not in the ledger and fits a filter, the latest day first."""
    where, values = _condition(which)
    found = connection.exec_driver_sql(
        "SELECT waiting.id FROM waiting_hours AS waiting "
        f"WHERE waiting.state <> 'approved' AND {where} "
        "ORDER BY waiting.served_on DESC, waiting.id DESC",
        values,
    )
    return [row[0] for row in found]


def unapproved_of(connection: Connection, ids: Sequence[int]) -> dict[int, HourRow]:
    """Hours that are not in the ledger, by their ids."""
    # our own integers, written out
    where = f"waiting.id IN ({','.join(str(int(one)) for one in ids)})"
    found = connection.exec_driver_sql(_ROWS.format(where=where), (len(ids),))
    rows = (hour_row(*tuple(row), waiting=True) for row in found)
    return {row.id: row for row in rows}


def waiting_sums(connection: Connection, which: EntryFilter) -> tuple[int, int]:
    """How many hours of a filter wait for approval, and their minutes."""
    where, values = _condition(which)
    rows, minutes = connection.exec_driver_sql(
        "SELECT COUNT(*), COALESCE(SUM(waiting.minutes), 0) FROM waiting_hours AS waiting "
        f"WHERE waiting.state = 'waiting' AND {where}",
        values,
    ).one()
    return int(rows), int(minutes)


def _condition(which: EntryFilter) -> tuple[str, tuple[int | str, ...]]:
    """Of the filter's conditions those on a person, an activity, an act and days."""
    where, values = ["1 = 1"], list[int | str]()
    for clause, value in (
        ("waiting.volunteer_id = ?", which.volunteer_id),
        ("waiting.activity_id = ?", which.activity_id),
        ("? IN (waiting.batch_id, waiting.decided_id)", which.batch_id),
        ("waiting.served_on >= ?", which.span.first.isoformat() if which.span else None),
        ("waiting.served_on <= ?", which.span.last.isoformat() if which.span else None),
    ):
        if value is not None:
            where.append(clause)
            values.append(value)
    return " AND ".join(where), tuple(values)


def returned_by(connection: Connection, batch_id: int) -> list[tuple[Credit, str]]:
    """The hours an act returned, as the credits they would be, with their project's name."""
    found = connection.exec_driver_sql(
        "SELECT waiting.volunteer_id, waiting.activity_id, waiting.team_id, waiting.served_on, "
        "waiting.starts, waiting.ends, waiting.minutes, waiting.nature, waiting.source, "
        "waiting.remark, waiting.reason, waiting.spent, waiting.late_month, waiting.waived, "
        "project.name FROM waiting_hours AS waiting "
        "JOIN activity ON activity.id = waiting.activity_id "
        "JOIN project ON project.id = activity.project_id "
        "WHERE waiting.decided_id = ? AND waiting.state = 'returned' ORDER BY waiting.id",
        (batch_id,),
    )
    made = []
    for *values, project in found:
        credit = Credit._make(values)
        on = date.fromisoformat(str(credit.served_on))
        made.append((credit._replace(served_on=on), str(project)))
    return made
