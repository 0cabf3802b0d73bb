from datetime import date, time

import pytest

from tests.registered import a_project, a_team, an_activity, register
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.projects import ActivityDraft, ActivityState
from volunteer_desk.services.activities import (
    find_activity,
    list_activities,
    read_activity,
    save_activity,
)
from volunteer_desk.services.activity_states import cancel_activity
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import project_id_by_name
from volunteer_desk.store.batches import open_batch
from volunteer_desk.store.ledger import Credit, add_credits

DAY = date(2026, 11, 14)


def test_an_overnight_activity_keeps_its_times(desk: Desk) -> None:
    project, team = a_project(desk), a_team(desk)
    draft = ActivityDraft(project, DAY, time(22), time(1, 30), "社区门口", team_id=team)
    save_activity(desk, draft)
    (row,) = list_activities(desk)
    assert (row.starts, row.ends, row.team) == (time(22), time(1, 30), "青年志愿服务队")
    assert row.state is ActivityState.PLANNED
    assert read_activity(desk, row.id) == draft


def test_activities_are_listed_by_project_and_span_latest_first(desk: Desk) -> None:
    for day in (1, 2, 3):
        an_activity(desk, date(2026, 11, day))
    other = an_activity(desk, date(2026, 11, 2), "敬老助餐")
    span = Span(date(2026, 11, 2), date(2026, 11, 3))
    assert [row.held_on.day for row in list_activities(desk, a_project(desk), span)] == [3, 2]
    assert list_activities(desk, span=Span(DAY, DAY)) == ()
    assert [row.id for row in list_activities(desk, a_project(desk, "敬老助餐"))] == [other]


def test_a_recorded_activity_keeps_its_date_and_cannot_be_cancelled(desk: Desk) -> None:
    number = an_activity(desk, DAY)
    (person,) = register(desk, "王建国")
    with desk.database.writing() as connection:
        batch = open_batch(connection, kind=BatchKind.LOG_HOURS, label="", now=desk.now(), by="")
        credit = Credit(person, number, None, DAY, None, None, 60, "1", "typed", "")
        add_credits(connection, [credit], batch_id=batch, now=desk.now())
    with pytest.raises(UserFacingError, match="不能再改日期"):
        save_activity(desk, ActivityDraft(a_project(desk), date(2026, 11, 15)), number)
    with pytest.raises(UserFacingError, match="不能取消"):
        cancel_activity(desk, number, "下雨")
    save_activity(desk, ActivityDraft(a_project(desk), DAY, place="南门"), number)
    (row,) = list_activities(desk)
    assert (row.place, row.attendances, row.minutes) == ("南门", 1, 60)


def test_a_cancelled_activity_is_not_found_for_its_date(desk: Desk) -> None:
    number = an_activity(desk, DAY)
    cancel_activity(desk, number, "下雨")
    assert find_activity(desk, a_project(desk), DAY) is None
    assert cancel_activity(desk, number, "下雨").batch is None


def test_nonsense_is_refused(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="负数"):
        save_activity(desk, ActivityDraft(a_project(desk), DAY, planned_people=-1))
    with pytest.raises(UserFacingError, match="所选的项目"):
        save_activity(desk, ActivityDraft(99, DAY))
    with pytest.raises(UserFacingError, match="这场活动已经不在了"):
        read_activity(desk, 99)


def test_recipients_and_weather_are_kept_without_outer_blanks(desk: Desk) -> None:
    project = a_project(desk)
    draft = ActivityDraft(
        project, DAY, recipients=" 老年人、儿童 ", weather="晴 ", beneficiaries=120
    )
    saved = save_activity(desk, draft)
    assert saved.row_id is not None
    kept = read_activity(desk, saved.row_id)
    assert (kept.recipients, kept.weather, kept.beneficiaries) == ("老年人、儿童", "晴", 120)
    changed = save_activity(desk, ActivityDraft(project, DAY, weather="雨"), saved.row_id)
    assert changed.batch is not None
    undo_batch(desk, changed.batch)
    assert read_activity(desk, saved.row_id).weather == "晴"
    with pytest.raises(UserFacingError, match="人数超过"):
        save_activity(desk, ActivityDraft(project, DAY, beneficiaries=10**8))


def test_a_new_project_is_made_with_its_first_activity_and_undone_with_it(desk: Desk) -> None:
    saved = save_activity(desk, ActivityDraft(0, DAY), project="  社区 义诊 ")
    assert saved.row_id is not None
    assert saved.batch is not None
    assert "新建了项目“社区 义诊”" in saved.message
    project = project_id_by_name(desk, "社区 义诊")
    assert read_activity(desk, saved.row_id).project_id == project
    again = save_activity(desk, ActivityDraft(0, DAY), project="社区 义诊")
    assert again.row_id is not None
    assert "新建了项目" not in again.message
    undo_batch(desk, again.batch or 0)
    undo_batch(desk, saved.batch)
    assert project_id_by_name(desk, "社区 义诊") is None


def test_an_activity_can_move_to_a_new_project(desk: Desk) -> None:
    activity = an_activity(desk)
    draft = read_activity(desk, activity)
    moved = save_activity(desk, draft, activity, project="夜间巡逻")
    assert read_activity(desk, activity).project_id == project_id_by_name(desk, "夜间巡逻")
    undo_batch(desk, moved.batch or 0)
    assert read_activity(desk, activity) == draft
    with pytest.raises(UserFacingError, match="还没有选项目"):
        save_activity(desk, ActivityDraft(0, DAY))
