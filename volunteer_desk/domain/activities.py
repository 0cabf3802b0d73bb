"""Activities as facts: an occasion as typed, as listed, and the state it is in at an instant."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol


class ActivityState(StrEnum):
    """What the database keeps; 进行 follows from the day and the clock, see ``stage_of``."""

    PLANNED = "planned"
    RECORDED = "recorded"
    CHECKED = "checked"
    CANCELLED = "cancelled"


class Stage(StrEnum):
    """计划 → 进行 → 已记录 → 已核, or 取消: what a screen shows."""

    PLANNED = "planned"
    RUNNING = "running"
    RECORDED = "recorded"
    CHECKED = "checked"
    CANCELLED = "cancelled"


STAGE_WORDS: dict[Stage, str] = {
    Stage.PLANNED: "计划",
    Stage.RUNNING: "进行",
    Stage.RECORDED: "已记录",
    Stage.CHECKED: "已核",
    Stage.CANCELLED: "取消",
}

STAGE_TONES: dict[Stage, str] = {
    Stage.PLANNED: "info",
    Stage.RUNNING: "waiting",
    Stage.RECORDED: "ok",
    Stage.CHECKED: "ok",
    Stage.CANCELLED: "plain",
}
"""Names of the window's tones; the colour never stands without its word."""


@dataclass(frozen=True)
class ActivityDraft:
    """One occasion of a project, as typed; an end before its start is overnight.

    ``recipients`` (服务对象) are words with 、 between, as they were on the day; ``beneficiaries``
    is 受益人次.
    """

    project_id: int
    held_on: date
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    leader: str = ""
    content: str = ""
    team_id: int | None = None
    planned_people: int | None = None
    beneficiaries: int | None = None
    remark: str = ""
    recipients: str = ""
    weather: str = ""


@dataclass(frozen=True)
class ActivityRow:
    """One activity in a list.

    Attributes:
        filed_on: The day of its 活动报备, None while it is not filed.
        checked_on: The day it was checked (已核).
        series_id: The repeating activity it belongs to, None for a single one.
        series_day: The day its series gave it, which stays when the occasion is moved.
    """

    id: int
    project_id: int
    project: str
    held_on: date
    starts: time | None
    ends: time | None
    place: str
    team: str
    state: ActivityState
    attendances: int
    minutes: int
    cancel_reason: str = ""
    filed_on: date | None = None
    checked_on: date | None = None
    series_id: int | None = None
    planned_people: int | None = None
    leader: str = ""
    series_day: date | None = None


class Staged(Protocol):
    """Anything that has a day, a start and a kept state."""

    @property
    def held_on(self) -> date:
        """The day it is held."""
        ...

    @property
    def starts(self) -> time | None:
        """When it begins, None when nobody said."""
        ...

    @property
    def state(self) -> ActivityState:
        """What the database keeps."""
        ...


def stage_of(activity: Staged, now: datetime) -> Stage:
    """The state to show at an aware local instant.

    A planned activity is 进行 on its day from its start (from midnight where it has none), and
    stays so until hours are recorded or it is cancelled: somebody still has to do something.
    """
    if activity.state is not ActivityState.PLANNED:
        return Stage(activity.state.value)
    begun = activity.held_on < now.date() or (
        activity.held_on == now.date()
        and (activity.starts is None or activity.starts <= now.time().replace(tzinfo=None))
    )
    return Stage.RUNNING if begun else Stage.PLANNED


def span_words(starts: time | None, ends: time | None) -> str:
    """``09:00–11:30``, the start alone, or nothing."""
    if starts is None:
        return ""
    return f"{starts:%H:%M}–{ends:%H:%M}" if ends is not None else f"{starts:%H:%M}"
