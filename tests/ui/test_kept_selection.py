from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.registered import register
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.services.volunteers import volunteer_rows
from volunteer_desk.ui.many_rows import Kept, runs_of
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def page(filled_context: PageContext, show: Callable[[Page], None], qtbot: QtBot) -> VolunteersPage:
    made: list[VolunteersPage] = []
    context = replace(filled_context, publish=lambda _changed: made[0].reload())
    made.append(VolunteersPage(context))
    show(made[0])
    made[0].activateWindow()
    qtbot.waitUntil(made[0].isActiveWindow)
    made[0].roll.enter_list()
    return made[0]


def select_three(page: VolunteersPage) -> list[int]:
    page.roll.table.choose_row(3)
    for _ in range(2):
        QTest.keyClick(page.roll.table, Qt.Key.Key_Down, SHIFT)
    return list(page.roll.chosen_ids())


def pause(page: VolunteersPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_S, ALT)
    bar = page.roll.bulk
    bar.status.choose(VolunteerStatus.PAUSED.value)
    bar.reason.set_text("本人申请")
    QTest.keyClick(bar.reason.edit, Qt.Key.Key_Return, CONTROL)


def test_the_same_people_are_selected_wherever_they_stand_now(page: VolunteersPage) -> None:
    page.roll.status.choose(None)
    page.roll.asked.emit()
    roll = page.roll.table.roll
    roll.sort([column.key for column in roll.columns].index("status"))
    chosen = select_three(page)
    pause(page)
    places = [roll.position(one) for one in chosen]
    assert places != [3, 4, 5]
    assert sorted(page.roll.chosen_ids()) == sorted(chosen)
    assert page.roll.bulk.said.text() == "已选 3 人"
    assert page.roll.bulk.isVisible()
    assert not page.roll.bulk.stack.isVisible()
    assert page.roll.table.hasFocus()


def test_who_left_the_list_is_selected_no_more(page: VolunteersPage) -> None:
    chosen = select_three(page)
    pause(page)
    assert page.roll.table.roll.position(chosen[0]) is None
    assert page.roll.chosen_ids() == []
    assert not page.roll.bulk.isVisible()


def test_all_of_a_long_list_stay_selected_and_no_newcomer_is(
    page: VolunteersPage, filled_context: PageContext
) -> None:
    QTest.keyClick(page.roll.table, Qt.Key.Key_A, CONTROL)
    everyone = list(page.roll.chosen_ids())
    assert len(everyone) > 100
    (newcomer,) = register(filled_context.desk, "刚来的人")  # by somebody else, before the reload
    page.roll.bulk.open_panel("field")
    page.roll.bulk.field.choose("area")
    page.roll.bulk.field.changed.emit()
    page.roll.bulk.typed.set_text("城南新村")
    QTest.keyClick(page.roll.bulk.typed.edit, Qt.Key.Key_Return, CONTROL)
    assert page.roll.table.roll.position(newcomer) is not None
    chosen = list(page.roll.chosen_ids())
    assert sorted(chosen) == sorted({*everyone} - {newcomer})
    assert len(volunteer_rows(filled_context.desk, chosen)) == len(everyone)


def test_another_order_keeps_them_and_a_search_does_not(page: VolunteersPage) -> None:
    chosen = select_three(page)
    roll = page.roll.table.roll
    roll.sort([column.key for column in roll.columns].index("name"), Qt.SortOrder.DescendingOrder)
    assert sorted(page.roll.chosen_ids()) == sorted(chosen)
    page.roll.search.setText("w")
    assert page.roll.table.chosen_count() < 2


def test_one_selected_is_still_the_one_on_the_card(page: VolunteersPage) -> None:
    page.roll.table.choose_row(5)
    (chosen,) = page.roll.chosen_ids()
    page.reload()
    assert list(page.roll.chosen_ids()) == [chosen]


def test_a_row_chosen_by_the_program_is_the_only_one_while_ctrl_is_held(
    page: VolunteersPage,
) -> None:
    table = page.roll.table
    table.choose_row(2)
    QTest.keyPress(table, Qt.Key.Key_F, CONTROL)  # as after a shortcut that leads to a row
    table.choose_row(5)
    assert page.roll.chosen_ids() == [table.roll.row_id(5)]
    QTest.keyRelease(table, Qt.Key.Key_F)


def test_neighbours_are_one_run() -> None:
    assert runs_of([7, 3, 9, 4, 5], {3, 9, 5}) == [(1, 2), (4, 4)]
    assert runs_of([7, 3], {1}) == runs_of([], {1}) == []
    assert runs_of([7, 3], {7, 3}) == Kept(None).runs([7, 3]) == [(0, 1)]
    assert Kept(None).runs([]) == []
