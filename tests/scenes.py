"""Pages in the middle of a job, for the pictures: an import looked at, a list pasted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests import scenes_activities, scenes_one_activity, signing_scenes
from tests.scenes_months import month_closed, month_with_late_hours
from volunteer_desk.domain.projects import ProjectDraft
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.projects import project_id_by_name, save_project
from volunteer_desk.services.volunteers import volunteer_ids, volunteer_rows
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.hours.reading import read_people
from volunteer_desk.ui.page import Page
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.volunteers.page import VolunteersPage

SAMPLES = Path(__file__).parent / "fixtures" / "samples"

Prepare = Callable[[MainWindow], None]


def import_looked_at(window: MainWindow) -> None:
    """The dry run of a messy roster."""
    page = _page(window, "volunteers")
    assert isinstance(page, VolunteersPage)
    page.import_file(SAMPLES / "roster.xlsx")


def person_chosen(window: MainWindow) -> None:
    """Somebody with a long name, their card beside the roll."""
    page = _page(window, "volunteers")
    desk = window.desk
    everyone = list(volunteer_ids(desk, VolunteerQuery()))
    longest = max(volunteer_rows(desk, everyone), key=lambda row: len(row.name))
    page.open_subject(longest.id)


def filters_unfolded(window: MainWindow) -> None:
    """The roll with its filters open."""
    page = _page(window, "volunteers")
    assert isinstance(page, VolunteersPage)
    page.roll.line.narrow.click()


def roster_seen(window: MainWindow) -> None:
    """The 花名册 of everybody before it is printed."""
    page = _page(window, "volunteers")
    assert isinstance(page, VolunteersPage)
    page.roll.enter_list()
    page.roll.table.selectAll()
    page.listing.printing.print_chosen()


def card_seen(window: MainWindow) -> None:
    """One person's card for a card printer."""
    page = _page(window, "volunteers")
    assert isinstance(page, VolunteersPage)
    person_chosen(window)
    assert page.card.volunteer_id is not None
    page.room.open_person(page.card.volunteer_id)
    page.room.detail.paper.click()


def list_pasted(window: MainWindow) -> None:
    """A sign-up text pasted, with strangers and namesakes in it."""
    page = _page(window, "hours")
    assert isinstance(page, HoursPage)
    desk = window.desk
    first = volunteer_rows(desk, list(volunteer_ids(desk, VolunteerQuery()))[:14])
    lines = [f"{number}. {row.name}" for number, row in enumerate(first, 1)]
    lines[4] += " 3小时"
    bar = page.entry.bar
    bar.project.edit.insert("周末清洁家园")
    bar.project.named.emit()
    bar.day.set_day(date(2026, 11, 20))
    bar.day.changed.emit()
    bar.time.edit.setText("9:00-11:30")
    bar.time.changed.emit()
    QGuiApplication.clipboard().setText("\n".join(["#接龙", "周六清洁家园", *lines, "15. 路人甲"]))
    page.entry.paste.box.setFocus()
    QTest.keyClick(page.entry.paste.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def reason_asked(window: MainWindow) -> None:
    """Hours before the project begins: every row waits for a reason, which is being written."""
    page = _page(window, "hours")
    assert isinstance(page, HoursPage)
    desk, entry = window.desk, page.entry
    if project_id_by_name(desk, "冬日送暖") is None:
        save_project(desk, ProjectDraft("冬日送暖", from_on=date(2026, 12, 1)))
    entry.bar.project.edit.setText("冬日送暖")
    entry.bar.day.set_day(date(2026, 11, 20))
    entry.bar.asked.emit()
    entry.bar.time.edit.setText("2小时半")
    entry.bar.time.changed.emit()
    entry.sheet.add_people(read_people(desk, list(volunteer_ids(desk, VolunteerQuery()))[:9]))
    entry.reload()
    entry.grid.setFocus()
    entry.grid.choose_cell(1)
    QTest.keyClick(entry.grid, Qt.Key.Key_Return)
    entry.notes.field.edit.insert("负责人已核实")


def sheet_brought(window: MainWindow) -> None:
    """The dry run of an hour sheet, its columns shown."""
    page = _page(window, "hours")
    assert isinstance(page, HoursPage)
    page.import_file(SAMPLES / "hours_2026-10.xlsx")
    page.bringing.view.bar.toggle.click()


def row_chosen(window: MainWindow) -> None:
    """The first project with its activities."""
    page = _page(window, "projects")
    tables = page.findChildren(TableView)
    shown = [table for table in tables if table.isVisible()]
    if shown:
        shown[0].choose_row(0)


def _page(window: MainWindow, name: str) -> Page:
    window.show_page(name)
    return window.pages[name]


SCENES: dict[str, tuple[str, Prepare]] = {
    "import": ("volunteers", import_looked_at),
    "person": ("volunteers", person_chosen),
    "filters": ("volunteers", filters_unfolded),
    "roster": ("volunteers", roster_seen),
    "card": ("volunteers", card_seen),
    "pasted": ("hours", list_pasted),
    "reason": ("hours", reason_asked),
    "hour-sheet": ("hours", sheet_brought),
    "project": ("projects", row_chosen),
    "late": ("report", month_with_late_hours),
    "closed": ("report", month_closed),
    **signing_scenes.SCENES,
    **scenes_activities.SCENES,
    **scenes_one_activity.SCENES,
}
"""Scene → the page it plays on, and what makes it."""
