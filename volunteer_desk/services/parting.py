"""Merged cards parted again, also months later: each gets back what it had."""

from collections.abc import Mapping

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import merge_hours, merge_journal, merging, waiting
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import (
    StoredBatch,
    changes_of,
    close_batch,
    open_batch,
    read_batch,
)
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.merge_journal import StoredMerge
from volunteer_desk.store.merging import Value
from volunteer_desk.store.search import refresh_terms

NOUNS = frozenset({Noun.VOLUNTEER, Noun.TEAM, Noun.HOURS, Noun.CERTIFICATE, Noun.BATCH})
"""What a merge and its undoing move."""


def undo_merge(desk: Desk, merge_id: int) -> Changed:
    """Part two cards again, each with what it had; what the kept one earned since it keeps.

    Raises:
        UserFacingError: There is no such merge, it was taken back, or a later one must be first.
    """
    with desk.database.writing() as connection:
        merge = merge_journal.read_merge(connection, merge_id=merge_id)
        batch = read_batch(connection, merge.batch_id) if merge else None
        if merge is None or batch is None:
            raise UserFacingError("没有这一次合并。", "请在“最近操作”里选择。")
        return _part(connection, desk, merge, batch)


def take_merge_back(connection: Connection, desk: Desk, batch: StoredBatch) -> Changed:
    """As ``undo_merge``, for the batch of a merge, in the caller's transaction."""
    merge = merge_journal.read_merge(connection, batch_id=batch.id)
    if merge is None:
        raise UserFacingError("没有这一次合并。", "请在“最近操作”里选择。")
    return _part(connection, desk, merge, batch)


def merge_of(desk: Desk, merged_id: int) -> int | None:
    """The merge by which a card went into another, or None when it is a card of its own."""
    with desk.database.reading() as connection:
        return merge_journal.latest_merge(connection, merged_id)


def _part(connection: Connection, desk: Desk, merge: StoredMerge, batch: StoredBatch) -> Changed:
    now = desk.now()
    if merge.undone:
        raise UserFacingError("这次合并已经撤销过了。")
    cards = merging.read_cards_whole(connection, (merge.kept_id, merge.merged_id))
    kept, merged = cards[merge.kept_id], cards[merge.merged_id]
    if merge.journal is None or kept["erased_on"] or merged["erased_on"]:
        raise UserFacingError("其中一张卡片的个人资料已删除，不能再分开。")
    if kept["merged_into_id"] is not None:
        raise UserFacingError(
            f"{kept['number']} 后来又并入了另一张卡片。", "请先撤销后来的那一次合并。"
        )
    _refuse_taken_document(connection, merge, cards)
    undo = open_batch(
        connection,
        kind=BatchKind.UNDO,
        label=f"撤销：{batch.label}",
        now=now,
        by=desk.operator,
        undoes=batch.id,
    )
    waited = merge.journal.rows.get("waiting_hours", ())
    approved = waiting.approved_since(connection, waited, merge.kept_id, merge.journal.hours)
    renewed = merge_hours.move_hours_back(
        connection, (*merge.journal.hours, *approved), merge.merged_id, batch_id=undo, now=now
    )
    merge_journal.follow_credits(connection, merge.merged_id, renewed)
    hours = len(renewed)
    back, left = merging.put_back(connection, batch.id, now)
    rows = merging.move_rows_back(connection, merge.journal.rows, merge.kept_id, merge.merged_id)
    merge_journal.close_merge(connection, merge.id, undo)
    refresh_terms(connection, [merge.kept_id, merge.merged_id])
    close_batch(connection, undo, hours + rows + 2)
    append_audit(
        connection,
        now=now,
        by=desk.operator,
        action="undo",
        noun=Noun.BATCH,
        row_id=batch.id,
        batch_id=undo,
        detail={"kind": BatchKind.MERGE.value, "hours": hours, "rows": rows, "columns": back},
    )
    said = f"{merged['number']} 和 {kept['number']} 已分开，还回 {hours} 条时长。"
    if left:
        said += f"有 {left} 项合并后又改过，保留现在的内容。"
    if gone := len(merge.journal.hours) - hours:
        said += f"有 {gone} 条时长合并后已冲销，不再恢复。"
    return Changed(NOUNS, None, said, hours + rows + 2)


def _refuse_taken_document(
    connection: Connection, merge: StoredMerge, cards: Mapping[int, Mapping[str, Value]]
) -> None:
    """A document either card had before may be somebody else's by now."""
    for change in changes_of(connection, merge.batch_id):
        if change.noun == "volunteer" and change.before.get("id_number"):
            kind = change.before.get("id_type", cards[change.row_id]["id_type"])
            bearer = merging.bearer_of(connection, kind, change.before["id_number"], list(cards))
            if bearer is not None:
                raise UserFacingError(
                    f"原来的证件号现在登记在 {bearer} 名下，不能分开。",
                    "请先核对那张卡片的证件号。",
                )
