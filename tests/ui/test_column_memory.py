"""Lists keep the columns their user chose, dragged and widened, for this list alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from volunteer_desk.ui.activities.calendar_list import ActivityList
from volunteer_desk.ui.column_memory import ColumnMemory
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.projects.page import ProjectsPage
from volunteer_desk.ui.tokens import scaled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[Page], None]


@pytest.fixture
def open_page(filled_context: PageContext, show: Show) -> Callable[[], ProjectsPage]:
    def opened() -> ProjectsPage:
        page = ProjectsPage(filled_context)
        page.resize(1160, 680)
        show(page)
        return page

    return opened


Open = Callable[[], ProjectsPage]


def memory(page: ProjectsPage) -> ColumnMemory:
    return page.lists.project_table.findChildren(ColumnMemory)[0]


def settle() -> None:
    QTest.qWait(300)
    QApplication.processEvents()


def test_a_column_is_taken_away_and_back_from_the_menu_and_stays_so(open_page: Open) -> None:
    page = open_page()
    shown = memory(page).shown()
    assert len(shown) > 2
    QTest.keyClick(page.lists.project_table, Qt.Key.Key_Menu)
    memory(page).offer()
    gone = memory(page).menu.actions()[[key for key, _ in _every(page)].index(shown[1])]
    assert gone.isChecked()
    gone.trigger()
    memory(page).menu.close()
    left = tuple(key for key in shown if key != shown[1])
    assert memory(page).shown() == left
    again = open_page()
    assert memory(again).shown() == left
    memory(again).turn(shown[1])
    assert memory(open_page()).shown() == shown
    again.lists.show_tab(1)
    assert again.lists.team_table.model().columnCount() > 1
    memory(again).restore()
    assert memory(open_page()).shown() == shown


def _every(page: ProjectsPage) -> tuple[tuple[str, str], ...]:
    return page.lists.project_table.every_column()


def test_a_heading_dragged_elsewhere_stays_there(open_page: Open) -> None:
    page = open_page()
    shown = memory(page).shown()
    page.lists.project_table.horizontalHeader().moveSection(0, 1)
    settle()
    moved = (shown[1], shown[0], *shown[2:])
    assert memory(page).shown() == moved
    assert memory(open_page()).shown() == moved


def test_a_heading_dragged_wider_stays_so(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page()
    header = page.lists.project_table.horizontalHeader()
    header.resizeSection(1, scaled(133))
    settle()
    assert page.lists.project_table.widths == {}  # the program's own doing
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    monkeypatch.setattr(header, "underMouse", lambda: True)
    header.resizeSection(1, scaled(150))
    settle()
    monkeypatch.undo()
    again = open_page()
    key = memory(again).shown()[1]
    assert again.lists.project_table.widths == {key: 150}
    assert again.lists.project_table.horizontalHeader().sectionSize(1) == scaled(150)


def test_the_activity_list_keeps_its_own_columns(filled_context: PageContext, qtbot: QtBot) -> None:
    def opened() -> tuple[ActivityList, ColumnMemory]:
        made = ActivityList(filled_context)
        qtbot.addWidget(made)
        made.resize(1100, 600)
        made.show()
        return made, made.table.findChildren(ColumnMemory)[0]

    listed, kept = opened()
    before = kept.shown()
    kept.turn(before[1])
    assert before[1] not in kept.shown()
    listed.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    again, kept = opened()
    assert before[1] not in kept.shown()
    assert again.table.horizontalScrollBar().maximum() == 0


def test_columns_are_chosen_ordered_and_sized_by_keys(open_page: Open) -> None:
    page = open_page()
    page.window().activateWindow()
    page.lists.enter_list()
    QTest.qWait(20)
    shown = memory(page).shown()
    table = page.lists.project_table
    QTest.keyClick(table, Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    columns = page.lists.part().menu.list
    assert columns.isVisible()
    QTest.keyClick(columns, Qt.Key.Key_Down, CONTROL)  # the first one moves down
    assert memory(page).shown() == (shown[1], shown[0], *shown[2:])
    QTest.keyClick(columns, Qt.Key.Key_Right, CONTROL)
    width = table.widths[shown[0]]
    assert width > 0
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert memory(page).shown() == (shown[1], *shown[2:])
    QTest.keyClick(columns, Qt.Key.Key_Escape)
    assert not columns.isVisible()
    assert memory(open_page()).shown() == (shown[1], *shown[2:])
