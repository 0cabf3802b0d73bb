"""Exceptions of a repeating activity: one day skipped with a reason, or held on another day."""

from datetime import date

from volunteer_desk.domain.activities import ActivityState
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.series import make_occasion
from volunteer_desk.store.activities import ActivityValue, change_activity
from volunteer_desk.store.activity_states import Condition, hours_of, read_conditions
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.series import occurrences, read_series
from volunteer_desk.store.series_exceptions import (
    add_exception,
    change_exception,
    read_exception,
)

_NOUNS = frozenset({Noun.ACTIVITY, Noun.BATCH})
_LONGEST_REASON = 100


def skip_day(desk: Desk, series_id: int, day: date, reason: str) -> Changed:
    """Let a series not meet on one of its days: the occasion is 取消 and keeps why.

    Raises:
        UserFacingError: No reason, the series does not meet that day, or hours are recorded.
    """
    reason = _reason(reason, needed=True)
    with desk.database.writing() as connection:
        occasion = _occasion(connection, series_id, day)
        after: dict[str, ActivityValue] = {
            "state": ActivityState.CANCELLED.value,
            "cancel_reason": reason,
        }
        before: dict[str, ActivityValue] = {
            "state": occasion.state.value,
            "cancel_reason": occasion.cancel_reason,
        }
        if before == after:
            return Changed(frozenset(), None, "这一天已经不办了。")
        named = f"“{occasion.project}”{short_date(day)}"
        batch = _open(connection, desk, f"{named}不办")
        _write(connection, batch, occasion, before, after)
        _except(connection, series_id, day, None, reason, batch)
        _finish(connection, desk, "skip", occasion.id, batch)
    return Changed(_NOUNS, batch, f"{named}不办，已记下原因。", 1, occasion.id)


def move_day(desk: Desk, series_id: int, day: date, to: date, reason: str = "") -> Changed:
    """Hold one occasion of a series on another day; the series itself stays.

    Args:
        desk: The desk.
        series_id: The series.
        day: The day its rule gives (``series_day``), also when it was moved before.
        to: The day it is held.
        reason: Why, as far as it should be kept.

    Raises:
        UserFacingError: The series does not meet that day, hours are recorded, or the series
            meets on the other day already.
    """
    reason = _reason(reason, needed=False)
    with desk.database.writing() as connection:
        occasion = _occasion(connection, series_id, day)
        if occasion.state is ActivityState.CANCELLED:
            raise UserFacingError("这一天已经不办了，不能改期。", "要改期请先恢复它。")
        if occasion.held_on == to:
            return Changed(frozenset(), None, "本来就在这一天。")
        for one in occurrences(connection, series_id, date.min):
            if one.id != occasion.id and one.held_on == to:
                raise UserFacingError(
                    f"{short_date(to)}已经有这个重复活动的一场。", "请换一天，或改那一场。"
                )
        named = f"“{occasion.project}”{short_date(occasion.held_on)}"
        batch = _open(connection, desk, f"{named}改到{short_date(to)}")
        _write(connection, batch, occasion, {"held_on": occasion.held_on}, {"held_on": to})
        _except(connection, series_id, day, to, reason, batch)
        _finish(connection, desk, "move", occasion.id, batch)
    return Changed(_NOUNS, batch, f"{named}改到{short_date(to)}。", 1, occasion.id)


def _occasion(connection: Connection, series_id: int, day: date) -> Condition:
    series = read_series(connection, series_id)
    if series is None:
        raise UserFacingError("这个重复活动已经不在了。", "请刷新后再试。")
    number = make_occasion(connection, series, day)
    if number is None:
        raise UserFacingError(f"{short_date(day)}本来就没有这个重复活动。", "请选择它要办的一天。")
    hours = hours_of(connection, number)
    if hours.standing or hours.waiting:
        raise UserFacingError("这一场已经登记了时长，不能再改。", "请先撤销它的时长登记。")
    return read_conditions(connection, [number])[0]


def _write(
    connection: Connection,
    batch: int,
    occasion: Condition,
    before: dict[str, ActivityValue],
    after: dict[str, ActivityValue],
) -> None:
    change_activity(connection, occasion.id, after)
    record_change(connection, batch, "activity", occasion.id, before, after)


def _except(
    connection: Connection,
    series_id: int,
    day: date,
    moved_to: date | None,
    reason: str,
    batch: int,
) -> None:
    known = read_exception(connection, series_id, day)
    if known is None:
        add_exception(connection, series_id, day, moved_to, reason, batch)
        return
    number, before_to, before_reason = known
    change_exception(connection, number, moved_to, reason)
    record_change(
        connection,
        batch,
        "series_exception",
        number,
        {"moved_to": before_to, "reason": before_reason},
        {"moved_to": moved_to, "reason": reason},
    )


def _open(connection: Connection, desk: Desk, label: str) -> int:
    return open_batch(
        connection, kind=BatchKind.SERIES, label=label, now=desk.now(), by=desk.operator
    )


def _finish(connection: Connection, desk: Desk, action: str, activity_id: int, batch: int) -> None:
    close_batch(connection, batch, 1)
    append_audit(
        connection,
        now=desk.now(),
        by=desk.operator,
        action=action,
        noun="activity",
        row_id=activity_id,
        batch_id=batch,
    )


def _reason(reason: str, *, needed: bool) -> str:
    reason = " ".join(reason.split())
    if needed and not reason:
        raise UserFacingError("还没有写原因。", "请写明为什么不办，如：国庆放假。")
    if len(reason) > _LONGEST_REASON:
        raise UserFacingError("原因太长了。", f"请写在{_LONGEST_REASON}个字以内。")
    return reason
