"""Stays put right by hand: written with their journal, so that undo can put them back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from volunteer_desk.domain.attendance import Ending, Stay
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.store.attendance import activity_of, stays_of, write_stay
from volunteer_desk.store.batches import Stored, record_changes

STAY = "attendance"
"""What the journal calls them: their table's name."""


def change_stays(connection: Connection, batch_id: int, moves: Sequence[tuple[Stay, Stay]]) -> None:
    """Write stays (before, after) and journal each."""
    for _before, after in moves:
        write_stay(connection, after)
    record_changes(
        connection,
        batch_id,
        STAY,
        [(after.id, _said(before), _said(after)) for before, after in moves],
    )


def other_stays(connection: Connection, stay: Stay) -> list[Stay]:
    """The person's other stays at the same activity that count."""
    where = activity_of(connection, stay.id)
    known = stays_of(connection, *where) if where else []
    return [one for one in known if one.id != stay.id and one.counts]


def put_back_stay(
    connection: Connection,
    stay_id: int,
    before: Mapping[str, Stored],
    after: Mapping[str, Stored],
) -> bool:
    """Put a stay back as it was before a batch.

    Returns:
        Whether it could be: not where it was changed again, credited, or the person signed in
        anew meanwhile.
    """
    where = activity_of(connection, stay_id)
    known = stays_of(connection, *where) if where else []
    stay = next((one for one in known if one.id == stay_id), None)
    if stay is None or stay.logged or _said(stay) != dict(after):
        return False
    left = before["left_at"]
    former = replace(
        stay,
        came_at=datetime.fromisoformat(str(before["came_at"])),
        left_at=None if left is None else datetime.fromisoformat(str(left)),
        ending=Ending(str(before["ending"])),
        note=str(before["note"]),
    )
    if former.counts and any(former.meets(other) for other in other_stays(connection, stay)):
        return False
    write_stay(connection, former)
    return True


def ending_before(connection: Connection, stay: Stay) -> Ending:
    """How a dropped stay ended before it was dropped; a sign-out was scanned, or assumed."""
    if stay.left_at is None:
        return Ending.OPEN
    found = connection.exec_driver_sql(
        "SELECT before FROM batch_change WHERE noun = ? AND row_id = ? AND batch_id IN "
        "(SELECT id FROM batch WHERE kind = ?) ORDER BY id DESC LIMIT 1",
        (STAY, stay.id, BatchKind.ATTENDANCE.value),
    ).scalar_one_or_none()
    before = Ending(json.loads(found)["ending"]) if found else Ending.ASSUMED
    return before if before in (Ending.SCANNED, Ending.ASSUMED) else Ending.ASSUMED


def _said(stay: Stay) -> dict[str, str | None]:
    return {
        "came_at": stay.came_at.astimezone(UTC).isoformat(),
        "left_at": stay.left_at.astimezone(UTC).isoformat() if stay.left_at else None,
        "ending": stay.ending.value,
        "note": stay.note,
    }
