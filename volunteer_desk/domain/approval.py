"""待核 → 已生效: hours that wait to be approved, as facts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.hours import HoursNature, HoursSource
from volunteer_desk.domain.reminders import Reminder, ReminderKind, Urgency


class WaitingState(StrEnum):
    """What became of hours that were logged while approval is on."""

    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


WAITING_WORDS: dict[WaitingState, str] = {
    WaitingState.WAITING: "待核",
    WaitingState.APPROVED: "已生效",
    WaitingState.RETURNED: "已退回",
    WaitingState.WITHDRAWN: "已撤销",
}


@dataclass(frozen=True)
class WaitingFilter:
    """Which waiting hours are meant; every given part narrows, nothing given means all.

    Attributes:
        ids: These rows.
        activity_id: Of one activity.
        team_id: Credited to one team; 0 means to none.
        volunteer_id: Of one person.
        batch_id: Logged by one act.
    """

    ids: tuple[int, ...] | None = None
    activity_id: int | None = None
    team_id: int | None = None
    volunteer_id: int | None = None
    batch_id: int | None = None


@dataclass(frozen=True)
class WaitingRow:
    """One person's hours that wait, as a list shows them."""

    id: int
    volunteer_id: int
    volunteer_number: str
    name: str
    team: str
    activity_id: int
    project: str
    served_on: date
    starts: int | None
    ends: int | None
    minutes: int
    nature: HoursNature
    source: HoursSource
    remark: str
    reason: str
    waived: str
    late_month: int | None


@dataclass(frozen=True)
class WaitingGroup:
    """Waiting hours of one activity, or of one team.

    Attributes:
        id: The activity's, or the team's (0 for people without a team).
        label: Its name.
        held_on: The activity's date; the oldest service date of a team.
        people: Persons.
        minutes: Whole minutes.
        waived: Rows for which a rule was set aside.
    """

    id: int
    label: str
    held_on: date
    people: int
    minutes: int
    waived: int


@dataclass(frozen=True)
class WaitingTotals:
    """How much waits."""

    rows: int = 0
    people: int = 0
    minutes: int = 0


def waiting_reminder(totals: WaitingTotals, today: date) -> Reminder | None:
    """One line of 等着办 for all hours that wait, since they count nowhere; None when none do."""
    if not totals.rows:
        return None
    return Reminder(
        key=str(ReminderKind.HOURS_WAITING),
        kind=ReminderKind.HOURS_WAITING,
        urgency=Urgency.SOON,
        due_on=today,
        pill="待核",
        title=f"{totals.rows:,}条时长待核",
        detail=f"{totals.people:,}人，{format_hours(totals.minutes)}小时，核准后才计入",
        page="hours",
        subject=0,
        action="去核准",
    )
