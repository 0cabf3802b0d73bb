"""From 计划 to 已核: cancelling with a reason, taking it up again, checking, and filing (报备)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from volunteer_desk.domain.activities import ActivityState
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.activities import ActivityValue, change_activity
from volunteer_desk.store.activity_states import (
    Condition,
    hours_of,
    read_conditions,
    waiting_among,
    write_columns,
)
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change, record_changes
from volunteer_desk.store.connection import Connection

_NOUNS = frozenset({Noun.ACTIVITY, Noun.BATCH})
_LONGEST_REASON = 100


@dataclass(frozen=True)
class _Told:
    """An act on one activity, in the words of 最近操作 and of the audit."""

    verb: str
    action: str


_CANCEL = _Told("取消", "cancel")
_RESUME = _Told("恢复", "resume")
_FILE = _Told("报备", "file")
_UNFILE = _Told("取消报备", "unfile")


def cancel_activity(desk: Desk, activity_id: int, reason: str) -> Changed:
    """Mark an activity without hours as 取消 and keep why; one batch, undoable.

    Raises:
        UserFacingError: No reason, no such activity, or hours are recorded or wait for it.
    """
    reason = _reason(reason, "请写明为什么取消，如：下雨改期。")
    with desk.database.writing() as connection:
        before = _read(connection, activity_id)
        hours = hours_of(connection, activity_id)
        if hours.standing:
            raise UserFacingError("这场活动已经登记了时长，不能取消。", "请先撤销它的时长登记。")
        if hours.waiting:
            raise UserFacingError("这场活动有待核的时长，不能取消。", "请先在“待核”里退回。")
        if before.state is ActivityState.CANCELLED and before.cancel_reason == reason:
            return Changed(frozenset(), None, "这场活动已经是取消状态。")
        after: dict[str, ActivityValue] = {
            "state": ActivityState.CANCELLED.value,
            "cancel_reason": reason,
            "checked_on": None,
            "checked_by": "",
        }
        return _write(connection, desk, before, after, _CANCEL)


def resume_activity(desk: Desk, activity_id: int) -> Changed:
    """Take a cancelled activity up again: 计划; its reason goes. One batch, undoable.

    Raises:
        UserFacingError: There is no such activity.
    """
    with desk.database.writing() as connection:
        before = _read(connection, activity_id)
        if before.state is not ActivityState.CANCELLED:
            return Changed(frozenset(), None, "这场活动没有取消。")
        after: dict[str, ActivityValue] = {
            "state": ActivityState.PLANNED.value,
            "cancel_reason": "",
        }
        return _write(connection, desk, before, after, _RESUME)


def file_activity(desk: Desk, activity_id: int, on: date | None) -> Changed:
    """Note the day of an activity's 活动报备, or that it is not filed; one batch, undoable.

    Raises:
        UserFacingError: No such activity, it is cancelled, or the day lies ahead.
    """
    if on is not None and on > desk.today():
        raise UserFacingError("报备日期不能晚于今天。", "请填写实际报备的那一天。")
    with desk.database.writing() as connection:
        before = _read(connection, activity_id)
        if before.state is ActivityState.CANCELLED:
            raise UserFacingError("这场活动已经取消，不用报备。", "要办的话请先恢复它。")
        if before.filed_on == on:
            words = "这场活动没有报备过。" if on is None else "这场活动已经报备过了。"
            return Changed(frozenset(), None, words)
        return _write(connection, desk, before, {"filed_on": on}, _UNFILE if on is None else _FILE)


def check_activities(
    desk: Desk, activity_ids: Collection[int], checked: bool = True, reason: str = ""
) -> Changed:
    """已记录 → 已核 for all of them, or back with a reason; one batch, undoable.

    Activities in another state, or whose hours wait for approval, are passed over and counted in
    the message. Why a check was taken
    back stands with the activity (in ``cancel_reason``) until it is checked again.

    Raises:
        UserFacingError: None of them can be moved, or they go back without a reason.
    """
    wanted = ActivityState.RECORDED if checked else ActivityState.CHECKED
    reason = "" if checked else _reason(reason, "请写明为什么退回，如：人数对不上。")
    with desk.database.writing() as connection:
        found = read_conditions(connection, activity_ids)
        moving = [one for one in found if one.state is wanted]
        if not found:
            raise _gone()
        waiting = waiting_among(connection, [one.id for one in moving]) if checked else set[int]()
        if waiting and len(waiting) == len(moving):
            raise UserFacingError(
                "活动的时长还在待核，核准以前不能核对。", "请先在“待核”里核准或退回。"
            )
        moving = [one for one in moving if one.id not in waiting]
        if not moving and checked:
            raise UserFacingError("只有“已记录”的活动可以核对。", "请先登记时长。")
        if not moving:
            raise UserFacingError("选中的活动没有核对过。")
        verb = "核对" if checked else "退回核对"
        label = f"{verb}{_named(moving[0])}" if len(moving) == 1 else f"{verb}活动 {len(moving)}场"
        batch = _open(connection, desk, label)
        on, by = (desk.today(), desk.operator) if checked else (None, "")
        state = ActivityState.CHECKED if checked else ActivityState.RECORDED
        after: dict[str, ActivityValue] = {
            "state": state.value,
            "checked_on": on,
            "checked_by": by,
            "cancel_reason": reason,
        }
        write_columns(connection, [one.id for one in moving], after)
        changes = [(one.id, _columns(one, after), after) for one in moving]
        record_changes(connection, batch, "activity", changes)
        close_batch(connection, batch, len(moving))
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="check" if checked else "uncheck",
            noun="activity",
            row_id=moving[0].id if len(moving) == 1 else None,
            batch_id=batch,
            detail={"rows": len(moving)},
        )
    passed = len(found) - len(moving) - len(waiting)
    tail = f"，另有{passed}场不是“{'已记录' if checked else '已核'}”，没有动" if passed else ""
    tail += f"，另有{len(waiting)}场的时长还在待核，没有动" if waiting else ""
    return Changed(_NOUNS, batch, f"已{label}{tail}。", len(moving))


def _write(
    connection: Connection,
    desk: Desk,
    before: Condition,
    after: dict[str, ActivityValue],
    told: _Told,
) -> Changed:
    batch = _open(connection, desk, f"{told.verb}{_named(before)}")
    old = _columns(before, after)
    moved = {key: value for key, value in after.items() if old[key] != value}
    change_activity(connection, before.id, moved)
    record_change(connection, batch, "activity", before.id, {key: old[key] for key in moved}, moved)
    close_batch(connection, batch, 1)
    append_audit(
        connection,
        now=desk.now(),
        by=desk.operator,
        action=told.action,
        noun="activity",
        row_id=before.id,
        batch_id=batch,
    )
    return Changed(_NOUNS, batch, f"已{told.verb}{_named(before)}。", 1, before.id)


def _open(connection: Connection, desk: Desk, label: str) -> int:
    return open_batch(
        connection, kind=BatchKind.ACTIVITY, label=label, now=desk.now(), by=desk.operator
    )


def _columns(before: Condition, after: dict[str, ActivityValue]) -> dict[str, ActivityValue]:
    whole: dict[str, ActivityValue] = {**before._asdict(), "state": before.state.value}
    return {key: whole[key] for key in after}


def _read(connection: Connection, activity_id: int) -> Condition:
    found = read_conditions(connection, [activity_id])
    if not found:
        raise _gone()
    return found[0]


def _named(one: Condition) -> str:
    return f"“{one.project}”{short_date(one.held_on)}的活动"


def _reason(reason: str, remedy: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise UserFacingError("还没有写原因。", remedy)
    if len(reason) > _LONGEST_REASON:
        raise UserFacingError("原因太长了。", f"请写在{_LONGEST_REASON}个字以内。")
    return reason


def _gone() -> UserFacingError:
    return UserFacingError("这场活动已经不在了。", "请刷新列表后再试。")
