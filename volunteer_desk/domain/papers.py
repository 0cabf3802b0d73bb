"""Papers of the register as frozen facts: the 花名册 and the 志愿者卡, masked as they print."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from volunteer_desk.domain.phone_list import PhoneList


@dataclass(frozen=True)
class RosterLine:
    """One person of a 花名册; every text as it may be printed."""

    name: str
    gender: str
    birth: str
    political_status: str
    document: str
    phone: str
    team: str
    skills: str
    registered_on: date | None


@dataclass(frozen=True)
class RosterSheet:
    """People in the order of the list they were taken from.

    Attributes:
        unit: The unit that keeps the register.
        made_on: The day of the sheet.
        in_full: Whether documents and phones are unmasked (a child's never are).
        under: The age below which everything of a person stays hidden.
        lines: The people.
        of: The team whose people they are, "" for people of any.
        when: Whose time in the team counts ("截至2026年3月1日"), "" for those in it on the day
            of the sheet.
    """

    unit: str
    made_on: date
    in_full: bool
    under: int
    lines: tuple[RosterLine, ...]
    of: str = ""
    when: str = ""

    TITLE = "志愿者花名册"

    @property
    def title(self) -> str:
        """``青年志愿服务队花名册``, or 志愿者花名册 where they are of any team."""
        return f"{self.of}花名册" if self.of else self.TITLE

    @property
    def note(self) -> str:
        """How many, of when, and what is hidden or not to be passed on."""
        when = f"（{self.when}）" if self.when else ""
        children = f"不满{self.under}周岁的资料不显示"
        said = (
            f"内部使用，请勿外传；{children}" if self.in_full else f"证件号、电话已脱敏；{children}"
        )
        return f"共{len(self.lines):,}人{when}。{said}。"


class CardLayout(StrEnum):
    """Ten cards on a sheet of A4 with cut marks, or one card a page of its own size (CR80)."""

    A4 = "a4"
    CR80 = "cr80"


@dataclass(frozen=True)
class CardFacts:
    """What stands on one 志愿者卡; the code holds the number and nothing else."""

    name: str
    number: str
    team: str
    registered_on: date | None


@dataclass(frozen=True)
class LeftOut:
    """Somebody for whom no card is printed, and why."""

    number: str
    name: str
    reason: str


@dataclass(frozen=True)
class CardRun:
    """The cards of one unit in the order of the list, and who gets none."""

    unit: str
    cards: tuple[CardFacts, ...]
    left_out: tuple[LeftOut, ...] = ()

    TITLE = "志愿者卡"


@dataclass(frozen=True)
class DrawnPaper:
    """A paper of the register as it will be printed, seen before it is printed or filed.

    Attributes:
        title: What it is ("志愿者花名册").
        pdf: Its bytes.
        name: Its folder below the papers folder and its file name.
        told: What is said below the preview: how many, who is missing and why.
        rows: People or teams on it.
        in_full: Whether personal data is unmasked; None where nothing of it could be masked.
        layout: "landscape", "portrait" or "card" (85.6 x 54 mm).
        listed: The list that was drawn, where a workbook can be made of it too.
    """

    title: str
    pdf: bytes
    name: tuple[str, str]
    told: str
    rows: int
    in_full: bool | None
    layout: str
    listed: RosterSheet | PhoneList | None = None
