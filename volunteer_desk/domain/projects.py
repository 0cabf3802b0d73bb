"""Teams, projects and activities as facts."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class ActivityState(StrEnum):
    """计划 → 进行 → 已记录 → 已核, or 取消."""

    PLANNED = "planned"
    RECORDED = "recorded"
    CHECKED = "checked"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class TeamDraft:
    """A 志愿服务队 as typed."""

    name: str
    kind: str = ""
    leader: str = ""
    phone: str = ""
    founded_on: date | None = None
    remark: str = ""


@dataclass(frozen=True)
class TeamRow:
    """One line of the teams list."""

    id: int
    name: str
    kind: str
    leader: str
    phone_masked: str
    members: int
    activities_year: int
    minutes_year: int


@dataclass(frozen=True)
class ProjectDraft:
    """A 志愿服务项目 as typed; ``category`` is a code of the service_category dictionary."""

    name: str
    category: str | None = None
    team_id: int | None = None
    brand: bool = False
    from_on: date | None = None
    to_on: date | None = None
    place: str = ""
    remark: str = ""


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


@dataclass(frozen=True)
class ActivityDraft:
    """One occasion of a project, as typed; an end before its start is overnight."""

    project_id: int
    held_on: date
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    leader: str = ""
    content: str = ""
    team_id: int | None = None
    planned_people: int | None = None
    beneficiaries: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class ActivityRow:
    """One activity in a list."""

    id: int
    project_id: int
    project: str
    held_on: date
    starts: time | None
    ends: time | None
    place: str
    team: str
    state: ActivityState
    attendances: int
    minutes: int
