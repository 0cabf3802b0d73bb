from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.entry_rows import rows_of
from tests.ui.person_keys import press
from volunteer_desk.domain.timeline import TimelineEntry, TimelineKind
from volunteer_desk.services.timeline import MOST
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.volunteers.page import VolunteersPage
from volunteer_desk.ui.volunteers.story import StoryTab

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PLAIN = Qt.KeyboardModifier.NoModifier


def test_every_figure_opens_the_rows_that_add_up_to_it(
    filled_context: PageContext, show: Callable[[Page], None]
) -> None:
    page = VolunteersPage(filled_context)
    show(page)
    page.roll.enter_list()
    QTest.keyClick(page.roll.table, Qt.Key.Key_Return)
    shown = page.room.detail.shown
    assert shown is not None
    strip, hours, figures = page.room.tabs.figures, page.room.tabs.hours, shown.figures
    for key, figure in (
        ("month", figures.month),
        ("year", figures.year),
        ("ever", figures.ever),
        ("star", figures.ever),
    ):
        page.room.tabs.buttons[0].click()
        strip.buttons[key].click()
        assert hours.isVisible()
        assert sum(row.minutes for row in rows_of(hours.model)) == figure.minutes > 0
    strip.buttons["last"].click()
    assert figures.last_served is not None
    assert {row.served_on for row in rows_of(hours.model)} == {figures.last_served.first}


def test_a_figure_beside_the_roll_opens_its_rows_too(
    filled_context: PageContext, show: Callable[[Page], None]
) -> None:
    page = VolunteersPage(filled_context)
    show(page)
    page.roll.enter_list()
    page.card.figures.buttons["year"].click()
    shown, hours = page.room.detail.shown, page.room.tabs.hours
    assert shown is not None
    assert hours.isVisible()
    assert sum(row.minutes for row in rows_of(hours.model)) == shown.figures.year.minutes > 0
    press(page, Qt.Key.Key_Escape, PLAIN)
    assert page.roll.isVisible()


def test_a_story_says_where_it_lists_no_more(qtbot: QtBot, dressed: QApplication) -> None:
    story = StoryTab()
    qtbot.addWidget(story)
    entry = TimelineEntry(date(2026, 1, 5), TimelineKind.REGISTERED, "登记为志愿者")
    story.show_story([entry] * MOST)
    assert "只列最近的 1,000 条" in story.count.text()
    story.show_story([entry])
    assert "只列" not in story.count.text()
