"""The audit trail: one row an act, each chained to the row before it by SHA-256."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import cast

from sqlalchemy import Connection, column, select, table

from volunteer_desk.store.instants import Instant
from volunteer_desk.store.ledger import stored_instant

_AUDIT = table(
    "audit_row",
    column("id"),
    column("at", Instant),
    column("by"),
    column("action"),
    column("noun"),
    column("row_id"),
    column("batch_id"),
    column("detail"),
    column("chain"),
)
_START = bytes(32)

_LAST = "SELECT chain FROM audit_row ORDER BY id DESC LIMIT 1"
_ADD = """INSERT INTO audit_row (at, "by", action, noun, row_id, batch_id, detail, chain)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""


def append_audit(
    connection: Connection,
    *,
    now: datetime,
    by: str,
    action: str,
    noun: str,
    row_id: int | None = None,
    batch_id: int | None = None,
    detail: Mapping[str, int | str] | None = None,
) -> None:
    """Add one row in the caller's transaction.

    Args:
        connection: A writing connection.
        now: The aware instant.
        by: The operator.
        action: A verb ("import", "save", "undo", …).
        noun: What it was done to.
        row_id: Of one row, where it was one.
        batch_id: Of the batch it belongs to.
        detail: Counts, ids and codes only; never personal data.
    """
    text = json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True)
    last = connection.exec_driver_sql(_LAST).scalar_one_or_none()
    link = _link(last or _START, now, by, action, noun, row_id, batch_id, text)
    connection.exec_driver_sql(
        _ADD, (stored_instant(now), by, action, noun, row_id, batch_id, text, link)
    )


def find_broken_link(connection: Connection) -> int | None:
    """The id of the first row whose chain does not fit its content, or None when all do."""
    before = _START
    for row in connection.execute(select(_AUDIT).order_by(_AUDIT.c.id)):
        expected = _link(
            before, row.at, row.by, row.action, row.noun, row.row_id, row.batch_id, row.detail
        )
        if row.chain != expected:
            return cast(int, row.id)
        before = row.chain
    return None


def _link(
    before: bytes,
    at: datetime,
    by: str,
    action: str,
    noun: str,
    row_id: int | None,
    batch_id: int | None,
    detail: str,
) -> bytes:
    """SHA-256 over the previous link and the row's canonical content."""
    content = [at.astimezone(UTC).isoformat(), by, action, noun, row_id, batch_id, detail]
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return sha256(before + said.encode()).digest()
