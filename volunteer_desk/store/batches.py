"""Batches and their journal: what one act of the user made and changed, to be undone as one."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import Connection, Row, Select, column, select, table

from volunteer_desk.domain.batches import HOUR_KINDS, BatchKind
from volunteer_desk.store.instants import Instant, new_uid
from volunteer_desk.store.ledger import stored_instant

_BATCH = table(
    "batch",
    column("id"),
    column("uid"),
    column("kind"),
    column("label"),
    column("request"),
    column("rows"),
    column("made_at", Instant),
    column("made_by"),
    column("undoes_id"),
)
_CHANGE = table(
    "batch_change",
    column("id"),
    column("batch_id"),
    column("noun"),
    column("row_id"),
    column("before"),
    column("after"),
)

_OPEN = """INSERT INTO batch (uid, kind, label, request, rows, made_at, made_by, undoes_id)
    VALUES (?, ?, ?, ?, 0, ?, ?, ?) RETURNING id"""
_NOTE = """INSERT INTO batch_change (batch_id, noun, row_id, "before", "after")
    VALUES (?, ?, ?, ?, ?)"""

Value = str | int | float | bool | date | datetime | None
"""What a journalled column may hold."""
Stored = str | int | float | bool | None
"""What comes back: dates as ISO text."""


@dataclass(frozen=True)
class StoredBatch:
    """A batch as it lies in the store; ``undone_by`` is the batch that took it back."""

    id: int
    kind: BatchKind
    label: str
    rows: int
    made_at: datetime
    undone_by: int | None


@dataclass(frozen=True)
class StoredChange:
    """How the changed columns of one row looked before and after a batch."""

    noun: str
    row_id: int
    before: dict[str, Stored]
    after: dict[str, Stored]


def open_batch(
    connection: Connection,
    *,
    kind: BatchKind,
    label: str,
    now: datetime,
    by: str,
    request: str | None = None,
    undoes: int | None = None,
) -> int:
    """Begin a batch in the caller's transaction and return its id.

    Args:
        connection: A writing connection.
        kind: What the user does.
        label: What 最近操作 says of it; no personal data.
        now: The aware instant.
        by: The operator.
        request: A key of the caller's own, unique; ask ``batch_by_request`` first.
        undoes: The batch this one takes back.
    """
    made = connection.exec_driver_sql(
        _OPEN, (new_uid(), str(kind), label, request, stored_instant(now), by, undoes)
    )
    return cast(int, made.scalar_one())


def close_batch(connection: Connection, batch_id: int, rows: int) -> None:
    """Write how many rows the batch moved."""
    connection.exec_driver_sql("UPDATE batch SET rows = ? WHERE id = ?", (rows, batch_id))


def batch_by_request(connection: Connection, request: str) -> int | None:
    """The batch made under a request key, or None."""
    found = connection.execute(select(_BATCH.c.id).where(_BATCH.c.request == request))
    return cast("int | None", found.scalar_one_or_none())


def record_change(
    connection: Connection,
    batch_id: int,
    noun: str,
    row_id: int,
    before: Mapping[str, Value],
    after: Mapping[str, Value],
) -> None:
    """Journal one changed row: its changed columns, as they were and as they are now.

    ``noun`` is the table's name (volunteer, membership, team, project, activity).
    """
    record_changes(connection, batch_id, noun, [(row_id, before, after)])


def record_changes(
    connection: Connection,
    batch_id: int,
    noun: str,
    changes: Iterable[tuple[int, Mapping[str, Value], Mapping[str, Value]]],
) -> None:
    """Journal many changed rows (id, before, after) of one table at once."""
    rows = [
        (batch_id, noun, row_id, _to_json(before), _to_json(after))
        for row_id, before, after in changes
    ]
    if rows:
        connection.exec_driver_sql(_NOTE, rows)


def changes_of(connection: Connection, batch_id: int) -> list[StoredChange]:
    """What a batch changed, newest change first (the order in which to put it back)."""
    found = connection.execute(
        select(_CHANGE.c.noun, _CHANGE.c.row_id, _CHANGE.c.before, _CHANGE.c.after)
        .where(_CHANGE.c.batch_id == batch_id)
        .order_by(_CHANGE.c.id.desc())
    )
    return [
        StoredChange(row.noun, row.row_id, json.loads(row.before), json.loads(row.after))
        for row in found
    ]


def read_batch(connection: Connection, batch_id: int) -> StoredBatch | None:
    """One batch, or None when there is none of that id."""
    found = connection.execute(_with_undo().where(_BATCH.c.id == batch_id)).one_or_none()
    return None if found is None else _stored(found)


def latest_batches(connection: Connection, limit: int) -> list[StoredBatch]:
    """The newest batches first."""
    rows = connection.execute(
        _with_undo().order_by(_BATCH.c.made_at.desc(), _BATCH.c.id.desc()).limit(limit)
    )
    return [_stored(row) for row in rows]


def hour_batch_ids(connection: Connection) -> list[int]:
    """Ids of the acts on hours, and of those that took one of them back, the newest first."""
    kinds = ",".join(f"'{kind}'" for kind in sorted(HOUR_KINDS))
    found = connection.exec_driver_sql(
        "SELECT batch.id FROM batch LEFT JOIN batch AS undone ON undone.id = batch.undoes_id "
        f"WHERE batch.kind IN ({kinds}) OR undone.kind IN ({kinds}) "
        "ORDER BY batch.made_at DESC, batch.id DESC"
    )
    return [row[0] for row in found]


def batches_of(connection: Connection, ids: Sequence[int]) -> list[StoredBatch]:
    """The batches of these ids, in their order."""
    found = connection.execute(_with_undo().where(_BATCH.c.id.in_(ids)))
    known = {batch.id: batch for batch in map(_stored, found)}
    return [known[number] for number in ids if number in known]


def _with_undo() -> Select[int, str, str, int, datetime, int | None]:
    undo = _BATCH.alias("undo")
    return select(
        _BATCH.c.id,
        _BATCH.c.kind,
        _BATCH.c.label,
        _BATCH.c.rows,
        _BATCH.c.made_at,
        undo.c.id.label("undone_by"),
    ).select_from(_BATCH.outerjoin(undo, undo.c.undoes_id == _BATCH.c.id))


def _stored(row: Row[int, str, str, int, datetime, int | None]) -> StoredBatch:
    number, kind, label, rows, made_at, undone_by = row
    return StoredBatch(number, BatchKind(kind), label, rows, made_at, undone_by)


def _to_json(values: Mapping[str, Value]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, default=_say)


def _say(value: object) -> str:
    if isinstance(value, date):  # a datetime is a date
        return value.isoformat()
    raise TypeError(f"a journal cannot hold {type(value).__name__}")
