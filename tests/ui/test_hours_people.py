from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.registered import a_project, an_activity, register
from tests.ui.conftest import Published
from tests.ui.hours_keys import SATURDAY, minutes, occasion, paste, people, press_save, verdicts
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.page import Page, PageContext

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")

Show = Callable[[Page], None]
Key = Qt.Key


@pytest.fixture
def page(context: PageContext, show: Show) -> HoursPage:
    made = HoursPage(context)
    show(made)
    return made


def test_typing_pinyin_and_last_four_adds_people(page: HoursPage) -> None:
    first, second, *_others = people(page.context.desk)
    page.reload()
    occasion(page, "敬老助餐", "2.5")
    line = page.entry.line
    line.setFocus()
    for text in ("wjg", "2222"):
        QTest.keyClicks(line.edit, text)
        QTest.keyClick(line.edit, Key.Key_Return)
        assert line.edit.text() == ""
    assert [row.person.id for row in page.entry.sheet.rows if row.person] == [first, second]
    assert verdicts(page.entry) == ["可登记", "可登记"]
    assert page.entry.count.text() == "2 人 · 5 小时"
    QTest.keyClicks(line.edit, "wjg")
    QTest.keyClick(line.edit, Key.Key_Return)
    assert len(page.entry.sheet.rows) == 2


def test_namesakes_are_asked_once_by_key(page: HoursPage) -> None:
    *_others, third, fourth = people(page.context.desk)
    occasion(page, "敬老助餐", "2")
    paste(page, "1. 王建国\n2. 张伟")
    entry = page.entry
    assert verdicts(entry) == ["一致", "同名 2 人，请选"]
    QTest.keyClick(entry.paste.box, Key.Key_F8)
    assert entry.candidates.isVisible()
    assert {person.id for person in entry.candidates.people()} == {third, fourth}
    chosen = entry.candidates.people()[1].id
    QTest.keyClick(entry.grid, Key.Key_2)
    assert not entry.candidates.isVisible()
    person = entry.sheet.rows[1].person
    assert person is not None
    assert person.id == chosen
    assert verdicts(entry) == ["一致", "一致"]
    # reading the text again keeps the answer
    QTest.keyClicks(entry.paste.box, " ")
    entry.paste.stop()
    assert verdicts(entry) == ["一致", "一致"]


def test_an_unknown_name_is_registered_in_place(page: HoursPage, published: Published) -> None:
    occasion(page, "敬老助餐", "2")
    paste(page, "1. 路人甲 13811112222")
    entry = page.entry
    assert verdicts(entry) == ["未注册，回车登记"]
    QTest.keyClick(entry.paste.box, Key.Key_F8)
    form = entry.registering.form
    assert form.isVisible()
    assert (form.name.text(), form.phone.text()) == ("路人甲", "13811112222")
    form.phone.edit.selectAll()
    QTest.keyClicks(form.phone.edit, "123")
    QTest.keyClick(form.phone.edit, Key.Key_Return)
    assert "电话" in form.problem.text()
    form.phone.edit.selectAll()
    QTest.keyClicks(form.phone.edit, "13811112222")
    QTest.keyClick(form.phone.edit, Key.Key_Return)
    assert not form.isVisible()
    assert entry.sheet.rows[0].verdict.settled
    assert "才注册" in entry.sheet.rows[0].verdict.full  # today, and Saturday was before
    assert search_volunteers(page.context.desk, "2222")[0].name == "路人甲"
    assert published[-1].batch is not None


def test_the_last_occasions_people_come_again(page: HoursPage) -> None:
    desk = page.context.desk
    first, second, *_others = people(desk)
    a_project(desk)
    before = an_activity(desk, date(2026, 11, 14))
    log_hours(desk, HoursDraft(before, (HourLine(first, 60), HourLine(second, 60))))
    occasion(page, "周末清洁家园", "2")
    assert page.entry.same.text() == "同上次 2 人"
    QTest.mouseClick(page.entry.same, Qt.MouseButton.LeftButton)
    assert [row.name for row in page.entry.sheet.rows] == ["王建国", "李秀英"]
    press_save(page)
    assert minutes(desk) == 120 + 240


def test_thirty_pasted_people_take_at_most_twelve_actions(page: HoursPage) -> None:
    desk = page.context.desk
    a_project(desk)
    names = [f"王{first}{second}" for first in "建国明华丽" for second in "东西南北中"]
    register(desk, *names, "张伟", "张伟", "李娜", "李娜", "赵云", "孙权", "周瑜")
    page.reload()
    wanted = [*names, "张伟", "李娜", "赵云", "孙权", "周瑜"]
    QGuiApplication.clipboard().setText("\n".join(f"{n}. {x}" for n, x in enumerate(wanted, 1)))
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    page.entry.bar.day.set_day(SATURDAY)  # the day of a reminder or of yesterday's log
    actions = 0

    def press(key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal actions
        actions += 1
        popup = QApplication.activePopupWidget()
        QTest.keyClick(popup or page.focusWidget() or page, key, held)

    page.entry.paste.box.setFocus()
    press(Key.Key_V, control)
    press(Key.Key_Tab)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    press(Key.Key_S, alt)
    press(Key.Key_2)
    press(Key.Key_F8)
    press(Key.Key_1)
    press(Key.Key_1)
    press(Key.Key_Return, control)
    assert actions <= 12
    assert minutes(desk) == 30 * 120
    assert page.entry.sheet.written == []
    assert [row.project for row in list_activities(desk)] == ["周末清洁家园"]


def test_thirty_rows_typed_take_at_most_four_keys_each(page: HoursPage) -> None:
    desk = page.context.desk
    first, middle = "王李张刘陈杨", "国平海东明"
    names = [f"{a}{b}林" for a in first for b in middle]
    for name in names:
        save_volunteer(desk, VolunteerDraft(name))
    occasion(page, "敬老助餐", "2")
    initials = dict(zip(first + middle, "wlzlcygphdm", strict=True))
    line, keys = page.entry.line, 0
    line.setFocus()
    for name in names:
        typed = initials[name[0]] + initials[name[1]] + "l"
        QTest.keyClicks(line.edit, typed)
        QTest.keyClick(line.edit, Key.Key_Return)
        keys += len(typed) + 1
    assert keys <= 4 * len(names)
    assert {row.name for row in page.entry.sheet.settled()} == set(names)
