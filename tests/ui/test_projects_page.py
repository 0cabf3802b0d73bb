from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import a_draft
from tests.registered import a_project, a_team, an_activity
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.projects import ActivityState, ProjectDraft
from volunteer_desk.services.activities import list_activities, read_activity
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import list_projects, project_id_by_name, save_project
from volunteer_desk.services.retiring import retire
from volunteer_desk.services.teams import list_teams, read_team, team_id_by_name
from volunteer_desk.services.volunteers import save_volunteer
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.projects.lists import TEAMS
from volunteer_desk.ui.projects.page import ProjectsPage
from volunteer_desk.ui.projects.project_form import NOT_RECORDABLE
from volunteer_desk.ui.projects.sorted_table import R, SortedTable
from volunteer_desk.ui.shell import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[Page], None]


@pytest.fixture
def open_page(context: PageContext, show: Show) -> Callable[[], ProjectsPage]:
    """The page over what the desk holds when it is asked for."""

    def opened() -> ProjectsPage:
        page = ProjectsPage(context)
        show(page)
        return page

    return opened


Open = Callable[[], ProjectsPage]


def listed(table: SortedTable[R]) -> list[R]:
    """Every row of a list, in its order."""
    return list(table.rows.fetch(table.rows.ids))


@pytest.fixture
def named_window(named_window: MainWindow) -> MainWindow:
    named_window.show_page("projects")
    return named_window


def write(widget: QWidget, text: str) -> None:
    """Type ASCII by keys, anything else as an input method commits it."""
    if text.isascii():
        QTest.keyClicks(widget, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)


def typed(window: QWidget, *lines: str) -> None:
    """Type each line into whatever has the focus, then Enter."""
    for line in lines:
        focus = window.window().focusWidget()
        assert focus is not None
        write(focus, line)
        QTest.keyClick(focus, Qt.Key.Key_Return)


def test_an_empty_desk_says_the_next_step(open_page: Open) -> None:
    page = open_page()
    nothing = page.side.nothing
    assert page.side.currentWidget() is nothing
    tabs = (page.lists.project_tab, page.lists.team_tab, page.lists.unit_tab)
    for number, tab in enumerate(tabs):
        tab.click()
        assert page.lists.stack.currentWidget() is page.lists.stack.nothing[number]
        assert nothing.stack.currentWidget() is nothing.first[number]


def test_beside_a_list_that_is_not_empty_one_is_to_be_chosen(open_page: Open, desk: Desk) -> None:
    a_project(desk)
    page = open_page()
    nothing = page.side.nothing
    assert nothing.stack.currentWidget() is nothing.choose
    page.lists.search.setText("没有这个")
    assert page.lists.stack.currentWidget() is page.lists.no_hit
    assert nothing.stack.currentWidget() is nothing.no_hit
    page.lists.search.clear()
    assert nothing.stack.currentWidget() is nothing.choose
    page.lists.team_tab.click()
    assert nothing.stack.currentWidget() is nothing.first[1]
    page.lists.project_tab.click()
    assert nothing.stack.currentWidget() is nothing.choose


def test_a_project_is_made_by_keyboard_alone(
    qtbot: QtBot, named_window: MainWindow, desk: Desk
) -> None:
    page = named_window.pages["projects"]
    assert isinstance(page, ProjectsPage)
    form = page.editing.project_form
    QTest.keyClick(named_window, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(form.isVisible)
    typed(named_window, "周末清洁家园", "", "", "", "2026.3.5", "", "小区南门")
    QTest.keyClick(form.remark.edit, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(form.problem.isVisible)
    assert "核对" in form.problem.text()
    assert list_projects(desk) == ()
    QTest.keyClick(form.check, Qt.Key.Key_Space)
    QTest.keyClick(form.check, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(page.detail.isVisible)
    (made,) = list_projects(desk)
    assert made.name == "周末清洁家园"
    assert page.detail.name.text() == "周末清洁家园"
    assert "2026-03-05 起" in page.detail.line.text()
    assert named_window.notices.messages() == ["已新建项目“周末清洁家园”。"]
    named_window.notices.undo_last()
    assert list_projects(desk) == ()
    assert page.lists.stack.currentWidget() is page.lists.no_project
    assert page.side.currentWidget() is page.side.nothing


def test_the_checklist_is_shown_only_when_a_project_is_made(
    open_page: Open, context: PageContext
) -> None:
    a_project(context.desk)
    page = open_page()
    page.lists.new.click()
    assert page.editing.project_form.list.isVisible()
    assert len(NOT_RECORDABLE) == 6
    page.editing.project_form.leave.click()
    page.lists.enter_list()
    page.detail.edit.click()
    assert not page.editing.project_form.list.isVisible()


def test_a_second_project_of_one_name_is_refused_beside_the_form(
    open_page: Open, context: PageContext
) -> None:
    a_project(context.desk, "周末清洁家园")
    page = open_page()
    page.lists.new.click()
    form = page.editing.project_form
    write(form.name.edit, "周末清洁家园")
    form.check.setChecked(True)
    form.save.click()
    assert "已经有一个项目叫" in form.problem.text()
    assert form.isVisible()
    assert form.save.isEnabled()
    QTest.keyClick(form.name.edit, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_an_activity_is_made_from_its_project(open_page: Open, context: PageContext) -> None:
    desk = context.desk
    team = a_team(desk)
    save_project(desk, ProjectDraft("敬老助餐", team_id=team, place="社区食堂"))
    page = open_page()
    page.lists.enter_list()
    page.detail.make.click()
    form = page.editing.activity_form
    assert form.fields.place.text() == "社区食堂"
    form.fields.day.set_day(date(2026, 11, 21))
    form.fields.times.edit.setFocus()
    typed(page, "9:00-11:30")
    write(form.fields.planned.edit, "20")
    form.save.click()
    (made,) = list_activities(desk)
    draft = read_activity(desk, made.id)
    assert (draft.starts, draft.ends) == (time(9, 0), time(11, 30))
    assert (draft.planned_people, draft.team_id, draft.place) == (20, team, "社区食堂")
    assert [row.id for row in page.detail.activities.rows] == [made.id]


def test_an_unreadable_time_is_refused_beside_the_form(
    open_page: Open, context: PageContext
) -> None:
    a_project(context.desk)
    page = open_page()
    page.lists.enter_list()
    page.detail.make.click()
    form = page.editing.activity_form
    write(form.fields.times.edit, "上午")
    form.save.click()
    assert "9:00-11:30" in form.problem.text()
    assert list_activities(context.desk) == ()


def test_an_activity_leads_to_its_hours_and_can_be_cancelled(
    open_page: Open, context: PageContext, gone: list[tuple[str, int | None]]
) -> None:
    activity = an_activity(context.desk)
    page = open_page()
    page.open_subject(activity, Noun.ACTIVITY)
    assert page.detail.table.current_row() == 0
    page.detail.hours.click()
    assert gone == [("hours", activity)]
    page.detail.cancel.click()
    page.detail.asking.confirm.click()
    assert list_activities(context.desk)[0].state is ActivityState.PLANNED
    page.detail.asking.reason.set_text("下雨")
    page.detail.asking.confirm.click()
    (row,) = list_activities(context.desk)
    assert (row.state, row.cancel_reason) == (ActivityState.CANCELLED, "下雨")
    page.open_subject(activity, Noun.ACTIVITY)
    shown = page.detail.activities.row(0)
    assert shown is not None
    assert page.detail.told.clock(shown)[0] == "下雨"
    assert page.detail.told.state(shown)[0] == "取消"


def test_projects_are_found_as_one_types(open_page: Open, context: PageContext) -> None:
    for name in ("周末清洁家园", "敬老助餐"):
        a_project(context.desk, name)
    page = open_page()
    write(page.lists.search, "清洁")
    assert [row.name for row in listed(page.lists.project_table)] == ["周末清洁家园"]
    assert page.lists.count.text() == "1 个项目"
    write(page.lists.search, "没有")
    assert page.lists.stack.currentWidget() is page.lists.no_hit


def test_a_team_is_made_and_changed(open_page: Open, context: PageContext) -> None:
    desk = context.desk
    page = open_page()
    page.lists.team_tab.click()
    page.lists.new.click()
    form = page.editing.team_form
    typed(page, "巾帼志愿服务队", "巾帼", "李秀英", "138 0000 1111")
    form.save.click()
    (made,) = list_teams(desk)
    assert (made.name, made.leader, made.phone_masked) == (
        "巾帼志愿服务队",
        "李秀英",
        "138****1111",
    )
    assert page.team_detail.isVisible()
    page.team_detail.edit.click()
    form.leader.set_text("王建华")
    form.phone.set_text("12")
    form.save.click()
    assert "电话" in form.problem.text()
    form.phone.set_text("")
    form.save.click()
    assert read_team(desk, made.id).leader == "王建华"


def test_a_team_shows_its_members_and_leads_to_them(
    open_page: Open, context: PageContext, gone: list[tuple[str, int | None]]
) -> None:
    save_volunteer(context.desk, a_draft(name="㛃𠮷", team="青年志愿服务队"))
    page = open_page()
    team = team_id_by_name(context.desk, "青年志愿服务队")
    assert team is not None
    page.open_subject(team, Noun.TEAM)
    assert page.lists.tab() == TEAMS
    assert page.team_detail.tabs.buttons[0].text() == "队员 1"
    page.team_detail.table.choose_row(0)
    QTest.keyClick(page.team_detail.table, Qt.Key.Key_Return)
    ((name, person),) = gone
    assert name == "volunteers"
    assert person == page.team_detail.members.row_id(0)


def test_a_project_is_opened_from_elsewhere(open_page: Open, context: PageContext) -> None:
    for name in ("周末清洁家园", "敬老助餐"):
        a_project(context.desk, name)
    wanted = project_id_by_name(context.desk, "敬老助餐")
    assert wanted is not None
    page = open_page()
    page.lists.search.setText("清洁")
    page.open_subject(wanted)
    assert page.detail.name.text() == "敬老助餐"


def test_a_retired_project_is_opened_all_the_same(open_page: Open, context: PageContext) -> None:
    wanted = a_project(context.desk, "停办的")
    a_project(context.desk, "一号项目")
    retire(context.desk, Noun.PROJECT, wanted)
    page = open_page()
    assert [row.name for row in listed(page.lists.project_table)] == ["一号项目"]
    page.open_subject(wanted)
    assert page.detail.name.text() == "停办的"
    assert page.lists.standing.text() == "全部"


def test_a_form_stays_open_while_others_write(open_page: Open, context: PageContext) -> None:
    a_project(context.desk)
    page = open_page()
    page.lists.enter_list()
    page.lists.new.click()
    write(page.editing.project_form.name.edit, "敬老助餐")
    page.reload()
    assert page.editing.project_form.isVisible()
    assert page.editing.project_form.name.text() == "敬老助餐"
