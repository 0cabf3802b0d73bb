from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from python_calamine import load_workbook

from tests.registered import a_project, an_activity, register
from tests.ui.test_projects_page import CONTROL, Open, listed, open_page
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.projects import TeamDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.teams import list_teams, save_team
from volunteer_desk.ui.projects.page import ProjectsPage
from volunteer_desk.ui.projects.sorted_table import R, SortedTable

__all__ = ["open_page"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def held(desk: Desk) -> Desk:
    """Two teams, and three projects of which one holds the hours."""
    save_team(desk, TeamDraft("张村队", leader="欧阳·买买提江·吐尔逊", phone="13900001234"))
    save_team(desk, TeamDraft("白云队", leader="艾山"))
    register(desk, "王伟", "李娜", team_id=list_teams(desk)[0].id)
    for name in ("白塔", "张村", "啊呀"):
        a_project(desk, name)
    activity = an_activity(desk, date(2026, 11, 2), "张村")
    (one,) = register(desk, "赵明")
    log_hours(desk, HoursDraft(activity, (HourLine(one, 90),)))
    return desk


def press_heading(table: SortedTable[R], key: str) -> None:
    header = table.horizontalHeader()
    at = [column.key for column in table.rows.columns].index(key)
    place = header.sectionViewportPosition(at) + header.sectionSize(at) // 2
    point = header.rect().center()
    point.setX(place)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)


def export(page: ProjectsPage) -> None:
    """By its key; a key reaches a window only while that one is active."""
    page.window().activateWindow()
    page.lists.enter_list()
    QTest.qWait(20)
    QTest.keyClick(page.lists.tables[page.lists.tab()], Qt.Key.Key_E, CONTROL | SHIFT)


def names(page: ProjectsPage) -> list[str]:
    return [row.name for row in listed(page.lists.project_table)]


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    out = tmp_path / "表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    return out


def lines(out: Path) -> list[list[object]]:
    sheet = load_workbook(out).get_sheet_by_index(0)
    return [list[object](row) for row in sheet.to_python()][1:]


@pytest.mark.usefixtures("held")
def test_a_heading_sorts_a_second_click_turns_and_the_next_start_remembers(
    open_page: Open,
) -> None:
    page = open_page()
    table = page.lists.project_table
    assert names(page)[0] == "张村"
    press_heading(table, "name")
    assert names(page) == ["啊呀", "白塔", "张村"]
    press_heading(table, "name")
    assert names(page) == ["张村", "白塔", "啊呀"]
    again = open_page()
    assert again.lists.project_table.sorted_by() == ("name", True)
    assert names(again) == ["张村", "白塔", "啊呀"]
    header = again.lists.project_table.horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (
        0,
        Qt.SortOrder.DescendingOrder,
    )


@pytest.mark.usefixtures("held")
def test_keys_sort_and_bring_the_usual_order_back(open_page: Open) -> None:
    page = open_page()
    table = page.lists.project_table
    page.lists.enter_list()
    for expected in (["啊呀", "白塔", "张村"], ["张村", "白塔", "啊呀"]):
        QTest.keyClick(table, Qt.Key.Key_S)
        QTest.keyClick(table.sort_menu, Qt.Key.Key_Down)
        QTest.keyClick(table.sort_menu, Qt.Key.Key_Return)
        assert names(page) == expected
    QTest.keyClick(table, Qt.Key.Key_S)
    QTest.keyClick(table.sort_menu, Qt.Key.Key_Up)
    QTest.keyClick(table.sort_menu, Qt.Key.Key_Return)
    assert table.sorted_by() == ("", False)
    assert names(page)[0] == "张村"


def test_a_list_of_teams_goes_out_as_it_is_shown(held: Desk, open_page: Open, saved: Path) -> None:
    page = open_page()
    page.lists.team_tab.click()
    table = page.lists.team_table
    table.shape(("leader", "name", "members"), {})
    press_heading(table, "members")
    press_heading(table, "members")
    export(page)
    first, second = listed(page.lists.team_table)
    assert lines(saved) == [
        ["负责人", "队伍", "队员"],
        [first.leader, first.name, 2],
        [second.leader, second.name, 0],
    ]
    with held.database.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT noun, detail FROM audit_row WHERE action = 'export'"
        ).all()
    assert [(row[0], "2" in row[1]) for row in found] == [(Noun.TEAM.value, True)]


@pytest.mark.usefixtures("held")
def test_what_is_found_or_chosen_goes_out_alone(open_page: Open, saved: Path) -> None:
    page = open_page()
    table = page.lists.project_table
    table.shape(("name", "minutes"), {})
    press_heading(table, "name")
    export(page)
    assert lines(saved) == [["项目", "小时"], ["啊呀", 0], ["白塔", 0], ["张村", 1.5]]
    page.lists.search.setText("zc")
    export(page)
    assert lines(saved) == [["项目", "小时"], ["张村", 1.5]]
    page.lists.search.clear()
    table.choose_row(1)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert page.lists.export.text() == "导出选中"
    export(page)
    assert lines(saved) == [["项目", "小时"], ["白塔", 0], ["张村", 1.5]]
