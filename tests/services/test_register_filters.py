from datetime import date

import pytest

from tests.registered import a_project, an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.projects import ProjectDraft, TeamDraft, TeamRow
from volunteer_desk.domain.register_filters import (
    USUAL_PROJECTS,
    USUAL_TEAMS,
    USUAL_UNITS,
    ListQuery,
    Phase,
    ProjectFilter,
    ProjectLack,
    TeamFilter,
    TeamLack,
    UnitFilter,
    project_filter,
    team_filter,
    unit_filter,
)
from volunteer_desk.domain.saved_filters import filter_to_plain
from volunteer_desk.domain.units import UnitDraft, UnitKind, UnitLack
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.list_views import (
    PEOPLE,
    PROJECTS,
    TEAMS,
    UNITS,
    count_filters,
    drop_filter,
    keep_filter,
    saved_filters,
)
from volunteer_desk.services.projects import list_projects, read_project, save_project
from volunteer_desk.services.teams import list_teams, save_team, team_id_by_name, team_ids
from volunteer_desk.services.units import find_unit, list_units, save_unit, unit_ids


@pytest.fixture
def register_of(desk: Desk) -> Desk:
    """A street with a community, four teams, four projects."""
    save_unit(
        desk, UnitDraft("朝阳街道", UnitKind.STREET, "330101001", None, "田晓雯", "13800003333")
    )
    street = find_unit(desk, "朝阳街道", None)
    save_unit(desk, UnitDraft("幸福里", UnitKind.COMMUNITY, parent_id=street))
    home = find_unit(desk, "幸福里", street)
    save_team(
        desk, TeamDraft("齐全队", "青年", "王建国", "13800001111", date(2020, 1, 1), "", home)
    )
    save_team(desk, TeamDraft("无人队", "青年", "李敏", "13800002222", unit_id=street))
    save_team(desk, TeamDraft("无名队"))
    team = team_id_by_name(desk, "齐全队")
    (wang,) = register(desk, "王建国", team_id=team)
    whole = ProjectDraft(
        "齐全", "0017", team, from_on=date(2026, 1, 1), recipients=("03",), content="送餐",
        unit_id=home, more_categories=("0001",), brand=True,
    )  # fmt: skip
    save_project(desk, whole)
    save_project(desk, ProjectDraft("将来的", from_on=date(2027, 1, 1)))
    save_project(desk, ProjectDraft("结束的", from_on=date(2025, 1, 1), to_on=date(2026, 11, 21)))
    a_project(desk, "空的")
    activity = an_activity(desk, date(2026, 11, 2), "齐全", team_id=team)
    log_hours(desk, HoursDraft(activity, (HourLine(wang, 60),)))
    return desk


NARROWED_TEAMS: tuple[tuple[TeamFilter, set[str]], ...] = (
    (TeamFilter(), {"齐全队", "无人队", "无名队"}),
    (TeamFilter(lack=TeamLack.ANY), {"无人队", "无名队"}),
    (TeamFilter(lack=TeamLack.LEADER), {"无名队"}),
    (TeamFilter(lack=TeamLack.PHONE), {"无名队"}),
    (TeamFilter(lack=TeamLack.KIND), {"无名队"}),
    (TeamFilter(lack=TeamLack.MEMBERS), {"无人队", "无名队"}),
    (TeamFilter(lack=TeamLack.UNIT), {"无名队"}),
    (TeamFilter(lack=TeamLack.FOUNDED), {"无人队", "无名队"}),
    (TeamFilter(kind="青年"), {"齐全队", "无人队"}),
    (TeamFilter(kind="青年", lack=TeamLack.MEMBERS), {"无人队"}),
    (TeamFilter(unit_id=1), {"齐全队", "无人队"}),  # the street and below it
    (TeamFilter(unit_id=2), {"齐全队"}),
    (TeamFilter(members_from=1), {"齐全队"}),
    (TeamFilter(members_to=0), {"无人队", "无名队"}),
    (TeamFilter(idle=True), {"无人队", "无名队"}),
)


def test_teams_are_narrowed(register_of: Desk) -> None:
    for where, names in NARROWED_TEAMS:
        assert {row.name for row in list_teams(register_of, ListQuery(where=where))} == names
        assert team_filter(filter_to_plain(where)) == where


NARROWED_PROJECTS: tuple[tuple[ProjectFilter, set[str]], ...] = (
    (ProjectFilter(lack=ProjectLack.ANY), {"将来的", "结束的", "空的"}),
    (ProjectFilter(lack=ProjectLack.OWNER), {"将来的", "结束的", "空的"}),
    (ProjectFilter(lack=ProjectLack.FROM_ON), {"空的"}),
    (ProjectFilter(phase=Phase.PLANNED), {"将来的"}),
    (ProjectFilter(phase=Phase.ENDED), {"结束的"}),
    (ProjectFilter(phase=Phase.RUNNING), {"齐全", "空的"}),
    (ProjectFilter(category="0017"), {"齐全"}),
    (ProjectFilter(category="0001"), {"齐全"}),
    (ProjectFilter(recipient="03"), {"齐全"}),
    (ProjectFilter(recipient="0"), set()),
    (ProjectFilter(team_id=1), {"齐全"}),
    (ProjectFilter(unit_id=1), {"齐全"}),
    (ProjectFilter(brand=True), {"齐全"}),
    (ProjectFilter(idle=True), {"将来的", "结束的", "空的"}),
)


def test_projects_are_narrowed(register_of: Desk) -> None:
    for where, names in NARROWED_PROJECTS:
        found = list_projects(register_of, ListQuery(where=where))
        assert {row.name for row in found} == names
        assert project_filter(filter_to_plain(where)) == where


NARROWED_UNITS: tuple[tuple[UnitFilter, list[str]], ...] = (
    (UnitFilter(lack=UnitLack.ANY), ["幸福里"]),
    (UnitFilter(lack=UnitLack.CODE), ["幸福里"]),
    (UnitFilter(lack=UnitLack.CONTACT), ["幸福里"]),
    (UnitFilter(kind=UnitKind.STREET), ["朝阳街道"]),
    (UnitFilter(below=1), ["朝阳街道", "幸福里"]),
    (UnitFilter(teamless=True), []),
)


def test_units_are_narrowed(register_of: Desk) -> None:
    known = {row.id: row.name for row in list_units(register_of)}
    for where, names in NARROWED_UNITS:
        found = unit_ids(register_of, ListQuery(where=where))
        assert [known[one] for one in found] == names
        assert unit_filter(filter_to_plain(where)) == where


def test_what_lacks_something_is_what_the_pages_say_lacks_it(register_of: Desk) -> None:
    for row in list_teams(register_of):
        lacking: tuple[TeamRow, ...] = list_teams(
            register_of, ListQuery(where=TeamFilter(lack=TeamLack.ANY))
        )
        assert (row in lacking) == bool(row.gaps)
    lacks = list_projects(register_of, ListQuery(where=ProjectFilter(lack=ProjectLack.ANY)))
    for project in list_projects(register_of):
        assert (project in lacks) == bool(read_project(register_of, project.id).gaps)


def test_own_filters_are_kept_for_each_list_alone(register_of: Desk) -> None:
    desk, young = register_of, TeamFilter(kind="青年", lack=TeamLack.MEMBERS)
    keep_filter(desk, TEAMS, "青年空队", young)
    keep_filter(desk, TEAMS, "青年没人", young)  # renamed
    keep_filter(desk, PROJECTS, "未来", ProjectFilter(phase=Phase.PLANNED))
    assert [one.name for one in saved_filters(desk, TEAMS)][-1] == "青年没人"
    assert saved_filters(desk, TEAMS)[:-1] == USUAL_TEAMS
    assert [one.where for one in saved_filters(desk, PROJECTS) if one.own] == [
        ProjectFilter(phase=Phase.PLANNED)
    ]
    assert saved_filters(desk, PROJECTS)[:-1] == USUAL_PROJECTS
    assert saved_filters(desk, UNITS) == USUAL_UNITS
    assert not any(one.own for one in saved_filters(desk, PEOPLE))
    counts = count_filters(desk, TEAMS, lambda where: len(team_ids(desk, ListQuery(where=where))))
    assert (counts["青年没人"], counts["缺负责人"], counts["今年没有活动"]) == (1, 1, 2)
    drop_filter(desk, TEAMS, "青年没人")
    assert saved_filters(desk, TEAMS) == USUAL_TEAMS
    with pytest.raises(UserFacingError, match="常用筛选"):
        keep_filter(desk, TEAMS, "缺负责人", young)
    with pytest.raises(UserFacingError, match="条件"):
        keep_filter(desk, UNITS, "空", UnitFilter())


def test_a_filter_of_another_version_is_passed_over(desk: Desk) -> None:
    assert team_filter({"kind": "青年", "of_another_version": 1}) == TeamFilter(kind="青年")
    keep_filter(desk, TEAMS, "好的", TeamFilter(kind="青年"))
    with desk.database.writing() as connection:
        connection.exec_driver_sql(
            'UPDATE setting SET value = replace(value, \'"kind": "青年"\', \'"lack": "soul"\')'
        )
    assert saved_filters(desk, TEAMS) == USUAL_TEAMS
