"""Approval (待核 → 已生效) by activity, team, person or all at once; it can be switched off."""

from collections.abc import Sequence
from datetime import date

from volunteer_desk.domain.approval import (
    WaitingFilter,
    WaitingGroup,
    WaitingRow,
    WaitingState,
    WaitingTotals,
)
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine
from volunteer_desk.domain.months import first_open_month, recorded_month
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_checks import check_correction
from volunteer_desk.store import waiting as store
from volunteer_desk.store import waiting_rows as rows
from volunteer_desk.store.activity_states import settle_states
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import StoredBatch, close_batch, open_batch
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.hour_history import returned_by
from volunteer_desk.store.month_locks import locked_months
from volunteer_desk.store.reversing import reverse_credits

_MOVED = frozenset({Noun.HOURS, Noun.ACTIVITY, Noun.BATCH})
ALL = WaitingFilter()
"""Everything that waits."""


def waiting_rows(desk: Desk, which: WaitingFilter = ALL) -> tuple[WaitingRow, ...]:
    """Hours that wait, the latest day first."""
    with desk.database.reading() as connection:
        return tuple(rows.waiting_rows(connection, which))


def waiting_list(desk: Desk, which: WaitingFilter) -> tuple[Sequence[int], WaitingTotals]:
    """Ids of hours that wait, the latest day first, and what they come to."""
    with desk.database.reading() as connection:
        return rows.waiting_order(connection, which), rows.waiting_totals(connection, which)


def waiting_by_activity(desk: Desk) -> tuple[WaitingGroup, ...]:
    """Activities with hours that wait, the oldest first."""
    with desk.database.reading() as connection:
        return tuple(rows.waiting_groups(connection, "activity"))


def waiting_by_team(desk: Desk) -> tuple[WaitingGroup, ...]:
    """Teams with hours that wait, the oldest first; those of no team come as team 0."""
    with desk.database.reading() as connection:
        return tuple(rows.waiting_groups(connection, "team"))


def waiting_totals(desk: Desk, which: WaitingFilter = ALL) -> WaitingTotals:
    """How much waits."""
    with desk.database.reading() as connection:
        return rows.waiting_totals(connection, which)


def approve_hours(desk: Desk, which: WaitingFilter = ALL, reason: str = "") -> Changed:
    """Let waiting hours count: credits are appended, as one batch that can be undone.

    Each credit keeps the act and the instant by which it was logged. Hours whose month was
    closed while they waited become 补录, for which a reason is needed.

    Raises:
        UserFacingError: Nothing waits, or a month is closed and no reason is given; nothing was
            written.
    """
    with desk.database.writing() as connection:
        found = _found(connection, which)
        ids = [one for one, _, _ in found]
        _record_late(connection, found, desk.today(), reason.strip())
        total = rows.waiting_totals(connection, WaitingFilter(ids=tuple(ids)))
        now = desk.now()
        batch = open_batch(
            connection,
            kind=BatchKind.APPROVE_HOURS,
            label=f"核准{len(ids)}条时长",
            now=now,
            by=desk.operator,
        )
        store.credit_waiting(connection, ids, batch)
        settle_states(connection, store.activities_waiting(connection, ids))
        close_batch(connection, batch, len(ids))
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="approve",
            noun="hours",
            batch_id=batch,
            detail={"rows": len(ids), "minutes": total.minutes},
        )
    said = f"已核准 {total.people} 人，{format_hours(total.minutes)} 小时已生效。"
    return Changed(_MOVED, batch, said, len(ids))


def return_hours(desk: Desk, which: WaitingFilter, reason: str) -> Changed:
    """Return waiting hours (退回): they count nothing and are kept with the reason; undoable.

    Raises:
        UserFacingError: No reason, or nothing waits.
    """
    reason = reason.strip()
    if not reason:
        raise UserFacingError("还没有填写退回原因。", "请写明为什么退回，登记的人好改正。")
    with desk.database.writing() as connection:
        ids = [one for one, _, _ in _found(connection, which)]
        now = desk.now()
        batch = open_batch(
            connection,
            kind=BatchKind.RETURN_HOURS,
            label=f"退回{len(ids)}条时长",
            now=now,
            by=desk.operator,
        )
        store.decide(connection, ids, WaitingState.RETURNED, batch, reason)
        settle_states(connection, store.activities_waiting(connection, ids))
        close_batch(connection, batch, len(ids))
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="return",
            noun="hours",
            batch_id=batch,
            detail={"rows": len(ids)},
        )
    return Changed(_MOVED, batch, f"已退回 {len(ids)} 条时长。", len(ids))


def take_decision_back(connection: Connection, desk: Desk, batch: StoredBatch, undo: int) -> int:
    """Undo an approval or a return: the hours wait again. Credits reversed since stay reversed.

    Returns:
        How many rows wait again.

    Raises:
        UserFacingError: Some of the credits lie in a closed month, or returned hours cannot stand
            beside what was logged since; nothing was written.
    """
    decided = store.decided_by(connection, batch.id)
    back = [one for one, _ in decided]
    if batch.kind is BatchKind.APPROVE_HOURS:
        approved = {entry: one for one, entry in decided if entry is not None}
        standing = reverse_credits(connection, list(approved), undo, desk.now(), "撤销核准")
        back = [approved[entry] for entry in standing]
    else:
        _check_returned(connection, desk, batch.id)
    store.decide(connection, back, WaitingState.WAITING, None)
    settle_states(connection, store.activities_waiting(connection, back))
    return len(back)


def _check_returned(connection: Connection, desk: Desk, batch_id: int) -> None:
    """Returned hours may have been logged again since: both together must not come to count.

    Raises:
        UserFacingError: One of them cannot stand beside what was logged since.
    """
    for credit, project in returned_by(connection, batch_id):
        line = HourLine(
            credit.volunteer_id,
            credit.minutes,
            credit.starts,
            credit.ends,
            spent=credit.spent,
            reason=credit.reason or "撤销退回",
        )
        refusal = check_correction(connection, desk, credit, line, project).refusal
        if refusal is not None:
            raise UserFacingError(
                f"退回的时长不能再回到待核：{refusal.message}", "退回以后重新登记过的，不用再撤销。"
            )


def withdraw_waiting(connection: Connection, batch_id: int, undo: int) -> int:
    """Undo of the act that logged hours: those that still wait are withdrawn.

    The caller settles the states of their activities, once changed rows are put back.

    Returns:
        How many.
    """
    ids = [one for one, _, _ in rows.waiting_ids(connection, WaitingFilter(batch_id=batch_id))]
    store.decide(connection, ids, WaitingState.WITHDRAWN, undo, "撤销")
    return len(ids)


def _found(connection: Connection, which: WaitingFilter) -> list[tuple[int, str, int | None]]:
    found = rows.waiting_ids(connection, which)
    if not found:
        raise UserFacingError("没有待核的时长。", "可能已经核准或退回，请刷新后再看。")
    return found


def _record_late(
    connection: Connection, found: list[tuple[int, str, int | None]], today: date, reason: str
) -> None:
    locked = locked_months(connection)
    months = {one: recorded_month(date.fromisoformat(day), late) for one, day, late in found}
    late = [one for one, month in months.items() if month in locked]
    if not late:
        return
    if not reason:
        closed = sorted({months[one] for one in late})
        words = "、".join(Month(*divmod(month, 100)).words for month in closed)
        raise UserFacingError(
            f"{words}在待核期间锁定了，其中的{len(late)}条要记为补录。",
            "请写明原因再核准，或先由负责人解锁该月份。",
        )
    store.record_late(connection, late, first_open_month(today, locked).number, reason)
