from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.settings import read_settings
from volunteer_desk.ui.failure import FailureWindow
from volunteer_desk.ui.first_start import FirstStart
from volunteer_desk.ui.instance import FirstInstance, call_first_window
from volunteer_desk.ui.shell import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def first_page(window: MainWindow) -> FirstStart:
    page = window.stack.currentWidget()
    assert isinstance(page, FirstStart)
    return page


def test_the_unit_is_asked_for_and_the_desk_opens(window: MainWindow) -> None:
    page = first_page(window)
    assert not window.rail.isEnabled()
    page.unit.edit.setText("幸福里社区居民委员会")
    QTest.keyClick(page.unit.edit, Qt.Key.Key_Return)
    assert read_settings(window.desk).unit == "幸福里社区居民委员会"
    assert window.current_page() == "overview"
    assert window.rail.isEnabled()


def test_no_name_is_told_in_place(window: MainWindow) -> None:
    page = first_page(window)
    QTest.mouseClick(page.start, Qt.MouseButton.LeftButton)
    assert "请写上单位名称" in page.problem()
    assert window.current_page() == ""


def test_the_sample_community_can_be_looked_at(window: MainWindow) -> None:
    page = first_page(window)
    QTest.mouseClick(page.sample, Qt.MouseButton.LeftButton)
    assert window.current_page() == "overview"
    assert read_settings(window.desk).unit
    assert "虚构" in window.notices.messages()[-1]


def test_a_second_start_calls_the_first_window(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    folder = DataFolder(tmp_path / "desk")
    first, second = FirstInstance(folder), FirstInstance(folder)
    assert first.claim()
    first.listen()
    assert not second.claim()
    with qtbot.waitSignal(first.called):
        assert call_first_window(folder)
    first.release()
    assert second.claim()
    second.release()
    assert not call_first_window(folder)


def test_two_folders_have_two_windows(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = (FirstInstance(DataFolder(tmp_path / name)) for name in ("a", "b"))
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()


def test_a_folder_that_is_a_file_is_refused_in_chinese(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserFacingError, match="数据文件夹"):
        FirstInstance(DataFolder(tmp_path / "file")).claim()


def test_a_desk_that_does_not_open_says_why_and_can_be_tried_again(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    fault = UserFacingError("数据文件损坏。", "请用备份恢复。")
    window = FailureWindow(fault, DataFolder(tmp_path))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.retried):
        QTest.mouseClick(window.retry, Qt.MouseButton.LeftButton)
