"""备注 of the form is a field of several lines."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.factories import a_draft
from tests.ui.night import Night, open_window
from tests.ui.person_keys import CONTROL, here, only_person, page_of, press, write
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card
from volunteer_desk.ui.memo_field import MOST_LINES
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.person_form import PersonForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LINES = ["会开车，有面包车。", "周三不来：带孙子。", "欧阳·买买提江·吐尔逊㛃介绍来的。"]


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk) -> MainWindow:
    return open_window(qtbot, desk, Night(desk.now()), ["volunteers"])


@pytest.fixture
def form(window: MainWindow) -> PersonForm:
    press(window, Qt.Key.Key_N)
    write(here(window), "王建国")
    form = page_of(window).room.form
    form.boxes.remark.inner.setFocus()
    return form


def remark_of(desk: Desk) -> str | None:
    return volunteer_card(desk, only_person(desk)).draft.remark


def type_lines(window: MainWindow, *texts: str) -> None:
    for number, text in enumerate(texts):
        if number:
            QTest.keyClick(here(window), Qt.Key.Key_Return)
        write(here(window), text)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_S])
def test_enter_makes_a_line_and_the_usual_keys_save(
    window: MainWindow, desk: Desk, form: PersonForm, key: Qt.Key
) -> None:
    type_lines(window, *LINES)
    press(window, key)
    assert form.problem.text() == ""
    assert remark_of(desk) == "\n".join(LINES)
    labels = page_of(window).card.findChildren(QLabel)
    assert "\n".join(LINES) in [label.text() for label in labels]


def test_tab_leaves_it_for_the_button_and_comes_back(window: MainWindow, form: PersonForm) -> None:
    QTest.keyClick(here(window), Qt.Key.Key_Tab)
    assert here(window) is form.save
    QTest.keyClick(here(window), Qt.Key.Key_Backtab)
    assert here(window) is form.boxes.remark.inner
    QTest.keyClick(here(window), Qt.Key.Key_Backtab)
    assert here(window) is not form.boxes.remark.inner
    assert form.boxes.remark.text() == ""


def test_whoever_goes_through_the_form_by_enter_passes_it_empty(
    window: MainWindow, desk: Desk, form: PersonForm
) -> None:
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    assert here(window) is form.save
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    assert remark_of(desk) is None


def test_it_grows_to_four_lines_and_then_scrolls(
    qtbot: QtBot, window: MainWindow, form: PersonForm
) -> None:
    field, edit = form.boxes.remark, form.boxes.remark.edit
    one, line = edit.height(), edit.fontMetrics().lineSpacing()
    write(here(window), "会开车")
    for _ in range(2, MOST_LINES + 1):
        before = edit.height()
        QTest.keyClick(here(window), Qt.Key.Key_Return)
        assert before + line <= edit.height() <= before + line * 1.2
    most = edit.height()
    for _ in range(2):
        QTest.keyClick(here(window), Qt.Key.Key_Return)
        assert edit.height() == most
    assert edit.verticalScrollBar().maximum() > 0
    area = form.area.viewport()
    qtbot.waitUntil(lambda: field.height() >= edit.height())
    qtbot.waitUntil(lambda: field.mapTo(area, field.rect().bottomLeft()).y() <= area.height())
    field.set_text("")
    assert edit.height() == one


def test_all_four_lines_are_seen(qtbot: QtBot, window: MainWindow, form: PersonForm) -> None:
    edit = form.boxes.remark.edit
    type_lines(window, *LINES, "晚上不接电话。")
    qtbot.waitUntil(lambda: edit.verticalScrollBar().value() == 0)
    first, last = edit.document().firstBlock(), edit.document().lastBlock()
    for block in (first, last):
        cursor = edit.textCursor()
        cursor.setPosition(block.position())
        assert edit.viewport().rect().contains(edit.cursorRect(cursor))


def test_empty_it_is_a_field_like_any_other(window: MainWindow, form: PersonForm) -> None:
    form.save.setFocus()
    assert form.boxes.remark.height() == form.texts["name"].height()


def test_a_long_line_is_broken_and_not_pushed_out(window: MainWindow, form: PersonForm) -> None:
    edit = form.boxes.remark.edit
    one = edit.height()
    write(here(window), "很长的话" * 60)
    assert edit.height() > one
    assert edit.horizontalScrollBar().maximum() == 0


def test_escape_asks_before_lines_are_lost(window: MainWindow, form: PersonForm) -> None:
    press(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    type_lines(window, "会开车")
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    assert form.isVisible()
    assert "还没有保存" in form.problem.text()


def test_what_nobody_touched_is_as_it_was(window: MainWindow, desk: Desk) -> None:
    given = "会开车\r\n周三不来"
    save_volunteer(desk, a_draft(remark=given))
    page = page_of(window)
    page.reload()
    page.roll.enter_list()
    QTest.keyClick(page.roll.table, Qt.Key.Key_Return)
    page.room.detail.edit.click()
    assert page.room.form.boxes.remark.edit.toPlainText() == "会开车\n周三不来"
    QTest.keyClick(here(window), Qt.Key.Key_Return, CONTROL)
    assert remark_of(desk) == given


def test_a_tab_out_of_a_spreadsheet_is_a_blank(window: MainWindow, form: PersonForm) -> None:
    copied = QMimeData()
    copied.setText("会开车\t面包车\n周三不来")
    QGuiApplication.clipboard().setMimeData(copied)
    press(window, Qt.Key.Key_V)
    assert form.boxes.remark.text() == "会开车 面包车\n周三不来"
