"""Taking an act of the desk back."""

from collections.abc import Sequence

from volunteer_desk.domain.batches import FINAL, BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.approval import take_decision_back, withdraw_waiting
from volunteer_desk.services.attachment_files import drop_files
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.parting import take_merge_back
from volunteer_desk.store import batches as store
from volunteer_desk.store import undoing
from volunteer_desk.store.attachments import stored_by
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batch_history import Kept, kept_of
from volunteer_desk.store.certificates import void_batch
from volunteer_desk.store.reversing import reverse_batch
from volunteer_desk.store.ties import LEDGER, SEEN

_MADE: dict[BatchKind, tuple[str, ...]] = {
    BatchKind.IMPORT_VOLUNTEERS: ("volunteer",),
    BatchKind.VOLUNTEER: ("volunteer",),
    BatchKind.TEAM: ("team",),
    BatchKind.PROJECT: ("project",),
    BatchKind.ACTIVITY: ("activity",),
    BatchKind.UNIT: ("unit",),
    BatchKind.MEMBERSHIP: ("membership",),
    BatchKind.RECORD: ("person_record",),
    BatchKind.ATTACHMENT: ("attachment",),
    BatchKind.SERIES: ("series_exception", "activity", "activity_series"),
}
"""Tables whose rows are the act itself: they go, or the act stays."""

_ALONG = ("activity", "project", "team")
"""Rows made along the way go only where nobody uses them; dependents before what they hang on."""

_NOUNS: dict[BatchKind, frozenset[Noun]] = {
    BatchKind.IMPORT_VOLUNTEERS: frozenset({Noun.VOLUNTEER, Noun.TEAM}),
    BatchKind.VOLUNTEER: frozenset({Noun.VOLUNTEER, Noun.TEAM}),
    BatchKind.TEAM: frozenset({Noun.TEAM, Noun.VOLUNTEER}),
    BatchKind.PROJECT: frozenset({Noun.PROJECT}),
    BatchKind.ACTIVITY: frozenset({Noun.ACTIVITY, Noun.PROJECT}),
    BatchKind.UNIT: frozenset({Noun.UNIT, Noun.TEAM, Noun.PROJECT}),
    BatchKind.ISSUE_CERTIFICATES: frozenset({Noun.CERTIFICATE}),
    BatchKind.STATUS: frozenset({Noun.VOLUNTEER}),
    BatchKind.MEMBERSHIP: frozenset({Noun.VOLUNTEER, Noun.TEAM}),
    BatchKind.RECORD: frozenset({Noun.VOLUNTEER}),
    BatchKind.CUSTOM_VALUE: frozenset({Noun.VOLUNTEER}),
    BatchKind.EXPECTED: frozenset({Noun.ACTIVITY}),
    BatchKind.ATTENDANCE: frozenset({Noun.ACTIVITY}),
    BatchKind.ATTACHMENT: frozenset({Noun.ACTIVITY}),
    BatchKind.SERIES: frozenset({Noun.ACTIVITY, Noun.PROJECT}),
}
_DECIDED = frozenset({BatchKind.APPROVE_HOURS, BatchKind.RETURN_HOURS})
"""Acts that decided hours that waited: undone, they wait again."""
_LOGGED = frozenset({BatchKind.LOG_HOURS, BatchKind.PASTE_HOURS, BatchKind.IMPORT_HOURS})
_HOURS = frozenset({Noun.HOURS, Noun.ACTIVITY, Noun.PROJECT, Noun.TEAM, Noun.VOLUNTEER})


def undo_batch(desk: Desk, batch_id: int) -> Changed:
    """Take a batch back as one act.

    Hours are reversed, certificates voided, changed rows put back, and rows it made removed;
    only where nothing depends on them. What other batches use by now stays (a team).

    Raises:
        UserFacingError: There is no such batch, it was taken back already, or something depends
            on it; the message names it, and nothing was written.
    """
    now = desk.now()
    with desk.database.writing() as connection:
        batch = store.read_batch(connection, batch_id)
        if batch is None:
            raise UserFacingError("没有这一步操作。", "请在“最近操作”里选择要撤销的一步。")
        if batch.undone_by is not None:
            raise UserFacingError("这一步已经撤销过了。")
        if batch.kind is BatchKind.ERASE:
            raise UserFacingError("已删除的个人资料不能恢复。", "需要时请另行登记。")
        if batch.kind in FINAL:
            raise UserFacingError("撤销和冲销不能再撤销。", "请重新做一次原来的操作。")
        if batch.kind is BatchKind.MERGE:
            return take_merge_back(connection, desk, batch)
        undo = store.open_batch(
            connection,
            kind=BatchKind.UNDO,
            label=f"撤销：{batch.label}",
            now=now,
            by=desk.operator,
            undoes=batch_id,
        )
        files = stored_by(connection, batch_id) if batch.kind is BatchKind.ATTACHMENT else []
        hours = reverse_batch(connection, batch_id, undo, now, "撤销")
        if batch.kind in _DECIDED:
            hours += take_decision_back(connection, desk, batch, undo)
        else:
            hours += withdraw_waiting(connection, batch_id, undo)
        papers = void_batch(connection, batch_id, "撤销")
        moved, refused = undoing.put_back_changes(connection, batch_id)
        undoing.settle_reversed(connection, undo)
        moved += hours + papers
        for table in _MADE.get(batch.kind, ()):
            refused += undoing.dependents(connection, table, batch_id)
        if refused:
            raise UserFacingError(f"不能撤销：{'，'.join(refused)}。", _way_out(refused))
        undoing.forget_status(connection, batch_id)
        left = undoing.leave_teams(connection, batch_id)
        moved += left if batch.kind is BatchKind.MEMBERSHIP else 0
        for table in _MADE.get(batch.kind, ()):
            moved += undoing.remove_made(connection, table, batch_id)
        for table in _ALONG:
            moved += undoing.remove_unused(connection, table, batch_id)
        undoing.cancel_emptied(connection, batch_id)
        if not moved:
            raise UserFacingError("这一步没有可以撤销的内容。")
        kept = kept_of(connection, batch_id) if batch.kind in _LOGGED else Kept(0, 0, 0)
        store.close_batch(connection, undo, moved)
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="undo",
            noun=Noun.BATCH,
            row_id=batch_id,
            batch_id=undo,
            detail={"kind": batch.kind.value, "rows": moved, "hours": hours, "papers": papers},
        )
    drop_files(desk.folder, files)
    nouns = _NOUNS.get(batch.kind, _HOURS) | {Noun.BATCH}
    return Changed(nouns, None, f"已撤销：{batch.label}。{_kept_words(kept)}", moved)


def _kept_words(kept: Kept) -> str:
    """What of a batch of hours was settled one by one before, and stays as it is."""
    if not kept.before:
        return ""
    said = f"其中{kept.before}条早已冲销或更正"
    if not kept.standing:
        return f"{said}。"
    stays = f"更正后的{kept.standing}条共{format_hours(kept.minutes)}小时仍然有效"
    return f"{said}，{stays}，不要的请另行冲销。"


def _way_out(refused: Sequence[str]) -> str:
    """What can be done instead; who was looked at stays in the log, so the card has to stay."""
    if any(SEEN in one for one in refused):
        return "查阅记录要一直保留。这张卡不再需要时，请改为注销，或删除个人信息。"
    if all(LEDGER in one for one in refused):
        return "不再需要这些人时，请在名册里选中他们，改为注销。"
    return "请先撤销后来的操作，再撤销这一步。"
