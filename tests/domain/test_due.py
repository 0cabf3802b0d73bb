from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from volunteer_desk.domain.due import DueFacts, WaitingActivity, compute_due, sheet_due_on
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.reminders import Reminder, ReminderKind, Urgency
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.workdays import is_weekday

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=CHINA)
CLEANING = WaitingActivity(42, "周末清洁家园", "东门", date(2026, 11, 14), 540, 660, 24)


def due(
    facts: DueFacts, now: datetime = NOW, settings: DeskSettings | None = None
) -> tuple[Reminder, ...]:
    return compute_due(facts, now, settings or DeskSettings(), is_weekday)


def test_hours_wait_ten_working_days() -> None:
    (one,) = due(DueFacts(unrecorded=(CLEANING,)))
    assert one == Reminder(
        "hours_unrecorded:42",
        ReminderKind.HOURS_UNRECORDED,
        Urgency.CALM,
        date(2026, 11, 27),
        "剩5个工作日",
        "“周末清洁家园”11月14日 时长未登记",
        "计划24人",
        "hours",
        42,
        "登记",
    )


@pytest.mark.parametrize(
    ("day", "pill", "urgency"),
    [
        (24, "剩3个工作日", Urgency.SOON),
        (27, "今天截止", Urgency.SOON),
        (28, "已过期", Urgency.OVERDUE),
        (30, "已超1个工作日", Urgency.OVERDUE),
    ],
)
def test_the_pill_counts_working_days(day: int, pill: str, urgency: Urgency) -> None:
    (one,) = due(DueFacts(unrecorded=(CLEANING,)), NOW.replace(day=day))
    assert (one.pill, one.urgency) == (pill, urgency)


def test_todays_activity_waits_only_when_it_is_over() -> None:
    today = replace(CLEANING, held_on=NOW.date())
    assert not due(DueFacts(unrecorded=(today,)))
    assert due(DueFacts(unrecorded=(today,)), NOW.replace(hour=11))


def test_an_overnight_activity_is_over_the_next_morning() -> None:
    night = replace(CLEANING, held_on=date(2026, 11, 21), starts=22 * 60, ends=6 * 60)
    assert not due(DueFacts(unrecorded=(night,)), NOW.replace(hour=5))
    assert due(DueFacts(unrecorded=(night,)), NOW.replace(hour=6, minute=0))


def test_an_activity_tomorrow_says_its_hour() -> None:
    (one,) = due(DueFacts(tomorrow=(replace(CLEANING, held_on=date(2026, 11, 23)),)))
    assert (one.pill, one.title) == ("明天 09:00", "周末清洁家园 · 东门")


def test_the_sheet_of_this_month_is_due_on_the_report_day() -> None:
    october = frozenset({Month(2026, 10)})
    facts = DueFacts(first_month=Month(2026, 1), sheets_written=october)
    (one,) = due(facts)
    assert (one.key, one.pill, one.urgency) == ("sheet_due:2026-11", "25日截止", Urgency.SOON)
    assert not due(replace(facts, sheets_written=october | {Month(2026, 11)}))
    assert not due(facts, NOW.replace(day=10))


def test_the_sheet_may_be_due_in_the_next_month() -> None:
    settings = DeskSettings(report_day=3, report_next_month=True)
    assert sheet_due_on(Month(2026, 12), settings) == date(2027, 1, 3)
    facts = DueFacts(first_month=Month(2026, 1), sheets_written=frozenset({Month(2026, 10)}))
    (one,) = due(facts, NOW.replace(day=28), settings)
    assert (one.key, one.pill) == ("sheet_due:2026-11", "12月3日截止")


def test_a_report_day_of_31_is_the_last_of_a_short_month() -> None:
    assert sheet_due_on(Month(2026, 2), DeskSettings(report_day=31)) == date(2026, 2, 28)


def test_years_of_unwritten_sheets_are_one_line() -> None:
    found = due(DueFacts(first_month=Month(2020, 1)), NOW.replace(day=10))
    assert [one.key for one in found] == ["sheet_due:2026-10"]
    assert found[0].pill == "已超16天"


def test_an_empty_desk_owes_nothing() -> None:
    assert due(DueFacts()) == ()


def test_a_backup_is_overdue_after_its_days() -> None:
    facts = DueFacts(last_backup=NOW - timedelta(days=7))
    assert not due(facts)
    (one,) = due(facts, NOW + timedelta(days=1))
    assert (one.pill, one.page, one.detail) == ("已超1天", "settings", "上次备份11月15日")


def test_a_desk_never_backed_up_is_asked_after_its_first_week() -> None:
    (one,) = due(DueFacts(first_write=NOW - timedelta(days=8)))
    assert (one.pill, one.detail) == ("从未备份", "")


def test_a_week_away_gives_one_list_without_a_storm() -> None:
    facts = DueFacts(
        unrecorded=(CLEANING, replace(CLEANING, id=43, held_on=date(2026, 11, 10))),
        first_month=Month(2026, 1),
        last_backup=NOW - timedelta(days=10),
    )
    later = NOW + timedelta(days=7)
    found = due(facts, later)
    keys = [one.key for one in found]
    assert len(keys) == len(set(keys)) == 4
    assert found == due(facts, later)
    assert [one.urgency for one in found] == sorted(
        (one.urgency for one in found), key=list(Urgency).index
    )
    assert found[0].due_on <= found[1].due_on


@pytest.mark.parametrize(
    ("held", "pill", "urgency"),
    [
        (22, "已超3天", Urgency.OVERDUE),
        (24, "已超1天", Urgency.OVERDUE),
        (25, "今天截止", Urgency.SOON),
        (28, "剩3天", Urgency.SOON),
    ],
)
def test_an_activity_is_filed_three_days_before(held: int, pill: str, urgency: Urgency) -> None:
    (one,) = due(DueFacts(unfiled=(replace(CLEANING, held_on=date(2026, 11, held)),)))
    assert (one.pill, one.urgency, one.page) == (pill, urgency, "hours")
    assert one.title == f"“周末清洁家园”11月{held}日 活动未报备"


def test_filing_waits_only_when_it_is_near_and_asked_for() -> None:
    far = DueFacts(unfiled=(replace(CLEANING, held_on=date(2026, 11, 29)),))
    near = DueFacts(unfiled=(replace(CLEANING, held_on=date(2026, 11, 24)),))
    assert not due(far)
    assert not due(near, settings=DeskSettings(file_before_days=0))
