"""Hour entries as facts; time really spent, in whole minutes, counted on its first day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from volunteer_desk.domain.problems import Problem
from volunteer_desk.domain.signup_doubts import DoubtKind
from volunteer_desk.domain.signup_line import SignupLine


class HoursSource(StrEnum):
    """来源: 录入 / 签到 / 扫码 / 导入 / 补录 / 调整; 接龙 is its own."""

    TYPED = "typed"
    SIGNED = "signed"
    SCANNED = "scanned"
    IMPORTED = "imported"
    PASTED = "pasted"
    LATE = "late"
    ADJUSTED = "adjusted"


class HoursNature(StrEnum):
    """性质: 信用时长 / 荣誉时长 (codes of the national system)."""

    CREDIT = "1"
    HONOUR = "2"


@dataclass(frozen=True)
class HourLine:
    """One person's time at an activity, about to be credited.

    Attributes:
        volunteer_id: Whose.
        minutes: Whole minutes, 1 to 1440.
        starts: Minutes after midnight of the service date, or None when only a length is known.
        ends: Minutes after midnight; less than or equal to ``starts`` means the next day.
        remark: Free words.
        nature: 信用 or 荣誉; None is the draft's.
        source: How this line came in; None is the draft's.
        spent: Minutes before rounding, where rounding changed them.
        reason: Why a rule that may be waived is set aside for this line; "" waives nothing.
    """

    volunteer_id: int
    minutes: int
    starts: int | None = None
    ends: int | None = None
    remark: str = ""
    nature: HoursNature | None = None
    source: HoursSource | None = None
    spent: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class HoursDraft:
    """One activity's hours, saved as one batch.

    Attributes:
        activity_id: The activity; its project, date and team are credited.
        lines: One per person.
        source: How they came in.
        request: A key of the caller's own; the same key twice is one batch.
    """

    activity_id: int
    lines: tuple[HourLine, ...]
    source: HoursSource = HoursSource.TYPED
    nature: HoursNature = HoursNature.CREDIT
    request: str | None = None


@dataclass(frozen=True)
class OccasionDraft:
    """Where and when hours were served; project and activity are made where they lack.

    Attributes:
        project: Its name.
        on: Service date.
        starts: Minutes after midnight, for an activity that is made.
        ends: Minutes after midnight; up to ``starts`` means the next day.
        place: For an activity that is made.
        activity_id: The activity meant, when one was chosen; the rest says nothing then.
        another: Whether none of the day's activities is meant, and one is to be made.
    """

    project: str
    on: date
    starts: int | None = None
    ends: int | None = None
    place: str = ""
    activity_id: int | None = None
    another: bool = False


@dataclass(frozen=True)
class HourRow:
    """One ledger row as lists show it; a reversal has negative minutes.

    ``reason`` is why a reversal was made, or why a rule was set aside (``waived`` says which).
    Rows that wait for approval are no ledger rows yet (``waiting``; ``id`` is of their own kind);
    those that were returned or withdrawn are ``reversed`` too.
    """

    id: int
    volunteer_id: int
    volunteer_number: str
    name: str
    team: str
    project: str
    served_on: date
    starts: int | None
    ends: int | None
    minutes: int
    source: HoursSource
    reversed: bool
    remark: str
    nature: HoursNature = HoursNature.CREDIT
    spent: int | None = None
    late_month: int | None = None
    waived: str = ""
    waiting: bool = False
    reason: str = ""


def counted_minutes(rows: Iterable[HourRow]) -> int:
    """Minutes that count: credits less reversals, without what waits."""
    return sum(row.minutes for row in rows if not row.waiting)


class Standing(NamedTuple):
    """One credit that is not reversed, as the checks of a new one need it."""

    volunteer_id: int
    activity_id: int
    served_on: date
    starts: int | None
    ends: int | None
    minutes: int
    project: str
    spent: int | None = None


@dataclass(frozen=True)
class LoggedHours:
    """What logging hours did: everything committed, or nothing with its problems.

    ``warnings`` are sentences about lines that were committed all the same (a day over 8 hours);
    ``waiting`` says that the hours are 待核 and count once they are approved.
    """

    batch: int | None
    people: int
    minutes: int
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    waiting: bool = False


@dataclass(frozen=True)
class PastedLine:
    """One person of a sign-up text after matching.

    Attributes:
        said: The line as it was read.
        minutes: Minutes for this person (the line's own, else the common number).
        volunteer_id: The person, when exactly one fits.
        candidates: Those who could be meant, when several fit; empty when nobody does.
        recalled: Whether of ``candidates`` the one meant last time in this project's lists was
            taken.
    """

    said: SignupLine
    minutes: int
    volunteer_id: int | None
    candidates: tuple[int, ...]
    recalled: bool = False

    @property
    def line(self) -> int:
        """1-based line number in the text."""
        return self.said.line

    @property
    def name(self) -> str:
        """The name as written."""
        return self.said.name

    @property
    def certain(self) -> bool:
        """Whether it is certain who is meant, and that the person is said to come."""
        doubt = self.said.doubt
        asked = doubt is not None and doubt.kind is not DoubtKind.HOURS
        return self.volunteer_id is not None and not asked

    @property
    def asked(self) -> tuple[int, ...]:
        """Who may be meant, where it has to be asked; who it is, where only whether they came."""
        if self.certain or self.volunteer_id is None:
            return () if self.certain else self.candidates
        return (self.volunteer_id,)


@dataclass(frozen=True)
class SignupReading:
    """A sign-up text matched against the roll; nothing is written yet."""

    lines: tuple[PastedLine, ...]
    title: str
