from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger_rows import list_hours
from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft, LoggedHours
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.activity_states import cancel_activity
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.settings import change_settings
from volunteer_desk.store.batches import changes_of
from volunteer_desk.store.ledger import totals
from volunteer_desk.store.month_locks import lock_month

DAY = date(2026, 11, 14)


def _codes(logged: LoggedHours) -> list[tuple[int, ProblemCode]]:
    assert logged.batch is None
    return [(problem.row, problem.code) for problem in logged.problems]


def _minutes(desk: Desk) -> int:
    with desk.database.reading() as connection:
        return totals(connection).minutes


def test_an_activity_is_logged_as_one_batch_and_becomes_recorded(desk: Desk) -> None:
    people = register(desk, "王建国", "李秀英")
    activity = an_activity(desk)
    logged = log_hours(
        desk, HoursDraft(activity, (HourLine(people[0], 150), HourLine(people[1], 60)))
    )
    assert (logged.people, logged.minutes, logged.problems) == (2, 210, ())
    (row,) = list_activities(desk)
    assert (row.state, row.attendances, row.minutes) == (ActivityState.RECORDED, 2, 210)
    assert logged.batch is not None
    with desk.database.reading() as connection:
        (change,) = changes_of(connection, logged.batch)
    assert (change.row_id, change.before) == (activity, {"state": "planned"})


def test_the_activitys_team_is_credited_else_the_persons_own(desk: Desk) -> None:
    own, host = a_team(desk, "青年队"), a_team(desk, "巾帼队")
    (person,) = register(desk, "王建国", team_id=own)
    log_hours(desk, HoursDraft(an_activity(desk), (HourLine(person, 60),)))
    hosted = an_activity(desk, date(2026, 11, 15), team_id=host)
    log_hours(desk, HoursDraft(hosted, (HourLine(person, 60),)))
    assert [row.team for row in list_hours(desk, volunteer_id=person)] == ["巾帼队", "青年队"]
    assert len(list_hours(desk, team_id=host)) == 1


def test_an_overnight_shift_counts_on_its_first_day(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    night = an_activity(desk, DAY)
    log_hours(desk, HoursDraft(night, (HourLine(person, 180, 22 * 60, 60),)))
    (row,) = list_hours(desk, span=Span(DAY, DAY))
    assert (row.served_on, row.minutes) == (DAY, 180)
    next_day = an_activity(desk, date(2026, 11, 15), "敬老助餐")
    early = log_hours(desk, HoursDraft(next_day, (HourLine(person, 60, 30, 90),)))
    assert _codes(early) == [(1, ProblemCode.OVERLAP)]
    assert log_hours(desk, HoursDraft(next_day, (HourLine(person, 60, 60, 120),))).batch


def test_an_overlap_names_the_other_activity(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    log_hours(
        desk, HoursDraft(an_activity(desk, DAY, "敬老助餐"), (HourLine(person, 150, 540, 690),))
    )
    other = an_activity(desk, DAY, "周末清洁家园")
    logged = log_hours(desk, HoursDraft(other, (HourLine(person, 60, 660, 720),)))
    assert _codes(logged) == [(1, ProblemCode.OVERLAP)]
    assert "“敬老助餐”（11月14日 09:00–11:30）" in logged.problems[0].message


def test_without_times_only_the_days_sum_is_checked(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    change_settings(desk, day_limit_minutes=600, day_warn_minutes=480)
    for index, minutes in enumerate((300, 300, 1)):
        activity = an_activity(desk, DAY, f"项目{index}")
        logged = log_hours(desk, HoursDraft(activity, (HourLine(person, minutes),)))
    assert _codes(logged) == [(1, ProblemCode.HOURS_OVER_DAY)]
    assert "超过每日上限10小时" in logged.problems[0].message
    assert _minutes(desk) == 600


def test_everything_or_nothing_with_a_problem_a_line(desk: Desk) -> None:
    good, left = register(desk, "王建国")[0], register(desk, "李秀英", status="left")[0]
    first, second, third = register(desk, "甲一", "乙二", "丙三")
    lines = (
        HourLine(good, 60),
        HourLine(left, 60),
        HourLine(999, 60),
        HourLine(good, 60),
        HourLine(first, 0),
        HourLine(second, 1441),
        HourLine(third, 61, 540, 600),
    )
    logged = log_hours(desk, HoursDraft(an_activity(desk), lines))
    assert _codes(logged) == [
        (2, ProblemCode.AFTER_LEAVING),
        (3, ProblemCode.VOLUNTEER_UNKNOWN),
        (4, ProblemCode.DUPLICATE_IN_FILE),
        (5, ProblemCode.HOURS_INVALID),
        (6, ProblemCode.HOURS_OVER_DAY),
        (7, ProblemCode.HOURS_INVALID),
    ]
    assert list_hours(desk) == ()


def test_a_future_day_and_a_locked_month_are_refused(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    future = an_activity(desk, desk.today() + timedelta(days=1))
    assert _codes(log_hours(desk, HoursDraft(future, (HourLine(person, 60),)))) == [
        (1, ProblemCode.DATE_FUTURE)
    ]
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 11), desk.now(), "")
    locked = log_hours(desk, HoursDraft(an_activity(desk), (HourLine(person, 60),)))
    assert _codes(locked) == [(1, ProblemCode.MONTH_LOCKED)]
    assert "2026年11月已锁定" in locked.problems[0].message


def test_a_cancelled_or_missing_activity_or_nobody_is_refused(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    activity = an_activity(desk)
    with pytest.raises(UserFacingError, match="还没有选人"):
        log_hours(desk, HoursDraft(activity, ()))
    cancel_activity(desk, activity, "下雨")
    with pytest.raises(UserFacingError, match="已取消"):
        log_hours(desk, HoursDraft(activity, (HourLine(person, 60),)))
    with pytest.raises(UserFacingError, match="不在了"):
        log_hours(desk, HoursDraft(999, (HourLine(person, 60),)))


def test_the_same_request_twice_is_one_batch(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    draft = HoursDraft(an_activity(desk), (HourLine(person, 60),), request="form-1")
    assert log_hours(desk, draft) == log_hours(desk, draft)
    assert _minutes(desk) == 60


def test_the_same_time_at_the_same_activity_is_not_credited_twice(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    draft = HoursDraft(an_activity(desk), (HourLine(person, 60),))
    log_hours(desk, draft)
    assert _codes(log_hours(desk, draft)) == [(1, ProblemCode.DUPLICATE_EXISTING)]


def test_a_reversal_frees_the_time_and_keeps_the_record(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    draft = HoursDraft(an_activity(desk), (HourLine(person, 60, 540, 600, "第一次"),))
    log_hours(desk, draft)
    (entry,) = list_hours(desk)
    with pytest.raises(UserFacingError, match="冲销原因"):
        reverse_entry(desk, entry.id, " ")
    assert reverse_entry(desk, entry.id, "登错人").batch is None
    with pytest.raises(UserFacingError, match="已经冲销"):
        reverse_entry(desk, entry.id, "再来")
    back, credit = list_hours(desk)
    assert (back.minutes, back.remark, back.reversed) == (-60, "登错人", False)
    assert (credit.minutes, credit.remark, credit.reversed) == (60, "第一次", True)
    assert log_hours(desk, draft).batch is not None
    assert _minutes(desk) == 60


def test_an_undone_batch_leaves_the_activity_waiting_again(desk: Desk) -> None:
    people = register(desk, "王建国", "李秀英")
    draft = HoursDraft(an_activity(desk), tuple(HourLine(person, 60) for person in people))
    logged = log_hours(desk, draft)
    assert logged.batch is not None
    undo_batch(desk, logged.batch)
    (row,) = list_activities(desk)
    assert (row.state, row.attendances, row.minutes) == (ActivityState.PLANNED, 0, 0)
    assert log_hours(desk, draft).batch is not None


def test_a_locked_month_keeps_a_batch_from_being_undone(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    logged = log_hours(desk, HoursDraft(an_activity(desk), (HourLine(person, 60),)))
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 11), desk.now(), "")
    assert logged.batch is not None
    with pytest.raises(UserFacingError, match="已锁定"):
        undo_batch(desk, logged.batch)
    assert _minutes(desk) == 60


_STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 3),
        st.integers(1, 1440),
        st.sampled_from(("log", "log", "reverse", "undo")),
    ),
    max_size=12,
)


@given(_STEPS)
@settings(
    max_examples=15,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_totals_equal_a_plain_ledger(desk: Desk, steps: list[tuple[int, int, int, str]]) -> None:
    people = register(desk, "王建国", "李秀英", "张伟")
    activities = [an_activity(desk, DAY - timedelta(days=day), "全年") for day in range(4)]
    plain: dict[int, tuple[int, int, int]] = {}  # entry → person, activity, minutes
    batches: dict[int, int] = {}
    for who, where, minutes, act in steps:
        person, activity = people[who], activities[where]
        if act != "log" and plain:
            entry = sorted(plain)[minutes % len(plain)]
            if act == "reverse":
                reverse_entry(desk, entry, "改错")
            else:
                undo_batch(desk, batches[entry])
            del plain[entry]
            continue
        sums = [m for p, a, m in plain.values() if (p, a) == (person, activity)]
        logged = log_hours(desk, HoursDraft(activity, (HourLine(person, minutes),)))
        # other rounds of this test wrote about other people only
        assert (logged.batch is None) == (sum(sums) + minutes > 1440 or minutes in sums)
        if logged.batch is not None:
            (row,) = list_hours(desk, batch_id=logged.batch)
            plain[row.id] = (person, activity, minutes)
            batches[row.id] = logged.batch
    with desk.database.reading() as connection:
        for person in people:
            own = [minutes for p, _a, minutes in plain.values() if p == person]
            found = totals(connection, volunteer_id=person)
            assert (found.attendances, found.minutes) == (len(own), sum(own))


def test_an_activity_stays_recorded_while_another_batchs_hours_stand(desk: Desk) -> None:
    people = register(desk, "王建国", "李秀英")
    activity = an_activity(desk)
    first = log_hours(desk, HoursDraft(activity, (HourLine(people[0], 60),)))
    log_hours(desk, HoursDraft(activity, (HourLine(people[1], 60),)))
    assert first.batch is not None
    undo_batch(desk, first.batch)
    (row,) = list_activities(desk)
    assert (row.state, row.minutes) == (ActivityState.RECORDED, 60)


def test_reversing_the_last_entry_leaves_the_activity_waiting_again(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    log_hours(desk, HoursDraft(an_activity(desk), (HourLine(person, 60),)))
    (entry,) = list_hours(desk)
    reverse_entry(desk, entry.id, "登记错人")
    (row,) = list_activities(desk)
    assert (row.state, row.minutes) == (ActivityState.PLANNED, 0)
