from datetime import date

import pytest

from tests.conftest import NOW
from tests.ledger_rows import list_hours
from tests.registered import an_activity, register
from volunteer_desk.domain.approval import WaitingFilter
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import (
    HourLine,
    HoursDraft,
    LoggedHours,
    OccasionDraft,
    counted_minutes,
)
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.activity_states import check_activities
from volunteer_desk.services.approval import (
    approve_hours,
    return_hours,
    waiting_by_activity,
    waiting_by_team,
    waiting_rows,
    waiting_totals,
)
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours, log_occasion
from volunteer_desk.services.keeping import check
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.parting import merge_of, undo_merge
from volunteer_desk.services.settings import change_settings
from volunteer_desk.store.ledger import totals
from volunteer_desk.store.month_locks import lock_month

ON, BEFORE = date(2026, 11, 14), date(2026, 10, 10)


@pytest.fixture
def people(desk: Desk) -> tuple[int, ...]:
    change_settings(desk, approval=True)
    return tuple(register(desk, "王建国", "李秀英", "张伟"))


def log(
    desk: Desk, people: tuple[int, ...], on: date = ON, project: str = "清洁家园", minutes: int = 90
) -> LoggedHours:
    lines = [HourLine(person, minutes) for person in people]
    return log_occasion(desk, OccasionDraft(project, on), lines, request=f"{project}{on}")


def minutes(desk: Desk) -> int:
    with desk.database.reading() as connection:
        return totals(connection).minutes


def ledger_is_sound(desk: Desk) -> bool:
    return all("搜索" in said for said in check(desk).findings)  # these people are not indexed


def test_hours_wait_and_count_once_they_are_approved(desk: Desk, people: tuple[int, ...]) -> None:
    logged = log(desk, people)
    assert (logged.waiting, logged.people, logged.minutes) == (True, 3, 270)
    assert minutes(desk) == 0
    assert waiting_totals(desk).minutes == 270
    (activity,) = list_activities(desk)
    assert activity.state is ActivityState.RECORDED

    said = approve_hours(desk)
    assert said.message == "已核准 3 人，4.5 小时已生效。"
    assert minutes(desk) == 270
    assert waiting_totals(desk).rows == 0
    assert {row.volunteer_id for row in list_hours(desk, batch_id=logged.batch)} == set(people)
    assert ledger_is_sound(desk)


def test_switched_off_nothing_waits(desk: Desk, people: tuple[int, ...]) -> None:
    change_settings(desk, approval=False)
    assert not log(desk, people).waiting
    assert minutes(desk) == 270


def test_they_are_approved_by_activity_by_person_or_by_team(
    desk: Desk, people: tuple[int, ...]
) -> None:
    log(desk, people)
    log(desk, people, project="敬老助餐", minutes=60)
    first, second = waiting_by_activity(desk)
    assert [(one.label, one.people, one.minutes) for one in (first, second)] == [
        ("清洁家园", 3, 270),
        ("敬老助餐", 3, 180),
    ]
    approve_hours(desk, WaitingFilter(activity_id=second.id))
    assert minutes(desk) == 180
    approve_hours(desk, WaitingFilter(volunteer_id=people[0]))
    assert minutes(desk) == 270
    (team,) = waiting_by_team(desk)
    assert (team.id, team.people) == (0, 2)
    approve_hours(desk, WaitingFilter(team_id=0))
    assert minutes(desk) == 450
    with pytest.raises(UserFacingError, match="没有待核"):
        approve_hours(desk)


def test_returned_hours_count_nothing_and_may_wait_again(
    desk: Desk, people: tuple[int, ...]
) -> None:
    log(desk, people)
    with pytest.raises(UserFacingError, match="退回原因"):
        return_hours(desk, WaitingFilter(volunteer_id=people[0]), " ")
    done = return_hours(desk, WaitingFilter(volunteer_id=people[0]), "没有来")
    approve_hours(desk)
    assert minutes(desk) == 180
    assert done.batch is not None
    undo_batch(desk, done.batch)
    assert [row.volunteer_id for row in waiting_rows(desk)] == [people[0]]


def test_an_approval_is_taken_back_as_one(desk: Desk, people: tuple[int, ...]) -> None:
    log(desk, people)
    approved = approve_hours(desk).batch
    assert approved is not None
    wrong = next(row for row in list_hours(desk) if row.volunteer_id == people[2])
    reverse_entry(desk, wrong.id, "没有来")
    undo_batch(desk, approved)
    assert minutes(desk) == 0
    assert {row.volunteer_id for row in waiting_rows(desk)} == set(people[:2])
    approve_hours(desk)
    assert minutes(desk) == 180
    assert ledger_is_sound(desk)


def test_undoing_the_act_that_logged_takes_both_kinds(desk: Desk, people: tuple[int, ...]) -> None:
    logged = log(desk, people)
    approve_hours(desk, WaitingFilter(volunteer_id=people[0]))
    assert logged.batch is not None
    undo_batch(desk, logged.batch)
    assert (minutes(desk), waiting_totals(desk).rows) == (0, 0)
    assert ledger_is_sound(desk)


def test_what_waits_stands_against_new_hours(desk: Desk, people: tuple[int, ...]) -> None:
    log(desk, people, minutes=1000)
    again = log(desk, people[:1], project="敬老助餐", minutes=600)
    assert again.batch is None
    assert "超过每日上限" in again.problems[0].message


def test_the_same_request_answers_with_what_waits(desk: Desk, people: tuple[int, ...]) -> None:
    first, again = log(desk, people), log(desk, people)
    assert (again.batch, again.people, again.minutes) == (first.batch, 3, 270)
    assert again.waiting, "said as the first time"
    approve_hours(desk, WaitingFilter(volunteer_id=people[0]))
    assert log(desk, people).minutes == 270
    assert waiting_totals(desk).rows == 2


def test_a_month_closed_meanwhile_asks_a_reason_and_makes_them_late(
    desk: Desk, people: tuple[int, ...]
) -> None:
    log(desk, people, on=BEFORE)
    with desk.database.writing() as connection:
        lock_month(connection, Month.of(BEFORE), NOW, "")
    with pytest.raises(UserFacingError, match="2026年10月在待核期间锁定了"):
        approve_hours(desk)
    assert waiting_totals(desk).rows == 3
    approve_hours(desk, reason="审核晚了")
    rows = list_hours(desk)
    assert {(row.late_month, row.source.value) for row in rows} == {(202611, "late")}
    assert ledger_is_sound(desk)


def test_a_merge_and_its_undoing_keep_what_waits_and_what_was_approved(
    desk: Desk, people: tuple[int, ...]
) -> None:
    kept, merged, _ = people
    log(desk, (merged,))
    log(desk, (merged,), project="敬老助餐", minutes=60)
    approved = approve_hours(desk, WaitingFilter(activity_id=waiting_by_activity(desk)[0].id))
    merge_volunteers(desk, kept, merged)
    assert [row.volunteer_id for row in waiting_rows(desk)] == [kept]
    merge_id = merge_of(desk, merged)
    assert merge_id is not None
    undo_merge(desk, merge_id)
    assert [row.volunteer_id for row in waiting_rows(desk)] == [merged]
    assert approved.batch is not None
    undo_batch(desk, approved.batch)
    assert minutes(desk) == 0
    assert len(waiting_rows(desk)) == 2
    assert ledger_is_sound(desk)


def test_the_history_shows_what_waits_and_what_became_of_it(
    desk: Desk, people: tuple[int, ...]
) -> None:
    logged = log(desk, people)
    return_hours(desk, WaitingFilter(volunteer_id=people[0]), "没有来")
    approve_hours(desk, WaitingFilter(volunteer_id=people[1]))
    rows = list_hours(desk, batch_id=logged.batch, waiting=True)
    assert {row.volunteer_id: (row.waiting, row.reversed) for row in rows} == {
        people[0]: (True, True),
        people[1]: (False, False),
        people[2]: (True, False),
    }
    assert counted_minutes(rows) == 90
    (returned,) = list_hours(desk, volunteer_id=people[0], waiting=True)
    assert returned.remark == "没有来"
    assert list_hours(desk, volunteer_id=people[0]) == ()
    (activity,) = list_activities(desk)
    assert len(list_hours(desk, activity_id=activity.id, waiting=True)) == 3


def test_hours_approved_after_a_merge_go_back_with_their_card(
    desk: Desk, people: tuple[int, ...]
) -> None:
    kept, merged, _ = people
    log(desk, (merged,))
    merge_volunteers(desk, kept, merged)
    approve_hours(desk)
    merge_id = merge_of(desk, merged)
    assert merge_id is not None
    undo_merge(desk, merge_id)
    with desk.database.reading() as connection:
        assert totals(connection, volunteer_id=merged).minutes == 90
        assert totals(connection, volunteer_id=kept).minutes == 0
    assert ledger_is_sound(desk)


def test_returned_hours_logged_again_cannot_come_back_beside_them(
    desk: Desk, people: tuple[int, ...]
) -> None:
    log(desk, people)
    returned = return_hours(desk, WaitingFilter(volunteer_id=people[0]), "时间不对").batch
    assert returned is not None
    draft = OccasionDraft("清洁家园", ON)
    log_occasion(desk, draft, [HourLine(people[0], 90)], request="again")
    with pytest.raises(UserFacingError, match=r"不能再回到待核.*同样的时长"):
        undo_batch(desk, returned)
    approve_hours(desk)
    assert minutes(desk) == 270
    with pytest.raises(UserFacingError, match="不能再回到待核"):
        undo_batch(desk, returned)
    assert ledger_is_sound(desk)


def test_an_activity_is_checked_when_none_of_its_hours_wait(
    desk: Desk, people: tuple[int, ...]
) -> None:
    log(desk, people)
    (activity,) = list_activities(desk)
    with pytest.raises(UserFacingError, match="还在待核"):
        check_activities(desk, [activity.id])
    approved = approve_hours(desk).batch
    assert approved is not None
    other = an_activity(desk, BEFORE)
    change_settings(desk, approval=False)
    log_hours(desk, HoursDraft(other, (HourLine(people[0], 60),)))
    change_settings(desk, approval=True)
    check_activities(desk, [activity.id])
    undo_batch(desk, approved)
    found = {one.id: one.state for one in list_activities(desk)}
    assert found[activity.id] is ActivityState.RECORDED, "its hours wait again"
    said = check_activities(desk, [activity.id, other])
    assert said.rows == 1
    assert "另有1场的时长还在待核，没有动" in said.message


def test_a_planned_activity_whose_waiting_hours_are_withdrawn_is_planned_again(
    desk: Desk, people: tuple[int, ...]
) -> None:
    activity = an_activity(desk)
    lines = tuple(HourLine(person, 90) for person in people)
    first = log_hours(desk, HoursDraft(activity, lines)).batch
    assert first is not None
    undo_batch(desk, first)
    assert list_activities(desk)[0].state is ActivityState.PLANNED
    again = log_hours(desk, HoursDraft(activity, lines)).batch
    approve_hours(desk, WaitingFilter(volunteer_id=people[0]))
    assert again is not None
    undo_batch(desk, again)
    assert list_activities(desk)[0].state is ActivityState.PLANNED


def test_the_same_request_counts_nothing_twice_after_an_approval_was_taken_back(
    desk: Desk, people: tuple[int, ...]
) -> None:
    first = log(desk, people)
    approved = approve_hours(desk).batch
    assert approved is not None
    undo_batch(desk, approved)
    assert (log(desk, people).people, log(desk, people).minutes) == (first.people, first.minutes)


def test_an_act_taken_back_leaves_the_activity_to_others_whose_hours_wait(desk: Desk) -> None:
    change_settings(desk, approval=True)
    first, second = register(desk, "王建国", "李秀英")
    draft = OccasionDraft("敬老助餐", date(2026, 10, 10))
    made = log_occasion(desk, draft, (HourLine(first, 60),)).batch
    log_occasion(desk, draft, (HourLine(second, 30),))
    assert made is not None
    undo_batch(desk, made)
    (activity,) = list_activities(desk)
    assert activity.state is ActivityState.RECORDED
    approve_hours(desk, WaitingFilter())
    assert not [said for said in check(desk).findings if "搜索" not in said]
