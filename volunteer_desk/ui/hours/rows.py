"""The grid's rows as facts: who is meant, what is theirs, and what the checks say of it."""

from dataclasses import dataclass, replace
from datetime import date

from volunteer_desk.domain.durations import Duration
from volunteer_desk.domain.hours import HourLine, HoursNature, HoursSource
from volunteer_desk.domain.signup_doubts import Doubt, DoubtKind
from volunteer_desk.domain.signup_line import SignupLine
from volunteer_desk.ui.tokens import Tone


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
    """What the last column says of a row.

    Attributes:
        words: Short, in the pill.
        tone: Its colour.
        settled: Whether the row can be credited.
        full: The whole sentence, beneath the grid.
        waivable: Whether a reason, which is kept, settles the row.
        cells: Keys of the columns it is about; they are painted.
    """

    words: str
    tone: Tone
    settled: bool
    full: str = ""
    waivable: bool = False
    cells: tuple[str, ...] = ()


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
        doubt: What only who pastes can know: is a bare number hours, did somebody come.
        said: What the pasted text said of it, wherever it stood there.
        line: Line of the pasted text it came from, 0 when it did not.
        phone: The phone the pasted line named.
        remark: What else the pasted line said, or was typed.
        refused: Why the ledger refused it, until the row changes.
        may_waive: Whether a reason sets that refusal aside.
        nature: 信用 or 荣誉.
        reason: Why a rule is set aside for this row.
        recalled: Whether ``person`` is the one chosen for this name last time.
        chosen: Whether ``person`` was chosen among ``candidates`` just now.
        minutes: Minutes as they will count: those of ``time``, rounded by the desk's rule.
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
    may_waive: bool = False
    nature: HoursNature = HoursNature.CREDIT
    reason: str = ""
    recalled: bool = False
    chosen: bool = False
    doubt: Doubt | None = None
    said: SignupLine | None = None
    number: int = 0
    time: Duration | None = None
    minutes: int = 0
    verdict: Verdict = _UNCHECKED

    @property
    def name(self) -> str:
        """The registered name, else the written one."""
        return self.person.name if self.person else self.written

    @property
    def source(self) -> HoursSource:
        """How the row came in."""
        return HoursSource.PASTED if self.pasted else HoursSource.TYPED

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

    def answered(self, *, yes: bool) -> "GridRow":
        """The row once it is known: a number is its hours or words, the person came."""
        if self.doubt is None or self.doubt.kind is not DoubtKind.HOURS:
            return replace(self, doubt=None)
        if yes:
            return replace(self, own=self.doubt.time, doubt=None)
        remark = "，".join(filter(None, (self.doubt.text, self.remark)))
        return replace(self, remark=remark, doubt=None)

    def checked(
        self, number: int, time: Duration | None, minutes: int, verdict: Verdict
    ) -> "GridRow":
        """The row with what the checks say; ``replace`` is four times slower, and there are many.

        Alike is the same row.
        """
        if (
            self.number == number
            and self.minutes == minutes
            and self.time == time
            and self.verdict == verdict
        ):
            return self
        made = object.__new__(GridRow)
        made.__dict__.update(
            self.__dict__, number=number, time=time, minutes=minutes, verdict=verdict
        )
        return made

    def hour_line(self) -> HourLine | None:
        """What would be credited as it was spent, None while the row waits."""
        if self.person is None or self.time is None or not self.verdict.settled:
            return None
        return HourLine(
            self.person.id,
            self.time.minutes,
            self.time.starts,
            self.time.ends,
            self.remark,
            nature=self.nature,
            source=self.source,
            reason=self.reason,
        )
