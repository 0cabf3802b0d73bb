from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.registered import register
from tests.services.people import a_person
from tests.services.signing import an_occasion, expecting, number_of, with_clock
from tests.ui.conftest import Published, _context
from tests.ui.kiosk_keys import ENTER, ESC, PIN, TAB, Scene, a_scene
from volunteer_desk.domain.kiosk import Answer
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.kiosk_pin import has_pin, set_pin
from volunteer_desk.services.settings import change_settings, read_settings
from volunteer_desk.services.sign_occasions import read_sign_occasion
from volunteer_desk.ui.hours.page import SIGNING, HoursPage
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.kiosk.window import KioskWindow
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.signing.view import SigningView
from volunteer_desk.ui.worker_tasks import WorkerTasks


@pytest.fixture
def scene(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    published: Published,
    gone: list[tuple[str, int | None]],
) -> Scene:
    return a_scene(qtbot, desk, lambda moving: _context(qtbot, moving, published, gone))


def test_a_scanner_signs_in_and_out_and_the_counts_follow(scene: Scene) -> None:
    activity = an_occasion(scene.desk)
    first, second = expecting(scene.desk, activity, "王建国", "㛃䶮")
    kiosk = scene.open(activity)
    assert kiosk.isFullScreen()
    scene.scan(number_of(scene.desk, first))
    assert kiosk.board.words() == "王* 签到 09:02"
    scene.clock.set("9:03")
    scene.scan(number_of(scene.desk, second))
    assert kiosk.counts.words() == "已到 2 在场 2 已离开 0"
    scene.clock.set("11:30")
    scene.scan(number_of(scene.desk, first))
    assert kiosk.board.words() == "王* 签退 11:30 这次2小时28分。"
    assert kiosk.counts.words() == "已到 2 在场 1 已离开 1"
    assert [one.name for one in kiosk.counts.recent] == ["王*", "㛃*", "王*"]
    scene.leave()


def test_the_end_key_is_the_one_that_was_chosen(scene: Scene) -> None:
    activity = an_occasion(scene.desk)
    (person,) = expecting(scene.desk, activity, "王建国")
    number = number_of(scene.desk, person)
    kiosk = scene.open(activity)
    scene.scan(number, TAB)
    assert kiosk.board.answer is None
    QTest.keyClick(kiosk, ESC)
    change_settings(scene.desk, kiosk_end_key="tab")
    scene.scan(number, TAB)
    assert kiosk.board.answer is not None
    assert kiosk.board.answer.answer is Answer.CAME
    scene.leave()


def test_no_input_method_comes_between_scanner_and_kiosk(scene: Scene) -> None:
    kiosk = scene.open(an_occasion(scene.desk))
    assert not kiosk.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QTest.keyClick(kiosk, Qt.Key.Key_F2)
    assert kiosk.name.edit.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QTest.keyClick(kiosk.name.edit, ESC)
    assert kiosk.name.isHidden()
    scene.leave()


def test_a_double_scan_and_an_unknown_card_are_said_in_big_words(scene: Scene) -> None:
    activity = an_occasion(scene.desk)
    (person,) = expecting(scene.desk, activity, "王建国")
    kiosk = scene.open(activity)
    scene.scan(number_of(scene.desk, person))
    scene.scan(number_of(scene.desk, person))
    assert "刚才已经扫过" in kiosk.board.words()
    scene.scan("ZY2026999999")
    assert "没有这张卡" in kiosk.board.words()
    assert kiosk.counts.words() == "已到 1 在场 1 已离开 0"
    scene.leave()


def test_who_is_expected_elsewhere_scans_again_to_insist(scene: Scene) -> None:
    here, there = an_occasion(scene.desk), an_occasion(scene.desk, project="敬老助餐")
    (person,) = expecting(scene.desk, there, "王建国")
    kiosk = scene.open(here)
    scene.scan(number_of(scene.desk, person))
    assert "报的不是这场活动" in kiosk.board.words()
    scene.clock.now += timedelta(minutes=5)
    scene.scan(number_of(scene.desk, person))
    assert "报的不是这场活动" in kiosk.board.words()
    scene.scan(number_of(scene.desk, person))
    assert "签到 09:07" in kiosk.board.words()
    scene.leave()


def test_a_typed_last_four_is_confirmed_by_its_digit(scene: Scene) -> None:
    a_person(scene.desk, 1, name="王建国", phone="13800001111")
    kiosk = scene.open(an_occasion(scene.desk))
    scene.scan("1111")
    assert "是哪一位？" in kiosk.board.words()
    QTest.keyClicks(kiosk, "2")
    QTest.keyClick(kiosk, ENTER)
    assert kiosk.counts.words() == "已到 0 在场 0 已离开 0"
    QTest.keyClicks(kiosk, "1")
    QTest.keyClick(kiosk, ENTER)
    assert kiosk.counts.words() == "已到 1 在场 1 已离开 0"
    scene.leave()


def test_a_card_scanned_while_choices_stand_is_a_card(scene: Scene) -> None:
    a_person(scene.desk, 1, name="王建国", phone="13800001111")
    (other,) = register(scene.desk, "李秀英")
    with scene.desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE volunteer SET number = '120001' WHERE id = ?", (other,))
    kiosk = scene.open(an_occasion(scene.desk))
    scene.scan("1111")
    scene.scan("120001")
    assert kiosk.board.words().startswith("李* 签到")
    scene.leave()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (ESC, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_no_key_leaves_the_kiosk(scene: Scene, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    kiosk = scene.open(an_occasion(scene.desk))
    QTest.keyClick(kiosk, key, modifier)
    assert kiosk.isVisible()
    assert kiosk.isFullScreen()
    assert kiosk.board.typed == ""
    scene.leave()


def test_closing_is_ignored_until_the_pin_is_given(scene: Scene) -> None:
    kiosk = scene.open(an_occasion(scene.desk))
    event = QCloseEvent()
    kiosk.closeEvent(event)
    assert not event.isAccepted()
    assert not kiosk.close()
    assert kiosk.windowModality() is Qt.WindowModality.ApplicationModal
    scene.leave()
    assert scene.view.kiosk is None
    assert scene.view.stack.currentWidget() is scene.view.attendance


def test_a_wrong_pin_is_waited_for_longer_and_longer(scene: Scene) -> None:
    kiosk = scene.open(an_occasion(scene.desk))
    waits = []
    for _try in range(4):
        scene.leave("1111")
        waits.append(kiosk.pin.waiting)
        for _second in range(kiosk.pin.waiting):
            kiosk.pin.count_second()
    assert waits == [0, 0, 4, 8]
    scene.leave("1111")
    assert kiosk.pin.waiting == 16
    scene.leave()
    assert kiosk.isVisible(), "the right PIN must wait too"
    for _second in range(16):
        kiosk.pin.count_second()
    scene.leave()
    assert scene.view.kiosk is None


def test_a_card_scanned_at_the_pin_is_a_card_and_no_wrong_pin(scene: Scene) -> None:
    activity = an_occasion(scene.desk)
    (person,) = expecting(scene.desk, activity, "王建国")
    kiosk = scene.open(activity)
    scene.leave(number_of(scene.desk, person))
    assert kiosk.pin.isHidden()
    assert kiosk.counts.words() == "已到 1 在场 1 已离开 0"
    scene.leave()


def test_without_a_pin_the_start_asks_for_one(scene: Scene) -> None:
    change_settings(scene.desk, kiosk_pin="")
    activity = an_occasion(scene.desk)
    scene.view.show_activity(activity)
    scene.view.home.kiosk.click()
    start = scene.view.start
    start.save.click()
    assert scene.view.kiosk is None
    assert "退出密码" in start.problem.text()
    start.pin.edit.setText("1357")
    start.again.edit.setText("1358")
    start.save.click()
    assert "不一样" in start.problem.text()
    start.again.edit.setText("1357")
    start.save.click()
    assert has_pin(scene.desk)
    assert scene.view.kiosk is not None
    scene.leave("1357")


def test_the_rules_chosen_at_the_start_are_kept(scene: Scene) -> None:
    scene.view.show_activity(an_occasion(scene.desk))
    scene.view.home.kiosk.click()
    start = scene.view.start
    start.early.choose(False)
    start.names.choose(False)
    start.double.set_value(20)
    start.prefix.set_text("]C1")
    start.save.click()
    settings = read_settings(scene.desk)
    assert (settings.kiosk_from_start, settings.kiosk_mask_names) == (False, False)
    assert (settings.kiosk_double_seconds, settings.kiosk_prefix) == (20, "]C1")
    scene.leave()


def test_an_activity_of_another_day_is_not_started(scene: Scene) -> None:
    activity = an_occasion(scene.desk, on=scene.desk.today() - timedelta(days=3))
    scene.view.show_activity(activity)
    scene.view.home.kiosk.click()
    assert not scene.view.start.save.isEnabled()
    assert "今天是11月22日" in scene.view.start.problem.text()


def test_a_crash_loses_no_scan(scene: Scene) -> None:
    activity = an_occasion(scene.desk)
    (person,) = expecting(scene.desk, activity, "王建国")
    scene.open(activity)
    scene.scan(number_of(scene.desk, person))
    scene.kiosk.hide()  # the program is gone
    scene.view.kiosk = None
    again = scene.open(activity)
    assert again.counts.words() == "已到 1 在场 1 已离开 0"
    scene.clock.set("11:00")
    scene.scan(number_of(scene.desk, person))
    assert again.counts.words() == "已到 1 在场 0 已离开 1"
    scene.leave()


def test_the_windows_shortcuts_are_blocked(qtbot: QtBot, dressed: QApplication, desk: Desk) -> None:
    moving, clock = with_clock(desk)
    clock.set("9:02")
    change_settings(moving, unit="幸福里社区居委会")
    set_pin(moving, PIN, PIN)
    activity = an_occasion(moving)
    window = MainWindow(moving, ImmediateTasks())
    qtbot.addWidget(window)
    window.show()
    window.show_page("hours")
    page = window.pages["hours"]
    assert isinstance(page, HoursPage)
    page.show_tab(SIGNING)
    view = page.view(SIGNING)
    assert isinstance(view, SigningView)
    scene = Scene(moving, clock, view, view.context)
    kiosk = scene.open(activity)
    for key in (Qt.Key.Key_1, Qt.Key.Key_K, Qt.Key.Key_Z):
        QTest.keyClick(kiosk, key, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page() == "hours"
    assert window.finder.isHidden()
    scene.leave()
    assert view.stack.currentWidget() is view.attendance


def test_cards_scanned_faster_than_they_are_stored_all_count(
    qtbot: QtBot, dressed: QApplication, desk: Desk
) -> None:
    """On the real worker: characters as fast as a scanner sends them, nobody waits for answers."""
    moving, clock = with_clock(desk)
    clock.set("9:02")
    set_pin(moving, PIN, PIN)
    activity = an_occasion(moving)
    people = expecting(moving, activity, *(f"王{chr(0x4E00 + at)}" for at in range(20)))
    window = MainWindow(moving, WorkerTasks())
    qtbot.addWidget(window)
    occasion = read_sign_occasion(moving, activity)
    kiosk = KioskWindow(window.context, occasion, window)
    kiosk.begin()
    for person in people:
        QTest.keyClicks(kiosk, number_of(moving, person))
        QTest.keyClick(kiosk, ENTER)
    qtbot.waitUntil(lambda: kiosk.counts.presence.came == 20, timeout=10_000)
    assert kiosk.counts.words() == "已到 20 在场 20 已离开 0"
    kiosk.pin.begin()
    QTest.keyClicks(kiosk.pin.pin.edit, PIN)
    with qtbot.waitSignal(kiosk.left, timeout=5_000):
        QTest.keyClick(kiosk.pin.pin.edit, ENTER)
    assert not kiosk.isVisible()
    window.close()
