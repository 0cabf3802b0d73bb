from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ledger_rows import list_hours
from tests.registered import register
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.volunteers import save_volunteer
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.page import Page, PageContext

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(context: PageContext, show: Callable[[Page], None]) -> HoursPage:
    made = HoursPage(context)
    show(made)
    bar = made.entry.bar
    bar.project.edit.setText("敬老助餐")
    bar.day.set_day(date(2026, 11, 21))
    bar.asked.emit()
    return made


def paste(page: HoursPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.entry.paste.box.setFocus()
    page.entry.paste.box.selectAll()
    press(page, Key.Key_V, CTRL)


def press(page: HoursPage, key: Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(page.focusWidget() or page, key, held)


def told(page: HoursPage) -> list[tuple[str, str]]:
    return [(row.verdict.words, row.remark) for row in page.entry.sheet.rows]


def test_bare_numbers_are_asked_once_for_the_whole_list(page: HoursPage) -> None:
    register(page.context.desk, "王建国", "李秀英", "张伟")
    paste(page, "1. 王建国 2\n2. 李秀英 2.5\n3. 张伟 3小时")
    entry = page.entry
    assert told(page)[:2] == [("“2”是 2 小时吗？", ""), ("“2.5”是 2.5 小时吗？", "")]
    assert entry.sheet.tally.waiting == 2
    assert entry.doubts.question.text() == "2 个名字后面写着数字（王建国 2），是时长吗？"
    press(page, Key.Key_H, ALT)
    assert entry.doubts.isHidden()
    press(page, Key.Key_Return, CTRL)
    served = sorted((row.name, row.minutes, row.remark) for row in list_hours(page.context.desk))
    assert served == [("张伟", 180, ""), ("李秀英", 150, ""), ("王建国", 120, "")]


def test_numbers_that_are_no_hours_stay_remarks(page: HoursPage) -> None:
    register(page.context.desk, "王建国", "李秀英")
    paste(page, "1. 王建国 2\n2. 李秀英 3 晚到")
    page.entry.bar.time.edit.setText("9:00-11:30")
    page.entry.bar.time.changed.emit()
    press(page, Key.Key_B, ALT)
    assert told(page) == [("一致", "2"), ("一致", "3，晚到")]


def test_one_number_is_answered_in_its_cell(qtbot: QtBot, page: HoursPage) -> None:
    register(page.context.desk, "王建国", "李秀英", "张伟")
    paste(page, "1. 王建国 2\n2. 李秀英 9-11\n3. 张伟 4")
    page.entry.bar.time.edit.setText("9:00-11:30")
    page.entry.bar.time.changed.emit()
    press(page, Key.Key_F8)
    grid = page.entry.grid
    press(page, Key.Key_Return)
    press(page, Key.Key_Return)  # as it is written; then the next row
    qtbot.waitUntil(lambda: grid.current_row() == 1)
    press(page, Key.Key_Return)
    press(page, Key.Key_Return)
    qtbot.waitUntil(lambda: grid.current_row() == 2)
    assert [row.minutes for row in page.entry.sheet.rows][:2] == [120, 120]
    press(page, Key.Key_Return)
    press(page, Key.Key_Backspace)  # the text is chosen whole
    press(page, Key.Key_Return)
    qtbot.waitUntil(lambda: page.entry.doubts.isHidden())
    assert told(page)[2] == ("一致", "4")


def test_a_line_written_on_says_what_it_says_now(page: HoursPage) -> None:
    first, _second, third = register(page.context.desk, "张伟", "张伟", "王建国")
    paste(page, "1. 张伟\n2. 张伟\n3. 王建国")
    entry = page.entry
    press(page, Key.Key_F8)
    for key in (Key.Key_1, Key.Key_2):
        press(page, key)
    meant = [row.person and row.person.id for row in entry.sheet.rows]
    entry.sheet.retime(entry.sheet.rows[0].key, "minutes", "4")
    paste(page, "1. 张伟\n2. 张伟（带2人）\n3. 王建国 3小时")
    assert [row.person and row.person.id for row in entry.sheet.rows] == meant
    assert sorted(one or 0 for one in meant) == [first, _second, third]
    assert [row.minutes for row in entry.sheet.rows] == [240, 0, 180]
    assert [row.remark for row in entry.sheet.rows] == ["", "带2人", ""]


def test_who_does_not_come_is_asked_of_and_leaves_the_list(page: HoursPage) -> None:
    register(page.context.desk, "王建国", "李秀英", "张伟", "赵云")
    paste(page, "1. 王建国 2\n2. 李秀英 请假\n3. 张伟 ✘\n4. 赵云（组长） 王建国")
    entry = page.entry
    assert [row.verdict.words for row in entry.sheet.rows][1:] == [
        "写着“请假”，来了吗？",
        "写着“✘”，来了吗？",
        "还没有时间",
        "与第 1 行是同一人",
    ]
    press(page, Key.Key_H, ALT)  # the numbers first
    assert entry.doubts.question.text() == "李秀英 写着“请假”，这样的有 2 人，来了吗？"
    entry.sheet.retime(entry.sheet.rows[1].key, "minutes", "2")  # she came all the same
    entry._refresh()
    press(page, Key.Key_B, ALT)
    assert [row.name for row in entry.sheet.rows] == ["王建国", "李秀英", "赵云", "王建国"]
    assert entry.sheet.rows[1].verdict.settled


def test_a_time_may_be_typed_behind_the_name(page: HoursPage) -> None:
    drafts = [VolunteerDraft("王建国", phone="13800002222"), VolunteerDraft("李秀英")]
    people = [save_volunteer(page.context.desk, draft).row_id for draft in drafts]
    entry = page.entry
    entry.bar.time.edit.setText("9:00-11:30")
    entry.bar.time.changed.emit()
    entry.line.setFocus()
    QTest.keyClicks(entry.line.edit, "wjg 2222")
    assert entry.line.said.isHidden()  # the last four tell who is meant
    for _ in range(3):
        press(page, Key.Key_Backspace)
    assert entry.line.said.text() == "2 小时"
    press(page, Key.Key_Return)
    QTest.keyClicks(entry.line.edit, "lxy")
    assert entry.line.said.isHidden()
    press(page, Key.Key_Return)
    assert [(row.person and row.person.id, row.minutes) for row in entry.sheet.rows] == [
        (people[0], 120),
        (people[1], 150),
    ]
    QTest.keyClicks(entry.line.edit, "nobody 1.5")
    press(page, Key.Key_Return)
    form = entry.registering.form
    assert form.name.text() == "nobody"
    QTest.keyClick(form.phone.edit, Key.Key_Return)
    assert entry.sheet.rows[2].minutes == 90
