from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_draft, valid_id
from tests.ledger_rows import list_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.domain.projects import ActivityDraft, ProjectDraft, TeamDraft
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.activities import list_activities, save_activity
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.bulk_fields import change_field
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.projects import list_projects, save_project
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.teams import list_teams, save_team, team_id_by_name
from volunteer_desk.services.volunteer_import import (
    commit_volunteer_import,
    plan_volunteer_import,
)
from volunteer_desk.services.volunteers import (
    save_volunteer,
    search_volunteers,
    volunteer_card,
    volunteer_ids,
)
from volunteer_desk.store.audit import find_broken_link

EVERYONE = VolunteerQuery(status=None)


def _import(desk: Desk, path: Path) -> int:
    report = commit_volunteer_import(desk, plan_volunteer_import(desk, path), OnProblem.SKIP)
    assert report.batch is not None
    return report.batch


def _roster(folder: Path, *lines: str) -> Path:
    path = folder / "名单.csv"
    path.write_text("\n".join(["姓名,身份证号,手机,队伍,备注", *lines]), "utf-8-sig")
    return path


def _log_an_hour(desk: Desk, volunteer_id: int) -> int:
    save_project(desk, ProjectDraft("清洁家园"))
    (project,) = list_projects(desk)
    save_activity(desk, ActivityDraft(project.id, date(2026, 11, 14)))
    (activity,) = list_activities(desk)
    logged = log_hours(desk, HoursDraft(activity.id, (HourLine(volunteer_id, 60),)))
    assert logged.batch is not None
    return logged.batch


def test_undoing_an_import_empties_the_desk(desk: Desk, samples: Path) -> None:
    batch = _import(desk, samples / "roster.xlsx")
    changed = undo_batch(desk, batch)
    assert changed.rows >= 206
    assert len(volunteer_ids(desk, EVERYONE)) == 0
    assert list_teams(desk) == ()
    assert search_volunteers(desk, "余力凤") == ()
    assert [(row.undone, row.undoable) for row in recent_batches(desk)] == [
        (False, False),
        (True, False),
    ]


def test_numbers_of_undone_people_are_not_given_again(desk: Desk, tmp_path: Path) -> None:
    undo_batch(desk, _import(desk, _roster(tmp_path, "王伟,,13800001111,,")))
    save_volunteer(desk, a_draft())
    assert search_volunteers(desk, "王建华")[0].number == "ZY2026000002"


def test_undoing_puts_changed_people_back_and_takes_them_out_of_the_team(
    desk: Desk, tmp_path: Path
) -> None:
    save_volunteer(desk, a_draft(name="王伟", remark="旧"))
    (person,) = volunteer_ids(desk, EVERYONE)
    before = volunteer_card(desk, person)
    document = valid_id(gender="2")
    batch = _import(desk, _roster(tmp_path, f"王玮,{document},13900001111,青年队,新"))
    assert volunteer_card(desk, person).teams == ("青年队",)
    undo_batch(desk, batch)
    assert volunteer_card(desk, person) == before
    assert search_volunteers(desk, "王玮") == search_volunteers(desk, "青年") == ()
    assert search_volunteers(desk, "王伟")[0].id == person


def test_a_batch_is_undone_once_and_an_undo_never(desk: Desk, tmp_path: Path) -> None:
    batch = _import(desk, _roster(tmp_path, "王伟,,13800001111,,"))
    undo_batch(desk, batch)
    with pytest.raises(UserFacingError, match="已经撤销过"):
        undo_batch(desk, batch)
    with pytest.raises(UserFacingError, match="不能再撤销"):
        undo_batch(desk, recent_batches(desk)[0].id)
    with pytest.raises(UserFacingError, match="没有这一步"):
        undo_batch(desk, 999)


def test_people_with_hours_stay_and_the_refusal_says_so(desk: Desk, tmp_path: Path) -> None:
    batch = _import(desk, _roster(tmp_path, "王伟,,13800001111,,", "李敏,,13800002222,,"))
    first = next(iter(volunteer_ids(desk, EVERYONE)))
    _log_an_hour(desk, first)
    with pytest.raises(UserFacingError, match="1 个志愿者登记过时长"):
        undo_batch(desk, batch)
    assert len(volunteer_ids(desk, EVERYONE)) == 2
    assert not recent_batches(desk)[0].undone


def test_people_changed_later_stay_until_that_is_undone(desk: Desk, tmp_path: Path) -> None:
    batch = _import(desk, _roster(tmp_path, "王伟,,13800001111,,"))
    (person,) = volunteer_ids(desk, EVERYONE)
    later = save_volunteer(desk, VolunteerDraft("王伟", remark="会手语"), person)
    number = volunteer_card(desk, person).row.number
    with pytest.raises(UserFacingError, match=f"1 个志愿者后来又改过（“修改志愿者 {number}”）"):
        undo_batch(desk, batch)
    assert later.batch is not None
    undo_batch(desk, later.batch)
    undo_batch(desk, batch)
    assert len(volunteer_ids(desk, EVERYONE)) == 0


def test_a_merge_that_was_undone_keeps_no_import(desk: Desk, tmp_path: Path) -> None:
    batch = _import(desk, _roster(tmp_path, "王伟,,13800001111,,", "李娜,,13800002222,,"))
    made = list(volunteer_ids(desk, EVERYONE))
    save_volunteer(desk, a_draft())
    (other,) = (one for one in volunteer_ids(desk, EVERYONE) if one not in made)
    merges = []
    for kept, merged in ((other, made[0]), (made[1], other)):
        merges.append(merge_volunteers(desk, kept, merged).batch or 0)
        with pytest.raises(UserFacingError, match="合并过"):
            undo_batch(desk, batch)
        undo_batch(desk, merges[-1])
    undo_batch(desk, batch)
    assert list(volunteer_ids(desk, EVERYONE)) == [other]
    with pytest.raises(UserFacingError, match="已经撤销过"):
        undo_batch(desk, merges[0])


def test_a_change_overwritten_later_is_not_put_back(desk: Desk) -> None:
    save_volunteer(desk, a_draft())
    (person,) = volunteer_ids(desk, EVERYONE)
    first = save_volunteer(desk, VolunteerDraft("王建华", remark="一"), person)
    save_volunteer(desk, VolunteerDraft("王建华", remark="二"), person)
    assert first.batch is not None
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo_batch(desk, first.batch)
    assert volunteer_card(desk, person).draft.remark == "二"


def test_a_refused_undo_names_the_latest_acts_in_its_way(desk: Desk) -> None:
    people = [save_volunteer(desk, VolunteerDraft(name)).row_id or 0 for name in "赵钱孙李"]
    bulk = change_field(desk, people, "area", "幸福里")
    for person in people[:3]:
        save_volunteer(desk, VolunteerDraft("周", area="和平里"), person)
    gone = save_volunteer(desk, VolunteerDraft("周", area="和平里"), people[3])
    assert bulk.batch is not None
    assert gone.batch is not None
    undo_batch(desk, gone.batch)
    numbers = [volunteer_card(desk, one).row.number for one in people]
    with pytest.raises(UserFacingError) as refused:
        undo_batch(desk, bulk.batch)
    named = f"“修改志愿者 {numbers[2]}”“修改志愿者 {numbers[1]}”等"
    assert refused.value.message == f"不能撤销：3 个志愿者后来又改过（{named}）。"
    assert numbers[3] not in refused.value.message


def test_a_team_others_joined_stays_when_its_import_is_undone(desk: Desk, tmp_path: Path) -> None:
    batch = _import(desk, _roster(tmp_path, "王伟,,13800001111,青年队,"))
    save_volunteer(desk, a_draft(team="青年队"))
    undo_batch(desk, batch)
    assert [team.name for team in list_teams(desk)] == ["青年队"]
    assert [hit.name for hit in search_volunteers(desk, "青年队")] == ["王建华"]


def test_undoing_hours_reverses_them(desk: Desk) -> None:
    save_volunteer(desk, a_draft())
    (person,) = volunteer_ids(desk, EVERYONE)
    changed = undo_batch(desk, _log_an_hour(desk, person))
    assert changed.rows >= 1
    assert sum(row.minutes for row in list_hours(desk, volunteer_id=person)) == 0
    assert volunteer_card(desk, person).figures.minutes_all == 0


def test_a_made_or_changed_team_is_undone(desk: Desk) -> None:
    made = save_team(desk, TeamDraft("青年队"))
    team = team_id_by_name(desk, "青年队")
    changed = save_team(desk, TeamDraft("少年队"), team)
    assert made.batch is not None
    assert changed.batch is not None
    undo_batch(desk, changed.batch)
    assert team_id_by_name(desk, "青年队") == team
    undo_batch(desk, made.batch)
    assert list_teams(desk) == ()


def test_a_project_with_activities_stays(desk: Desk) -> None:
    made = save_project(desk, ProjectDraft("清洁家园"))
    (project,) = list_projects(desk)
    activity = save_activity(desk, ActivityDraft(project.id, date(2026, 11, 14)))
    assert made.batch is not None
    assert activity.batch is not None
    with pytest.raises(UserFacingError, match="办过活动"):
        undo_batch(desk, made.batch)
    undo_batch(desk, activity.batch)
    undo_batch(desk, made.batch)
    assert list_projects(desk) == ()


def test_the_trail_stays_whole(desk: Desk, samples: Path) -> None:
    undo_batch(desk, _import(desk, samples / "roster_plain.xlsx"))
    with desk.database.reading() as connection:
        assert find_broken_link(connection) is None
