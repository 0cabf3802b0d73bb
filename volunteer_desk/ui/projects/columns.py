"""The columns of the tables in the right card, declared over the rows the services give."""

from datetime import datetime

from volunteer_desk.domain.activities import STAGE_TONES, STAGE_WORDS, Stage, stage_of
from volunteer_desk.domain.activity_clock import most_urgent
from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.domain.projects import (
    ActivityRow,
    ActivityState,
    ServedRow,
)
from volunteer_desk.services.activity_lists import ActivityClocks
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone


class ActivityWords:
    """State and clock of activities in words, as of the instant they were read."""

    def __init__(self) -> None:
        self._now: datetime | None = None
        self._clocks: ActivityClocks | None = None

    def read_at(self, now: datetime, clocks: ActivityClocks) -> None:
        """From now on tell them as of this instant."""
        self._now, self._clocks = now, clocks

    def state(self, row: ActivityRow) -> tuple[str, Tone]:
        """``进行`` and its tone."""
        stage = Stage(row.state.value) if self._now is None else stage_of(row, self._now)
        return STAGE_WORDS[stage], Tone(STAGE_TONES[stage])

    def clock(self, row: ActivityRow) -> tuple[str, Tone]:
        """``登记还剩6个工作日``; why one was cancelled; nothing of what is recorded."""
        if row.cancel_reason:
            return row.cancel_reason, Tone.PLAIN
        if self._clocks is None or row.state is not ActivityState.PLANNED:
            return "", Tone.PLAIN
        found = most_urgent(self._clocks.of(row))
        return ("", Tone.PLAIN) if found is None else (found.words, Tone(found.tone))

    def tip(self, row: ActivityRow) -> str:
        """Everything: time, both clocks, why it was cancelled."""
        shown = () if self._clocks is None else self._clocks.of(row)
        said = (time_words(row), "　".join(one.words for one in shown), row.cancel_reason)
        return "\n".join(filter(None, said))


def hours_words(minutes: int) -> str:
    """Hours with one decimal, as the tables of the look show them: ``1,286.5``."""
    return f"{minutes / 60:,.1f}"


def time_words(row: ActivityRow) -> str:
    """``09:00–11:30``, the start alone, or nothing."""
    if row.starts is None:
        return ""
    return f"{row.starts:%H:%M}–{row.ends:%H:%M}" if row.ends else f"{row.starts:%H:%M}"


def count_words(number: int) -> str:
    """``1,961``."""
    return f"{number:,}"


ACTIVITIES_LEAVING = ("starts", "place", "attendances", "minutes")
MEMBERS_LEAVING = ("phone_masked", "from_on")
"""What gives way first in each table where there is little room."""


def activity_columns(told: ActivityWords) -> tuple[Column[ActivityRow], ...]:
    """The columns of a project's activities."""
    return (
        Column("held_on", "日期", lambda row: f"{row.held_on:%Y-%m-%d}", 104, tip=told.tip),
        Column("starts", "时间", time_words, 108, "soft"),
        Column("place", "地点", width=108, kind="soft", tip=lambda row: row.place, stretch=True),
        Column("attendances", "人次", lambda row: count_words(row.attendances), 54, "number"),
        Column("minutes", "小时", lambda row: hours_words(row.minutes), 66, "number"),
        Column(
            "clock",
            "期限",
            lambda row: told.clock(row)[0],
            120,
            "pill",
            tone=lambda row: told.clock(row)[1],
            tip=told.tip,
            stretch=True,
        ),
        Column(
            "state",
            "情况",
            lambda row: told.state(row)[0],
            84,
            "pill",
            tone=lambda row: told.state(row)[1],
            tip=told.tip,
        ),
    )


MEMBER_COLUMNS: tuple[Column[MemberRow], ...] = (
    Column("name", "姓名", width=100, tip=lambda row: row.name, stretch=True),
    Column("role", "角色", width=80, kind="soft", tip=lambda row: row.role),
    Column("from_on", "时间", lambda row: _time_in(row), 118, "soft", tip=lambda row: _whole(row)),
    Column("phone_masked", "电话", width=122, kind="soft"),
    Column("minutes", "队内小时", lambda row: hours_words(row.minutes), 92, "number"),
)

SERVED_COLUMNS: tuple[Column[ServedRow], ...] = (
    Column("name", "姓名", width=120, tip=lambda row: row.name, stretch=True),
    Column("number", "编号", width=130, kind="soft"),
    Column("attendances", "次数", lambda row: count_words(row.attendances), 60, "number"),
    Column("minutes", "小时", lambda row: hours_words(row.minutes), 80, "number"),
)

HELD_COLUMNS: tuple[Column[ActivityRow], ...] = (
    Column("held_on", "日期", lambda row: f"{row.held_on:%Y-%m-%d}", 104),
    Column("project", "项目", width=120, tip=lambda row: row.project, stretch=True),
    Column("place", "地点", width=100, kind="soft", tip=lambda row: row.place),
    Column("attendances", "人次", lambda row: count_words(row.attendances), 54, "number"),
    Column("minutes", "小时", lambda row: hours_words(row.minutes), 70, "number"),
)

SERVED_LEAVING = ("number",)
HELD_LEAVING = ("place",)


def _time_in(row: MemberRow) -> str:
    return f"{row.from_on:%Y-%m-%d}{' 起' if row.to_on is None else ' 已退'}"


def _whole(row: MemberRow) -> str:
    return f"{row.from_on} 至 {row.to_on or '今'}"
