"""What is done to an activity's photos and documents: named, chosen for the sheet, taken away."""

from collections.abc import Mapping, Sequence

from volunteer_desk.domain.attachments import MOST_ON_SHEET, AttachmentRow, FileKind
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.attachment_files import drop_files
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import attachments as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection

_NOUNS = frozenset({Noun.ACTIVITY, Noun.BATCH})


def remove_attachments(desk: Desk, ids: Sequence[int]) -> Changed:
    """Take photos and documents away; one batch, undoable. The files stay until cleared.

    Raises:
        UserFacingError: None of them is there.
    """
    with desk.database.writing() as connection:
        rows = _at_hand(connection, ids)
        moves: dict[int, dict[str, str | bool]] = {row.id: {"removed": True} for row in rows}
        return _change(desk, connection, rows, moves, f"移除{len(rows)}个附件", "remove_attachment")


def rename_attachment(desk: Desk, attachment_id: int, name: str) -> Changed:
    """Call an attachment something else; of a photo it is what is printed below it.

    Raises:
        UserFacingError: No such attachment, or an empty or overlong name.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= 200:
        raise UserFacingError("名称要有1到200个字。", "请改短一些，或写上名称。")
    with desk.database.writing() as connection:
        rows = _at_hand(connection, [attachment_id])
        if rows[0].name == name:
            return Changed(frozenset(), None, "名称没有改动。", 0, rows[0].activity_id)
        moves: dict[int, dict[str, str | bool]] = {attachment_id: {"name": name}}
        return _change(desk, connection, rows, moves, "改了附件的名称", "rename_attachment")


def print_on_sheet(desk: Desk, attachment_id: int, wanted: bool) -> Changed:
    """Whether the activity record sheet prints a photo; four photos at most.

    Raises:
        UserFacingError: It is no photo, or the sheet is full.
    """
    with desk.database.writing() as connection:
        row = _at_hand(connection, [attachment_id])[0]
        if row.kind is not FileKind.PHOTO:
            raise UserFacingError("只有照片能印在记录表上。", "请选择照片。")
        if row.on_sheet == wanted:
            return Changed(frozenset(), None, "没有改动。", 0, row.activity_id)
        chosen = sum(one.on_sheet for one in store.attachments_of(connection, row.activity_id))
        if wanted and chosen >= MOST_ON_SHEET:
            raise UserFacingError(
                f"记录表最多印{MOST_ON_SHEET}张照片，已经选满。", "请先取消其中一张。"
            )
        moves: dict[int, dict[str, str | bool]] = {attachment_id: {"on_sheet": wanted}}
        words = "一张照片印在记录表上" if wanted else "一张照片不印在记录表上"
        return _change(desk, connection, [row], moves, words, "choose_photo")


def clear_removed(desk: Desk, activity_id: int) -> Changed:
    """Remove for good what was taken away from an activity, with its files; no undo.

    Raises:
        UserFacingError: Nothing was taken away.
    """
    with desk.database.writing() as connection:
        files = store.forget_removed(connection, activity_id)
        if not files:
            raise UserFacingError("没有移除过的附件。")
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="clear_attachments",
            noun=Noun.ACTIVITY,
            row_id=activity_id,
            detail={"rows": len(files)},
        )
    drop_files(desk.folder, files)
    message = f"已彻底删除{len(files)}个附件。"
    return Changed(frozenset({Noun.ACTIVITY}), None, message, len(files), activity_id)


def _at_hand(connection: Connection, ids: Sequence[int]) -> list[AttachmentRow]:
    rows = store.read_attachments(connection, ids)
    if not rows:
        raise UserFacingError("这个附件已经移除了。", "请刷新后再试。")
    return rows


def _change(
    desk: Desk,
    connection: Connection,
    rows: Sequence[AttachmentRow],
    moves: Mapping[int, Mapping[str, str | bool]],
    words: str,
    action: str,
) -> Changed:
    """Write columns of these rows as one batch."""
    now, activity_id = desk.now(), rows[0].activity_id
    batch = open_batch(
        connection, kind=BatchKind.ATTACHMENT, label=words, now=now, by=desk.operator
    )
    for row in rows:
        after = moves[row.id]
        before = {key: False if key == "removed" else getattr(row, key) for key in after}
        store.change_attachment(connection, row.id, after)
        record_change(connection, batch, "attachment", row.id, before, after)
    close_batch(connection, batch, len(rows))
    append_audit(
        connection,
        now=now,
        by=desk.operator,
        action=action,
        noun=Noun.ACTIVITY,
        row_id=activity_id,
        batch_id=batch,
        detail={"rows": len(rows)},
    )
    return Changed(_NOUNS, batch, f"已{words}。", len(rows), activity_id)
