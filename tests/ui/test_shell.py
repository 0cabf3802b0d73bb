import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.held_tasks import HeldTasks
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.reminders import Reminder
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.reminders import due
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.backup_words import backup_words
from volunteer_desk.ui.errors import BugDialog, bug_report
from volunteer_desk.ui.pages import PAGES, PageSpec
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.tray import news
from volunteer_desk.ui.worker_tasks import WorkerTasks

CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_page_opens_by_its_key(filled_window: MainWindow) -> None:
    for spec in PAGES:
        if not spec.exists():
            continue
        QTest.keyClick(filled_window, Qt.Key(ord(spec.shortcut[-1])), CTRL)
        assert filled_window.current_page() == spec.name
        page = filled_window.pages[spec.name]
        assert page.page_name == spec.name
        assert filled_window.header.title.text() == page.title
        assert page.size().width() <= 1366 - filled_window.rail.width()


def test_pages_are_made_when_they_are_asked_for(filled_window: MainWindow) -> None:
    assert list(filled_window.pages) == ["overview"]


def test_a_write_reloads_the_page_in_sight_and_marks_the_others(filled_window: MainWindow) -> None:
    filled_window.show_page("settings")
    filled_window.show_page("overview")
    changed = change_settings(filled_window.desk, unit="新名字社区")
    filled_window.published(changed)
    assert filled_window.notices.messages() == ["设置已保存。"]
    filled_window.show_page("settings")
    texts = [line.text() for line in filled_window.pages["settings"].findChildren(QLineEdit)]
    assert "新名字社区" in texts


def test_the_badge_counts_what_waits(filled_window: MainWindow) -> None:
    filled_window.read_reminders()
    waiting = len(due(filled_window.desk))
    assert waiting > 0
    assert filled_window.rail.buttons["overview"].waiting() == waiting


def test_theme_and_text_size_are_worn_at_once(filled_window: MainWindow) -> None:
    before = filled_window.rail.width()
    filled_window.published(change_settings(filled_window.desk, text_percent=125, theme="dark"))
    try:
        assert filled_window.rail.width() > before
        assert filled_window.palette().window().color().lightness() < 60
        assert filled_window.minimumSizeHint().width() <= 1366
        assert filled_window.minimumSizeHint().height() <= 768
    finally:
        filled_window.published(
            change_settings(filled_window.desk, text_percent=100, theme="light")
        )


def test_escape_closes_a_notice_and_ctrl_z_presses_its_undo(filled_window: MainWindow) -> None:
    undone: list[int] = []
    filled_window.notices.error("不行。")
    QTest.keyClick(filled_window, Qt.Key.Key_Escape)
    assert filled_window.notices.messages() == []
    filled_window.notices.ok("好了。", lambda: undone.append(1))
    QTest.keyClick(filled_window, Qt.Key.Key_Z, CTRL)
    assert undone == [1]


def test_every_button_says_its_key_or_is_reached_by_tab(filled_window: MainWindow) -> None:
    for spec in PAGES:
        filled_window.show_page(spec.name)
    silent = [
        (page.page_name, button.text())
        for page in filled_window.pages.values()
        for button in page.findChildren(QPushButton)
        if button.shortcut().toString() and "（" not in button.toolTip()
    ]
    assert silent == []


def test_buttons_have_words_or_a_name(filled_window: MainWindow) -> None:
    nameless = [
        button
        for button in filled_window.findChildren(QAbstractButton)
        if type(button).__name__ != "QAbstractButton"
        and not type(button).__name__.startswith("QTable")
        and not (button.text() or button.accessibleName() or button.toolTip())
    ]
    assert nameless == []


def test_closing_the_window_stops_the_work(qtbot: QtBot, filled_desk: Desk) -> None:
    window = MainWindow(filled_desk, WorkerTasks())
    qtbot.addWidget(window)
    window.show()
    window.read_reminders()
    window.close()


def test_the_foot_of_the_rail_says_when_the_last_copy_was_made(filled_desk: Desk) -> None:
    today = filled_desk.today()
    assert backup_words("", today) == "还没有备份过"
    made = filled_desk.now().isoformat()
    assert backup_words(made, today).startswith("上次备份 ")


def test_a_bug_is_told_without_anybodys_data(qtbot: QtBot, dressed: object) -> None:
    try:
        raise ValueError("王建国 330102199001011234")
    except ValueError as fault:
        report = bug_report(fault)
    assert "ValueError" in report
    assert "test_shell.py" in report
    assert "王建国" not in report
    assert "3301" not in report
    dialog = BugDialog(report)
    qtbot.addWidget(dialog)
    assert dialog.report.toPlainText() == report


def test_after_a_week_away_the_tray_says_one_sentence(filled_desk: Desk) -> None:
    waiting: tuple[Reminder, ...] = due(filled_desk)
    said = news(waiting, frozenset())
    assert said.count("\n") == 0
    assert "件" in said
    assert news(waiting, frozenset(reminder.key for reminder in waiting)) == ""
    assert news((), frozenset()) == ""


def test_a_change_without_words_shows_no_notice(filled_window: MainWindow) -> None:
    filled_window.published(Changed(frozenset({Noun.HOURS}), None, ""))
    assert filled_window.notices.messages() == []


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> PageSpec:
    """A page whose module is not loaded yet."""
    monkeypatch.delitem(sys.modules, "tests.ui.late_page", raising=False)
    return PageSpec("late", "晚到", "clock", "Ctrl+9", "tests.ui.late_page:LatePage")


def test_a_page_is_loaded_beside_the_window(
    qtbot: QtBot, dressed: QApplication, filled_desk: Desk, late: PageSpec
) -> None:
    tasks = HeldTasks("page.late")
    window = MainWindow(filled_desk, tasks, (*PAGES, late))
    qtbot.addWidget(window)
    window.show()
    window.show_page("late", 7)
    assert window.header.title.text() == "晚到"
    assert not window.pages["overview"].isVisible()  # what is typed meanwhile goes to no page
    assert window.current_page() == ""
    tasks.held.pop()()
    assert window.current_page() == "late"
    page = window.pages["late"]
    assert page.isVisible()
    assert page.property("subject") == 7


def test_a_page_that_comes_too_late_takes_nobodys_place(
    qtbot: QtBot, dressed: QApplication, filled_desk: Desk, late: PageSpec
) -> None:
    tasks = HeldTasks("page.late")
    window = MainWindow(filled_desk, tasks, (*PAGES, late))
    qtbot.addWidget(window)
    window.show()
    window.show_page("late")
    window.show_page("overview")
    tasks.held.pop()()
    assert window.current_page() == "overview"
    window.show_page("late")
    assert window.current_page() == "late"
