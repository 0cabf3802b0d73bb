"""What a person does at the page 志愿者: typing, keys, and what stands on the card."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import save_volunteer, volunteer_ids
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.page import VolunteersPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def page_of(window: MainWindow) -> VolunteersPage:
    page = window.pages["volunteers"]
    assert isinstance(page, VolunteersPage)
    return page


def open_person(window: MainWindow, draft: VolunteerDraft) -> VolunteersPage:
    """Register somebody and open their page from the list."""
    page = page_of(window)
    save_volunteer(page.context.desk, draft)
    page.reload()
    page.roll.enter_list()
    QTest.keyClick(page.roll.table, Qt.Key.Key_Return)
    assert page.room.detail.isVisible()
    return page


def here(window: QWidget) -> QWidget:
    focus = window.window().focusWidget()
    assert focus is not None
    return focus


def write(widget: QWidget, text: str) -> None:
    if text.isascii():
        QTest.keyClicks(widget, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)


def lines(window: QWidget, *texts: str) -> None:
    for text in texts:
        write(here(window), text)
        QTest.keyClick(here(window), Qt.Key.Key_Return)


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(here(window), key, modifier)


def only_person(desk: Desk) -> int:
    (one,) = volunteer_ids(desk, VolunteerQuery(status=None))
    return one


def shown_facts(page: VolunteersPage) -> str:
    return "\n".join(label.text() for label in page.room.detail.card.findChildren(QLabel))
