"""What the calendar shows of a span: chips by day, made off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from volunteer_desk.domain.activities import (
    STAGE_TONES,
    STAGE_WORDS,
    ActivityRow,
    Stage,
    span_words,
    stage_of,
)
from volunteer_desk.domain.activity_clock import Clock, most_urgent
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.office_calendar import DayMark
from volunteer_desk.services.activity_lists import (
    ActivityClocks,
    day_activities,
    read_clocks,
    span_activities,
)
from volunteer_desk.services.calendar_days import day_marks, is_arranged
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.tokens import Tone


@dataclass(frozen=True)
class Chip:
    """One activity in a cell.

    Attributes:
        time: ``9:00`` in a month, ``9:00–11:30`` in a week; "" where nobody said.
        alarm: URGENT or WAITING where a clock asks for something, PLAIN otherwise.
    """

    id: int
    time: str
    span: str
    project: str
    place: str
    tone: Tone
    struck: bool
    alarm: Tone
    tip: str
    stage: Stage = Stage.PLANNED


@dataclass(frozen=True)
class CalendarSpan:
    """The days of a month's or week's grid with what happens on them."""

    first: date
    last: date
    chips: Mapping[date, tuple[Chip, ...]] = field(default_factory=dict)
    marks: Mapping[date, DayMark] = field(default_factory=dict)
    unarranged: tuple[int, ...] = ()
    """Years in it whose holidays nobody knows yet."""


@dataclass(frozen=True)
class DayRow:
    """One activity of a day's list, with its state and its clocks at the instant of reading."""

    row: ActivityRow
    stage: Stage
    clocks: tuple[Clock, ...]

    @property
    def clock(self) -> Clock | None:
        """The one that matters most."""
        return most_urgent(self.clocks)


@dataclass(frozen=True)
class DayList:
    """One day and its activities."""

    day: date
    rows: tuple[DayRow, ...]
    mark: DayMark | None = None


def read_span(desk: Desk, first: date, last: date) -> CalendarSpan:
    """The chips and marks of a span."""
    now, clocks = desk.now(), read_clocks(desk)
    chips: dict[date, list[Chip]] = {}
    for row in span_activities(desk, first, last):
        chips.setdefault(row.held_on, []).append(_chip(row, now, clocks))
    by_day = {day: tuple(found) for day, found in chips.items()}
    years = tuple(year for year in range(first.year, last.year + 1) if not is_arranged(desk, year))
    return CalendarSpan(first, last, by_day, day_marks(desk, first, last), years)


def read_day(desk: Desk, day: date) -> DayList:
    """One day's activities with people, minutes and clocks."""
    now, clocks = desk.now(), read_clocks(desk)
    rows = tuple(
        DayRow(row, stage_of(row, now), clocks.of(row)) for row in day_activities(desk, day)
    )
    return DayList(day, rows, day_marks(desk, day, day)[day])


def row_words(row: ActivityRow) -> str:
    """Place, team, people and hours of an activity in one line."""
    people = f"{row.attendances}人 {format_hours(row.minutes)}小时" if row.attendances else ""
    planned = f"计划{row.planned_people}人" if row.planned_people and not people else ""
    leader = f"负责人{row.leader}" if row.leader else ""
    return " · ".join(filter(None, (row.place, row.team, people or planned, leader)))


def _chip(row: ActivityRow, now: datetime, clocks: ActivityClocks) -> Chip:
    stage, shown = stage_of(row, now), clocks.of(row)
    urgent = most_urgent(shown)
    tone = Tone.PLAIN if urgent is None else Tone(urgent.tone)
    begin = "" if row.starts is None else f"{row.starts.hour}:{row.starts:%M}"
    span = span_words(row.starts, row.ends)
    head = " ".join(filter(None, (span, row.project)))
    why = f"原因：{row.cancel_reason}" if row.cancel_reason else ""
    said = (head, row_words(row), STAGE_WORDS[stage], "　".join(one.words for one in shown), why)
    return Chip(
        row.id,
        begin,
        span,
        row.project,
        row.place,
        Tone(STAGE_TONES[stage]),
        stage is Stage.CANCELLED,
        tone if tone in (Tone.URGENT, Tone.WAITING) else Tone.PLAIN,
        "\n".join(filter(None, said)),
        stage,
    )
