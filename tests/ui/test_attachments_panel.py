from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.registered import an_activity
from tests.services.pictures_made import a_docx, a_photo
from tests.ui.conftest import Published
from volunteer_desk.services.attachments import (
    IncomingFile,
    add_attachments,
    attachment_path,
    list_attachments,
    removed_attachments,
)
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.ui.activities.attachments_panel import AttachmentsPanel
from volunteer_desk.ui.page import PageContext

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Open = Callable[[], AttachmentsPanel]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def activity(context: PageContext) -> int:
    return an_activity(context.desk)


@pytest.fixture
def open_panel(qtbot: QtBot, context: PageContext, activity: int) -> Open:
    held: list[AttachmentsPanel] = []

    def opened() -> AttachmentsPanel:
        panel = AttachmentsPanel(context)
        held.append(panel)
        qtbot.addWidget(panel)
        panel.resize(420, 480)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        panel.show_activity(activity)
        return panel

    return opened


def fill(context: PageContext, activity: int, count: int = 3) -> None:
    files = [IncomingFile(f"第{at}组.jpg", data=a_photo(80 + at, 60)) for at in range(count)]
    add_attachments(context.desk, activity, [*files, IncomingFile("方案.docx", data=a_docx())])


def names(panel: AttachmentsPanel) -> list[str]:
    return [row.name for row in panel.grid.rows]


def test_files_are_dropped_anywhere_and_refusals_said(
    open_panel: Open, tmp_path: Path, published: Published
) -> None:
    panel = open_panel()
    assert panel.stack.currentWidget() is panel.none
    (tmp_path / "欧阳·买买提江·吐尔逊.jpg").write_bytes(a_photo(60, 40))
    (tmp_path / "病毒.exe").write_bytes(b"MZ")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in sorted(tmp_path.glob("*.*"))])
    drop = QDropEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.dropEvent(drop)
    assert names(panel) == ["欧阳·买买提江·吐尔逊.jpg"]
    assert panel.problem.text().startswith("病毒.exe：")
    assert panel.note.text() == "记录表印 1/4 张"
    assert published[-1].batch is not None
    assert (tmp_path / "病毒.exe").exists()  # what was dropped stays where it was


def test_a_picture_is_pasted_by_key(open_panel: Open, context: PageContext, activity: int) -> None:
    panel = open_panel()
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    QApplication.clipboard().setImage(image)
    panel.add.setFocus()
    QTest.keyClick(panel.add, Qt.Key.Key_V, CONTROL)
    (row,) = list_attachments(context.desk, activity)
    assert (row.media_type, row.width, row.height) == ("image/png", 30, 20)
    QApplication.clipboard().setText("只是文字")
    QTest.keyClick(panel.add, Qt.Key.Key_V, CONTROL)
    assert "没有照片或文件" in panel.problem.text()


def test_files_are_chosen_in_the_systems_window(
    open_panel: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "方案.docx"
    source.write_bytes(a_docx())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(source)], "照片和文件"))
    panel = open_panel()
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert names(panel) == ["方案.docx"]
    assert panel.tick.isHidden()  # a document is never printed as a photo


def test_space_turns_what_the_sheet_prints(
    open_panel: Open, context: PageContext, activity: int
) -> None:
    fill(context, activity, 5)
    panel = open_panel()
    assert panel.note.text() == "记录表印 4/4 张"
    panel.grid.setFocus()
    panel.grid.setCurrentRow(0)
    QTest.keyClick(panel.grid, Qt.Key.Key_Space)
    assert panel.note.text() == "记录表印 3/4 张"
    assert panel.grid.currentRow() == 0
    panel.grid.setCurrentRow(4)
    QTest.keyClick(panel.grid, Qt.Key.Key_Space)
    assert [row.on_sheet for row in list_attachments(context.desk, activity)][:5] == [
        False,
        True,
        True,
        True,
        True,
    ]


def test_a_name_is_changed_in_place(
    open_panel: Open, context: PageContext, activity: int, qtbot: QtBot
) -> None:
    fill(context, activity, 1)
    panel = open_panel()
    panel.grid.setFocus()
    QTest.keyClick(panel.grid, Qt.Key.Key_F2)
    edit = panel.grid.findChild(QLineEdit)
    assert edit is not None
    edit.setText("㛃家门口")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list_attachments(context.desk, activity)[0].name == "㛃家门口")
    assert names(panel)[0] == "㛃家门口"


def test_delete_removes_and_undo_brings_back_and_clearing_is_for_good(
    open_panel: Open, context: PageContext, activity: int, published: Published
) -> None:
    fill(context, activity, 2)
    panel = open_panel()
    panel.grid.setFocus()
    panel.grid.setCurrentRow(0)
    QTest.keyClick(panel.grid, Qt.Key.Key_Delete)
    assert names(panel) == ["第1组.jpg", "方案.docx"]
    assert panel.clear_link.text() == "彻底删除移除的 1 个"
    undo_batch(context.desk, published[-1].batch or 0)
    panel.show_activity(activity)
    assert panel.clear_link.isHidden()
    QTest.keyClick(panel.grid, Qt.Key.Key_A, CONTROL)
    panel.remove.click()
    assert names(panel) == []
    panel.clear_link.click()
    assert removed_attachments(context.desk, activity) == ()


def test_enter_opens_with_the_systems_program(
    open_panel: Open,
    context: PageContext,
    activity: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(context, activity, 1)
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    panel = open_panel()
    panel.grid.setFocus()
    QTest.keyClick(panel.grid, Qt.Key.Key_Return)
    first = list_attachments(context.desk, activity)[0]
    path = attachment_path(context.desk, first.id)
    assert opened == [str(path)]
    path.unlink()
    QTest.keyClick(panel.grid, Qt.Key.Key_Return)
    assert len(opened) == 1


def test_a_photo_whose_file_is_gone_shows_its_icon(
    open_panel: Open, context: PageContext, activity: int
) -> None:
    fill(context, activity, 1)
    for path in context.desk.folder.attachments.rglob("*.jpg"):
        path.unlink()
    panel = open_panel()
    assert names(panel) == ["第0组.jpg", "方案.docx"]
