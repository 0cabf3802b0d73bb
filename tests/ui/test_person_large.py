"""A person's page at large text: nothing that is revealed or asked is cut off."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.factories import a_draft
from tests.ui.person_keys import here, lines, page_of, press
from volunteer_desk.domain.records import RecordDraft, RecordKind
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.records import save_record
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.volunteers import save_volunteer
from volunteer_desk.ui.shell import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DOCUMENT = a_draft().id_number or ""


@pytest.fixture
def window(named_window: MainWindow, desk: Desk) -> MainWindow:
    person = save_volunteer(desk, a_draft()).row_id
    assert person is not None
    for kind in RecordKind:  # a count beside each tab makes their line long
        for day in range(1, 13):
            save_record(desk, [person], RecordDraft(kind, date(2026, 1, day), "一件事"))
    named_window.published(change_settings(desk, text_percent=150))
    named_window.resize(1366, 768)
    named_window.show_page("volunteers")
    page_of(named_window).roll.enter_list()
    QTest.keyClick(here(named_window), Qt.Key.Key_Return)
    return named_window


@pytest.fixture(autouse=True)
def usual_size_again(named_window: MainWindow, desk: Desk) -> Iterator[None]:
    yield
    named_window.published(change_settings(desk, text_percent=100))


def test_a_revealed_document_is_seen_to_its_last_digit(window: MainWindow) -> None:
    press(window, Qt.Key.Key_L)
    lines(window, "核对证件")
    QTest.qWait(20)
    (shown,) = (
        label
        for label in page_of(window).room.detail.card.findChildren(QLabel)
        if label.text() == DOCUMENT
    )
    assert shown.fontMetrics().horizontalAdvance(DOCUMENT) <= shown.contentsRect().width()


def test_every_tab_is_whole(window: MainWindow) -> None:
    tabs = page_of(window).room.tabs
    for button in tabs.buttons:
        assert button.width() >= button.sizeHint().width()
        assert tabs.rect().contains(QRect(button.mapTo(tabs, QPoint()), button.size()))


@pytest.mark.parametrize("key", [Qt.Key.Key_T, Qt.Key.Key_Delete])
def test_what_is_asked_has_room_for_its_answer(window: MainWindow, key: Qt.Key) -> None:
    press(window, key)
    QTest.qWait(20)
    detail = page_of(window).room.detail
    fields = (
        (detail.status_asking.day, "2026-11-22"),
        (detail.status_asking.reason, "长期未参加服务"),
        (detail.erase_asking.reason, "监护人要求删除"),
        (detail.erase_asking.number, "ZY2026000001"),
    )
    seen = [(field.edit, answer) for field, answer in fields if field.isVisible()]
    assert len(seen) == 2
    for edit, answer in seen:
        assert edit.fontMetrics().horizontalAdvance(answer) <= edit.contentsRect().width() - 6


def test_the_line_above_the_roll_has_room_for_all_of_it(window: MainWindow) -> None:
    page = page_of(window)
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    head = page.roll.line
    parts = (head.search, head.status, head.team, head.narrow, head.choose, head.bring)
    for left, right in pairwise(parts):
        assert left.geometry().right() < right.geometry().left()
    assert head.bring.geometry().right() <= head.width()
    assert head.bring.accessibleName() == "导入"
