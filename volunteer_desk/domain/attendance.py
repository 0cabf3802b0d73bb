"""Coming and going as the kiosk hears it: what a scan means, and the time it makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from volunteer_desk.domain.durations import DAY

LONGEST = timedelta(hours=24)
"""A stay longer than this was not left on the day it began."""
_MINUTE = timedelta(minutes=1)


class Ending(StrEnum):
    """How a stay ended."""

    OPEN = ""
    SCANNED = "scanned"
    ASSUMED = "assumed"
    DROPPED = "dropped"


class Heard(StrEnum):
    """What a scan of somebody's card means."""

    CAME = "came"
    LEFT = "left"
    DOUBLE = "double"
    CLOCK = "clock"
    """The computer's clock was set back: nothing can be counted."""
    STALE = "stale"
    """Came more than a day ago and never left: somebody must say when it ended."""


@dataclass(frozen=True)
class Stay:
    """One coming, and the going when it was; aware instants."""

    id: int
    volunteer_id: int
    came_at: datetime
    left_at: datetime | None = None
    ending: Ending = Ending.OPEN
    note: str = ""
    logged: bool = False

    def in_zone(self, zone: tzinfo) -> "Stay":
        """The same instants as a clock of that zone tells them."""
        left = self.left_at and self.left_at.astimezone(zone)
        return replace(self, came_at=self.came_at.astimezone(zone), left_at=left)

    @property
    def counts(self) -> bool:
        """Whether it was not dropped."""
        return self.ending is not Ending.DROPPED

    @property
    def open(self) -> bool:
        """Whether the person is still there."""
        return self.counts and self.left_at is None

    def meets(self, other: "Stay") -> bool:
        """Whether both share a moment; an open one has no end."""
        return (other.left_at is None or self.came_at < other.left_at) and (
            self.left_at is None or other.came_at < self.left_at
        )


def hear_scan(stays: Sequence[Stay], now: datetime, double_seconds: int) -> Heard:
    """What another scan of the person who made these stays means.

    Args:
        stays: The person's, at this activity.
        now: Aware instant of the scan.
        double_seconds: Within so many seconds of the last one a scan is the same one.
    """
    counting = [stay for stay in stays if stay.counts]
    last = max((stay.left_at or stay.came_at for stay in counting), default=None)
    if last is not None and now < last:
        return Heard.CLOCK
    if last is not None and now - last < timedelta(seconds=double_seconds):
        return Heard.DOUBLE
    here = next((stay for stay in counting if stay.open), None)
    if here is None:
        return Heard.CAME
    return Heard.STALE if now - here.came_at > LONGEST else Heard.LEFT


@dataclass(frozen=True)
class Occasion:
    """When an activity is held, as the times of its people are read against it.

    Attributes:
        held_on: Its service date; all time counts on it.
        starts: Minutes after midnight, or None.
        ends: Minutes after midnight; up to ``starts`` means the next day.
        from_start: Whether who came early counts from the start, not from the scan.
        zone: Where it is held.
    """

    held_on: date
    starts: int | None
    ends: int | None
    from_start: bool
    zone: tzinfo

    def instant(self, minute: int) -> datetime:
        """A minute after midnight of the service date as an instant."""
        return datetime.combine(self.held_on, datetime.min.time(), self.zone) + minute * _MINUTE

    def instant_typed(self, minute: int, later: bool, after: datetime | None) -> datetime:
        """A time of day that somebody typed, as an instant.

        Args:
            minute: Minutes after midnight.
            later: Whether 次日 was written before it.
            after: The instant it follows, where it follows one.
        """
        night = self.starts is not None and self.ends is not None and self.ends <= self.starts
        early = night and self.ends is not None and minute <= self.ends
        at = self.instant(minute + (DAY if early or later else 0))
        return at + timedelta(days=1) if night and after is not None and at <= after else at

    @property
    def begins(self) -> datetime | None:
        """When it starts."""
        return None if self.starts is None else self.instant(self.starts)

    @property
    def finishes(self) -> datetime | None:
        """When it ends; the next day when it ends before it starts."""
        if self.starts is None or self.ends is None:
            return None
        over = DAY if self.ends <= self.starts else 0
        return self.instant(self.ends + over)


@dataclass(frozen=True)
class Attended:
    """What a person's stays come to.

    Attributes:
        minutes: Whole minutes, 0 while nothing can be counted.
        starts: Minutes after midnight of the service date; None when that cannot be said.
        ends: Minutes after midnight; up to ``starts`` means the next day.
        early: Minutes before the start that were not counted.
        problem: Why nothing can be counted yet, "" when it can.
    """

    minutes: int
    starts: int | None = None
    ends: int | None = None
    early: int = 0
    problem: str = ""


def add_up(stays: Iterable[Stay], occasion: Occasion) -> Attended:
    """The time of one person's stays: to the minute, on the activity's service date.

    Several stays add up, what they share counts once; times are said from the first coming to
    the last going.
    """
    spans: list[tuple[datetime, datetime]] = []
    early = 0
    for stay in sorted((one for one in stays if one.counts), key=lambda one: one.came_at):
        if stay.left_at is None:
            return Attended(0, problem="还没有签退")
        if stay.left_at - stay.came_at > LONGEST:
            return Attended(0, problem="签到到签退超过24小时")
        came, left = _minute(stay.came_at, occasion.zone), _minute(stay.left_at, occasion.zone)
        begins = occasion.begins
        if occasion.from_start and begins is not None and came < begins:
            early += (min(begins, left) - came) // _MINUTE
            came = begins
        if spans:  # two cards that are one person by now may have been there at once
            came = max(came, spans[-1][1])
        if left > came:
            spans.append((came, left))
    minutes = sum((left - came) // _MINUTE for came, left in spans)
    if not minutes:
        why = "活动开始前就签退了" if early else "不到1分钟"
        return Attended(0, early=early, problem=why)
    midnight = occasion.instant(0)
    starts = (spans[0][0] - midnight) // _MINUTE
    ends = (spans[-1][1] - midnight) // _MINUTE
    if not 0 <= starts < DAY or ends - starts > DAY:
        return Attended(minutes, None, None, early)
    return Attended(minutes, starts, ends % DAY, early)


def wait_after(failures: int) -> int:
    """Seconds that a wrong PIN must be waited for: none twice, then 4, 8, 16 … 300."""
    return 0 if failures < 3 else min(2 ** (failures - 1), 300)


def _minute(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(second=0, microsecond=0)
