"""在册, 暂停, 注销: changing many people's status, and each one's history."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from volunteer_desk.domain.volunteers import StatusLine, VolunteerStatus
from volunteer_desk.store.ledger import stored_instant

_CHUNK = 500


class Standing(NamedTuple):
    """A person's status as it is, and whether the card can still be changed."""

    id: int
    status: str
    status_on: date | None
    status_reason: str
    registered_on: date
    gone: bool


def read_standings(connection: Connection, ids: Collection[int]) -> list[Standing]:
    """The people of these ids who exist; ``gone`` are those erased or merged into another."""
    wanted = list(dict.fromkeys(ids))
    found = []
    for start in range(0, len(wanted), _CHUNK):
        part = tuple(wanted[start : start + _CHUNK])
        for row in connection.exec_driver_sql(
            "SELECT id, status, status_on, status_reason, registered_on, "
            "erased_on IS NOT NULL OR merged_into_id IS NOT NULL "
            f"FROM volunteer WHERE id IN ({','.join('?' * len(part))})",
            part,
        ).all():
            since = date.fromisoformat(row[2]) if row[2] else None
            registered = date.fromisoformat(row[4])
            found.append(Standing(row[0], row[1], since, row[3], registered, bool(row[5])))
    return found


def write_status(
    connection: Connection,
    ids: Sequence[int],
    status: VolunteerStatus,
    on: date,
    reason: str,
    *,
    now: datetime,
    batch_id: int,
) -> None:
    """Set the status of these people and add a line to each one's history."""
    day, stamp = on.isoformat(), stored_instant(now)
    connection.exec_driver_sql(
        "UPDATE volunteer SET status = ?, status_on = ?, status_reason = ?, updated_at = ? "
        "WHERE id = ?",
        [(status.value, day, reason, stamp, one) for one in ids],
    )
    connection.exec_driver_sql(
        "INSERT INTO status_change (volunteer_id, status, changed_on, reason, batch_id) "
        "VALUES (?, ?, ?, ?, ?)",
        [(one, status.value, day, reason, batch_id) for one in ids],
    )


def history_of(connection: Connection, volunteer_id: int) -> list[StatusLine]:
    """A person's status changes, the newest first."""
    rows = connection.exec_driver_sql(
        "SELECT status, changed_on, reason FROM status_change WHERE volunteer_id = ? "
        "ORDER BY changed_on DESC, id DESC",
        (volunteer_id,),
    )
    return [StatusLine(VolunteerStatus(row[0]), date.fromisoformat(row[1]), row[2]) for row in rows]
