"""The two clocks of an activity: 报备 some days before, recorded some working days after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from volunteer_desk.domain.activities import ActivityState
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.workdays import IsWorkday, add_workdays, count_workdays

SOON_WORKDAYS = 3
"""So many working days before its end the recording clock turns to "soon"."""
SOON_DAYS = 3
"""So many days before its end the filing clock does."""

_RANK = ("urgent", "waiting", "info", "ok", "plain")


@dataclass(frozen=True)
class Clock:
    """What one clock shows.

    Attributes:
        words: ``报备还剩2天``, ``登记还剩6个工作日``, ``已报备 11-12``.
        tone: A tone's name: urgent (overdue), waiting (soon), info, plain, ok (done).
        due_on: The last day on which it is in time.
    """

    words: str
    tone: str
    due_on: date


class Clocked(Protocol):
    """What the clocks of an activity depend on."""

    @property
    def held_on(self) -> date:
        """The day it is held."""
        ...

    @property
    def state(self) -> ActivityState:
        """What the database keeps."""
        ...

    @property
    def filed_on(self) -> date | None:
        """The day of its 活动报备."""
        ...

    @property
    def checked_on(self) -> date | None:
        """The day it was checked."""
        ...


def clocks(
    row: Clocked, today: date, settings: DeskSettings, is_workday: IsWorkday
) -> tuple[Clock, ...]:
    """The activity's clocks, the filing one first; a cancelled one has none.

    Args:
        row: The activity.
        today: The local date.
        settings: ``file_before_days`` (0: 报备 is not asked for here) and ``record_within``.
        is_workday: Whether a day is a working day; 调休 counts.
    """
    if row.state is ActivityState.CANCELLED:
        return ()
    filing = _filing(row, today, settings.file_before_days)
    recording = _recording(row, today, settings.record_within, is_workday)
    return (recording,) if filing is None else (filing, recording)


def most_urgent(shown: Iterable[Clock]) -> Clock | None:
    """The one clock to show where there is room for one; of equals the one that ends later."""
    return min(
        shown, key=lambda clock: (_RANK.index(clock.tone), -clock.due_on.toordinal()), default=None
    )


def file_by(held_on: date, settings: DeskSettings) -> date:
    """The last day on which an activity can be filed in time."""
    return held_on - timedelta(days=settings.file_before_days)


def record_by(held_on: date, settings: DeskSettings, is_workday: IsWorkday) -> date:
    """The last day on which its hours are recorded in time (民政部令第67号 art.11)."""
    return add_workdays(held_on, settings.record_within, is_workday)


def _filing(row: Clocked, today: date, before: int) -> Clock | None:
    due_on = row.held_on - timedelta(days=before)
    if row.filed_on is not None:
        late = "（晚了）" if row.filed_on > due_on else ""
        return Clock(f"已报备 {_day(row.filed_on, row.held_on)}{late}", "ok", due_on)
    if not before:
        return None
    if row.state is not ActivityState.PLANNED or row.held_on < today:
        return Clock("未报备", "plain", due_on)
    left = (due_on - today).days
    if left < 0:
        return Clock(f"报备已超期{-left}天", "urgent", due_on)
    if left == 0:
        return Clock("今天要报备", "waiting", due_on)
    return Clock(f"报备还剩{left}天", "waiting" if left <= SOON_DAYS else "info", due_on)


def _recording(row: Clocked, today: date, within: int, is_workday: IsWorkday) -> Clock:
    due_on = add_workdays(row.held_on, within, is_workday)
    if row.state is ActivityState.CHECKED:
        on = f" {_day(row.checked_on, row.held_on)}" if row.checked_on is not None else ""
        return Clock(f"已核{on}", "ok", due_on)
    if row.state is ActivityState.RECORDED:
        return Clock("已登记时长", "ok", due_on)
    if today < row.held_on:
        return Clock(f"{_day(due_on, today)}前登记", "plain", due_on)
    if today > due_on:
        past = count_workdays(due_on, today, is_workday)
        words = f"登记已超期{past}个工作日" if past else "登记已过期"
        return Clock(words, "urgent", due_on)
    left = count_workdays(today, due_on, is_workday)
    if not left:
        return Clock("登记今天截止", "waiting", due_on)
    tone = "waiting" if left <= SOON_WORKDAYS else "info"
    return Clock(f"登记还剩{left}个工作日", tone, due_on)


def _day(day: date, beside: date) -> str:
    """``11-12``, with its year where it is another one."""
    return f"{day:%m-%d}" if day.year == beside.year else f"{day:%Y-%m-%d}"
