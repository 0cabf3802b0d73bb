"""One whole day in the real window, with its worker thread, by keys and clicks alone."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ledger_rows import list_hours
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.certificates import list_certificates
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.ui.certificates.page import CertificatesPage
from volunteer_desk.ui.first_start import FirstStart
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.settings.page import SettingsPage
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.page import VolunteersPage
from volunteer_desk.ui.worker_tasks import WorkerTasks

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PATIENCE = 15_000


@pytest.fixture
def morning(qtbot: QtBot, dressed: QApplication, desk: Desk) -> Iterator[MainWindow]:
    tasks = WorkerTasks()
    window = MainWindow(desk, tasks)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    yield window
    window.close()
    tasks.close()


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def write(widget: QWidget, text: str) -> None:
    """Type as an input method does: Chinese is committed, not keyed."""
    widget.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_a_whole_day(qtbot: QtBot, morning: MainWindow, desk: Desk, samples: Path) -> None:
    window = morning

    def shown(page: str) -> None:
        qtbot.waitUntil(lambda: window.current_page() == page, timeout=PATIENCE)

    # First start: the unit's name.
    first = window.stack.currentWidget()
    assert isinstance(first, FirstStart)
    write(first.unit.edit, "幸福里社区居委会")
    QTest.keyClick(first.unit.edit, Key.Key_Return)
    shown("overview")

    # Roster in: the dry run first, then the good rows.
    press(window, Key.Key_2)
    shown("volunteers")
    people = window.pages["volunteers"]
    assert isinstance(people, VolunteersPage)
    truth = json.loads((samples / "roster.xlsx.truth.json").read_text("utf-8"))
    people.import_file(samples / "roster.xlsx")
    view = people.bringing.view
    qtbot.waitUntil(lambda: people.stack.currentWidget() is view, timeout=PATIENCE)
    assert str(truth["new"]) in view.good.text()
    press(window, Key.Key_Return)
    qtbot.waitUntil(people.roll.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(lambda: people.roll.count.text() == f"在册 {truth['new']} 人", timeout=PATIENCE)

    # Hours logged: a sign-up text pasted into the grid.
    press(window, Key.Key_4)
    shown("hours")
    hours = window.pages["hours"]
    assert isinstance(hours, HoursPage)
    write(hours.entry.bar.project.edit, "周末清洁家园")
    hours.entry.bar.day.set_day(date(2026, 11, 21))
    hours.entry.bar.day.changed.emit()
    write(hours.entry.bar.time.edit, "9:00-11:30")
    QGuiApplication.clipboard().setText((samples / "jielong.txt").read_text("utf-8"))
    hours.entry.paste.box.setFocus()
    QTest.keyClick(hours.entry.paste.box, Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: len(hours.entry.sheet.settled()) >= 22, timeout=PATIENCE)
    settled = len(hours.entry.sheet.settled())
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: len(list_hours(desk)) == settled, timeout=PATIENCE)

    # Certificates out: everyone over two hours, numbered, previewed, saved.
    press(window, Key.Key_5)
    shown("certificates")
    papers = window.pages["certificates"]
    assert isinstance(papers, CertificatesPage)
    spin = papers.issuing.fields.hours.spin
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "2")
    qtbot.waitUntil(lambda: papers.issuing.list.model.rowCount() > 0, timeout=PATIENCE)
    qtbot.waitUntil(papers.issuing.issue.isEnabled, timeout=PATIENCE)
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: len(list_certificates(desk)) > 0, timeout=PATIENCE)
    issued = list_certificates(desk)
    assert sorted(one.number[-5:-1] for one in issued) == [
        f"{number:04d}" for number in range(1, len(issued) + 1)
    ]
    qtbot.waitUntil(lambda: papers.card.preview.pages() == len(issued), timeout=PATIENCE)

    # Monthly sheet out: the page, the PDF and the ledger say the same.
    press(window, Key.Key_6)
    shown("report")
    report = window.pages["report"]
    assert isinstance(report, ReportPage)
    qtbot.waitUntil(lambda: report.paper.drawn is not None, timeout=PATIENCE)
    assert report.paper.drawn is not None
    assert report.paper.drawn.sheet == build_sheet(desk, Month(2026, 11))
    assert report.paper.drawn.sheet.figures.attendances == settled
    press(window, Key.Key_S)
    saved = desk.folder.papers / "月报" / "志愿服务汇总表_2026-11.pdf"
    qtbot.waitUntil(saved.exists, timeout=PATIENCE)

    # Anyone is found from anywhere.
    press(window, Key.Key_K)
    qtbot.waitUntil(window.finder.isVisible, timeout=PATIENCE)
    press(window, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)

    # A copy is made before going home; then nothing urgent waits.
    press(window, Key.Key_7)
    shown("settings")
    settings = window.pages["settings"]
    assert isinstance(settings, SettingsPage)
    qtbot.waitUntil(lambda: settings.keeping.part.isVisible(), timeout=PATIENCE)
    press(window, Key.Key_B)
    qtbot.waitUntil(lambda: bool(list(desk.folder.backups.glob("*.sqlite3"))), timeout=PATIENCE)

    # The last act can be taken back where it stands in 最近操作, hours and all.
    press(window, Key.Key_1)
    shown("overview")
    qtbot.waitUntil(lambda: not window.tasks.busy(), timeout=PATIENCE)
