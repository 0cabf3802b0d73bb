import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.registered import a_project, an_activity
from tests.ui.test_projects_page import CONTROL, Open, listed, open_page, write
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.projects import TeamDraft
from volunteer_desk.domain.register_filters import TeamFilter, TeamLack
from volunteer_desk.domain.units import UnitDraft, UnitKind
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.list_views import TEAMS as TEAM_FILTERS
from volunteer_desk.services.list_views import saved_filters
from volunteer_desk.services.retiring import retire
from volunteer_desk.services.teams import save_team, team_id_by_name
from volunteer_desk.services.units import find_unit, save_unit
from volunteer_desk.ui.projects.filters import TeamFields
from volunteer_desk.ui.projects.list_parts import TEAMS, UNITS
from volunteer_desk.ui.projects.page import ProjectsPage

__all__ = ["open_page"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def three_teams(desk: Desk) -> Desk:
    save_team(desk, TeamDraft("党员队", "党员", "王建国", "13800001111"))
    save_team(desk, TeamDraft("青年队", "青年"))
    save_team(desk, TeamDraft("欧阳·买买提江·吐尔逊队", "青年", "㛃瑶"))
    return desk


def names(page: ProjectsPage) -> list[str]:
    return [row.name for row in listed(page.lists.part().table)]


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, held)


def enter_list(page: ProjectsPage) -> None:
    """Stand in the list; a key reaches a window only while that is active."""
    page.window().activateWindow()
    page.lists.enter_list()
    QTest.qWait(20)


def narrow(page: ProjectsPage) -> None:
    """Unfold the conditions by their key."""
    enter_list(page)
    press(Qt.Key.Key_F, CONTROL | SHIFT)


@pytest.mark.usefixtures("three_teams")
def test_a_filter_is_made_kept_used_and_forgotten_by_keys(open_page: Open, desk: Desk) -> None:
    page = open_page()
    page.lists.show_tab(TEAMS)
    narrow(page)
    panel = page.lists.part().filters
    assert panel.isVisible()
    assert [button.text() for button in panel.saved][:3] == [
        "缺材料 3",
        "缺负责人 1",
        "缺联系电话 2",
    ]
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert names(page) == ["青年队"]
    assert panel.isVisible()  # the list changed beside it
    assert page.lists.narrow.text() == "筛选中"
    panel.title_field.setFocus()
    write(focused(), "没人带的")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)  # 记住筛选
    assert saved_filters(desk, TEAM_FILTERS)[-1].where == TeamFilter(lack=TeamLack.LEADER)
    press(Qt.Key.Key_Escape)
    assert page.team_detail.isVisible()
    assert names(page) == ["青年队"]

    again = open_page()
    again.lists.show_tab(TEAMS)
    narrow(again)
    panel = again.lists.part().filters
    assert panel.saved[-1].text() == "没人带的 1"
    QTest.mouseClick(panel.saved[-1], Qt.MouseButton.LeftButton)
    assert names(again) == ["青年队"]
    QTest.mouseClick(panel.drop, Qt.MouseButton.LeftButton)
    assert not any(one.own for one in saved_filters(desk, TEAM_FILTERS))
    QTest.mouseClick(panel.clear, Qt.MouseButton.LeftButton)
    assert len(names(again)) == 3


@pytest.mark.usefixtures("three_teams")
def test_conditions_are_met_together_and_a_text_beside_them(open_page: Open) -> None:
    page = open_page()
    page.lists.show_tab(TEAMS)
    narrow(page)
    fields = page.lists.part().filters.fields
    assert isinstance(fields, TeamFields)
    fields.kind.choose("青年")
    fields.kind.changed.emit()
    assert names(page) == ["欧阳·买买提江·吐尔逊队", "青年队"]
    page.lists.search.setText("oymmt")
    assert names(page) == ["欧阳·买买提江·吐尔逊队"]
    page.lists.search.setText("dangyuan")
    assert page.lists.stack.currentWidget() is page.lists.no_hit
    page.lists.project_tab.click()
    assert page.lists.narrow.text() == "筛选"  # each list has its own


@pytest.mark.usefixtures("three_teams")
def test_everything_is_chosen_and_copied_with_headings(open_page: Open) -> None:
    page = open_page()
    page.lists.show_tab(TEAMS)
    table = page.lists.team_table
    table.shape(("name", "leader", "phone_masked", "members"), {})
    enter_list(page)
    press(Qt.Key.Key_A, CONTROL)
    assert page.lists.bar.said.text() == "已选全部 3 支队伍"
    press(Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "队伍\t负责人\t电话\t队员"
    assert "党员队\t王建国\t138****1111\t0" in lines
    assert len(lines) == 4
    assert "<th>负责人</th>" in QGuiApplication.clipboard().mimeData().html()
    press(Qt.Key.Key_Escape)
    assert page.lists.bar.isHidden()
    assert table.chosen_count() == 1


@pytest.mark.usefixtures("three_teams")
def test_the_phone_list_holds_what_is_listed_or_chosen(open_page: Open) -> None:
    page = open_page()
    page.lists.show_tab(TEAMS)
    page.lists.search.setText("qn")
    page.lists.phones.click()
    form = page.acts.phone_list
    assert form.teams.text() == "列出的 1 支"
    form.save.click()
    assert page.paper.paper is not None
    assert page.paper.paper.rows == 1
    page.paper.closed.emit()
    page.lists.search.clear()
    enter_list(page)
    press(Qt.Key.Key_A, CONTROL)
    page.lists.phones.click()
    assert form.teams.text() == "选中的 3 支"
    wish = form.wish()
    assert wish is not None
    assert set(wish.teams or ()) == set(page.lists.team_table.rows.ids)
    form.teams.choose(False)
    wish = form.wish()
    assert wish is not None
    assert wish.teams is None


def test_rows_stay_chosen_in_another_order_and_not_in_another_search(
    open_page: Open, desk: Desk
) -> None:
    for name in ("白塔", "张村", "啊呀"):
        a_project(desk, name)
    an_activity(desk, project="张村")
    page = open_page()
    table = page.lists.project_table
    table.choose_row(0)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    chosen = set(table.chosen_ids())
    assert len(chosen) == 2
    table.order_changed.emit("", False)
    table.show_order("name", False)
    page.listing.read()
    assert names(page) == ["啊呀", "白塔", "张村"]
    assert set(table.chosen_ids()) == chosen
    page.lists.search.setText("a")
    assert table.chosen_count() <= 1


def test_a_subject_is_opened_in_a_list_that_was_narrowed(open_page: Open, desk: Desk) -> None:
    save_team(desk, TeamDraft("党员队"))
    save_team(desk, TeamDraft("青年队"))
    page = open_page()
    page.lists.search.setText("党员")
    wanted = team_id_by_name(desk, "青年队")
    assert wanted is not None
    retire(desk, Noun.TEAM, wanted)
    page.open_subject(wanted, Noun.TEAM)
    assert page.team_detail.name.text() == "青年队"
    assert page.lists.standing.text() == "全部"


def test_a_narrowed_tree_stands_in_by_what_is_shown_of_it(open_page: Open, desk: Desk) -> None:
    save_unit(desk, UnitDraft("云汀市", UnitKind.CITY, contact="田"))
    city = find_unit(desk, "云汀市", None)
    save_unit(desk, UnitDraft("晨曦区", UnitKind.COUNTY, parent_id=city))
    county = find_unit(desk, "晨曦区", city)
    save_unit(desk, UnitDraft("幸福街道", UnitKind.STREET, parent_id=county, contact="何"))
    street = find_unit(desk, "幸福街道", county)
    save_unit(desk, UnitDraft("幸福里", UnitKind.COMMUNITY, parent_id=street))
    page = open_page()
    page.lists.show_tab(UNITS)

    def depths() -> list[tuple[str, int]]:
        return [(row.name, row.depth) for row in listed(page.lists.unit_table)]

    assert depths() == [("云汀市", 0), ("晨曦区", 1), ("幸福街道", 2), ("幸福里", 3)]
    narrow(page)
    for button in page.lists.part().filters.saved:
        if button.text().startswith("缺联系人"):
            button.click()
    assert depths() == [("晨曦区", 0), ("幸福里", 1)]
