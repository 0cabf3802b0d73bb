"""The rows of the page's table: each with its figures, and the ledger rows behind every one."""

from datetime import date
from typing import NamedTuple

from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.monthly import FigureLine, MonthlySheet
from volunteer_desk.domain.sheet_entries import (
    By,
    entries_of,
    in_month,
    in_year,
    recorded_late,
    up_to,
)
from volunteer_desk.ui.entries.card import Part


class MonthLine(NamedTuple):
    """One line of the page's table.

    Attributes:
        label: A team, a category, a unit, an activity's project, a person.
        by: What it is; None of 合计.
        key: Which one (``FigureLine.key``, or an id); the month of what was recorded late.
        late: Whether it is the line of what was recorded late for the month: no part of 合计.
        day: Of an activity.
        team: Of a person or an activity.
        minutes_year: None where the table has no such figure.
        minutes_all: None where the table has no such figure.
    """

    label: str
    by: By | None = None
    key: int | str | None = None
    activities: int = 0
    attendances: int = 0
    people: int = 0
    minutes: int = 0
    minutes_before: int | None = None
    minutes_year: int | None = None
    minutes_all: int | None = None
    late: bool = False
    day: date | None = None
    team: str = ""

    @property
    def which(self) -> EntryFilter:
        """What was credited to it, whenever it was; asked for one line of thousands."""
        if self.late and isinstance(self.key, int):
            return recorded_late(self.key)
        return EntryFilter() if self.by is None else entries_of(self.by, self.key)


def total_line(sheet: MonthlySheet) -> MonthLine:
    """合计; it counts each person once."""
    figures = sheet.figures
    return MonthLine(
        "合计",
        None,
        None,
        figures.activities,
        figures.attendances,
        figures.people,
        figures.minutes,
        figures.minutes_before,
        figures.minutes_year,
    )


def month_lines(sheet: MonthlySheet, by: By) -> tuple[MonthLine, ...]:
    """The grand total, always in sight, then the rows."""
    late = sheet.adjustments
    adjusted = MonthLine(
        "另有补录（以前月份）",
        key=sheet.head.month.number,
        attendances=sum(line.attendances for line in late),
        people=sheet.adjusted_people,
        minutes=sheet.adjusted_minutes,
        late=True,
    )
    return (total_line(sheet), *((adjusted,) if late else ()), *_rows(sheet, by))


def parts_of(line: MonthLine, sheet: MonthlySheet) -> tuple[Part, ...]:
    """The figures of a line that ledger rows make: 本月, 上月, 本年, 累计."""
    month, basis = sheet.head.month, sheet.basis
    if line.late:
        return (Part("补录", line.which, line.minutes),)
    parts = [Part("本月", in_month(line.which, month, basis), line.minutes)]
    if line.minutes_before is not None:
        before = in_month(line.which, month.before(), basis)
        parts.append(Part("上月", before, line.minutes_before))
    if line.minutes_year is not None:
        year = in_year(line.which, month, basis)
        parts.append(Part("本年累计", year, line.minutes_year, slow=True))
    if line.minutes_all is not None:
        parts.append(Part("累计", up_to(line.which, month, basis), line.minutes_all, slow=True))
    return tuple(parts)


def _rows(sheet: MonthlySheet, by: By) -> tuple[MonthLine, ...]:
    if by is By.ACTIVITY:
        return tuple(
            MonthLine(
                one.project,
                by,
                one.activity_id,
                1,
                one.attendances,
                0,
                one.minutes,
                day=one.held_on,
                team=one.team,
            )
            for one in sheet.activities
        )
    if by is By.PERSON:
        return tuple(
            MonthLine(
                one.name,
                by,
                one.volunteer_id,
                0,
                one.attendances,
                1,
                one.minutes,
                minutes_year=one.minutes_year,
                minutes_all=one.minutes_all,
                team=one.team,
            )
            for one in sheet.persons
        )
    rows = {By.TEAM: sheet.by_team, By.CATEGORY: sheet.by_category, By.UNIT: sheet.by_unit}[by]
    return tuple(_line(row, by) for row in rows)


def _line(row: FigureLine, by: By) -> MonthLine:
    return MonthLine(
        row.label,
        by,
        row.key,
        row.activities,
        row.attendances,
        row.people,
        row.minutes,
        row.minutes_before,
        row.minutes_year,
    )
