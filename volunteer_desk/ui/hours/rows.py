"""The grid's rows as facts: who is meant, what time is theirs, and how typing changes it."""

import re
from dataclasses import dataclass, replace
from datetime import date

from volunteer_desk.domain.durations import (
    DAY,
    Duration,
    duration_between,
    format_clock,
    format_hours,
    parse_clock,
    parse_duration,
)
from volunteer_desk.domain.hours import HourLine
from volunteer_desk.ui.tokens import Tone

_NEXT_DAY = "次日"
_BARE_HOUR = re.compile(r"\d{1,2}")
_BARE_CLOCK = re.compile(r"(\d{1,2})([0-5]\d)")


@dataclass(frozen=True)
class Person:
    """A registered person as the grid and the candidates show them."""

    id: int
    name: str
    team: str = ""
    tail: str = ""
    last_served_on: date | None = None

    @property
    def detail(self) -> str:
        """What tells namesakes apart: team, last four, last service."""
        last = self.last_served_on
        return " · ".join(
            filter(
                None,
                (
                    self.team,
                    f"尾号{self.tail}" if self.tail else "",
                    f"上次 {last.year}-{last.month}-{last.day}" if last else "没有服务过",
                ),
            )
        )


@dataclass(frozen=True)
class Verdict:
    """What the last column says of a row; only a ``settled`` row can be credited."""

    words: str
    tone: Tone
    settled: bool
    full: str = ""


_UNCHECKED = Verdict("", Tone.PLAIN, False)


@dataclass(frozen=True)
class GridRow:
    """One line of the grid.

    Attributes:
        key: The row's own number, never reused within a session.
        written: The name as typed or pasted.
        person: Who is meant, once that is certain.
        candidates: Those who could be, when several bear the name.
        own: The row's own time, where it differs from the common one.
        unread: (column, text) of a time nobody can read.
        line: Line of the pasted text it came from, 0 when it did not.
        phone: The phone the pasted line named.
        remark: What else the pasted line said.
        refused: Why the ledger refused it, until the row changes.
        verdict: What the checks said last.
    """

    key: int
    written: str
    person: Person | None = None
    candidates: tuple[Person, ...] = ()
    own: Duration | None = None
    unread: tuple[str, str] | None = None
    line: int = 0
    pasted: bool = False
    phone: str = ""
    remark: str = ""
    refused: str = ""
    number: int = 0
    time: Duration | None = None
    verdict: Verdict = _UNCHECKED

    @property
    def name(self) -> str:
        """The registered name, else the written one."""
        return self.person.name if self.person else self.written

    @property
    def overnight(self) -> bool:
        """Whether it ends on the next day."""
        time = self.time
        return (
            time is not None
            and time.starts is not None
            and time.ends is not None
            and time.ends <= time.starts
        )

    def checked(self, number: int, time: Duration | None, verdict: Verdict) -> "GridRow":
        """The row with what the checks say; ``replace`` is four times slower, and there are many.

        Alike is the same row, so that the grid sees at once what moved.
        """
        if self.number == number and self.time == time and self.verdict == verdict:
            return self
        made = object.__new__(GridRow)
        made.__dict__.update(self.__dict__, number=number, time=time, verdict=verdict)
        return made

    def hour_line(self) -> HourLine | None:
        """What would be credited, None while the row waits."""
        if self.person is None or self.time is None or not self.verdict.settled:
            return None
        return HourLine(
            self.person.id, self.time.minutes, self.time.starts, self.time.ends, self.remark
        )


def time_of(own: Duration | None, common: Duration | None) -> Duration | None:
    """The row's time: its own, begun with the others when only one length was said."""
    if own is None or own.starts is not None or own.shifts > 1:
        return own or common
    if common is None or common.starts is None or own.minutes > DAY:
        return own
    return Duration(own.minutes, common.starts, (common.starts + own.minutes) % DAY)


def retime(row: GridRow, column: str, text: str) -> GridRow:
    """The row after a text was typed into 起 (starts), 止 (ends) or 小时 (minutes).

    Empty goes back to the common time; what nobody can read stays in its cell and waits.
    """
    text = text.strip()
    fresh = replace(row, unread=None, refused="")
    if not text:
        return replace(fresh, own=None)
    if column == "minutes" or "-" in text or "到" in text or "至" in text:
        own = parse_duration(text)
    elif column == "ends" and text.startswith(_NEXT_DAY):
        own = _until_next_day(row.time, read_clock(text.removeprefix(_NEXT_DAY)))
    else:
        own = _from_clock(row.time, column, read_clock(text))
    if own is None:
        return replace(row, unread=(column, text), refused="")
    return replace(fresh, own=own)


def read_clock(text: str) -> int | None:
    """Minutes after midnight of a typed clock; a bare 9, 930 or 0930 is understood too."""
    text = text.strip()
    if _BARE_HOUR.fullmatch(text):
        return int(text) * 60 % DAY if int(text) <= 24 else None
    bare = _BARE_CLOCK.fullmatch(text)
    return parse_clock(f"{bare[1]}:{bare[2]}" if bare else text)


def _from_clock(time: Duration | None, column: str, clock: int | None) -> Duration | None:
    if clock is None:
        return None
    starts, ends = (time.starts, time.ends) if time else (None, None)
    length = time.minutes if time else None
    if column == "starts":
        if ends is not None:
            return duration_between(clock, ends)
        return Duration(length, clock, (clock + length) % DAY) if length else None
    if starts is not None:
        return duration_between(starts, clock)
    return Duration(length, (clock - length) % DAY, clock) if length else None


def _until_next_day(time: Duration | None, clock: int | None) -> Duration | None:
    if clock is None or time is None or time.starts is None:
        return None
    return Duration(clock + DAY - time.starts, time.starts, clock)


def starts_words(row: GridRow) -> str:
    """起 ("09:00"), or what was typed there and nobody can read."""
    if row.unread and row.unread[0] == "starts":
        return row.unread[1]
    return format_clock(row.time.starts) if row.time and row.time.starts is not None else ""


def ends_words(row: GridRow) -> str:
    """止 ("11:30", "次日 01:00")."""
    if row.unread and row.unread[0] == "ends":
        return row.unread[1]
    if row.time is None or row.time.ends is None:
        return ""
    return (f"{_NEXT_DAY} " if row.overnight else "") + format_clock(row.time.ends % DAY)


def minutes_words(row: GridRow) -> str:
    """小时 ("2.5")."""
    if row.unread and row.unread[0] == "minutes":
        return row.unread[1]
    return format_hours(row.time.minutes) if row.time else ""
