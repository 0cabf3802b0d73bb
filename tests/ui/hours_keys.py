"""Filling in the page of hours as a person does: an occasion, a pasted list, the key that saves."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ledger_rows import list_hours
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers
from volunteer_desk.ui.hours.entry import EntryView
from volunteer_desk.ui.hours.page import HoursPage

Key = Qt.Key
SATURDAY = date(2026, 11, 21)


def paste(page: HoursPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.entry.paste.box.setFocus()
    QTest.keyClick(page.entry.paste.box, Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def occasion(page: HoursPage, project: str, time: str) -> None:
    """Project (input method text), the date by ↓ from Sunday to Saturday, the time."""
    bar = page.entry.bar
    bar.project.setFocus()
    bar.project.edit.insert(project)
    bar.project.named.emit()
    bar.day.set_day(SATURDAY)
    bar.day.changed.emit()
    bar.asked.emit()
    bar.time.setFocus()
    bar.time.edit.selectAll()
    QTest.keyClicks(bar.time.edit, time)


def press_save(page: HoursPage) -> None:
    focus = page.focusWidget() or page
    QTest.keyClick(focus, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def verdicts(entry: EntryView) -> list[str]:
    return [row.verdict.words for row in entry.sheet.rows]


def minutes(desk: Desk) -> int:
    return sum(row.minutes for row in list_hours(desk, limit=10_000))


def people(desk: Desk) -> list[int]:
    """王建国, 李秀英 and two called 张伟, all findable."""
    ids = []
    for name, phone in (
        ("王建国", "13800001111"),
        ("李秀英", "13800002222"),
        ("张伟", "13800003333"),
        ("张伟", "13800004444"),
    ):
        save_volunteer(desk, VolunteerDraft(name, phone=phone, registered_on=date(2026, 1, 1)))
        ids.append(search_volunteers(desk, phone)[0].id)
    return ids
