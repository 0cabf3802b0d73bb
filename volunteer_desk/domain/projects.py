"""Teams and projects as facts (activities: ``domain.activities``, named here too)."""

from dataclasses import dataclass
from datetime import date

from volunteer_desk.domain.activities import ActivityDraft, ActivityRow, ActivityState
from volunteer_desk.domain.posts import Post
from volunteer_desk.domain.register_filters import (
    PHASE_WORDS,
    PROJECT_LACKS,
    TEAM_LACKS,
    Phase,
    ProjectLack,
    TeamLack,
)

__all__ = [
    "MOST_CATEGORIES",
    "ActivityDraft",
    "ActivityRow",
    "ActivityState",
    "ProjectDraft",
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
    founded_on: date | None = None
    homeless: bool = False
    """Belongs to no unit, though the desk has units."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in words."""
        lacking = (
            (TeamLack.LEADER, not self.leader),
            (TeamLack.PHONE, not self.phone_masked),
            (TeamLack.KIND, not self.kind),
            (TeamLack.MEMBERS, not self.members),
            (TeamLack.UNIT, self.homeless),
        )
        return tuple(TEAM_LACKS[lack] for lack, missing in lacking if missing)

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
            (ProjectLack.CATEGORY, not self.category),
            (ProjectLack.OWNER, self.team_id is None and self.unit_id is None),
            (ProjectLack.RECIPIENTS, not self.recipients),
            (ProjectLack.CONTENT, not self.content),
            (ProjectLack.FROM_ON, self.from_on is None),
        )
        return tuple(PROJECT_LACKS[lack] for lack, missing in lacking if missing)


def project_status(draft: ProjectDraft, active: bool, today: date) -> str:
    """未开始 / 进行中 / 已结束 by its dates, 已停用 when somebody said so."""
    if not active:
        return "已停用"
    if draft.from_on is not None and draft.from_on > today:
        return PHASE_WORDS[Phase.PLANNED]
    if draft.to_on is not None and draft.to_on < today:
        return PHASE_WORDS[Phase.ENDED]
    return PHASE_WORDS[Phase.RUNNING]


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
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True)
class ServedRow:
    """One person's time in a project."""

    volunteer_id: int
    number: str
    name: str
    attendances: int
    minutes: int
