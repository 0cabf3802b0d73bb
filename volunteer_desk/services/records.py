"""Training, awards, evaluations and complaints on people's pages."""

from collections.abc import Sequence

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.records import (
    RECORD_WORDS,
    RecordDraft,
    RecordKind,
    RecordRow,
    record_problem,
    tidy_record,
)
from volunteer_desk.services.acting import begin_act, people_at_hand
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import records as store
from volunteer_desk.store.batches import record_change


def save_record(
    desk: Desk, ids: Sequence[int], draft: RecordDraft, record_id: int | None = None
) -> Changed:
    """Write one record onto each of these people's pages, or change the one given.

    One batch, undoable. An error that somebody complained of must be checked and corrected
    (民政部令第67号 art.13): the complaint keeps its outcome and its closing date.

    Args:
        desk: The desk.
        ids: Whose page; not asked for when a record is changed.
        draft: What it says; what its kind does not have is left out.
        record_id: The record to change, or None for a new one.

    Raises:
        UserFacingError: Something in it cannot stand, or there is no such person or record.
    """
    draft = tidy_record(draft)
    problem = record_problem(draft, desk.today())
    if problem:
        raise UserFacingError(problem)
    if record_id is not None:
        return _change(desk, draft, record_id)
    word = RECORD_WORDS[draft.kind]
    with desk.database.writing() as connection:
        people = [one.id for one in people_at_hand(connection, ids)]
        act = begin_act(desk, connection, BatchKind.RECORD, f"登记{word} {len(people)}人")
        store.add_records(connection, people, draft, act.batch)
        return act.finish(
            action="add_record",
            message=f"已登记{word}（{len(people)}人）。",
            rows=len(people),
            detail={"kind": draft.kind.value},
        )


def list_records(
    desk: Desk, volunteer_id: int, kind: RecordKind | None = None
) -> tuple[RecordRow, ...]:
    """A person's records, the newest first."""
    with desk.database.reading() as connection:
        return tuple(store.records_of(connection, volunteer_id, kind))


def list_open_complaints(desk: Desk, limit: int = 200) -> tuple[RecordRow, ...]:
    """Complaints of the whole desk that wait for an outcome, the oldest first."""
    with desk.database.reading() as connection:
        return tuple(store.open_complaints(connection, limit))


def _change(desk: Desk, draft: RecordDraft, record_id: int) -> Changed:
    word = RECORD_WORDS[draft.kind]
    with desk.database.writing() as connection:
        known = store.read_record(connection, record_id)
        if known is None:
            raise UserFacingError("这条记录已经不在了。", "请刷新后再看。")
        people_at_hand(connection, [known.volunteer_id])
        if known.draft.kind is not draft.kind:
            raise UserFacingError("记录的种类不能改。", "请撤销后重新登记。")
        old, new = store.columns_of(known.draft), store.columns_of(draft)
        moved = {key: value for key, value in new.items() if value != old[key]}
        if not moved:
            return Changed(frozenset(), None, "没有改动。")
        act = begin_act(desk, connection, BatchKind.RECORD, f"修改{word}记录 1条")
        store.change_record(connection, record_id, moved)
        before = {key: old[key] for key in moved}
        record_change(connection, act.batch, "person_record", record_id, before, moved)
        return act.finish(
            action="change_record",
            message=f"已保存{word}记录。",
            rows=1,
            row_id=known.volunteer_id,
            detail={"kind": draft.kind.value, "fields": " ".join(sorted(moved))},
        )
