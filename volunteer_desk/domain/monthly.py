"""The monthly sheet as one frozen object: screen, PDF and workbook all show this."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from volunteer_desk.domain.periods import Month


class SheetKind(StrEnum):
    """月度汇总表 / 活动月报表 / 时长汇总表."""

    SUMMARY = "summary"
    ACTIVITIES = "activities"
    HOURS = "hours"


@dataclass(frozen=True)
class SheetHead:
    """填报单位 统计月份 填报日期 and the sign-off line."""

    unit: str
    month: Month
    filled_on: date
    filled_by: str
    reviewer: str
    head: str
    phone: str


@dataclass(frozen=True)
class FigureLine:
    """One row of the summary: a team, a category or a unit.

    ``people`` counts persons once per row, so the rows may add up to more than the grand total;
    activities, attendances and minutes add up exactly.
    """

    key: int | str | None
    label: str
    activities: int
    attendances: int
    people: int
    minutes: int
    minutes_before: int
    minutes_year: int


@dataclass(frozen=True)
class MonthFigures:
    """The figures beside the tables."""

    teams: int
    volunteers: int
    registered: int
    left: int
    people: int
    activities: int
    attendances: int
    minutes: int
    minutes_before: int
    minutes_year: int
    people_year: int


@dataclass(frozen=True)
class ActivityLine:
    """One row of the 活动月报表; ``activity_id`` is printed nowhere."""

    held_on: date
    project: str
    category: str
    place: str
    team: str
    attendances: int
    minutes: int
    beneficiaries: int | None
    leader: str
    remark: str
    activity_id: int = 0


@dataclass(frozen=True)
class PersonLine:
    """One row of the 时长汇总表; ``star`` is 0 to 5."""

    volunteer_id: int
    number: str
    name: str
    team: str
    attendances: int
    minutes: int
    minutes_year: int
    minutes_all: int
    star: int


class Basis(StrEnum):
    """按登记月份 (a closed month stays what it was), or 按服务月份."""

    RECORDED = "recorded"
    SERVED = "served"


@dataclass(frozen=True)
class AdjustmentLine:
    """Hours of a closed month that were recorded for this one (补录), reversals taken off.

    ``label`` is a team, an activity with its day, or a person with their number: by the kind of
    the sheet.
    """

    month: Month
    label: str
    attendances: int
    people: int
    minutes: int


@dataclass(frozen=True)
class MonthlySheet:
    """Everything the monthly sheet says. ``activities`` and ``persons`` only for their kinds.

    Attributes:
        basis: Which month a 补录 counts for. By recording, ``figures`` and the tables are the
            month's own entries, ``adjustments`` what was recorded late for it, and the year holds
            both.
        adjusted_people: How many people the adjustments are of, each counted once.
        closed: Whether the month is closed.
        rounding: The rounding rule in words, where figures were rounded by it or by an earlier
            one; else "".
        difference: How a closed month differs from what it said when it was closed, else "".
        by_unit: The desk's own unit and those right below it, each with all below; empty while
            no team belongs to a unit.
    """

    kind: SheetKind
    head: SheetHead
    figures: MonthFigures
    by_team: tuple[FigureLine, ...]
    by_category: tuple[FigureLine, ...]
    activities: tuple[ActivityLine, ...] = ()
    persons: tuple[PersonLine, ...] = ()
    basis: Basis = Basis.RECORDED
    adjustments: tuple[AdjustmentLine, ...] = ()
    adjusted_people: int = 0
    closed: bool = False
    rounding: str = ""
    difference: str = ""
    by_unit: tuple[FigureLine, ...] = ()

    @property
    def adjusted_minutes(self) -> int:
        """Minutes of the adjustments."""
        return sum(line.minutes for line in self.adjustments)
