"""What is due: a pure function of facts, the clock, the desk's choices and the calendar.

Nothing is remembered between computations, so a week away gives one list and no storm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from volunteer_desk.domain.activity_clock import SOON_DAYS, SOON_WORKDAYS, file_by
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import format_clock
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.reminders import Reminder, ReminderKind, Urgency
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.workdays import IsWorkday, add_workdays, count_workdays

SHEET_SOON_DAYS = 3
SHEET_SHOWN_DAYS = 7

_ORDER = (Urgency.OVERDUE, Urgency.SOON, Urgency.CALM)


@dataclass(frozen=True)
class WaitingActivity:
    """An activity without hours; ``starts`` and ``ends`` in minutes after midnight."""

    id: int
    project: str
    place: str
    held_on: date
    starts: int | None = None
    ends: int | None = None
    planned_people: int | None = None


@dataclass(frozen=True)
class DueFacts:
    """What the store knows.

    Attributes:
        unrecorded: Planned activities up to today that have no unreversed hours.
        tomorrow: Planned activities of the day after today.
        unfiled: Planned activities from today on whose 活动报备 is due soon and not noted.
        sheets_written: Months whose sheet was written.
        first_month: The first month with an activity or hours, None on an empty desk.
        first_write: When the first batch was made, None on an empty desk.
        last_backup: When the last good backup was made, or None.
    """

    unrecorded: tuple[WaitingActivity, ...] = ()
    tomorrow: tuple[WaitingActivity, ...] = ()
    unfiled: tuple[WaitingActivity, ...] = ()
    sheets_written: frozenset[Month] = frozenset()
    first_month: Month | None = None
    first_write: datetime | None = None
    last_backup: datetime | None = None


def compute_due(
    facts: DueFacts, now: datetime, settings: DeskSettings, is_workday: IsWorkday
) -> tuple[Reminder, ...]:
    """Everything that waits, most urgent first, then by date.

    Args:
        facts: What the store knows.
        now: The aware local instant.
        settings: The desk's choices (time limits, report day).
        is_workday: Whether a day is a working day.
    """
    found = [
        *_unrecorded(facts, now, settings, is_workday),
        *(_tomorrow(activity) for activity in facts.tomorrow),
        *_unfiled(facts, now.date(), settings),
        *_sheets(facts, now.date(), settings),
        *_backup(facts, now, settings),
    ]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.urgency), one.due_on, one.key)))


def sheet_due_on(month: Month, settings: DeskSettings) -> date:
    """The day a month's sheet is due: of that month, or of the next; a short month's last day."""
    of = month.after() if settings.report_next_month else month
    return min(of.last, of.first + timedelta(days=settings.report_day - 1))


def _unrecorded(
    facts: DueFacts, now: datetime, settings: DeskSettings, is_workday: IsWorkday
) -> Iterator[Reminder]:
    today = now.date()
    for activity in facts.unrecorded:
        if not _is_over(activity, now):
            continue
        due_on = add_workdays(activity.held_on, settings.record_within, is_workday)
        left = count_workdays(today, due_on, is_workday)
        if today > due_on:
            past = count_workdays(due_on, today, is_workday)
            urgency = Urgency.OVERDUE
            pill = f"已超{past}个工作日" if past else "已过期"
        else:
            urgency = Urgency.SOON if left <= SOON_WORKDAYS else Urgency.CALM
            pill = f"剩{left}个工作日" if left else "今天截止"
        yield Reminder(
            key=f"{ReminderKind.HOURS_UNRECORDED}:{activity.id}",
            kind=ReminderKind.HOURS_UNRECORDED,
            urgency=urgency,
            due_on=due_on,
            pill=pill,
            title=f"“{activity.project}”{_spoken_day(activity.held_on, today)} 时长未登记",
            detail=f"计划{activity.planned_people}人" if activity.planned_people else "",
            page="hours",
            subject=activity.id,
            action="登记",
        )


def _is_over(activity: WaitingActivity, now: datetime) -> bool:
    """Whether it has ended; without an end time, once its day is over; past midnight, the next."""
    if activity.ends is None:
        return activity.held_on < now.date()
    overnight = activity.starts is not None and activity.ends <= activity.starts
    ends_on = activity.held_on + timedelta(days=1 if overnight else 0)
    return (ends_on, activity.ends) <= (now.date(), now.hour * 60 + now.minute)


def _tomorrow(activity: WaitingActivity) -> Reminder:
    clock = "" if activity.starts is None else f" {format_clock(activity.starts)}"
    return Reminder(
        key=f"{ReminderKind.ACTIVITY_TOMORROW}:{activity.id}",
        kind=ReminderKind.ACTIVITY_TOMORROW,
        urgency=Urgency.SOON,
        due_on=activity.held_on,
        pill=f"明天{clock}",
        title=" · ".join(filter(None, (activity.project, activity.place))),
        detail=f"计划{activity.planned_people}人" if activity.planned_people else "",
        page="projects",
        subject=activity.id,
        action="查看",
    )


def _unfiled(facts: DueFacts, today: date, settings: DeskSettings) -> Iterator[Reminder]:
    """报备 some days before; nothing where the office does not ask for it."""
    if not settings.file_before_days:
        return
    for activity in facts.unfiled:
        due_on = file_by(activity.held_on, settings)
        left = (due_on - today).days
        if left > SOON_DAYS:
            continue
        yield Reminder(
            key=f"{ReminderKind.ACTIVITY_UNFILED}:{activity.id}",
            kind=ReminderKind.ACTIVITY_UNFILED,
            urgency=Urgency.OVERDUE if left < 0 else Urgency.SOON,
            due_on=due_on,
            pill=f"已超{-left}天" if left < 0 else f"剩{left}天" if left else "今天截止",
            title=f"“{activity.project}”{_spoken_day(activity.held_on, today)} 活动未报备",
            detail=activity.place,
            page="hours",
            subject=activity.id,
            action="报备",
        )


def _sheets(facts: DueFacts, today: date, settings: DeskSettings) -> Iterator[Reminder]:
    """The latest sheet that is past its day, and the next one in the week before its day."""
    if facts.first_month is None:
        return
    month = Month.of(today).after()
    while sheet_due_on(month, settings) > today + timedelta(days=SHEET_SHOWN_DAYS):
        month = month.before()
    latest_past_seen = False
    while month >= facts.first_month and not latest_past_seen:
        due_on = sheet_due_on(month, settings)
        latest_past_seen = due_on < today
        if month not in facts.sheets_written:
            yield _sheet(month, due_on, today)
        month = month.before()


def _sheet(month: Month, due_on: date, today: date) -> Reminder:
    left = (due_on - today).days
    if left < 0:
        urgency, pill = Urgency.OVERDUE, f"已超{-left}天"
    else:
        urgency = Urgency.SOON if left <= SHEET_SOON_DAYS else Urgency.CALM
        day = f"{due_on.day}日" if Month.of(due_on) == Month.of(today) else short_date(due_on)
        pill = f"{day}截止" if left else "今天截止"
    words = f"{month.month}月" if month.year == today.year else month.words
    return Reminder(
        key=f"{ReminderKind.SHEET_DUE}:{month}",
        kind=ReminderKind.SHEET_DUE,
        urgency=urgency,
        due_on=due_on,
        pill=pill,
        title=f"{words}月报应上报",
        detail="",
        page="report",
        subject=month.number,
        action="去核对",
    )


def _backup(facts: DueFacts, now: datetime, settings: DeskSettings) -> Iterator[Reminder]:
    since = facts.last_backup or facts.first_write
    if since is None:
        return
    made_on = since.astimezone(now.tzinfo).date()
    due_on = made_on + timedelta(days=settings.backup_days)
    past = (now.date() - due_on).days
    if past <= 0:
        return
    last = f"上次备份{_spoken_day(made_on, now.date())}"
    yield Reminder(
        key=str(ReminderKind.BACKUP_OVERDUE),
        kind=ReminderKind.BACKUP_OVERDUE,
        urgency=Urgency.OVERDUE,
        due_on=due_on,
        pill=f"已超{past}天" if facts.last_backup else "从未备份",
        title="数据该备份了",
        detail=last if facts.last_backup else "",
        page="settings",
        subject=None,
        action="备份",
    )


def _spoken_day(day: date, today: date) -> str:
    return short_date(day) if day.year == today.year else f"{day.year}年{short_date(day)}"
