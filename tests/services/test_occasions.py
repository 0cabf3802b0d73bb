from datetime import date

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_project, an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursSource, LoggedHours, OccasionDraft
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.services.activities import list_activities, read_activity
from volunteer_desk.services.activity_states import cancel_activity
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.projects import project_id_by_name
from volunteer_desk.services.recent_batches import recent_batches

DAY = date(2026, 11, 14)
DRAFT = OccasionDraft("敬老助餐", DAY, 1320, 60, "小区南门")


def _one(desk: Desk, draft: OccasionDraft = DRAFT, request: str | None = None) -> LoggedHours:
    people = (
        register(desk, "王建国") if not list_hours(desk) else [list_hours(desk)[0].volunteer_id]
    )
    return log_occasion(desk, draft, [HourLine(people[0], 180, 1320, 60)], request=request)


def test_project_and_activity_are_made_in_the_one_batch(desk: Desk) -> None:
    before = len(recent_batches(desk))
    logged = _one(desk)
    assert logged == LoggedHours(logged.batch, 1, 180)
    assert len(recent_batches(desk)) == before + 1
    (row,) = list_activities(desk)
    assert (row.project, row.held_on, row.place) == ("敬老助餐", DAY, "小区南门")
    assert (row.state, row.minutes) == (ActivityState.RECORDED, 180)
    made = read_activity(desk, row.id)
    assert made.starts is not None
    assert made.ends is not None
    assert (made.starts.hour, made.ends.hour) == (22, 1)


def test_the_days_activity_is_used_unless_another_is_meant(desk: Desk) -> None:
    held = an_activity(desk, DAY, "敬老助餐")
    _one(desk)
    assert [row.id for row in list_activities(desk)] == [held]
    (other,) = register(desk, "李秀英")
    log_occasion(desk, OccasionDraft("敬老助餐", DAY, another=True), [HourLine(other, 60)])
    assert len(list_activities(desk)) == 2
    (third,) = register(desk, "张伟")
    log_occasion(desk, OccasionDraft("", DAY, activity_id=held), [HourLine(third, 60)])
    assert {row.id: row.attendances for row in list_activities(desk)}[held] == 2


def test_what_is_refused_leaves_nothing_behind(desk: Desk) -> None:
    (left,) = register(desk, "王离开", status="left")
    refused = log_occasion(desk, DRAFT, [HourLine(left, 60)], HoursSource.PASTED)
    assert [problem.code for problem in refused.problems] == [ProblemCode.AFTER_LEAVING]
    assert project_id_by_name(desk, "敬老助餐") is None
    assert list_activities(desk) == ()
    assert recent_batches(desk) == ()


def test_undoing_takes_hours_and_activity_back_as_one(desk: Desk) -> None:
    logged = _one(desk)
    assert logged.batch is not None
    undo_batch(desk, logged.batch)
    (row,) = list_activities(desk)
    # the ledger keeps credit and reversal, so their activity stays, called off
    assert (row.state, row.minutes) == (ActivityState.CANCELLED, 0)
    again = _one(desk)
    assert again.batch is not None
    assert [one.state for one in list_activities(desk)].count(ActivityState.RECORDED) == 1


def test_the_same_request_again_is_the_same_batch_whatever_has_happened_since(desk: Desk) -> None:
    first = _one(desk, request="form-1")
    assert _one(desk, request="form-1") == first
    another = OccasionDraft("敬老助餐", DAY, another=True)
    assert _one(desk, another, "form-1") == first
    assert len(list_activities(desk)) == 1
    assert first.batch is not None
    undo_batch(desk, first.batch)
    assert _one(desk, OccasionDraft("", DAY, activity_id=999), "form-1") == first
    assert sum(row.minutes for row in list_hours(desk)) == 0


def test_no_project_a_missing_and_a_cancelled_activity_are_refused(desk: Desk) -> None:
    for draft, said in (
        (OccasionDraft(" ", DAY), "项目名称"),
        (OccasionDraft("敬老助餐", DAY, activity_id=999), "不在了"),
    ):
        with pytest.raises(UserFacingError, match=said):
            _one(desk, draft)
    held = an_activity(desk, DAY, "敬老助餐")
    cancel_activity(desk, held, "下雨")
    with pytest.raises(UserFacingError, match="已取消"):
        _one(desk, OccasionDraft("", DAY, activity_id=held))
    assert a_project(desk, "敬老助餐") == project_id_by_name(desk, "敬老助餐")
