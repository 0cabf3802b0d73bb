from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.registered import a_project, register
from volunteer_desk.domain.activities import ActivityRow, ActivityState
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.series import AHEAD_DAYS, Frequency, SeriesDraft, SeriesRule
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.activity_states import file_activity, resume_activity
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.retiring import retire
from volunteer_desk.services.series import (
    end_series,
    extend_series,
    list_series,
    read_series,
    save_series,
)
from volunteer_desk.services.series_days import move_day, skip_day

FIRST = date(2026, 11, 28)
"""The Saturday after the tests' Sunday."""
LAST_AHEAD = date(2027, 2, 20)


def saturdays(desk: Desk, **changes: Any) -> SeriesDraft:
    rule = SeriesRule(Frequency.WEEKLY, (6,), date(2026, 11, 22))
    made = SeriesDraft(a_project(desk), rule, time(9), time(11), "东门", "周敏", planned_people=8)
    return replace(made, **changes)


def made(desk: Desk, draft: SeriesDraft) -> int:
    changed = save_series(desk, draft)
    assert changed.row_id is not None
    return changed.row_id


def held(desk: Desk) -> list[ActivityRow]:
    return list(reversed(list_activities(desk, limit=1000)))


def days(desk: Desk) -> list[date]:
    return [row.held_on for row in held(desk) if row.state is not ActivityState.CANCELLED]


def every_saturday(first: date, last: date) -> list[date]:
    return [first + timedelta(days=7 * n) for n in range((last - first).days // 7 + 1)]


def after(desk: Desk, days: int) -> Desk:
    """The same desk so many days later."""
    now = desk.now() + timedelta(days=days)
    return replace(desk, clock=lambda: now)


def undo(desk: Desk, batch: int | None) -> None:
    assert batch is not None
    undo_batch(desk, batch)


def test_a_series_makes_its_occasions_92_days_ahead(desk: Desk) -> None:
    changed = save_series(desk, saturdays(desk))
    assert changed.message == "“周末清洁家园”每周六 09:00–11:00，排出13场。"
    assert days(desk) == every_saturday(FIRST, LAST_AHEAD)
    assert (LAST_AHEAD - desk.today()).days <= AHEAD_DAYS
    row = held(desk)[0]
    assert (row.starts, row.ends, row.place, row.leader, row.planned_people) == (
        time(9),
        time(11),
        "东门",
        "周敏",
        8,
    )
    (series,) = list_series(desk)
    assert (series.ahead, series.next_on, series.words) == (13, FIRST, "每周六 09:00–11:00")
    assert row.series_id == series.id


def test_extending_is_idempotent_and_goes_on_day_by_day(desk: Desk) -> None:
    made(desk, saturdays(desk))
    assert extend_series(desk).rows == 0
    for passed in range(1, 15):
        extend_series(after(desk, passed))
        extend_series(after(desk, passed))
    assert days(desk) == every_saturday(FIRST, LAST_AHEAD + timedelta(days=14))
    away = after(desk, 400)
    assert extend_series(away).rows == 55
    assert len(days(desk)) == len(set(days(desk)))


def test_a_retired_project_makes_no_more(desk: Desk) -> None:
    made(desk, saturdays(desk))
    retire(desk, Noun.PROJECT, a_project(desk))
    later = after(desk, 30)
    assert extend_series(later).rows == 0


def test_undoing_a_series_takes_every_occasion_with_it_however_late_it_was_made(desk: Desk) -> None:
    changed = save_series(desk, saturdays(desk))
    later = after(desk, 30)
    assert extend_series(later).rows == 4
    undo(desk, changed.batch)
    assert held(desk) == []
    assert list_series(desk) == ()
    assert extend_series(desk).rows == 0


def test_a_series_somebody_served_in_is_ended_not_undone(desk: Desk) -> None:
    early = saturdays(
        desk, rule=SeriesRule(Frequency.WEEKLY, (6,), desk.today() - timedelta(days=14))
    )
    changed = save_series(desk, early)
    (wang,) = register(desk, "王建国")
    log_hours(desk, HoursDraft(held(desk)[0].id, (HourLine(wang, 60),)))
    with pytest.raises(UserFacingError, match="登记过时长"):
        undo(desk, changed.batch)
    assert changed.row_id is not None
    done = end_series(desk, changed.row_id, date(2026, 12, 12))
    assert days(desk)[-1] == date(2026, 12, 5)
    assert extend_series(desk).rows == 0
    undo(desk, done.batch)
    assert days(desk)[-1] == LAST_AHEAD


def test_ending_keeps_what_was_prepared_for_and_undo_brings_the_rest_back_as_it_was(
    desk: Desk,
) -> None:
    series = made(desk, saturdays(desk))
    before = held(desk)
    file_activity(desk, before[3].id, desk.today())
    prepared = held(desk)
    ended = end_series(desk, series, FIRST)
    assert "1场还在" in ended.message
    assert days(desk) == [before[3].held_on]
    with pytest.raises(UserFacingError, match="已经结束"):
        end_series(desk, series, FIRST)
    undo(desk, ended.batch)
    assert held(desk) == prepared
    assert list_series(desk)[0].ahead == 13


def test_rows_put_back_do_not_take_another_activitys_place(desk: Desk) -> None:
    series = made(desk, saturdays(desk))
    ended = end_series(desk, series, FIRST)
    other = made(desk, saturdays(desk, project_id=a_project(desk, "敬老助餐")))
    undo(desk, ended.batch)
    rows = held(desk)
    assert len(rows) == len({row.id for row in rows}) == 26
    assert {row.series_id for row in rows} == {series, other}


def test_a_skipped_day_is_cancelled_with_its_reason_and_is_not_made_again(desk: Desk) -> None:
    series = made(desk, saturdays(desk))
    with pytest.raises(UserFacingError, match="没有写原因"):
        skip_day(desk, series, FIRST, "")
    skipped = skip_day(desk, series, FIRST, "场地消毒")
    first = held(desk)[0]
    assert (first.state, first.cancel_reason) == (ActivityState.CANCELLED, "场地消毒")
    extend_series(desk)
    assert len(held(desk)) == 13
    undo(desk, skipped.batch)
    assert held(desk)[0].state is ActivityState.PLANNED
    skip_day(desk, series, FIRST, "场地消毒")
    resume_activity(desk, first.id)
    assert days(desk)[0] == FIRST


def test_a_day_beyond_those_made_can_be_skipped(desk: Desk) -> None:
    series = made(desk, saturdays(desk))
    far = LAST_AHEAD + timedelta(days=70)
    skipped = skip_day(desk, series, far, "清明放假")
    assert held(desk)[-1].held_on == far
    later = after(desk, 70)
    extend_series(later)
    assert [row.held_on for row in held(desk)] == every_saturday(FIRST, far)
    assert far not in days(desk)
    undo(desk, skipped.batch)
    assert days(desk)[-1] == far
    with pytest.raises(UserFacingError, match="本来就没有"):
        skip_day(desk, series, FIRST + timedelta(days=1), "下雨")


def test_one_occasion_moves_and_the_series_stays(desk: Desk) -> None:
    series = made(desk, saturdays(desk))
    sunday = FIRST + timedelta(days=1)
    moved = move_day(desk, series, FIRST, sunday, "周六停电")
    assert days(desk)[:2] == [sunday, FIRST + timedelta(days=7)]
    extend_series(desk)
    assert len(days(desk)) == 13
    again = move_day(desk, series, FIRST, sunday + timedelta(days=1))
    undo(desk, again.batch)
    assert days(desk)[0] == sunday
    with pytest.raises(UserFacingError, match="撤销过"):
        undo(desk, again.batch)
    with pytest.raises(UserFacingError, match="已经有"):
        move_day(desk, series, FIRST, FIRST + timedelta(days=7))
    undo(desk, moved.batch)
    assert days(desk)[0] == FIRST
    skip_day(desk, series, FIRST, "下雨")
    with pytest.raises(UserFacingError, match="不能改期"):
        move_day(desk, series, FIRST, sunday)


def test_an_occasion_with_hours_stays_where_it_is(desk: Desk) -> None:
    series = made(
        desk,
        saturdays(desk, rule=SeriesRule(Frequency.WEEKLY, (6,), date(2026, 11, 21))),
    )
    (wang,) = register(desk, "王建国")
    log_hours(desk, HoursDraft(held(desk)[0].id, (HourLine(wang, 60),)))
    with pytest.raises(UserFacingError, match="登记了时长"):
        skip_day(desk, series, date(2026, 11, 21), "下雨")
    with pytest.raises(UserFacingError, match="登记了时长"):
        move_day(desk, series, date(2026, 11, 21), date(2026, 11, 22))


def test_a_change_holds_from_its_day_on(desk: Desk) -> None:
    series = made(desk, saturdays(desk))
    since = date(2026, 12, 7)
    rule = SeriesRule(Frequency.WEEKLY, (7,), date(2026, 11, 22))
    changed = save_series(
        desk, saturdays(desk, rule=rule, starts=time(14), ends=time(16)), series, since
    )
    rows = held(desk)
    assert [row.held_on for row in rows[:4]] == [
        FIRST,
        date(2026, 12, 5),
        date(2026, 12, 13),
        date(2026, 12, 20),
    ]
    assert (rows[1].starts, rows[2].starts) == (time(9), time(14))
    assert [row.id for row in list_series(desk)] == [series, changed.row_id]
    assert read_series(desk, series).draft.rule.to_on == date(2026, 12, 6)
    undo(desk, changed.batch)
    assert days(desk) == every_saturday(FIRST, LAST_AHEAD)
    assert read_series(desk, series).draft.rule.to_on is None


def test_a_change_from_the_beginning_replaces_the_series(desk: Desk) -> None:
    series = made(desk, saturdays(desk))
    save_series(desk, saturdays(desk, place="西门"), series)
    assert [row.place for row in held(desk)] == ["西门"] * 13
    assert len(list_series(desk)) == 1
    assert not read_series(desk, series).active


def test_a_change_keeps_what_was_prepared_and_makes_no_second_one(desk: Desk) -> None:
    series = made(desk, saturdays(desk))
    file_activity(desk, held(desk)[1].id, desk.today())
    changed = save_series(desk, saturdays(desk, place="西门"), series)
    assert "已有准备的1场没有动" in changed.message
    assert days(desk) == every_saturday(FIRST, LAST_AHEAD)
    assert [row.place for row in held(desk)][:3] == ["西门", "东门", "西门"]


def test_every_other_week_stays_in_step_when_it_is_changed(desk: Desk) -> None:
    rule = SeriesRule(Frequency.WEEKLY, (6,), date(2026, 11, 23), every=2)
    series = made(desk, saturdays(desk, rule=rule))
    before = days(desk)
    # 30 November begins a week in which it does not meet
    save_series(desk, saturdays(desk, rule=rule, place="西门"), series, date(2026, 11, 30))
    assert days(desk) == before


def test_nonsense_is_refused_and_writes_nothing(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="星期几"):
        save_series(desk, saturdays(desk, rule=SeriesRule(Frequency.WEEKLY, (), FIRST)))
    with pytest.raises(UserFacingError, match="项目"):
        save_series(desk, saturdays(desk, project_id=99))
    with pytest.raises(UserFacingError, match="队伍"):
        save_series(desk, saturdays(desk, team_id=99))
    with pytest.raises(UserFacingError, match="不在了"):
        save_series(desk, saturdays(desk), 99)
    assert held(desk) == []
