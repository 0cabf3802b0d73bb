"""Closing a month (关账), which freezes its hours, and opening it again for a reason."""

from collections.abc import Sequence
from dataclasses import replace

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.months import (
    FrozenFigures,
    MonthAction,
    MonthEvent,
    MonthState,
    OpenMatters,
)
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.projects import ActivityRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.activities import activities_of
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.late_hours import figures_of
from volunteer_desk.store.month_locks import (
    add_month_event,
    count_unrecorded,
    count_waiting,
    lock_month,
    locked_months,
    month_events,
    unlock_month,
    unrecorded_ids,
)

_MOVED = frozenset({Noun.MONTH, Noun.HOURS})


def months_of(desk: Desk, limit: int = 24) -> tuple[MonthState, ...]:
    """Months that were ever closed, the latest first, with their closings and reopenings.

    Their figures are not computed anew: ``month_state`` and the month's sheet do that.
    """
    with desk.database.reading() as connection:
        events, locked = month_events(connection), locked_months(connection)
    of_month: dict[Month, list[MonthEvent]] = {}
    for event in events:
        of_month.setdefault(event.month, []).append(event)
    return tuple(
        _state(month, month.number in locked, of_month[month])
        for month in sorted(of_month, reverse=True)[:limit]
    )


def month_state(desk: Desk, month: Month) -> MonthState:
    """One month: whether it is closed, by whom and why, and its figures now."""
    with desk.database.reading() as connection:
        return replace(read_state(connection, month), figures=figures_of(connection, month))


def open_matters(desk: Desk, month: Month) -> OpenMatters:
    """What closing a month would leave unsettled."""
    with desk.database.reading() as connection:
        return _matters(connection, desk, month)


def close_month(desk: Desk, month: Month, *, confirmed: bool = False) -> Changed:
    """Close a month: its figures are kept, and no hours of it can be logged but as 补录.

    Args:
        desk: The desk.
        month: The month.
        confirmed: Whether the user wants to close a month that is not over.

    Raises:
        UserFacingError: It is closed already, has not begun, or is not over and that was not
            confirmed.
    """
    today = desk.today()
    if month > Month.of(today):
        raise UserFacingError(f"{month.words}还没有开始，不能关账。", "请核对月份。")
    with desk.database.writing() as connection:
        if month.number in locked_months(connection):
            raise UserFacingError(f"{month.words}已经关账。")
        matters = _matters(connection, desk, month)
        if not matters.over and not confirmed:
            raise UserFacingError(
                f"{month.words}还没有过完，关账后本月再登记的时长都要记为补录。",
                "确实要提前关账，请确认后再做一次。",
            )
        figures, now = figures_of(connection, month), desk.now()
        lock_month(connection, month, now, desk.operator)
        _keep(connection, desk, month, MonthAction.LOCK, "", figures)
    said = f"{month.words}已关账：{format_hours(figures.minutes)}小时，{figures.attendances}人次。"
    return Changed(_MOVED, None, said + (f"请留意：{matters.words}" if matters.words else ""), 1)


def reopen_month(desk: Desk, month: Month, reason: str) -> Changed:
    """Open a closed month again; the reason is kept for good.

    Raises:
        UserFacingError: No reason, or the month is not closed.
    """
    reason = reason.strip()
    if not reason:
        raise UserFacingError("还没有写解锁原因。", "请写明为什么要解锁，原因会一直保留。")
    with desk.database.writing() as connection:
        if not unlock_month(connection, month):
            raise UserFacingError(f"{month.words}没有关账，不用解锁。")
        figures = figures_of(connection, month)
        _keep(connection, desk, month, MonthAction.REOPEN, reason, figures)
    return Changed(_MOVED, None, f"{month.words}已解锁，改完请再关账。", 1)


def read_state(connection: Connection, month: Month) -> MonthState:
    """A month in the caller's transaction; its figures are not computed."""
    closed = month.number in locked_months(connection)
    return _state(month, closed, month_events(connection, month))


def _state(month: Month, closed: bool, events: Sequence[MonthEvent]) -> MonthState:
    frozen = next((one.figures for one in events if one.action is MonthAction.LOCK), None)
    return MonthState(month, closed, frozen, None, tuple(events))


def unrecorded_activities(desk: Desk, month: Month) -> tuple[ActivityRow, ...]:
    """The activities of a month that were held and have no hours, the latest first."""
    with desk.database.reading() as connection:
        found = unrecorded_ids(connection, month, desk.today())
        return activities_of(connection, dict.fromkeys(found, (0, 0)))


def difference_words(state: MonthState) -> str:
    """How a closed month differs from what it said when it was closed; "" when it does not."""
    now, then = state.figures, state.frozen
    if not state.differs or now is None:
        return ""
    if then is None:
        return f"{state.month.words}关账时的数字没有留下，无法核对。"
    said = [
        f"{word}{_figure(one, minutes)}，关账时{_figure(other, minutes)}"
        for word, one, other, minutes in (
            ("时长", now.minutes, then.minutes, True),
            ("人次", now.attendances, then.attendances, False),
            ("场次", now.activities, then.activities, False),
            ("人数", now.people, then.people, False),
            ("补录时长", now.late_minutes, then.late_minutes, True),
            ("补录人次", now.late_attendances, then.late_attendances, False),
        )
        if one != other
    ]
    return f"{state.month.words}与关账时的数字不一致：{'；'.join(said)}。"


def _figure(number: int, minutes: bool) -> str:
    return f"{format_hours(number)}小时" if minutes else str(number)


def _matters(connection: Connection, desk: Desk, month: Month) -> OpenMatters:
    today = desk.today()
    return OpenMatters(
        over=today > month.last,
        unrecorded=count_unrecorded(connection, month, today),
        waiting=count_waiting(connection, month),
    )


def _keep(
    connection: Connection,
    desk: Desk,
    month: Month,
    action: MonthAction,
    reason: str,
    figures: FrozenFigures,
) -> None:
    now = desk.now()
    add_month_event(
        connection, month, action, now=now, by=desk.operator, reason=reason, figures=figures
    )
    append_audit(
        connection,
        now=now,
        by=desk.operator,
        action="close" if action is MonthAction.LOCK else "reopen",
        noun=Noun.MONTH,
        row_id=month.number,
        detail={"minutes": figures.minutes, "rows": figures.attendances},
    )
