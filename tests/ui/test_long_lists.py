from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.ui.held_tasks import HeldTasks
from volunteer_desk.domain.volunteer_filters import VolunteerFilter
from volunteer_desk.services import volunteers
from volunteer_desk.services.volunteer_lists import BegunIds
from volunteer_desk.services.volunteers import volunteer_ids
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BEGINNING = 100  # two blocks of rows
DESCENDING = Qt.SortOrder.DescendingOrder


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> HeldTasks:
    monkeypatch.setattr(volunteers, "BEGUN", BEGINNING)
    return HeldTasks()


@pytest.fixture
def page(
    filled_context: PageContext, tasks: HeldTasks, show: Callable[[Page], None]
) -> VolunteersPage:
    made = VolunteersPage(replace(filled_context, tasks=tasks))
    show(made)
    return made


def by_name(page: VolunteersPage) -> None:
    roll = page.roll.table.roll
    roll.sort([column.key for column in roll.columns].index("name"), DESCENDING)


def test_the_first_rows_are_in_sight_before_the_rest_has_come(
    page: VolunteersPage, tasks: HeldTasks
) -> None:
    by_name(page)
    roll = page.roll.table.roll
    whole = volunteer_ids(page.context.desk, page.roll.query())
    assert roll.rowCount() == len(whole) > BEGINNING
    assert page.roll.count.text() == f"在册 {len(whole):,} 人"
    assert roll.row(0) is not None
    assert roll.row(BEGINNING) is None
    page.roll.table.choose_row(3)
    tasks.held[-1]()
    row = roll.row(BEGINNING)
    assert row is not None
    assert row.id == whole[BEGINNING]
    assert page.roll.table.current_row() == 3
    assert list(roll.ids) == list(whole)


def test_a_filtered_list_begins_as_soon(page: VolunteersPage, tasks: HeldTasks) -> None:
    page.roll.filters.show_where(VolunteerFilter(age_from=1), tell=True)
    roll = page.roll.table.roll
    whole = volunteer_ids(page.context.desk, page.roll.query())
    assert roll.rowCount() == len(whole) > BEGINNING
    assert roll.row(0) is not None
    assert roll.row(BEGINNING) is None
    tasks.held[-1]()
    assert list(roll.ids) == list(whole)


def test_all_selected_before_the_rest_has_come_are_all(page: VolunteersPage) -> None:
    by_name(page)
    page.roll.table.selectAll()
    assert list(page.roll.chosen_ids()) == list(volunteer_ids(page.context.desk, page.roll.query()))


def test_the_rest_of_a_list_left_meanwhile_is_dropped(
    page: VolunteersPage, tasks: HeldTasks
) -> None:
    by_name(page)
    rest = tasks.held[-1]
    page.roll.search.setText("王")
    shown = list(page.roll.table.roll.ids)
    rest()
    assert list(page.roll.table.roll.ids) == shown
    assert not isinstance(page.roll.table.roll.ids, BegunIds)
