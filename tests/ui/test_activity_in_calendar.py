from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.registered import an_activity, register
from tests.ui.person_keys import write
from volunteer_desk.services.activities import read_activity
from volunteer_desk.services.expected import set_expected
from volunteer_desk.ui.activities.view import ActivitiesView
from volunteer_desk.ui.hours.page import ACTIVITIES, HoursPage
from volunteer_desk.ui.page import PageContext

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SATURDAY = date(2026, 11, 28)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, context: PageContext) -> Iterator[HoursPage]:
    made = HoursPage(context)
    qtbot.addWidget(made)
    made.resize(1134, 640)
    made.reload()
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.left()


def opened(page: HoursPage, activity: int) -> ActivitiesView:
    page.show_tab(ACTIVITIES)
    view = page.view(ACTIVITIES)
    assert isinstance(view, ActivitiesView)
    view.show_activity(activity)
    return view


def press(page: HoursPage, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    here = page.window().focusWidget()
    assert here is not None
    QTest.keyClick(here, key, modifier)


def test_an_activity_is_changed_from_its_detail_by_keys(
    page: HoursPage, context: PageContext
) -> None:
    activity = an_activity(context.desk, SATURDAY)
    view = opened(page, activity)
    assert view.side.currentWidget() is view.side.detail
    press(page, Qt.Key.Key_E, CONTROL)
    line = view.line
    assert line is not None
    assert line.isVisible()
    line.fields.content.edit.setFocus()
    for button in (line.more, line.files.add, line.leave, line.save):  # the foot comes last
        press(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        assert page.window().focusWidget() is button
    write(line.fields.place.edit, "㛃家门口")
    QTest.keyClick(line.fields.place.edit, Qt.Key.Key_Return)
    assert read_activity(context.desk, activity).place == "㛃家门口"
    assert line.isHidden()
    detail = view.side.detail
    assert detail is not None
    assert view.side.currentWidget() is detail
    assert "㛃家门口" in detail.head.line.text()


def test_leaving_the_change_leads_back_to_the_detail(page: HoursPage, context: PageContext) -> None:
    view = opened(page, an_activity(context.desk, SATURDAY))
    press(page, Qt.Key.Key_E, CONTROL)
    press(page, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert view.line is not None
    assert view.line.isHidden()
    assert view.side.currentWidget() is view.side.detail


def test_the_detail_gets_more_room_than_the_day(page: HoursPage, context: PageContext) -> None:
    view = opened(page, an_activity(context.desk, SATURDAY))
    wide = view.side.width()
    view.side.show_below()
    assert wide > view.side.width() >= 300


def test_a_planned_person_leads_to_the_card(
    page: HoursPage, context: PageContext, gone: list[tuple[str, int | None]]
) -> None:
    (person,) = register(context.desk, "甲")
    activity = an_activity(context.desk, SATURDAY)
    set_expected(context.desk, activity, [person])
    view = opened(page, activity)
    detail = view.side.detail
    assert detail is not None
    detail.tabs.turn(1)
    detail.expected.table.setFocus()
    QTest.keyClick(detail.expected.table, Qt.Key.Key_Return)
    assert gone == [("volunteers", person)]


def test_in_a_low_window_the_side_gives_way_to_the_unfolded_line(
    page: HoursPage, context: PageContext, qtbot: QtBot
) -> None:
    activity = an_activity(context.desk, SATURDAY)
    view = opened(page, activity)
    page.setFixedHeight(600)  # as a small screen does
    view.edit_activity(activity)
    line = view.line
    assert line is not None
    qtbot.waitUntil(lambda: not view.side.isVisible())
    qtbot.waitUntil(lambda: line.height() >= line.minimumSizeHint().height())
    QTest.keyClick(line.fields.day.edit, Qt.Key.Key_Escape)
    assert view.side.isVisible()


def test_in_a_very_low_window_the_fields_scroll_and_lie_over_nothing(
    page: HoursPage, context: PageContext, qtbot: QtBot
) -> None:
    activity = an_activity(context.desk, SATURDAY)
    view = opened(page, activity)
    page.setFixedHeight(400)  # as text at 150 % makes it
    view.edit_activity(activity)
    line = view.line
    assert line is not None
    qtbot.waitUntil(lambda: not view.stack.isVisible())
    qtbot.waitUntil(lambda: line.unfolded.height() < line.unfolded.inside.height())
    below = line.unfolded.geometry()
    assert line.fields.project.geometry().bottom() < below.top()
    assert below.bottom() < line.save.geometry().top()
    line.fields.content.edit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(line.fields.day.edit, Qt.Key.Key_Escape)
    assert view.stack.isVisible()
