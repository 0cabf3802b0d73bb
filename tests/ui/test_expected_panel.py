from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import a_draft, valid_id
from tests.registered import a_team, an_activity, register
from tests.ui.conftest import Published
from tests.ui.person_keys import write
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.expected import expected_people, set_expected
from volunteer_desk.services.expected_sources import read_names
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.volunteers import save_volunteer
from volunteer_desk.ui.activities.expected_panel import ExpectedPanel
from volunteer_desk.ui.page import PageContext

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "欧阳·买买提江·吐尔逊"
PROJECT = "周末清洁家园"
Open = Callable[..., ExpectedPanel]
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_panel(qtbot: QtBot, context: PageContext) -> Open:
    held: list[ExpectedPanel] = []

    def opened(activity_id: int, team_id: int | None = None) -> ExpectedPanel:
        panel = ExpectedPanel(context)
        held.append(panel)
        qtbot.addWidget(panel)
        panel.resize(420, 480)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        panel.show_activity(activity_id, PROJECT, team_id)
        return panel

    return opened


def here(panel: QWidget) -> QWidget:
    return QApplication.activePopupWidget() or panel.focusWidget() or panel


def names(panel: ExpectedPanel) -> list[str]:
    return [row.name for row in panel.model.rows]


def test_a_person_is_added_by_pinyin_and_enter(
    open_panel: Open, context: PageContext, published: Published
) -> None:
    save_volunteer(context.desk, a_draft(name=LONG))
    other = valid_id(gender="2", serial=9)
    save_volunteer(context.desk, a_draft(name="㛃小雨", id_number=other, phone=None))
    activity = an_activity(context.desk)
    panel = open_panel(activity)
    panel.person.edit.setFocus()
    for typed in ("ouyang", "㛃小雨"):
        write(panel.person.edit, typed)
        QTest.keyClick(here(panel), Qt.Key.Key_Return)
    assert names(panel) == [LONG, "㛃小雨"]
    assert panel.person.text() == ""
    assert [row.name for row in expected_people(context.desk, activity)] == [LONG, "㛃小雨"]
    assert all(one.batch is not None for one in published)


def test_a_whole_team_comes_with_two_keys(open_panel: Open, context: PageContext) -> None:
    team = a_team(context.desk)
    register(context.desk, "甲", "乙", LONG, team_id=team)
    panel = open_panel(an_activity(context.desk, team_id=team), team)
    assert panel.stack.currentWidget() is panel.none
    panel.person.edit.setFocus()
    QTest.keyClick(here(panel), Qt.Key.Key_G, ALT)
    assert panel.team.text() == "青年志愿服务队"
    QTest.keyClick(here(panel), Qt.Key.Key_Return)
    assert names(panel) == ["甲", "乙", LONG]
    assert panel.team.isHidden()
    panel.whole.click()
    QTest.keyClick(here(panel), Qt.Key.Key_Return)
    assert "都已经在名单里了" in panel.problem.text()


def test_those_of_last_time_come_with_one_key(open_panel: Open, context: PageContext) -> None:
    desk = context.desk
    one, two = register(desk, "甲", "乙")
    last = an_activity(desk, date(2026, 11, 7))
    assert log_hours(desk, HoursDraft(last, (HourLine(two, 60), HourLine(one, 60)))).batch
    panel = open_panel(an_activity(desk, date(2026, 11, 21)))
    panel.person.edit.setFocus()
    QTest.keyClick(here(panel), Qt.Key.Key_S, ALT)
    assert names(panel) == ["乙", "甲"]
    first = open_panel(last)
    first.last.click()
    assert "还没有登记过" in first.problem.text()


def test_a_pasted_list_asks_once_and_remembers(open_panel: Open, context: PageContext) -> None:
    desk = context.desk
    king, first, second = register(
        desk, "王建国", "张伟", "张伟", phones=("13800001111", "13800002222", "13800003333")
    )
    activity = an_activity(desk)
    panel = open_panel(activity)
    QApplication.clipboard().setText("#接龙\n1. 王建国\n2. 张伟\n3. 没来过")
    panel.table.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_V, CONTROL)
    assert panel.ids() == [king]
    assert "没有登记过：没来过" in panel.problem.text()
    assert "“张伟”是哪一位" in panel.unsure.question.text()
    assert "3333" in panel.unsure.buttons[1].text()
    assert here(panel) is panel.unsure
    QTest.keyClick(panel.unsure, Qt.Key.Key_2)
    assert panel.ids() == [king, second]
    assert panel.unsure.isHidden()
    assert read_names(desk, activity, "1. 张伟").found == (second,)
    assert first not in panel.ids()


def test_a_name_nobody_can_tell_is_skipped(open_panel: Open, context: PageContext) -> None:
    register(context.desk, "张伟", "张伟", "李静", "李静")
    panel = open_panel(an_activity(context.desk))
    QApplication.clipboard().setText("1. 张伟\n2. 李静")
    panel.paste()
    assert "还有1个名字" in panel.unsure.question.text()
    QTest.keyClick(panel.unsure, Qt.Key.Key_0)
    assert "李静" in panel.unsure.question.text()
    QTest.keyClick(panel.unsure, Qt.Key.Key_1)
    assert names(panel) == ["李静"]


def test_an_empty_clipboard_is_said(open_panel: Open, context: PageContext) -> None:
    panel = open_panel(an_activity(context.desk))
    QApplication.clipboard().setText("  ")
    assert not panel.paste()
    assert "剪贴板" in panel.problem.text()


def test_people_are_moved_and_taken_off_by_keys_and_undone(
    open_panel: Open, context: PageContext, published: Published
) -> None:
    desk = context.desk
    people = register(desk, "甲", "乙", "丙")
    activity = an_activity(desk)
    set_expected(desk, activity, people)
    panel = open_panel(activity)
    panel.table.setFocus()
    panel.table.choose_row(2)
    QTest.keyClick(panel.table, Qt.Key.Key_Up, ALT)
    assert names(panel) == ["甲", "丙", "乙"]
    assert panel.table.current_row() == 1
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert names(panel) == ["甲", "乙"]
    undo_batch(desk, published[-1].batch or 0)
    panel.show_activity(activity, PROJECT)
    assert names(panel) == ["甲", "丙", "乙"]


def test_who_served_shows_the_hours(open_panel: Open, context: PageContext) -> None:
    desk = context.desk
    one, two = register(desk, "甲", "乙")
    (left,) = register(desk, "丙", status="left")
    activity = an_activity(desk)
    set_expected(desk, activity, [one, two, left])
    assert log_hours(desk, HoursDraft(activity, (HourLine(one, 150),))).batch
    panel = open_panel(activity)
    column = panel.model.columns[-1]
    assert [column.words(row) for row in panel.model.rows] == ["2.5", "", "不在册"]
