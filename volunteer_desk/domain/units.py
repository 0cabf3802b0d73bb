"""Units as facts: the tree 市/区县/街道/社区 and 中心/所/站/基地, and what their codes must be."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    """Places of the administration, and the houses of 新时代文明实践."""

    CITY = "city"
    COUNTY = "county"
    STREET = "street"
    COMMUNITY = "community"
    CENTRE = "centre"
    OFFICE = "office"
    STATION = "station"
    BASE = "base"
    OTHER = "other"


UNIT_KIND_WORDS: dict[UnitKind, str] = {
    UnitKind.CITY: "市",
    UnitKind.COUNTY: "区县",
    UnitKind.STREET: "街道(乡镇)",
    UnitKind.COMMUNITY: "社区(村)",
    UnitKind.CENTRE: "中心",
    UnitKind.OFFICE: "所",
    UnitKind.STATION: "站",
    UnitKind.BASE: "基地",
    UnitKind.OTHER: "其他单位",
}

CHILD_KINDS: dict[UnitKind, UnitKind] = {
    UnitKind.CITY: UnitKind.COUNTY,
    UnitKind.COUNTY: UnitKind.STREET,
    UnitKind.STREET: UnitKind.COMMUNITY,
    UnitKind.COMMUNITY: UnitKind.STATION,
    UnitKind.CENTRE: UnitKind.OFFICE,
    UnitKind.OFFICE: UnitKind.STATION,
    UnitKind.STATION: UnitKind.BASE,
}
"""The kind a new unit below one of these most likely is."""

_LENGTHS: dict[UnitKind, int] = {
    UnitKind.CITY: 6,
    UnitKind.COUNTY: 6,
    UnitKind.STREET: 9,
    UnitKind.COMMUNITY: 12,
}
"""Digits: GB/T 2260 for 市 and 区县, GB/T 10114 for 街道, the statistics bureau's for 社区."""
CODED_KINDS = tuple(_LENGTHS)
"""Kinds that have a code."""


class UnitLack(StrEnum):
    """What a unit may lack; ``ANY`` is any of them."""

    ANY = "any"
    CODE = "code"
    CONTACT = "contact"
    PHONE = "phone"


UNIT_LACKS: dict[UnitLack, str] = {
    UnitLack.ANY: "缺材料",
    UnitLack.CODE: "缺代码",
    UnitLack.CONTACT: "缺联系人",
    UnitLack.PHONE: "缺联系电话",
}


@dataclass(frozen=True)
class UnitDraft:
    """A unit as typed; ``parent_id`` None is a root of the tree."""

    name: str
    kind: UnitKind = UnitKind.OTHER
    code: str = ""
    parent_id: int | None = None
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True)
class UnitRow:
    """One line of the tree, in the order it is shown; ``depth`` 0 is a root.

    ``teams`` and ``projects`` are those of the unit itself, active ones only.
    """

    id: int
    name: str
    kind: UnitKind
    code: str
    parent_id: int | None
    depth: int
    own: bool
    active: bool
    contact: str
    phone_masked: str
    teams: int = 0
    projects: int = 0

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in words."""
        lacking = (
            (UnitLack.CODE, not self.code and self.kind in CODED_KINDS),
            (UnitLack.CONTACT, not self.contact),
            (UnitLack.PHONE, not self.phone_masked),
        )
        return tuple(UNIT_LACKS[lack] for lack, missing in lacking if missing)


@dataclass(frozen=True)
class UnitFigures:
    """A unit with everything below it; activities and minutes are those of a span."""

    teams: int
    projects: int
    people: int
    activities: int
    minutes: int


def depths_of(ids: Sequence[int], parents: Mapping[int, int | None]) -> dict[int, int]:
    """How far each unit stands in: by the units above it that are among ``ids`` as well.

    Args:
        ids: Parents before their children.
        parents: Unit → the one above it, for every unit there is.
    """
    depths: dict[int, int] = {}
    for one in ids:
        above = parents.get(one)
        while above is not None and above not in depths:
            above = parents.get(above)
        depths[one] = 0 if above is None else depths[above] + 1
    return depths


def clean_code(text: str, kind: UnitKind) -> str:
    """The digits of a code; the bureau's padded 12 digits become the kind's own length."""
    digits = re.sub(r"\s", "", text).translate(_NARROW)
    length = _LENGTHS.get(kind)
    if length and len(digits) == 12 and length < 12 and not digits[length:].strip("0"):
        return digits[:length]
    return digits


def code_problem(code: str, kind: UnitKind, above: str = "") -> str:
    """Why a cleaned code cannot be this unit's, in Chinese, or "" when it can.

    Args:
        code: Digits, "" for none.
        kind: 市 and 区县 have 6 digits, 街道 9, 社区 12; the others any of these.
        above: The code of the nearest unit above that has one.
    """
    if not code:
        return ""
    if not (code.isascii() and code.isdigit()):
        return "单位代码只能是数字。"
    wanted = _LENGTHS.get(kind)
    if wanted and len(code) != wanted:
        return f"{UNIT_KIND_WORDS[kind]}的代码是{wanted}位数字，现在是{len(code)}位。"
    if len(code) not in (6, 9, 12):
        return f"单位代码是6位、9位或12位数字，现在是{len(code)}位。"
    if kind is UnitKind.CITY and code[4:] != "00":
        return "市的代码以00结尾（如320500）。"
    if kind is UnitKind.COUNTY and code[4:] == "00":
        return "区县的代码不以00结尾，以00结尾的是市。"
    head = code_head(above)
    if not code.startswith(head):
        return f"代码要以上级单位的“{head}”开头。"
    return ""


def code_head(code: str) -> str:
    """What the codes below a unit begin with: 32 of 320000, 3205 of 320500, else all of it."""
    if len(code) == 6 and code.endswith("0000"):
        return code[:2]
    if len(code) == 6 and code.endswith("00"):
        return code[:4]
    return code


_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
