from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_project, an_activity, register
from volunteer_desk.domain.activities import ActivityState
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft, OccasionDraft
from volunteer_desk.services.activities import find_activity, list_activities
from volunteer_desk.services.activity_states import (
    cancel_activity,
    check_activities,
    file_activity,
    resume_activity,
)
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours, log_occasion
from volunteer_desk.store.activity_states import Condition, read_conditions

DAY = date(2026, 11, 14)


def kept(desk: Desk, activity: int) -> Condition:
    with desk.database.reading() as connection:
        (found,) = read_conditions(connection, [activity])
    return found


def logged(desk: Desk, activity: int, *names: str) -> int:
    people = register(desk, *(names or ("王建国",)))
    made = log_hours(desk, HoursDraft(activity, tuple(HourLine(one, 60) for one in people)))
    assert made.batch is not None
    return made.batch


def undo(desk: Desk, batch: int | None) -> None:
    assert batch is not None
    undo_batch(desk, batch)


def test_a_cancelled_activity_keeps_why_and_can_be_resumed(desk: Desk) -> None:
    activity = an_activity(desk, DAY)
    done = cancel_activity(desk, activity, "  下雨，\n改到下周 ")
    assert kept(desk, activity).state is ActivityState.CANCELLED
    assert kept(desk, activity).cancel_reason == "下雨， 改到下周"
    assert "下雨" not in done.message
    undo(desk, done.batch)
    assert kept(desk, activity).cancel_reason == ""
    cancel_activity(desk, activity, "下雨")
    again = resume_activity(desk, activity)
    assert (kept(desk, activity).state, kept(desk, activity).cancel_reason) == (
        ActivityState.PLANNED,
        "",
    )
    undo(desk, again.batch)
    assert kept(desk, activity).cancel_reason == "下雨"
    assert find_activity(desk, a_project(desk), DAY) is None


def test_cancelling_needs_a_reason_and_no_hours(desk: Desk) -> None:
    activity = an_activity(desk, DAY)
    with pytest.raises(UserFacingError, match="没有写原因"):
        cancel_activity(desk, activity, "  ")
    with pytest.raises(UserFacingError, match="太长"):
        cancel_activity(desk, activity, "雨" * 101)
    batch = logged(desk, activity)
    with pytest.raises(UserFacingError, match="登记了时长"):
        cancel_activity(desk, activity, "下雨")
    undo(desk, batch)
    assert kept(desk, activity).state is ActivityState.PLANNED
    cancel_activity(desk, activity, "下雨")
    with pytest.raises(UserFacingError, match="不在了"):
        cancel_activity(desk, 99, "下雨")


def test_a_second_cancel_changes_the_reason_only(desk: Desk) -> None:
    activity = an_activity(desk, DAY)
    cancel_activity(desk, activity, "下雨")
    assert cancel_activity(desk, activity, "下雨").batch is None
    undo(desk, cancel_activity(desk, activity, "场地有事").batch)
    assert kept(desk, activity).cancel_reason == "下雨"
    assert kept(desk, activity).state is ActivityState.CANCELLED


def test_filing_is_noted_on_its_day_and_taken_back(desk: Desk) -> None:
    activity = an_activity(desk, DAY)
    filed = file_activity(desk, activity, date(2026, 11, 10))
    assert kept(desk, activity).filed_on == date(2026, 11, 10)
    assert file_activity(desk, activity, date(2026, 11, 10)).batch is None
    undo(desk, filed.batch)
    assert kept(desk, activity).filed_on is None
    with pytest.raises(UserFacingError, match="晚于今天"):
        file_activity(desk, activity, desk.today() + timedelta(days=1))
    cancel_activity(desk, activity, "下雨")
    with pytest.raises(UserFacingError, match="已经取消"):
        file_activity(desk, activity, desk.today())


def test_recorded_ones_are_checked_together_and_go_back_with_a_reason(desk: Desk) -> None:
    first, second, planned = (an_activity(desk, DAY - timedelta(days=n)) for n in range(3))
    logged(desk, first)
    logged(desk, second, "李芳")
    auditor = replace(desk, operator="周会计")
    done = check_activities(auditor, [first, second, planned])
    assert done.rows == 2
    assert "另有1场不是“已记录”" in done.message
    assert kept(desk, first).state is ActivityState.CHECKED
    assert (kept(desk, first).checked_on, kept(desk, first).checked_by) == (
        desk.today(),
        "周会计",
    )
    assert kept(desk, planned).state is ActivityState.PLANNED
    with pytest.raises(UserFacingError, match="没有写原因"):
        check_activities(desk, [first], checked=False)
    check_activities(desk, [first], checked=False, reason="人数对不上")
    assert kept(desk, first) == kept(desk, first)._replace(
        state=ActivityState.RECORDED,
        checked_on=None,
        checked_by="",
        cancel_reason="人数对不上",
    )
    check_activities(desk, [first])
    assert kept(desk, first).cancel_reason == ""
    with pytest.raises(UserFacingError, match="已记录"):
        check_activities(desk, [planned])


def test_undoing_a_check_brings_back_what_was_recorded(desk: Desk) -> None:
    activity = an_activity(desk, DAY)
    batch = logged(desk, activity)
    check = check_activities(desk, [activity])
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo(desk, batch)
    undo(desk, check.batch)
    assert kept(desk, activity).state is ActivityState.RECORDED
    assert kept(desk, activity).checked_on is None


def test_a_checked_activity_whose_hours_are_all_reversed_is_planned_again(desk: Desk) -> None:
    activity = an_activity(desk, DAY)
    logged(desk, activity)
    check_activities(desk, [activity])
    (entry,) = list_hours(desk, activity_id=activity)
    reverse_entry(desk, entry.id, "登错了")
    assert kept(desk, activity).state is ActivityState.PLANNED


def occasion_logged(desk: Desk, person: int) -> int:
    occasion = OccasionDraft("晨间义剪", DAY)
    made = log_occasion(desk, occasion, [HourLine(person, 60)])
    assert made.batch is not None
    return made.batch


def test_undoing_the_hours_that_made_an_activity_leaves_it_cancelled_with_its_reason(
    desk: Desk,
) -> None:
    (wang,) = register(desk, "王建国")
    undo(desk, occasion_logged(desk, wang))
    (row,) = list_activities(desk)
    assert (row.state, row.cancel_reason) == (ActivityState.CANCELLED, "时长已撤销")


def test_a_planned_activity_goes_back_to_its_plan_whichever_batch_is_undone_last(
    desk: Desk,
) -> None:
    activity = an_activity(desk, DAY)
    first, second = logged(desk, activity), logged(desk, activity, "李芳")
    undo(desk, first)
    assert kept(desk, activity).state is ActivityState.RECORDED
    undo(desk, second)
    assert (kept(desk, activity).state, kept(desk, activity).cancel_reason) == (
        ActivityState.PLANNED,
        "",
    )


def test_new_hours_of_a_checked_activity_have_to_be_checked_too(desk: Desk) -> None:
    activity = an_activity(desk, DAY)
    logged(desk, activity)
    check_activities(desk, [activity])
    later = logged(desk, activity, "李芳")
    assert kept(desk, activity).state is ActivityState.RECORDED
    undo(desk, later)
    assert kept(desk, activity).state is ActivityState.CHECKED
    assert kept(desk, activity).checked_on == desk.today()
