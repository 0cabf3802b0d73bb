from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.registered import a_project, an_activity, register
from tests.ui.entry_rows import rows_of
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.projects import ProjectDraft, TeamDraft
from volunteer_desk.domain.units import UnitDraft
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.projects import save_project
from volunteer_desk.services.teams import save_team, team_id_by_name
from volunteer_desk.services.units import find_unit, save_unit
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.projects import project_detail, team_detail, unit_detail
from volunteer_desk.ui.projects.page import ProjectsPage


def test_every_figure_opens_the_rows_behind_it(
    context: PageContext, show: Callable[[Page], None]
) -> None:
    desk = context.desk
    save_unit(desk, UnitDraft("朝阳街道"))
    unit = find_unit(desk, "朝阳街道", None)
    assert unit is not None
    save_team(desk, TeamDraft("青年队", unit_id=unit))
    team = team_id_by_name(desk, "青年队")
    assert team is not None
    save_project(desk, ProjectDraft("周末清洁家园", unit_id=unit))
    people = register(desk, "王建国", "李秀英", team_id=team)
    activity = an_activity(desk, team_id=team)
    log_hours(desk, HoursDraft(activity, tuple(HourLine(one, 90) for one in people)))
    page = ProjectsPage(context)
    show(page)
    page.open_subject(a_project(desk))
    shown = [button.text() for button in page.detail.tabs.buttons]
    assert shown == ["活动 1", "2 人次", "3.0 小时", "资料"]
    page.detail.tabs.turn(project_detail.PEOPLE)
    assert {row.name for row in page.detail.people.rows} == {"王建国", "李秀英"}
    page.detail.people_table.choose_row(0)
    page.detail.behind.click()
    assert [row.minutes for row in rows_of(page.detail.entries.model)] == [90]
    assert page.detail.entries.only.text().startswith("只看：")
    page.detail.entries.whole.click()
    assert len(rows_of(page.detail.entries.model)) == 2
    page.detail.tabs.turn(project_detail.ACTIVITIES)
    page.detail.table.choose_row(0)
    QTest.keyClick(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert [row.minutes for row in rows_of(page.detail.entries.model)] == [90, 90]
    page.detail.tabs.turn(project_detail.PEOPLE)
    page.detail.tabs.turn(project_detail.ENTRIES)
    assert sum(row.minutes for row in rows_of(page.detail.entries.model)) == 180
    page.open_subject(team, Noun.TEAM)
    shown = [button.text() for button in page.team_detail.tabs.buttons]
    assert shown == ["队员 2", "今年 1 场", "3.0 小时", "资料"]
    page.team_detail.tabs.turn(team_detail.HELD)
    assert [row.id for row in page.team_detail.held.rows] == [activity]
    page.team_detail.held_table.choose_row(0)
    QTest.keyClick(page.team_detail.held_table, Qt.Key.Key_Return)
    assert len(rows_of(page.team_detail.entries.model)) == 2
    page.team_detail.tabs.turn(team_detail.MEMBERS)
    page.team_detail.table.choose_row(1)
    page.team_detail.behind.click()
    assert [row.minutes for row in rows_of(page.team_detail.entries.model)] == [90]
    page.team_detail.entries.whole.click()
    assert len(rows_of(page.team_detail.entries.model)) == 2
    page.open_subject(unit, Noun.UNIT)
    detail = page.unit_detail
    shown = [button.text() for button in detail.tabs.buttons]
    assert shown == ["队伍 1", "项目 1", "队员 2", "今年 1 场", "3.0 小时", "资料"]
    assert [row.id for row in detail.teams.rows] == [team]
    detail.tabs.turn(unit_detail.PROJECTS)
    assert [row.name for row in rows_of(detail.projects)] == ["周末清洁家园"]
    detail.tabs.turn(unit_detail.MEMBERS)
    assert detail.members.rowCount() == 2
    detail.tabs.turn(unit_detail.HELD)
    assert len(detail.held.rows) == 1
    QTest.keyClick(detail.held_table, Qt.Key.Key_Down)
    detail.held_table.choose_row(0)
    detail.behind.click()
    assert len(rows_of(detail.entries.model)) == 2
    detail.tabs.turn(unit_detail.MEMBERS)
    detail.member_table.choose_row(0)
    detail.behind.click()
    assert [row.minutes for row in rows_of(detail.entries.model)] == [90]
    detail.entries.whole.click()
    assert len(rows_of(detail.entries.model)) == 2
