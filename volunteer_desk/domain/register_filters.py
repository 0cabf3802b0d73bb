"""What the lists of projects, teams and units may be narrowed to; the filters all desks have."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Generic, TypeVar

from volunteer_desk.domain.saved_filters import SavedFilter, asked
from volunteer_desk.domain.units import UnitKind, UnitLack

F = TypeVar("F")


class Standing(StrEnum):
    """Whether a team, project or unit is in use."""

    ACTIVE = "active"
    RETIRED = "retired"


STANDING_WORDS: dict[Standing, str] = {Standing.ACTIVE: "在用", Standing.RETIRED: "已停用"}


class ProjectLack(StrEnum):
    """What a project may lack; ``ANY`` is any of them."""

    ANY = "any"
    CATEGORY = "category"
    OWNER = "owner"
    RECIPIENTS = "recipients"
    CONTENT = "content"
    FROM_ON = "from_on"


PROJECT_LACKS: dict[ProjectLack, str] = {
    ProjectLack.ANY: "缺材料",
    ProjectLack.CATEGORY: "没有服务类别",
    ProjectLack.OWNER: "没有负责队伍或单位",
    ProjectLack.RECIPIENTS: "没有服务对象",
    ProjectLack.CONTENT: "没有服务内容",
    ProjectLack.FROM_ON: "没有开始日期",
}


class TeamLack(StrEnum):
    """What a team may lack; ``ANY`` is any but the day it was founded."""

    ANY = "any"
    LEADER = "leader"
    PHONE = "phone"
    KIND = "kind"
    MEMBERS = "members"
    UNIT = "unit"
    FOUNDED = "founded"


TEAM_LACKS: dict[TeamLack, str] = {
    TeamLack.ANY: "缺材料",
    TeamLack.LEADER: "缺负责人",
    TeamLack.PHONE: "缺联系电话",
    TeamLack.KIND: "没有类型",
    TeamLack.MEMBERS: "没有队员",
    TeamLack.UNIT: "没有所属单位",
    TeamLack.FOUNDED: "没有成立日期",
}


class Phase(StrEnum):
    """Where a project stands by its dates."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


PHASE_WORDS: dict[Phase, str] = {
    Phase.PLANNED: "未开始",
    Phase.RUNNING: "进行中",
    Phase.ENDED: "已结束",
}


@dataclass(frozen=True)
class ProjectFilter:
    """Every condition given must be met; None and False ask for nothing.

    ``category`` and ``recipient`` are codes; ``unit_id`` takes in all units below it; ``idle``
    held nothing this year.
    """

    lack: ProjectLack | None = None
    phase: Phase | None = None
    category: str | None = None
    recipient: str | None = None
    team_id: int | None = None
    unit_id: int | None = None
    brand: bool = False
    idle: bool = False

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(asked(self))


@dataclass(frozen=True)
class TeamFilter:
    """As ``ProjectFilter``; ``members_from`` and ``members_to`` count open memberships."""

    lack: TeamLack | None = None
    kind: str | None = None
    unit_id: int | None = None
    members_from: int | None = None
    members_to: int | None = None
    idle: bool = False

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(asked(self))


@dataclass(frozen=True)
class UnitFilter:
    """As ``ProjectFilter``; ``below`` is a unit, itself and all under it; ``teamless`` no teams."""

    lack: UnitLack | None = None
    kind: UnitKind | None = None
    below: int | None = None
    teamless: bool = False

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(asked(self))


@dataclass(frozen=True)
class ListQuery(Generic[F]):
    """What a list of the register shows, and in which order ("" is the usual one).

    ``standing`` None shows those in use and those retired.
    """

    text: str = ""
    sort: str = ""
    descending: bool = False
    standing: Standing | None = Standing.ACTIVE
    where: F | None = None


USUAL_PROJECTS: tuple[SavedFilter[ProjectFilter], ...] = (
    SavedFilter("缺材料", ProjectFilter(lack=ProjectLack.ANY)),
    SavedFilter("没有负责队伍", ProjectFilter(lack=ProjectLack.OWNER)),
    SavedFilter("没有服务类别", ProjectFilter(lack=ProjectLack.CATEGORY)),
    SavedFilter("今年没有活动", ProjectFilter(idle=True)),
    SavedFilter("品牌项目", ProjectFilter(brand=True)),
    SavedFilter("已结束", ProjectFilter(phase=Phase.ENDED)),
)
USUAL_TEAMS: tuple[SavedFilter[TeamFilter], ...] = (
    SavedFilter("缺材料", TeamFilter(lack=TeamLack.ANY)),
    SavedFilter("缺负责人", TeamFilter(lack=TeamLack.LEADER)),
    SavedFilter("缺联系电话", TeamFilter(lack=TeamLack.PHONE)),
    SavedFilter("没有队员", TeamFilter(lack=TeamLack.MEMBERS)),
    SavedFilter("没有所属单位", TeamFilter(lack=TeamLack.UNIT)),
    SavedFilter("今年没有活动", TeamFilter(idle=True)),
)
USUAL_UNITS: tuple[SavedFilter[UnitFilter], ...] = (
    SavedFilter("缺材料", UnitFilter(lack=UnitLack.ANY)),
    SavedFilter("缺代码", UnitFilter(lack=UnitLack.CODE)),
    SavedFilter("缺联系人", UnitFilter(lack=UnitLack.CONTACT)),
    SavedFilter("没有队伍", UnitFilter(teamless=True)),
)
"""The filters every desk has."""

_KINDS: dict[type, dict[str, type[StrEnum]]] = {
    ProjectFilter: {"lack": ProjectLack, "phase": Phase},
    TeamFilter: {"lack": TeamLack},
    UnitFilter: {"lack": UnitLack, "kind": UnitKind},
}


def project_filter(stored: Mapping[str, Any]) -> ProjectFilter:
    """A filter out of what was stored; fields of another version are passed over.

    Raises:
        ValueError: A value makes no sense.
    """
    return ProjectFilter(**_known(ProjectFilter, stored))


def team_filter(stored: Mapping[str, Any]) -> TeamFilter:
    """As ``project_filter``."""
    return TeamFilter(**_known(TeamFilter, stored))


def unit_filter(stored: Mapping[str, Any]) -> UnitFilter:
    """As ``project_filter``."""
    return UnitFilter(**_known(UnitFilter, stored))


def _known(kind: type, stored: Mapping[str, Any]) -> dict[str, Any]:
    words = _KINDS[kind]
    names = {one.name for one in fields(kind)}
    return {
        name: words[name](value) if name in words else value
        for name, value in stored.items()
        if name in names
    }
