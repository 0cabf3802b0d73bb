from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.look import Look
from volunteer_desk.ui.shell import MainWindow


def test_the_look_worn_last_is_kept_beside_the_data(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert Look.kept(folder) == Look()
    Look("dark", 125).keep(folder)
    assert Look.kept(folder) == Look("dark", 125)


def test_a_look_nobody_can_read_or_write_is_no_matter(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.look.write_text('{"theme": 3', encoding="utf-8")
    assert Look.kept(folder) == Look()
    Look("dark", 125).keep(DataFolder(tmp_path / "nowhere"))


def test_the_window_takes_keys_before_its_desk_is_open(
    qtbot: QtBot, dressed: QApplication, filled_desk: Desk
) -> None:
    window = MainWindow(None, ImmediateTasks())
    qtbot.addWidget(window)
    window.show()
    assert QTest.qWaitForWindowActive(window)
    assert window.header.title.text() == "工作台"
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.header.title.text() == "志愿者"
    window.open_finder()
    window.finder.line.setText("李")
    assert window.finder.shown_hits() == []
    window.receive(filled_desk)
    assert window.current_page() == "volunteers"
    assert window.finder.shown_hits()
