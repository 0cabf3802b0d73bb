"""A page opened for the first time makes what is seen, and nothing that is asked for later."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from tests.registered import a_project
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.filters_panel import FiltersPanel
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.paper_view import PaperView
from volunteer_desk.ui.projects.lists import TEAMS
from volunteer_desk.ui.projects.page import ProjectsPage
from volunteer_desk.ui.projects.project_detail import ProjectDetail
from volunteer_desk.ui.projects.team_detail import TeamDetail
from volunteer_desk.ui.projects.unit_detail import UnitDetail

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[Page], None]


def made(page: Page, *kinds: type[QWidget]) -> list[str]:
    """Which kinds of widget the page holds."""
    return [kind.__name__ for kind in kinds if page.findChildren(kind)]


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
