"""A page opened for the first time makes what is seen, and nothing that is asked for later."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.registered import a_project
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.columns_menu import ColumnsMenu
from volunteer_desk.ui.filters_panel import FiltersPanel
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.paper_view import PaperView
from volunteer_desk.ui.projects.lists import TEAMS
from volunteer_desk.ui.projects.page import ProjectsPage
from volunteer_desk.ui.projects.project_detail import ProjectDetail
from volunteer_desk.ui.projects.team_detail import TeamDetail
from volunteer_desk.ui.projects.unit_detail import UnitDetail
from volunteer_desk.ui.settings.holidays import Holidays
from volunteer_desk.ui.settings.own_fields import OwnFields
from volunteer_desk.ui.settings.page import SettingsPage
from volunteer_desk.ui.settings.safekeeping import SafekeepingCard
from volunteer_desk.ui.settings.word_lists import WordLists
from volunteer_desk.ui.volunteers.bulk import BulkBar
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[Page], None]


def made(page: Page, *kinds: type[QWidget]) -> list[str]:
    """Which kinds of widget the page holds."""
    return [kind.__name__ for kind in kinds if page.findChildren(kind)]


def walked(start: QWidget, *places: QWidget) -> list[QWidget]:
    """The places Tab comes through from a start, each as often as it is entered."""
    start.setFocus()
    found: list[QWidget] = []
    for _ in range(80):
        here = QApplication.focusWidget()
        assert here is not None
        inside = [place for place in places if here is place or place.isAncestorOf(here)]
        if inside and found[-1:] != inside:
            found += inside
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return found


def test_the_cards_and_forms_of_projects_come_when_they_are_asked_for(
    context: PageContext, show: Show, desk: Desk
) -> None:
    a_project(desk)
    page = ProjectsPage(context)
    show(page)
    later = (FiltersPanel, InlineForm, PaperView, ProjectDetail, TeamDetail, UnitDetail)
    assert made(page, *later) == []
    page.lists.enter_list()
    assert made(page, *later) == ["ProjectDetail"]
    page.lists.narrow.click()
    page.lists.new.click()
    assert made(page, *later) == ["FiltersPanel", "InlineForm", "ProjectDetail"]
    assert len(page.findChildren(InlineForm)) == 1
    page.lists.show_tab(TEAMS)
    assert page.findChildren(TeamDetail) == []


def test_the_panels_of_the_roll_come_when_they_are_unfolded(
    filled_context: PageContext, show: Show
) -> None:
    page = VolunteersPage(filled_context)
    show(page)
    later = (FiltersPanel, ColumnsMenu, BulkBar, InlineForm, PaperView)
    assert made(page, *later) == []
    page.roll.line.narrow.click()
    assert made(page, *later) == ["FiltersPanel"]
    page.roll.line.choose.click()
    page.roll.table.selectAll()
    assert made(page, *later) == ["FiltersPanel", "ColumnsMenu", "BulkBar"]


def test_tab_goes_through_panels_that_came_late_as_they_stand(
    filled_context: PageContext, show: Show, qtbot: QtBot
) -> None:
    page = VolunteersPage(filled_context)
    show(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    roll = page.roll
    roll.table.selectAll()
    roll.line.narrow.click()
    places = (roll.line, roll.filters, roll.table, roll.bulk, page.card)
    assert walked(roll.search, *places)[:5] == list(places)


def test_the_lower_cards_of_the_settings_come_behind_the_page(
    context: PageContext, qtbot: QtBot
) -> None:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    later = (SafekeepingCard, WordLists, Holidays, OwnFields)
    page.reload()
    page.show()
    assert made(page, *later) == []
    qtbot.waitUntil(lambda: len(made(page, *later)) == len(later))
    assert page.word_lists.part.model.rows
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    places = (page.theme, page.word_lists, page.holidays, page.rules, page.keeping, page.own_fields)
    assert walked(page.theme, *places)[: len(places)] == list(places)
