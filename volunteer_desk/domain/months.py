"""Closing months: which month late hours are recorded for, and the figures that are frozen."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from volunteer_desk.domain.periods import Month


class MonthAction(StrEnum):
    """关账, or 解锁."""

    LOCK = "lock"
    REOPEN = "reopen"


@dataclass(frozen=True)
class FrozenFigures:
    """What a month's sheet by month of recording said when the month was closed.

    Attributes:
        minutes: Whole minutes of the month itself.
        attendances: Its credits less reversals.
        activities: Its activities with unreversed hours.
        people: Its people, each once.
        late_minutes: Whole minutes of hours of other months that were recorded for it (补录).
        late_attendances: Their credits less reversals.
    """

    minutes: int
    attendances: int
    activities: int
    people: int
    late_minutes: int = 0
    late_attendances: int = 0

    def as_text(self) -> str:
        """JSON, as the event keeps it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "FrozenFigures | None":
        """The figures an event kept, or None when they cannot be read."""
        try:
            kept = json.loads(text)
            return cls(**{field.name: int(kept[field.name]) for field in fields(cls)})
        except (ValueError, TypeError, KeyError):
            return None


@dataclass(frozen=True)
class MonthEvent:
    """One closing or reopening."""

    month: Month
    action: MonthAction
    at: datetime
    by: str
    reason: str
    figures: FrozenFigures | None


@dataclass(frozen=True)
class MonthState:
    """A month as it stands.

    Attributes:
        month: The month.
        closed: Whether it is closed.
        frozen: Its figures at the latest closing, or None when it was never closed.
        figures: Its figures now, or None where they were not asked for.
        events: Its closings and reopenings, the latest first.
    """

    month: Month
    closed: bool
    frozen: FrozenFigures | None = None
    figures: FrozenFigures | None = None
    events: tuple[MonthEvent, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether a closed month no longer says what it said when it was closed."""
        return self.closed and self.figures is not None and self.figures != self.frozen


@dataclass(frozen=True)
class OpenMatters:
    """What is not settled in a month about to be closed.

    Attributes:
        over: Whether the month is over.
        unrecorded: Activities held whose hours nobody logged.
        waiting: Hours that wait for approval.
    """

    over: bool
    unrecorded: int
    waiting: int

    @property
    def words(self) -> str:
        """What is open, in a sentence; "" when nothing is."""
        said = [
            *([] if self.over else ["本月还没有过完"]),
            *([f"有{self.unrecorded}场活动还没有登记时长"] if self.unrecorded else []),
            *([f"有{self.waiting}条时长待核"] if self.waiting else []),
        ]
        return "，".join(said) + "。" if said else ""


def first_open_month(today: date, locked: Collection[int]) -> Month:
    """The month that hours of a closed month are recorded for: today's, or the first open after."""
    month = Month.of(today)
    while month.number in locked:
        month = month.after()
    return month


def recorded_month(served_on: date, late_month: int | None) -> int:
    """The month (``yyyymm``) an entry counts for when months are told by recording."""
    return Month.of(served_on).number if late_month is None else late_month
