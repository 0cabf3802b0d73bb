from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import insert

from tests.ledger_rows import list_hours
from tests.registered import a_project, an_activity, register
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.projects import ActivityDraft
from volunteer_desk.domain.reminders import ReminderKind, Urgency
from volunteer_desk.domain.workdays import add_workdays
from volunteer_desk.services.activities import save_activity
from volunteer_desk.services.activity_states import cancel_activity, file_activity
from volunteer_desk.services.approval import approve_hours
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.monthly import build_sheet, write_sheet
from volunteer_desk.services.reminders import due
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.workdays import is_state_workday, workday_rule
from volunteer_desk.store.desk_tables import CalendarDay


def kinds(desk: Desk, at: datetime | None = None) -> list[str]:
    return [str(one.kind) for one in due(desk, at)]


def test_ten_working_days_across_the_national_holiday_of_2026() -> None:
    # 28, 29, 30 September, 8, 9, 10 (Saturday, 调休), 12, 13, 14, 15 October
    assert add_workdays(date(2026, 9, 24), 10, is_state_workday) == date(2026, 10, 15)
    assert is_state_workday(date(2026, 10, 10))
    assert not is_state_workday(date(2026, 10, 7))


def test_beyond_the_published_years_weekdays_work() -> None:
    assert is_state_workday(date(2080, 1, 1)) == (date(2080, 1, 1).weekday() < 5)


def test_the_office_decides_its_own_days(desk: Desk) -> None:
    monday = date(2026, 11, 23)
    with desk.database.writing() as connection:
        connection.execute(insert(CalendarDay.__table__).values(day=monday, workday=False, name=""))
    rule = workday_rule(desk)
    assert not rule(monday)
    assert rule(monday + timedelta(days=1))


def test_an_empty_desk_owes_nothing(desk: Desk) -> None:
    assert due(desk) == ()


def test_hours_wait_until_they_are_logged_and_again_when_taken_back(desk: Desk) -> None:
    activity = an_activity(desk, date(2026, 11, 14))
    (wang,) = register(desk, "王建国")
    assert "hours_unrecorded" in kinds(desk)
    log_hours(desk, HoursDraft(activity, (HourLine(wang, 60),)))
    assert "hours_unrecorded" not in kinds(desk)
    (entry,) = list_hours(desk, volunteer_id=wang)
    reverse_entry(desk, entry.id, "登错了")
    assert "hours_unrecorded" in kinds(desk)


def test_a_cancelled_activity_is_not_waited_for(desk: Desk) -> None:
    cancel_activity(desk, an_activity(desk, date(2026, 11, 14)), "下雨")
    assert "hours_unrecorded" not in kinds(desk)


def test_an_activity_tomorrow_is_named_with_its_hour(desk: Desk) -> None:
    save_activity(
        desk, ActivityDraft(a_project(desk), date(2026, 11, 23), starts=time(9, 0), place="东门")
    )
    (one,) = [one for one in due(desk) if one.kind == "activity_tomorrow"]
    assert (one.pill, one.title) == ("明天 09:00", "周末清洁家园 · 东门")


def test_the_sheet_waits_until_it_is_written(desk: Desk, tmp_path: Path) -> None:
    (wang,) = register(desk, "王建国")
    log_hours(desk, HoursDraft(an_activity(desk, date(2026, 11, 1)), (HourLine(wang, 60),)))
    assert [one.key for one in due(desk)] == ["sheet_due:2026-11"]
    write_sheet(desk, build_sheet(desk, Month(2026, 11)), tmp_path / "月报.pdf")
    assert due(desk) == ()


def test_a_week_off_gives_one_list(desk: Desk, now: datetime) -> None:
    an_activity(desk, date(2026, 11, 14))
    later = replace(desk, clock=lambda: now + timedelta(days=14))
    keys = [one.key for one in due(later)]
    assert keys == [one.key for one in due(desk, now + timedelta(days=14))]
    assert len(keys) == len(set(keys)) == 3
    assert keys[-1].startswith("hours_unrecorded") or "backup_overdue" in keys


def test_a_backup_ends_its_reminder(desk: Desk, now: datetime) -> None:
    an_activity(desk, date(2026, 12, 31))
    later = now + timedelta(days=8)
    assert "backup_overdue" in kinds(desk, later)
    change_settings(desk, last_backup=later.isoformat(timespec="seconds"))
    assert "backup_overdue" not in kinds(desk, later)


def test_an_activity_is_waited_for_until_it_is_filed(desk: Desk) -> None:
    near = an_activity(desk, date(2026, 11, 26))
    an_activity(desk, date(2026, 12, 26))
    (one,) = [one for one in due(desk) if one.kind == "activity_unfiled"]
    assert (one.subject, one.pill) == (near, "剩1天")
    file_activity(desk, near, desk.today())
    assert "activity_unfiled" not in kinds(desk)
    file_activity(desk, near, None)
    change_settings(desk, file_before_days=0)
    assert "activity_unfiled" not in kinds(desk)


def test_hours_that_wait_are_due_behind_what_is_overdue(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    change_settings(desk, approval=True)
    log_hours(desk, HoursDraft(an_activity(desk, date(2026, 11, 14)), (HourLine(person, 90),)))
    (one,) = (one for one in due(desk) if one.kind is ReminderKind.HOURS_WAITING)
    assert (one.title, one.detail) == ("1条时长待核", "1人，1.5小时，核准后才计入")
    an_activity(desk, date(2026, 10, 10))
    found = due(desk)
    assert [o.kind for o in found].index(ReminderKind.HOURS_WAITING) == sum(
        o.urgency is Urgency.OVERDUE for o in found
    )
    approve_hours(desk)
    assert ReminderKind.HOURS_WAITING not in {o.kind for o in due(desk)}
