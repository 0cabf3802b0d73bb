from collections.abc import Sequence
from datetime import date

import pytest

from tests.registered import a_project, a_team, an_activity, register
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.projects import ProjectDraft, TeamDraft
from volunteer_desk.domain.register_filters import ListQuery
from volunteer_desk.domain.units import UnitDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.list_views import ListView, read_view, save_columns, save_order
from volunteer_desk.services.projects import list_projects, save_project
from volunteer_desk.services.teams import list_teams, save_team
from volunteer_desk.services.units import find_unit, list_units, save_unit


def serve(desk: Desk, people: Sequence[int], minutes: int, project: str, on: date) -> None:
    activity = an_activity(desk, on, project)
    log_hours(desk, HoursDraft(activity, tuple(HourLine(one, minutes) for one in people)))


@pytest.fixture
def projects(desk: Desk) -> Desk:
    """张村 had the most people, 啊呀 the most time, 李庄 the most days, 白塔 nothing."""
    one, two, three = register(desk, "王伟", "李娜", "欧阳·买买提江·吐尔逊")
    save_project(desk, ProjectDraft("白塔", team_id=a_team(desk, "李家队")))
    save_project(desk, ProjectDraft("李庄", team_id=a_team(desk, "安家队")))
    a_project(desk, "啊呀")
    serve(desk, (one, two, three), 30, "张村", date(2026, 11, 1))
    serve(desk, (one,), 300, "啊呀", date(2026, 11, 2))
    for day in (3, 4):
        serve(desk, (one,), 45, "李庄", date(2026, 11, day))
    return desk


@pytest.mark.parametrize(
    ("sort", "descending", "names"),
    [
        ("", False, "李庄 啊呀 张村 白塔"),
        ("name", False, "啊呀 白塔 李庄 张村"),
        ("name", True, "张村 李庄 白塔 啊呀"),
        ("team", False, "李庄 白塔 啊呀 张村"),  # no team comes last either way
        ("team", True, "白塔 李庄 啊呀 张村"),
        ("activities", True, "李庄 啊呀 张村 白塔"),
        ("attendances", True, "张村 李庄 啊呀 白塔"),
        ("minutes", True, "啊呀 李庄 张村 白塔"),
        ("minutes", False, "白塔 李庄 张村 啊呀"),
    ],
)
def test_projects_come_in_the_order_asked_for(
    projects: Desk, sort: str, descending: bool, names: str
) -> None:
    rows = list_projects(projects, ListQuery(sort=sort, descending=descending))
    assert [row.name for row in rows] == names.split()


def test_the_first_projects_are_the_first_of_all(projects: Desk) -> None:
    rows = list_projects(projects, ListQuery(sort="minutes", descending=True), 1)
    assert [(row.name, row.minutes) for row in rows] == [("啊呀", 300)]
    assert [row.name for row in list_projects(projects, ListQuery("庄", "minutes"))] == ["李庄"]


@pytest.mark.parametrize(
    ("sort", "descending", "names"),
    [
        ("name", False, "安心队 白云队 张村队"),
        ("leader", False, "白云队 张村队 安心队"),
        ("leader", True, "张村队 白云队 安心队"),
        ("members", True, "张村队 安心队 白云队"),
    ],
)
def test_teams_come_in_the_order_asked_for(
    desk: Desk, sort: str, descending: bool, names: str
) -> None:
    save_team(desk, TeamDraft("张村队", leader="赵明"))
    save_team(desk, TeamDraft("白云队", leader="艾山"))
    a_team(desk, "安心队")
    for row in list_teams(desk):
        people = {"张村队": ("甲一", "乙二"), "安心队": ("丙三",)}.get(row.name, ())
        register(desk, *people, team_id=row.id)
    rows = list_teams(desk, ListQuery(sort=sort, descending=descending))
    assert [row.name for row in rows] == names.split()


def test_units_are_ordered_below_the_one_they_belong_to(desk: Desk) -> None:
    save_unit(desk, UnitDraft("张街道"))
    save_unit(desk, UnitDraft("安街道"))
    above = find_unit(desk, "张街道", None)
    for name in ("白社区", "吴社区"):
        save_unit(desk, UnitDraft(name, parent_id=above))
    save_team(desk, TeamDraft("甲队", unit_id=find_unit(desk, "吴社区", above)))
    named = [row.name for row in list_units(desk, "name", True)]
    assert named == ["张街道", "吴社区", "白社区", "安街道"]
    by_teams = [row.name for row in list_units(desk, "teams", True)]
    assert by_teams.index("张街道") < by_teams.index("吴社区") < by_teams.index("白社区")


def test_an_order_is_kept_beside_the_columns(desk: Desk) -> None:
    save_order(desk, "teams", "members", True)
    save_columns(desk, "teams", ())
    assert read_view(desk, "teams") == ListView(order=("members", True))
    assert read_view(desk, "units") == ListView()
