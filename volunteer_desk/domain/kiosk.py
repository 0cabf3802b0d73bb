"""What the kiosk answers to a scan, and the list of those whom it heard."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from volunteer_desk.domain.attendance import Attended, Stay
from volunteer_desk.domain.sign_sheets import SignOccasion


class Answer(StrEnum):
    """What became of a scan."""

    CAME = "came"
    LEFT = "left"
    DOUBLE = "double"
    ELSEWHERE = "elsewhere"
    """Expected at another activity today: the next scan of the same card counts all the same."""
    CHOOSE = "choose"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True)
class Choice:
    """One of those whom a typed text may mean; the name as the public may see it."""

    volunteer_id: int
    name: str
    detail: str


@dataclass(frozen=True)
class Presence:
    """已到 / 在场 / 已离开: people, not scans."""

    came: int = 0
    here: int = 0

    @property
    def left(self) -> int:
        """How many are no longer there."""
        return self.came - self.here


@dataclass(frozen=True)
class ScanAnswer:
    """What the screen says in big words.

    Attributes:
        answer: What became of the scan.
        name: Whose card, as the public may see it; "" when nobody's.
        headline: In a few words.
        detail: One more sentence, or "".
        presence: The counts after it.
        volunteer_id: Whose card.
        choices: Whom a typed text may mean.
    """

    answer: Answer
    name: str
    headline: str
    detail: str = ""
    presence: Presence = Presence()
    volunteer_id: int | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def good(self) -> bool:
        """Whether somebody came or left."""
        return self.answer in (Answer.CAME, Answer.LEFT)


@dataclass(frozen=True)
class Recent:
    """One of the last scans that counted."""

    name: str
    came: bool
    at: datetime


@dataclass(frozen=True)
class AttendanceLine:
    """One person whom the kiosk heard.

    Attributes:
        volunteer_id: Whose.
        number: 志愿者编号.
        name: The name.
        team: Teams now.
        stays: What is not logged yet, or what is; never both.
        attended: What the stays come to.
        counted: Minutes after the desk's rounding.
        logged: Whether it is credited.
        problem: Why it cannot be credited yet, "" when it can.
        waivable: Whether a reason sets the problem aside.
        warning: What is said of it all the same.
    """

    volunteer_id: int
    number: str
    name: str
    team: str
    stays: tuple[Stay, ...]
    attended: Attended
    counted: int = 0
    logged: bool = False
    problem: str = ""
    waivable: bool = False
    warning: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can be credited now."""
        return not self.logged and not self.problem and self.counted > 0

    @property
    def open_stay(self) -> Stay | None:
        """The stay without a sign-out, when there is one."""
        return next((stay for stay in self.stays if stay.open), None)

    @property
    def edited_stay(self) -> Stay:
        """The stay that is put right: the open one, else the last that counts."""
        counting = [stay for stay in self.stays if stay.counts]
        return self.open_stay or (counting or list(self.stays))[-1]

    @property
    def dropped(self) -> bool:
        """Whether nothing of it counts."""
        return bool(self.stays) and not any(stay.counts for stay in self.stays)


@dataclass(frozen=True)
class AttendanceSheet:
    """Everyone the kiosk heard at an activity, in the order they came."""

    occasion: SignOccasion
    presence: Presence
    lines: tuple[AttendanceLine, ...]


def clean_scan(text: str, prefix: str = "") -> str:
    """What a scanner sent, as a number is written: half-width, without the scanner's prefix.

    Control characters and blanks go; letters stay as they are.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(one for one in plain if one.isprintable() and not one.isspace())
    head = "".join(unicodedata.normalize("NFKC", prefix).split())
    return plain.removeprefix(head) if head else plain


def is_like_card(text: str) -> bool:
    """Whether a text looks like a card's number, not like a name, a phone or the last four."""
    phone = len(text) == 11 and text.isdigit() and text.startswith("1")
    return len(text) >= 6 and text.isascii() and any(one.isdigit() for one in text) and not phone
