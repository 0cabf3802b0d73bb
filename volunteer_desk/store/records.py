"""Training, awards, evaluations and complaints as they lie in the store."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, Row, Select, insert, select, update

from volunteer_desk.domain.records import RecordDraft, RecordKind, RecordRow
from volunteer_desk.store.batches import Value
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.register_tables import PersonRecord

_RECORD = PersonRecord.__table__
_Columns = Select[int, int, str, date, str, str, int | None, str, str, str, str, date | None]
_Read = Row[int, int, str, date, str, str, int | None, str, str, str, str, date | None]


def columns_of(draft: RecordDraft) -> dict[str, Value]:
    """A record's columns as they are stored and journalled."""
    return {
        "kind": draft.kind.value,
        "held_on": draft.held_on,
        "title": draft.title,
        "by_unit": draft.by_unit,
        "minutes": draft.minutes,
        "reference": draft.reference,
        "score": json.dumps(draft.marks) if draft.marks else "",
        "words": draft.words,
        "outcome": draft.outcome,
        "closed_on": draft.closed_on,
    }


def add_records(
    connection: Connection, ids: Sequence[int], draft: RecordDraft, batch_id: int
) -> None:
    """Write the same record onto each of these people's pages."""
    columns = columns_of(draft)
    connection.execute(
        insert(_RECORD),
        [
            {**columns, "uid": uid, "volunteer_id": person, "batch_id": batch_id}
            for person, uid in zip(ids, new_uids(len(ids)), strict=True)
        ],
    )


def change_record(connection: Connection, record_id: int, columns: dict[str, Value]) -> None:
    """Write the columns given."""
    connection.execute(update(_RECORD).where(_RECORD.c.id == record_id).values(**columns))


def read_record(connection: Connection, record_id: int) -> RecordRow | None:
    """One record, or None."""
    row = connection.execute(_records().where(_RECORD.c.id == record_id)).one_or_none()
    return None if row is None else _row(row)


def records_of(
    connection: Connection, volunteer_id: int, kind: RecordKind | None = None
) -> list[RecordRow]:
    """A person's records, the newest first."""
    wanted = _records().where(_RECORD.c.volunteer_id == volunteer_id)
    if kind is not None:
        wanted = wanted.where(_RECORD.c.kind == kind.value)
    rows = connection.execute(wanted.order_by(_RECORD.c.held_on.desc(), _RECORD.c.id.desc()))
    return [_row(row) for row in rows]


def open_complaints(connection: Connection, limit: int) -> list[RecordRow]:
    """Complaints that wait for an outcome, the oldest first."""
    rows = connection.execute(
        _records()
        .where(_RECORD.c.kind == RecordKind.COMPLAINT.value, _RECORD.c.closed_on.is_(None))
        .order_by(_RECORD.c.held_on, _RECORD.c.id)
        .limit(limit)
    )
    return [_row(row) for row in rows]


def _records() -> _Columns:
    c = _RECORD.c
    return select(
        c.id,
        c.volunteer_id,
        c.kind,
        c.held_on,
        c.title,
        c.by_unit,
        c.minutes,
        c.reference,
        c.score,
        c.words,
        c.outcome,
        c.closed_on,
    )


def _row(row: _Read) -> RecordRow:
    number, person, kind, held_on, title, by_unit, minutes, reference, score, words, out, end = row
    marks = tuple(json.loads(score)) if score else ()
    draft = RecordDraft(
        RecordKind(kind), held_on, title, by_unit, minutes, reference, marks, words, out, end
    )
    return RecordRow(number, person, draft)
