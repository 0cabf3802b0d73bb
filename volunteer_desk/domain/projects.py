"""Teams and projects as facts (activities: ``domain.activities``, named here too)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from volunteer_desk.domain.activities import ActivityDraft, ActivityRow, ActivityState
from volunteer_desk.domain.posts import Post

__all__ = [
    "FILTER_WORDS",
    "MOST_CATEGORIES",
    "ActivityDraft",
    "ActivityRow",
    "ActivityState",
    "ProjectDraft",
    "ProjectFilter",
    "ProjectRow",
    "ServedRow",
    "TeamDraft",
    "TeamRow",
    "project_status",
]

MOST_CATEGORIES = 4
"""服务类别 of one project at most."""


@dataclass(frozen=True)
class TeamDraft:
    """A 志愿服务队 as typed; ``leader_id`` is the volunteer chosen as leader, where one was."""

    name: str
    kind: str = ""
    leader: str = ""
    phone: str = ""
    founded_on: date | None = None
    remark: str = ""
    unit_id: int | None = None
    leader_id: int | None = None


@dataclass(frozen=True)
class TeamRow:
    """One line of the teams list; ``phone_masked`` is the leader's where the team has none."""

    id: int
    name: str
    kind: str
    leader: str
    phone_masked: str
    members: int
    activities_year: int
    minutes_year: int
    unit: str = ""
    active: bool = True

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in words."""
        lacking = (
            ("缺负责人", not self.leader),
            ("缺联系电话", not self.phone_masked),
            ("没有类型", not self.kind),
            ("没有队员", not self.members),
        )
        return tuple(word for word, missing in lacking if missing)

    @property
    def idle(self) -> bool:
        """今年没有活动."""
        return not self.activities_year


@dataclass(frozen=True)
class ProjectDraft:
    """A 志愿服务项目 as typed.

    ``category`` and ``more_categories`` are codes of the service_category dictionary (four
    together at most), ``recipients`` of beneficiary, ``support`` of support.
    """

    name: str
    category: str | None = None
    team_id: int | None = None
    brand: bool = False
    from_on: date | None = None
    to_on: date | None = None
    place: str = ""
    remark: str = ""
    unit_id: int | None = None
    more_categories: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    content: str = ""
    posts: tuple[Post, ...] = ()

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category, the first one first."""
        return ((self.category,) if self.category else ()) + self.more_categories

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in words."""
        lacking = (
            ("没有服务类别", not self.category),
            ("没有负责队伍或单位", self.team_id is None and self.unit_id is None),
            ("没有服务对象", not self.recipients),
            ("没有服务内容", not self.content),
            ("没有开始日期", self.from_on is None),
        )
        return tuple(word for word, missing in lacking if missing)


class ProjectFilter(StrEnum):
    """Which projects or teams a list shows."""

    ALL = "all"
    LACKING = "lacking"
    BRAND = "brand"
    IDLE = "idle"
    RETIRED = "retired"


FILTER_WORDS: dict[ProjectFilter, str] = {
    ProjectFilter.ALL: "全部",
    ProjectFilter.LACKING: "缺材料",
    ProjectFilter.BRAND: "品牌项目",
    ProjectFilter.IDLE: "今年没有活动",
    ProjectFilter.RETIRED: "已停用",
}


def project_status(draft: ProjectDraft, active: bool, today: date) -> str:
    """未开始 / 进行中 / 已结束 by its dates, 已停用 when somebody said so."""
    if not active:
        return "已停用"
    if draft.from_on is not None and draft.from_on > today:
        return "未开始"
    if draft.to_on is not None and draft.to_on < today:
        return "已结束"
    return "进行中"


@dataclass(frozen=True)
class ProjectRow:
    """One line of the projects list."""

    id: int
    name: str
    category: str
    team: str
    brand: bool
    activities: int
    attendances: int
    minutes: int
    last_held_on: date | None
    unit: str = ""
    active: bool = True


@dataclass(frozen=True)
class ServedRow:
    """One person's time in a project."""

    volunteer_id: int
    number: str
    name: str
    attendances: int
    minutes: int
