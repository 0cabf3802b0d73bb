"""One activity with everything that hangs on it, as its page and its record sheet show it."""

from dataclasses import dataclass
from datetime import date, time

from volunteer_desk.domain.activities import ActivityState


@dataclass(frozen=True)
class ActivityFacts:
    """An activity in full (服务记录, 民政部令第67号 art.7 and 民函〔2012〕340号).

    Attributes:
        unit: 组织单位: the team, else the unit of team or project, else the desk's own.
        people: Who was credited, each counted once.
        attendances: 参加人次: credits less reversals.
        minutes: 时长合计.
        waiting_people: Whose hours are 待核.
        recorders: 记录人: who logged its hours, in words.
        expected: People on the planned list.
        photos: Photos attached, ``documents`` beside them.
    """

    id: int
    project_id: int
    project: str
    team_id: int | None
    team: str
    unit: str
    held_on: date
    starts: time | None
    ends: time | None
    place: str
    leader: str
    content: str
    recipients: str
    weather: str
    remark: str
    planned_people: int | None
    beneficiaries: int | None
    state: ActivityState
    cancel_reason: str
    filed_on: date | None
    checked_on: date | None
    checked_by: str
    series_id: int | None
    series_day: date | None
    people: int
    attendances: int
    minutes: int
    waiting_people: int
    waiting_minutes: int
    recorders: str
    expected: int
    photos: int
    documents: int

    @property
    def gaps(self) -> tuple[str, ...]:
        """What 民政部令第67号 art.7 asks for and is missing, in words."""
        lacking = (
            ("没有写时间", self.starts is None),
            ("没有写地点", not self.place),
            ("没有写服务内容", not self.content),
            ("没有写负责人", not self.leader),
        )
        return tuple(word for word, missing in lacking if missing)


@dataclass(frozen=True)
class SheetPerson:
    """One line of the people on a record sheet; ``times`` are from–to in words."""

    name: str
    number: str
    times: str
    minutes: int


@dataclass(frozen=True)
class SheetPhoto:
    """A photo as it is printed: an upright JPEG of so many pixels, and the words below it."""

    jpeg: bytes
    width: int
    height: int
    caption: str


@dataclass(frozen=True)
class ActivitySheet:
    """志愿服务活动记录表: what the paper says, frozen.

    Attributes:
        facts: The activity.
        people: Who took part, in the order in which they were logged.
        photos: Four at most.
        recorder: 记录人.
        made_on: The day of the paper.
        lost_photos: Chosen photos whose file is gone or damaged.
    """

    facts: ActivityFacts
    people: tuple[SheetPerson, ...]
    photos: tuple[SheetPhoto, ...]
    recorder: str
    made_on: date
    lost_photos: int = 0

    TITLE = "志愿服务活动记录表"

    def texts(self) -> tuple[str, ...]:
        """Every text that comes from the desk's own data and is printed."""
        facts = self.facts
        return (
            facts.project,
            facts.unit,
            facts.place,
            facts.leader,
            facts.content,
            facts.recipients,
            facts.weather,
            facts.remark,
            facts.cancel_reason,
            self.recorder,
            *(one.name for one in self.people),
            *(one.caption for one in self.photos),
        )
