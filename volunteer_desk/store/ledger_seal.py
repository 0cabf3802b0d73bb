"""What the ledger was when it was proved last: a fingerprint of its rows, in the audit's chain.

The ledger is append-only, so whatever was there once stays byte for byte: its fingerprint is taken
again at every proof, and the rows that came since are sealed with it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.store.audit import append_audit

ACTION = "seal"
_COLUMNS = (
    "id", "hex(uid)", "volunteer_id", "activity_id", "team_id", "served_on", "starts", "ends",
    "minutes", "reverses_id", "nature", "source", "remark", "reason", "batch_id", "recorded_at",
    "spent", "late_month", "waived",
)  # fmt: skip
_LINE = " || '|' || ".join(f"COALESCE({column}, '')" for column in _COLUMNS)
_PART = f"""
SELECT COUNT(*), group_concat({_LINE}, char(10) ORDER BY id) FROM hour_entry
WHERE id > ? AND id <= ?
"""
_ROWS = 20_000
"""Ids of a part: some megabytes of text, hashed at once."""


@dataclass(frozen=True)
class Seal:
    """The ledger up to an id: how many rows, and the SHA-256 of all of them."""

    last: int
    rows: int
    digest: str


def last_seal(connection: Connection) -> Seal | None:
    """What the newest proof sealed, or None before the first."""
    found = connection.exec_driver_sql(
        "SELECT detail FROM audit_row WHERE action = ? ORDER BY id DESC LIMIT 1", (ACTION,)
    ).scalar_one_or_none()
    return None if found is None else Seal(**json.loads(str(found)))


def add_seal(connection: Connection, seal: Seal, *, now: datetime, by: str) -> None:
    """Keep a seal among the acts, chained as they are."""
    append_audit(
        connection,
        now=now,
        by=by,
        action=ACTION,
        noun="hours",
        detail={"last": seal.last, "rows": seal.rows, "digest": seal.digest},
    )


def compare_ledger(
    connection: Connection, before: Seal | None, progress: Progress = no_progress
) -> tuple[bool, Seal]:
    """Whether the rows sealed before are what they were, and the seal of all there are now."""
    newest = connection.exec_driver_sql("SELECT COALESCE(MAX(id), 0) FROM hour_entry").scalar_one()
    ends = sorted({*range(_ROWS, newest, _ROWS), newest, *((before.last,) if before else ())})
    hashed, rows, same, start = sha256(), 0, True, 0
    for end in ends:
        progress(start, max(newest, 1))
        count, text = connection.exec_driver_sql(_PART, (start, end)).one()
        hashed.update(f"{text}\n".encode() if count else b"")
        rows, start = rows + count, end
        if before is not None and end == before.last:
            same = (rows, hashed.hexdigest()) == (before.rows, before.digest)
    return same, Seal(newest, rows, hashed.hexdigest())


def acts_since_the_seal(connection: Connection) -> Iterator[tuple[int, int]]:
    """(batch, minutes) of the acts that logged hours since, as the audit tells them."""
    found = connection.exec_driver_sql(
        "SELECT batch_id, detail FROM audit_row WHERE noun = 'hours'"
        " AND action IN ('log', 'import') AND batch_id IS NOT NULL"
        " AND id > COALESCE((SELECT MAX(id) FROM audit_row WHERE action = ?), 0)",
        (ACTION,),
    )
    for batch, detail in found:
        minutes = json.loads(detail).get("minutes")
        if isinstance(minutes, int):
            yield batch, minutes
