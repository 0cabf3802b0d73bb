from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.registered import a_project, a_team, an_activity, register
from tests.services.pictures_made import a_photo
from tests.ui.conftest import Published
from tests.ui.person_keys import write
from volunteer_desk.domain.activities import ActivityDraft, ActivityState, Stage
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.activities import list_activities, save_activity
from volunteer_desk.services.activity_sheets import activity_facts
from volunteer_desk.services.attachments import IncomingFile, add_attachments
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.expected import set_expected
from volunteer_desk.services.hours import log_hours
from volunteer_desk.ui.activities.detail import PHOTOS, ActivityDetail
from volunteer_desk.ui.page import PageContext

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "欧阳·买买提江·吐尔逊"
Open = Callable[[int], ActivityDetail]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_detail(qtbot: QtBot, context: PageContext) -> Open:
    held: list[ActivityDetail] = []

    def opened(activity_id: int) -> ActivityDetail:
        detail = ActivityDetail(context)
        held.append(detail)
        qtbot.addWidget(detail)
        detail.resize(440, 640)
        detail.show()
        qtbot.waitExposed(detail)
        detail.activateWindow()
        qtbot.waitUntil(detail.isActiveWindow)
        detail.show_activity(activity_id)
        detail.head.edit.setFocus()
        return detail

    return opened


def key(detail: QWidget, one: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(QApplication.focusWidget() or detail, one, modifier)


def recorded(context: PageContext, people: int = 2) -> int:
    desk = context.desk
    draft = ActivityDraft(
        a_project(desk),
        date(2026, 11, 21),
        time(9),
        time(11, 30),
        "小区南门",
        LONG,
        "清理楼道",
        a_team(desk),
        30,
        120,
        recipients="老年人",
    )
    activity = save_activity(desk, draft).row_id
    assert activity is not None
    lines = tuple(HourLine(one, 150) for one in register(desk, *("甲㛃" * people)[:people]))
    assert log_hours(desk, HoursDraft(activity, lines)).batch
    return activity


def test_everything_of_an_activity_is_in_sight(open_detail: Open, context: PageContext) -> None:
    activity = recorded(context)
    set_expected(context.desk, activity, register(context.desk, "丙"))
    add_attachments(context.desk, activity, [IncomingFile("一.jpg", data=a_photo(50, 40))])
    detail = open_detail(activity)
    assert detail.head.name.text() == "周末清洁家园"
    assert detail.head.line.text() == "2026-11-21 周六　09:00–11:30　小区南门"
    assert detail.stage is Stage.RECORDED
    assert (detail.head.people.text(), detail.head.hours.text()) == ("2 人", "5 小时")
    assert [button.text() for button in detail.tabs.buttons] == [
        "资料",
        "计划名单 1",
        "照片和文件 1",
    ]
    assert detail.head.gaps.isHidden()


def test_the_figures_open_their_entries_and_the_rest_is_asked_of_the_page(
    open_detail: Open, context: PageContext, qtbot: QtBot
) -> None:
    activity = recorded(context)
    detail = open_detail(activity)
    for signal, pressed, modifier in (
        (detail.entries_asked, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier),
        (detail.logging_asked, Qt.Key.Key_H, CONTROL),
        (detail.editing_asked, Qt.Key.Key_E, CONTROL),
    ):
        with qtbot.waitSignal(signal) as asked:
            key(detail, pressed, modifier)
        assert asked.args == [activity]


def test_an_activity_is_filed_and_the_clock_says_so(
    open_detail: Open, context: PageContext, published: Published
) -> None:
    activity = an_activity(context.desk, date(2026, 11, 28))
    detail = open_detail(activity)
    assert "没有写地点" in detail.head.gaps.words
    key(detail, Qt.Key.Key_B)
    assert activity_facts(context.desk, activity).filed_on == context.desk.today()
    assert detail.file.text() == "取消报备"
    undo_batch(context.desk, published[-1].batch or 0)
    detail.refresh()
    assert detail.file.text() == "报备"


def test_checked_and_taken_back_with_a_reason(open_detail: Open, context: PageContext) -> None:
    activity = recorded(context)
    detail = open_detail(activity)
    key(detail, Qt.Key.Key_J)
    assert detail.head.pill.accessibleName() == "已核"
    key(detail, Qt.Key.Key_J)
    assert detail.head.pill.accessibleName() == "已核"  # a reason is asked first
    write(detail.asking.reason.edit, "人数对不上")
    QTest.keyClick(detail.asking.reason.edit, Qt.Key.Key_Return)
    assert detail.head.pill.accessibleName() == "已记录"
    assert detail.head.why.text() == "退回核对：人数对不上"


def test_cancelled_with_a_reason_shown_and_taken_up_again(
    open_detail: Open, context: PageContext
) -> None:
    activity = an_activity(context.desk, date(2026, 11, 28))
    detail = open_detail(activity)
    key(detail, Qt.Key.Key_Delete)
    write(detail.asking.reason.edit, "下雨")
    QTest.keyClick(detail.asking.reason.edit, Qt.Key.Key_Return)
    assert list_activities(context.desk)[0].state is ActivityState.CANCELLED
    assert detail.head.why.text() == "取消原因：下雨"
    assert not detail.log.isEnabled()
    assert detail.head.clocks.isHidden()
    detail.cancel.click()
    assert detail.stage is Stage.PLANNED


def test_a_recorded_activity_cannot_be_cancelled(open_detail: Open, context: PageContext) -> None:
    detail = open_detail(recorded(context))
    assert detail.cancel.isHidden()


def test_the_record_sheet_is_seen_before_it_is_printed(
    open_detail: Open, context: PageContext, qtbot: QtBot
) -> None:
    activity = recorded(context)
    detail = open_detail(activity)
    key(detail, Qt.Key.Key_P)
    assert detail.stack.currentWidget() is detail.paper
    assert detail.paper.paper is not None
    assert detail.paper.title.text() == "打印预览 · 志愿服务活动记录表"
    detail.paper.save.click()
    (filed,) = (context.desk.folder.papers / "活动记录表").iterdir()
    assert filed.name == f"活动记录表_2026-11-21_{activity}.pdf"
    QTest.keyClick(detail.paper, Qt.Key.Key_Escape)
    assert detail.stack.currentWidget() is detail.card


def test_a_photo_added_is_counted_at_once(open_detail: Open, context: PageContext) -> None:
    detail = open_detail(recorded(context))
    detail.tabs.turn(PHOTOS)
    detail.attached.take_files([IncomingFile("一.jpg", data=a_photo(50, 40))])
    assert detail.tabs.buttons[PHOTOS].text() == "照片和文件 1"


def test_another_activity_begins_at_its_facts(open_detail: Open, context: PageContext) -> None:
    first, second = recorded(context), an_activity(context.desk, date(2026, 11, 28))
    detail = open_detail(first)
    detail.tabs.turn(PHOTOS)
    detail.print_sheet()
    detail.show_activity(second)
    assert detail.tabs.current() == 0
    assert detail.stack.currentWidget() is detail.card
    assert detail.head.people.text() == "0 人"


def test_an_activity_that_is_gone_leaves_an_empty_detail(
    open_detail: Open, context: PageContext
) -> None:
    detail = open_detail(recorded(context))
    detail.show_activity(999)
    assert detail.facts is None
    assert detail.stack.currentWidget() is detail.empty


def test_it_fits_a_narrow_side(open_detail: Open, context: PageContext) -> None:
    detail = open_detail(recorded(context))
    assert detail.minimumSizeHint().width() <= 330
