"""Which ledger rows make a total, and what they come to: 这个数怎么来的."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.periods import Month, Span


@dataclass(frozen=True)
class EntryFilter:
    """Ledger rows that fit everything given; what is None asks nothing.

    Attributes:
        volunteer_id: Of a person.
        activity_id: Of an activity.
        project_id: Of a project.
        team_id: Credited to a team.
        unit_id: Credited to the teams in use of a unit and of all below it.
        row_of_unit: Credited to the teams that count in this unit's row of the monthly sheet;
            with 0 to those of no unit, and to no team.
        category: Of projects of a category (its code).
        without: Credited to no team, or of projects without a category.
        batch_id: What an act logged or approved, and what became of it since: reversals and
            corrections by other acts.
        span: Served on one of these days.
        late: Only 补录, or none of them.
        late_month: Recorded late for this month (``yyyymm``).
        recorded: Counted in these months by recording: a 补录 in the month it was recorded for,
            every other row in the month it was served in.
        standing: Only credits that were not taken back.
        unapproved: Of a person, an activity or an act also what waits for approval, was returned
            or withdrawn; it counts nothing.
    """

    volunteer_id: int | None = None
    activity_id: int | None = None
    project_id: int | None = None
    team_id: int | None = None
    unit_id: int | None = None
    row_of_unit: int | None = None
    category: str | None = None
    without: Literal["team", "category"] | None = None
    batch_id: int | None = None
    span: Span | None = None
    late: bool | None = None
    late_month: int | None = None
    recorded: tuple[Month, Month] | None = None
    standing: bool = False
    unapproved: bool = False


@dataclass(frozen=True)
class EntrySums:
    """What the rows of a filter come to; minutes of reversals are told without their sign.

    Attributes:
        credits: Rows that credit.
        credited: Their minutes.
        reversals: Rows that take a credit back.
        taken_back: Their minutes.
        people: People with minutes left.
        activities: Activities with minutes left.
        rounded: Credits that stand and were rounded when they were logged.
        spent: Minutes really spent in these.
        counted: Minutes they count.
        waiting: Rows that wait for approval.
        waiting_minutes: Their minutes, which count nothing yet.
    """

    credits: int = 0
    credited: int = 0
    reversals: int = 0
    taken_back: int = 0
    people: int = 0
    activities: int = 0
    rounded: int = 0
    spent: int = 0
    counted: int = 0
    waiting: int = 0
    waiting_minutes: int = 0

    @property
    def minutes(self) -> int:
        """Credits less reversals."""
        return self.credited - self.taken_back

    @property
    def attendances(self) -> int:
        """人次: credits less reversals."""
        return self.credits - self.reversals


@dataclass(frozen=True)
class Entries:
    """The rows behind a total: their ids, the latest day first, and what they come to.

    Attributes:
        which: What was asked for.
        ids: Of the rows; those of hours that are not in the ledger are negative and come first.
        sums: Of all of them.
        rounding: The rounding rule of today in words, "" while nothing is rounded.
    """

    which: EntryFilter
    ids: Sequence[int]
    sums: EntrySums
    rounding: str = ""


def sums_words(entries: Entries) -> str:
    """How a total comes about: credits, reversals, what waits, and how minutes were rounded."""
    sums = entries.sums
    said = [_counted_words(sums)]
    if sums.waiting:
        said.append(f"另有{sums.waiting:,}条{format_hours(sums.waiting_minutes)}小时待核，不计入")
    if sums.rounded:
        rule = f"现在的规则是{entries.rounding}" if entries.rounding else "现在登记不取整"
        said.append(
            f"其中{sums.rounded:,}条登记时取整：实际{format_hours(sums.spent)}小时，"
            f"计{format_hours(sums.counted)}小时（{rule}）"
        )
    return f"{'；'.join(said)}。"


def _counted_words(sums: EntrySums) -> str:
    told = (
        f"登记 {sums.credits:,} 条 {format_hours(sums.credited)} 小时，"
        f"减去冲销 {sums.reversals:,} 条 {format_hours(sums.taken_back)} 小时"
    )
    if sums.minutes < 0:  # an act that took back what others had logged
        return f"{told}，比原来少 {format_hours(-sums.minutes)} 小时"
    what = [f"{sums.attendances:,} 人次"]
    if sums.people > 1:
        what.append(f"{sums.people:,} 人")
    if sums.activities > 1:
        what.append(f"{sums.activities:,} 场")
    total = f"{format_hours(sums.minutes)} 小时（{'，'.join(what)}；按分钟相加，显示时折成小时）"
    if not sums.reversals:
        return f"{sums.credits:,} 条，合计 {total}"
    return f"{told}，合计 {total}"
