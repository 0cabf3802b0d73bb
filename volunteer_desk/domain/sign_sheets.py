"""A 签到表 as facts: the same rows are printed, shown in their order, and logged."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from volunteer_desk.domain.durations import DAY, format_clock


class SheetPeople(StrEnum):
    """Whose names a sheet is filled with."""

    EXPECTED = "expected"
    TEAM = "team"
    LAST = "last"
    NOBODY = "nobody"


@dataclass(frozen=True)
class SignOccasion:
    """An activity that is signed in at.

    Attributes:
        id: The activity's.
        project: What it is an occasion of.
        held_on: Service date.
        starts: Minutes after midnight, or None.
        ends: Minutes after midnight; up to ``starts`` means the next day.
        place: Where.
        leader: 负责人.
        team: The team it is credited to, "" for each one's own.
        expected: How many are on its list.
        sheets: How many sheets were printed for it.
        present: How many the kiosk heard.
        credited: How many people have hours of it.
    """

    id: int
    project: str
    held_on: date
    starts: int | None = None
    ends: int | None = None
    place: str = ""
    leader: str = ""
    team: str = ""
    expected: int = 0
    sheets: int = 0
    present: int = 0
    credited: int = 0

    @property
    def times(self) -> str:
        """``09:00–11:30``, ``22:00–次日01:00``, or "" where no time is known."""
        if self.starts is None or self.ends is None:
            return "" if self.starts is None else format_clock(self.starts)
        night = "次日" if self.ends <= self.starts else ""
        return f"{format_clock(self.starts)}–{night}{format_clock(self.ends % DAY)}"


@dataclass(frozen=True)
class SignLine:
    """One printed row.

    Attributes:
        position: Its number on the paper, from 1.
        code: Its small code, 11 digits.
        volunteer_id: Whose row, None for a blank one.
        name: As printed.
        phone: Masked; of a child nothing (个人信息保护法 art.28).
        team: What tells namesakes apart on the screen.
        serving: Whether the person is 在册.
        credited: Minutes that this sheet has credited.
    """

    position: int
    code: str
    volunteer_id: int | None = None
    name: str = ""
    phone: str = ""
    team: str = ""
    serving: bool = True
    credited: int = 0


@dataclass(frozen=True)
class SignSheet:
    """A printed 签到表: what stands on it, and what became of it.

    Attributes:
        id: The sheet's.
        code: 8 digits, on each page.
        unit: 组织单位.
        occasion: The activity.
        printed_at: When it was made.
        lines: In printed order.
        batches: Acts that logged it and stand.
    """

    id: int
    code: str
    unit: str
    occasion: SignOccasion
    printed_at: datetime
    lines: tuple[SignLine, ...]
    batches: tuple[int, ...] = ()

    TITLE = "志愿服务签到表"

    @property
    def credited(self) -> int:
        """How many of its rows are logged."""
        return sum(line.credited > 0 for line in self.lines)


@dataclass(frozen=True)
class SheetRow:
    """One sheet in a list of those printed for an activity."""

    id: int
    code: str
    printed_at: datetime
    people: int
    blank_rows: int
    logged: bool
