"""A roster brought to the page 志愿者: tried, written, undone, refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from volunteer_desk.domain.imports import RowState
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import volunteer_ids, volunteer_rows
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[Page], None]


@pytest.fixture
def page(context: PageContext, show: Show) -> VolunteersPage:
    made = VolunteersPage(context)
    show(made)
    return made


@pytest.fixture
def named_window(named_window: MainWindow) -> MainWindow:
    named_window.show_page("volunteers")
    return named_window


def volunteers_page(window: MainWindow) -> VolunteersPage:
    page = window.pages["volunteers"]
    assert isinstance(page, VolunteersPage)
    return page


def everyone(desk: Desk) -> list[str]:
    ids = volunteer_ids(desk, VolunteerQuery(status=None))
    return [row.name for row in volunteer_rows(desk, list(ids))]


def test_a_roster_is_tried_written_and_undone(
    qtbot: QtBot, named_window: MainWindow, desk: Desk, samples: Path
) -> None:
    truth = json.loads((samples / "roster.xlsx.truth.json").read_text("utf-8"))
    page = volunteers_page(named_window)
    page.import_file(samples / "roster.xlsx")
    view = page.bringing.view
    assert page.stack.currentWidget() is view
    assert view.chips[None].text() == f"全部 {truth['rows']}"
    assert view.chips[RowState.NEW].text() == f"新增 {truth['new']}"
    wrong = sorted({problem["row"] for problem in truth["problems"]})
    assert [row.row for row in view.rows.rows] == wrong
    assert not view.every.isEnabled()
    assert "改好" in view.every.toolTip()
    assert everyone(desk) == []
    QTest.keyClick(view.table, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(page.roll.isVisible)
    assert len(everyone(desk)) == truth["new"]
    assert page.roll.count.text() == f"在册 {truth['new']} 人"
    notice = named_window.notices.messages()[-1]
    assert notice == f"已导入：新增 {truth['new']} 人；{len(wrong)} 行有问题，没有导入。"

    page.import_file(samples / "roster.xlsx")
    assert "没有要写入的" in view.verdict.text()
    assert not view.good.isVisible()
    QTest.keyClick(view.table, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is not view

    undo = named_window.centralWidget().findChild(QPushButton, "undo")
    assert isinstance(undo, QPushButton)
    undo.click()
    assert everyone(desk) == []
    assert page.roll.stack.currentWidget() is page.roll.stack.nobody


def test_chips_show_one_kind_of_row(page: VolunteersPage, samples: Path) -> None:
    page.import_file(samples / "roster.xlsx")
    view = page.bringing.view
    view.chips[RowState.NEW].click()
    assert {row.state for row in view.rows.rows} == {RowState.NEW}
    view.chips[None].click()
    assert len(view.rows.rows) == 220


@pytest.mark.parametrize("content", [b"", b"\x50\x4b\x03\x04 not a workbook"])
def test_a_broken_file_is_refused_and_nothing_changes(
    page: VolunteersPage, context: PageContext, tmp_path: Path, content: bytes
) -> None:
    broken = tmp_path / "名册.xlsx"
    broken.write_bytes(content)
    page.import_file(broken)
    (said,) = context.notices.messages()
    assert any("\u4e00" <= mark <= "\u9fff" for mark in said)
    assert page.stack.currentWidget() is not page.bringing.view
    assert everyone(context.desk) == []


def test_a_file_may_be_dropped_on_the_page(page: VolunteersPage, samples: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(samples / "roster_gbk.csv"))])
    page.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert page.stack.currentWidget() is page.bringing.view
