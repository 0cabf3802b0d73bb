"""What was asked for before comes late, when somebody is elsewhere already."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import a_draft
from tests.ui.held_tasks import HeldTasks, HeldWrites
from tests.ui.person_keys import here, only_person, page_of, press, write
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.tasks import Tasks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def person(desk: Desk) -> int:
    change_settings(desk, unit="幸福里社区")
    save_volunteer(desk, a_draft())
    return only_person(desk)


def shown_with(qtbot: QtBot, desk: Desk, tasks: Tasks) -> MainWindow:
    made = MainWindow(desk, tasks, [spec for spec in PAGES if spec.name == "volunteers"])
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_page("volunteers")
    page_of(made).roll.enter_list()
    return made


@pytest.fixture
def reads() -> HeldTasks:
    return HeldTasks("volunteers.person")


@pytest.fixture
def opened(
    qtbot: QtBot, dressed: QApplication, desk: Desk, person: int, reads: HeldTasks
) -> MainWindow:
    window = shown_with(qtbot, desk, reads)
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    reads.held.pop()()
    assert page_of(window).room.detail.isVisible()
    page_of(window).reload()  # a write moved something: the person is read again
    assert reads.held
    return window


def let_come(reads: HeldTasks) -> None:
    while reads.held:
        reads.held.pop()()


def test_a_person_left_is_not_shown_again(opened: MainWindow, reads: HeldTasks) -> None:
    QTest.keyClick(here(opened), Qt.Key.Key_Escape)
    let_come(reads)
    assert page_of(opened).roll.isVisible()


def test_a_form_begun_stays(opened: MainWindow, reads: HeldTasks) -> None:
    press(opened, Qt.Key.Key_E)
    let_come(reads)
    assert page_of(opened).room.form.isVisible()


def test_somebody_sought_from_elsewhere_stays_in_sight(
    opened: MainWindow, reads: HeldTasks, person: int
) -> None:
    opened.show_page("volunteers", person)
    let_come(reads)
    assert page_of(opened).roll.isVisible()


def test_look_alikes_of_the_last_form_do_not_stand_in_the_next(
    qtbot: QtBot, dressed: QApplication, desk: Desk, person: int
) -> None:
    reads = HeldTasks("volunteers.look_alikes")
    window = shown_with(qtbot, desk, reads)
    press(window, Qt.Key.Key_N)
    form = page_of(window).room.form
    for key in ("name", "phone"):
        form.texts[key].edit.setFocus()
        write(here(window), getattr(a_draft(), key))
    assert reads.held
    for _ in range(2):
        QTest.keyClick(here(window), Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_N)
    let_come(reads)
    assert form.look_alikes.found == ()


def test_a_form_left_while_it_is_saved_throws_nobody_out(
    qtbot: QtBot, dressed: QApplication, desk: Desk, person: int
) -> None:
    tasks = HeldWrites()
    window = shown_with(qtbot, desk, tasks)
    page = page_of(window)
    press(window, Qt.Key.Key_E)
    page.room.form.texts["area"].set_text("幸福里3号楼")
    press(window, Qt.Key.Key_Return)
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_N)
    write(here(window), "王建国")
    tasks.let_go()
    assert volunteer_card(desk, person).draft.area == "幸福里3号楼"
    assert page.room.form.isVisible()
    assert page.room.form.texts["name"].text() == "王建国"


def test_a_late_refusal_is_told_where_it_is_seen(
    qtbot: QtBot, dressed: QApplication, desk: Desk, person: int
) -> None:
    tasks = HeldWrites()
    window = shown_with(qtbot, desk, tasks)
    page = page_of(window)
    press(window, Qt.Key.Key_N)
    for key, text in (("name", "李秀英"), ("id_number", a_draft().id_number or "")):
        page.room.form.texts[key].set_text(text)
    press(window, Qt.Key.Key_Return)
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_N)
    tasks.let_go()
    assert page.room.form.problem.text() == ""
    (told,) = window.notices.messages()
    assert "已经有一位志愿者" in told
