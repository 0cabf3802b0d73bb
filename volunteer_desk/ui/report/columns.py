"""The columns of the month: figures by team or category, and the entries behind a figure."""

from dataclasses import dataclass
from enum import IntEnum

from volunteer_desk.domain.entry_notes import entry_note
from volunteer_desk.domain.hours import HourRow
from volunteer_desk.domain.monthly import FigureLine, MonthlySheet
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone


@dataclass(frozen=True)
class MonthLine:
    """One line of the page's table; ``line`` is None for 合计.

    ``late`` is the line of what was recorded late for the month: it is no part of 合计.
    """

    label: str
    activities: int
    attendances: int
    people: int
    minutes: int
    minutes_before: int
    line: FigureLine | None = None
    late: bool = False


class By(IntEnum):
    """What the rows of the page's table are."""

    TEAM = 0
    CATEGORY = 1
    UNIT = 2


def month_lines(sheet: MonthlySheet, by: By) -> tuple[MonthLine, ...]:
    """The grand total, always in sight, then the rows; the total counts each person once."""
    rows = (sheet.by_team, sheet.by_category, sheet.by_unit)[by]
    figures = sheet.figures
    total = MonthLine(
        "合计",
        figures.activities,
        figures.attendances,
        figures.people,
        figures.minutes,
        figures.minutes_before,
    )
    late = sheet.adjustments
    adjusted = MonthLine(
        "另有补录（以前月份）",
        0,
        sum(line.attendances for line in late),
        sheet.adjusted_people,
        sheet.adjusted_minutes,
        0,
        late=True,
    )
    return (
        total,
        *((adjusted,) if late else ()),
        *(
            MonthLine(
                row.label,
                row.activities,
                row.attendances,
                row.people,
                row.minutes,
                row.minutes_before,
                row,
            )
            for row in rows
        ),
    )


def hours_words(minutes: int) -> str:
    """Hours with one decimal and thousands: ``1,286.5``."""
    return f"{minutes / 60:,.1f}"


def change_words(row: MonthLine) -> str:
    """环比: ``+8%``, ``−4%``; a dash where there is nothing to compare with."""
    if row.late:
        return ""
    if row.minutes_before == 0:
        return "–"
    change = round((row.minutes - row.minutes_before) * 100 / row.minutes_before)
    return f"+{change}%" if change > 0 else f"−{-change}%" if change < 0 else "持平"


FIGURES: tuple[Column[MonthLine], ...] = (
    Column("label", "队伍", width=150, tip=lambda row: row.label, stretch=True),
    Column(
        "activities", "场次", lambda row: "" if row.late else f"{row.activities:,}", 58, "number"
    ),
    Column("attendances", "人次", lambda row: f"{row.attendances:,}", 64, "number"),
    Column("people", "人数", lambda row: f"{row.people:,}", 64, "number"),
    Column("minutes", "小时", lambda row: hours_words(row.minutes), 88, "number"),
    Column("minutes_before", "环比", change_words, 72, "number"),
)
CATEGORIES: tuple[Column[MonthLine], ...] = (
    Column("label", "服务类别", width=150, tip=lambda row: row.label, stretch=True),
    *FIGURES[1:],
)
UNITS: tuple[Column[MonthLine], ...] = (
    Column("label", "单位", width=150, tip=lambda row: row.label, stretch=True),
    *FIGURES[1:],
)


def state_words(row: HourRow) -> str:
    """What a ledger row is: a credit, one taken back, or the taking back."""
    if row.minutes < 0:
        return "冲销"
    if row.reversed:
        return "已冲销"
    return "补录" if row.late_month is not None else "有效"


def state_tone(row: HourRow) -> Tone:
    """Its pill's tone."""
    if row.minutes < 0:
        return Tone.URGENT
    if row.reversed:
        return Tone.PLAIN
    return Tone.INFO if row.late_month is not None else Tone.OK


ENTRIES: tuple[Column[HourRow], ...] = (
    Column("served_on", "日期", lambda row: f"{row.served_on.month}月{row.served_on.day}日", 84),
    Column("name", "姓名", width=104, tip=lambda row: row.name, stretch=True),
    Column("project", "项目", width=110, tip=lambda row: row.project, stretch=True, kind="soft"),
    Column("minutes", "小时", lambda row: hours_words(row.minutes), 64, "number", tip=entry_note),
    Column("state", "状态", state_words, 78, "pill", tone=state_tone, tip=entry_note),
)
