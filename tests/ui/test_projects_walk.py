from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.registered import a_team, register
from tests.ui.test_projects_page import listed
from volunteer_desk.documents.preview import page_text
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.projects import TeamDraft
from volunteer_desk.domain.register_filters import Standing
from volunteer_desk.domain.units import UnitDraft, UnitKind
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import list_disclosures
from volunteer_desk.services.projects import project_id_by_name, read_project
from volunteer_desk.services.settings import change_settings, read_settings
from volunteer_desk.services.team_members import member_ids, member_rows
from volunteer_desk.services.teams import list_teams, read_team, save_team
from volunteer_desk.services.units import list_units, save_unit
from volunteer_desk.store.search import refresh_terms
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.projects import team_detail
from volunteer_desk.ui.projects.lists import PROJECTS, TEAMS, UNITS
from volunteer_desk.ui.projects.page import ProjectsPage
from volunteer_desk.ui.shell import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk) -> MainWindow:
    change_settings(desk, unit="幸福里社区")
    specs = [spec for spec in PAGES if spec.name in ("volunteers", "projects")]
    made = MainWindow(desk, ImmediateTasks(), specs)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_page("projects")
    return made


def the_page(window: MainWindow) -> ProjectsPage:
    page = window.pages["projects"]
    assert isinstance(page, ProjectsPage)
    return page


def focused(window: QWidget) -> QWidget:
    found = window.window().focusWidget()
    assert found is not None
    return found


def write(window: QWidget, text: str) -> None:
    """Type ASCII by keys, anything else as an input method commits it."""
    if text.isascii():
        QTest.keyClicks(focused(window), text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focused(window), event)


def press(window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is: in the offers below a field while they are shown."""
    target = QApplication.activePopupWidget() or focused(window)
    QTest.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)


def line(window: QWidget, text: str, *, offered: bool = False) -> None:
    """Type a line; ``offered`` takes the first offer; then go to the next field."""
    write(window, text)
    if offered:
        assert QApplication.activePopupWidget() is not None
        press(window, ENTER)
    elif QApplication.activePopupWidget() is not None:
        press(window, Qt.Key.Key_Escape)
    press(window, ENTER)


def known(desk: Desk, *ids: int) -> None:
    with desk.database.writing() as connection:
        refresh_terms(connection, list(ids))


def test_units_are_made_as_a_tree_by_keyboard_alone(window: MainWindow, desk: Desk) -> None:
    page = the_page(window)
    press(window, Qt.Key.Key_3, ALT)
    assert page.lists.stack.currentWidget() is page.lists.no_unit
    press(window, Qt.Key.Key_N, CONTROL)
    form = page.editing.unit_form
    assert form.name.text() == "幸福里社区"
    form.name.edit.selectAll()
    line(window, "河西区")
    form.kind.choose(UnitKind.COUNTY)
    press(window, ENTER)
    line(window, "")
    line(window, "320506")
    press(window, Qt.Key.Key_S, CONTROL)
    assert page.unit_detail.isVisible()
    assert page.unit_detail.own.isHidden()  # somebody else reports: 幸福里社区
    press(window, ENTER, CONTROL)
    assert form.parent_unit.text() == "河西区"
    assert form.kind.key() == UnitKind.STREET
    line(window, "朝阳街道")
    press(window, ENTER)
    line(window, "")
    line(window, "320507001")
    press(window, Qt.Key.Key_S, CONTROL)
    assert "要以上级单位的“320506”开头" in form.problem.text()
    form.code.edit.setFocus()
    form.code.edit.selectAll()
    write(window, "320506001000")
    press(window, Qt.Key.Key_S, CONTROL)
    assert [(row.name, row.code, row.depth) for row in list_units(desk)] == [
        ("河西区", "320506", 0),
        ("朝阳街道", "320506001", 1),
    ]
    press(window, Qt.Key.Key_B, CONTROL)
    assert [row.own for row in list_units(desk)] == [False, True]
    assert read_settings(desk).unit == "朝阳街道"


def test_a_team_gets_its_leader_unit_and_members_by_keyboard_alone(
    window: MainWindow, desk: Desk
) -> None:
    save_unit(desk, UnitDraft("朝阳街道"))
    leader, member = register(desk, "李秀英", "王建国", phones=["13800001111", "13900002222"])
    known(desk, leader, member)
    page = the_page(window)
    page.reload()
    press(window, Qt.Key.Key_2, ALT)
    press(window, Qt.Key.Key_N, CONTROL)
    line(window, "巾帼志愿服务队")
    line(window, "巾帼")
    write(window, "lxy")
    press(window, Qt.Key.Key_Down)
    press(window, ENTER)
    assert page.editing.team_form.leader.person == leader
    press(window, ENTER)
    line(window, "")
    line(window, "朝阳", offered=True)
    line(window, "2020.3.5")
    press(window, Qt.Key.Key_S, CONTROL)
    (row,) = list_teams(desk)
    assert (row.leader, row.phone_masked, row.unit) == ("李秀英", "138****1111", "朝阳街道")
    assert page.team_detail.gaps.words == ("今年没有活动",)
    press(window, ENTER, CONTROL)
    line(window, "2222", offered=True)
    line(window, "联络员")
    press(window, Qt.Key.Key_S, CONTROL)
    rows = member_rows(desk, member_ids(desk, row.id, desk.today()))
    assert {(one.name, one.role) for one in rows} == {("李秀英", "队长"), ("王建国", "联络员")}
    assert page.team_detail.tabs.buttons[team_detail.MEMBERS].text() == "队员 2"


def test_a_project_in_full_is_made_by_keyboard_alone(window: MainWindow, desk: Desk) -> None:
    team = a_team(desk)
    page = the_page(window)
    page.reload()
    form = page.editing.project_form
    press(window, Qt.Key.Key_N, CONTROL)
    line(window, "敬老助餐")
    line(window, "关爱", offered=True)
    line(window, "青年", offered=True)
    line(window, "")
    line(window, "2026.3.5")
    line(window, "")
    line(window, "社区食堂")
    line(window, "送餐上门")
    write(window, "老年")
    press(window, ENTER)
    write(window, "、残障")
    press(window, ENTER)
    press(window, ENTER)
    line(window, "送餐员４人，厨工2")
    line(window, "保险", offered=True)
    form.check.setFocus()
    press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_S, CONTROL)
    number = project_id_by_name(desk, "敬老助餐")
    assert number is not None
    draft = read_project(desk, number)
    assert (draft.category, draft.team_id, draft.from_on) == ("0017", team, date(2026, 3, 5))
    assert (draft.recipients, draft.support) == (("03", "04"), ("01",))
    assert [(post.name, post.planned) for post in draft.posts] == [("送餐员", 4), ("厨工", 2)]
    assert page.detail.gaps.words == ("今年没有活动",)


def test_words_and_names_that_are_no_choice_are_refused_beside_the_form(
    window: MainWindow, desk: Desk
) -> None:
    page = the_page(window)
    form = page.editing.project_form
    press(window, Qt.Key.Key_N, CONTROL)
    form.name.set_text("甲")
    for field, text, said in (
        (form.category, "社区服务、乱写", "没有“乱写”这个服务类别"),
        (form.category, "社区服务、文化艺术、环境保护、交通引导、其他", "最多4个"),
        (form.team, "没有的队", "没有这支队伍"),
        (form.unit, "没有的单位", "没有这个单位"),
        (form.posts, "4人", "岗位读不懂"),
        (form.to_on, "明天", "日期读不懂"),
    ):
        field.set_text(text)
        form.save.click()
        assert said in form.problem.text()
        field.set_text("")


def test_filters_keep_what_lacks_something_or_was_retired(window: MainWindow, desk: Desk) -> None:
    team = a_team(desk)
    save_team(desk, TeamDraft("齐全队", "青年", "王建国", "13800001111"))
    page = the_page(window)
    page.open_subject(team, Noun.TEAM)
    press(window, Qt.Key.Key_F, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    press(window, Qt.Key.Key_Space)  # 缺材料
    assert [row.name for row in listed(page.lists.team_table)] == ["青年志愿服务队", "齐全队"]
    page.team_detail.retire.click()
    assert [row.name for row in listed(page.lists.team_table)] == ["齐全队"]
    page.lists.standing.combo.setCurrentIndex(1)
    page.lists.standing.changed.emit()
    assert [row.id for row in listed(page.lists.team_table)] == [team]
    page.lists.enter_list()
    assert page.team_detail.retire.text() == "恢复使用"
    page.team_detail.retire.click()
    assert page.lists.stack.currentWidget() is page.lists.no_hit
    kept = [part.standing for part in page.lists.parts]
    assert kept == [Standing.ACTIVE, Standing.RETIRED, Standing.ACTIVE]


def test_members_of_another_day_are_shown(window: MainWindow, desk: Desk) -> None:
    team = a_team(desk)
    (person,) = register(desk, "王建国", team_id=team)
    page = the_page(window)
    page.open_subject(team, Noun.TEAM)
    page.team_detail.table.choose_row(0)
    page.team_detail.leave.click()
    assert page.team_detail.members.rowCount() == 0
    page.team_detail.as_of.edit.setDate(page.team_detail.as_of.edit.date().addDays(-1))
    assert page.team_detail.members.rowCount() == 1
    page.team_detail.ever.setChecked(True)
    row = page.team_detail.members.row(0)
    assert row is not None
    assert (row.volunteer_id, row.to_on) == (person, desk.today())


def test_the_phone_list_is_taken_out_masked_or_with_a_reason(
    window: MainWindow, desk: Desk
) -> None:
    save_team(desk, TeamDraft("巾帼队", "巾帼", "李秀英", "13800001111"))
    page = the_page(window)
    page.lists.show_tab(TEAMS)
    press(window, Qt.Key.Key_L, CONTROL)
    form = page.acts.phone_list
    assert form.isVisible()
    assert form.teams.isHidden()
    form.in_full.setChecked(True)
    form.save.click()
    assert "写明用途" in form.problem.text()
    form.reason.set_text("防汛应急联络")
    form.save.click()
    assert page.side.currentWidget() is page.paper
    assert page.paper.paper is not None
    assert "内部使用" in page.paper.told.text()
    press(window, Qt.Key.Key_S, CONTROL)
    folder = desk.folder.papers / "通讯录"
    assert [path.name for path in folder.iterdir()] == ["队伍负责人通讯录_完整_2026-11-22.pdf"]
    assert read_team(desk, list_teams(desk)[0].id).phone == "13800001111"
    press(window, Qt.Key.Key_Escape)
    assert page.side.currentWidget() is page.team_detail
    assert page.paper.paper is None


def test_the_roster_of_a_team_is_seen_in_full_for_a_reason_only(
    window: MainWindow, desk: Desk
) -> None:
    team = a_team(desk)
    register(desk, "王建国", team_id=team, phones=["13800001111"])
    page = the_page(window)
    page.open_subject(team, Noun.TEAM)
    page.lists.enter_list()
    press(window, Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    paper = page.paper
    assert paper.isVisible()
    assert paper.paper is not None
    assert "138****1111" in page_text(paper.paper.pdf, 0)
    press(window, Qt.Key.Key_U, ALT)
    press(window, ENTER)
    assert "写明用途" in paper.problem.text()
    assert list_disclosures(desk) == ()
    line(window, "上门走访")
    assert "13800001111" in page_text(paper.paper.pdf, 0)
    (row,) = list_disclosures(desk)
    assert (row.kind, row.rows, row.reason) == (DisclosureKind.PRINT, 1, "上门走访")
    assert not paper.in_full.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert page.team_detail.isVisible()


def test_a_form_offers_nothing_to_crash_on(window: MainWindow) -> None:
    page = the_page(window)
    for tab in (PROJECTS, TEAMS, UNITS) * 5:
        page.lists.show_tab(tab)
        page.lists.new.click()
        QTest.keyClick(focused(page), Qt.Key.Key_Escape)
        assert page.side.currentWidget() is page.side.nothing


def test_context_is_enough_for_the_page(context: PageContext) -> None:
    assert ProjectsPage(context).lists.tab() == PROJECTS
