"""The tab 签到 in the middle of a job, for the pictures."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from PySide6.QtTest import QTest

from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.projects import ActivityDraft
from volunteer_desk.domain.sign_sheets import SignSheet
from volunteer_desk.domain.volunteers import VolunteerQuery, VolunteerStatus
from volunteer_desk.services.activities import list_activities, save_activity
from volunteer_desk.services.attendance import hear_person
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected import set_expected
from volunteer_desk.services.kiosk_pin import has_pin, set_pin
from volunteer_desk.services.presence import presence_at
from volunteer_desk.services.projects import list_projects
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.sign_sheets import make_sheet
from volunteer_desk.services.volunteers import volunteer_ids, volunteer_rows
from volunteer_desk.ui.hours.page import SIGNING, HoursPage
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.signing.view import SigningView

PLACE = "幸福里小区南门"


def sheet_filled(window: MainWindow) -> None:
    """A 签到表 brought back: a few rows typed, one unread, one repeated, one marked."""
    view, sheet = _view(window), _sheet(window.desk)
    view.show_activity(sheet.occasion.id)
    view.sheet.open_sheet(sheet)
    view.stack.setCurrentWidget(view.sheet)
    view.sheet.grid.setFocus()
    rows = view.sheet.rows
    if rows is not None:
        for number, column, text in (
            (0, "came", "8:55"),
            (1, "length", "2小时"),
            (2, "came", "九"),
        ):
            rows.type_time(number, column, text)
        rows.mark(4)
        view.sheet.open_sheet(sheet)
        view.sheet.grid.choose_cell(2)


def sheet_printed(window: MainWindow) -> None:
    """The paper before it is printed."""
    view, sheet = _view(window), _sheet(window.desk)
    view.show_activity(sheet.occasion.id)
    view.home.preview.click()


def people_signed(window: MainWindow) -> None:
    """Whom the kiosk heard; some forgot to sign out."""
    view, sheet = _view(window), _sheet(window.desk)
    _scan(window.desk, sheet)
    view.show_activity(sheet.occasion.id)
    view.home.record.click()


def kiosk_open(window: MainWindow) -> None:
    """The kiosk's own window after a scan."""
    desk, view, sheet = window.desk, _view(window), _sheet(window.desk)
    _scan(desk, sheet)
    if not has_pin(desk):
        window.published(set_pin(desk, "2468", "2468"))
    change_settings(desk, kiosk_mask_names=False, kiosk_double_seconds=0)
    view.show_activity(sheet.occasion.id)
    view.home.kiosk.click()
    view.start.names.choose(False)
    view.start.double.set_value(0)
    view.start.save.click()
    if view.kiosk is not None:
        view.kiosk.showNormal()
        view.kiosk.resize(window.size())
        view.kiosk.hearing.choose(sheet.lines[0].volunteer_id or 0)
        QTest.qWait(500)


def _view(window: MainWindow) -> SigningView:
    window.show_page("hours")
    page = window.pages["hours"]
    assert isinstance(page, HoursPage)
    page.show_tab(SIGNING)
    view = page.view(SIGNING)
    assert isinstance(view, SigningView)
    return view


def _sheet(desk: Desk) -> SignSheet:
    """Today's sheet, the longest and rarest names first."""
    today = desk.today()
    held = [row.id for row in list_activities(desk, None, Span(today, today)) if row.place == PLACE]
    everyone = volunteer_rows(desk, list(volunteer_ids(desk, VolunteerQuery())))
    active = [row for row in everyone if row.status is VolunteerStatus.ACTIVE]
    active.sort(key=lambda row: (-len(row.name), row.id))
    rare = [row for row in active if any(ord(one) > 0xFFFF or one in "㛃䶮" for one in row.name)]
    people = list(dict.fromkeys(row.id for row in [*active[:2], *rare[:2], *active[-20:]]))
    if held:
        return make_sheet(desk, held[0], people, 5)
    project = list_projects(desk)[0].id
    made = save_activity(
        desk, ActivityDraft(project, today, time(9), time(11, 30), PLACE, "王建国")
    )
    assert made.row_id is not None
    set_expected(desk, made.row_id, people)
    return make_sheet(desk, made.row_id, people, 5)


def _standing(at: datetime) -> datetime:
    return at


def _scan(desk: Desk, sheet: SignSheet) -> None:
    """Ten came and six of them left, once."""
    if presence_at(desk, sheet.occasion.id)[0].came:
        return
    begun = datetime.combine(desk.today(), time(8, 50), desk.now().tzinfo)
    for step in range(16):
        at = begun + timedelta(minutes=step + (20 if step > 9 else 0))
        here = replace(desk, clock=partial(_standing, at))
        person = sheet.lines[step if step < 10 else step - 8].volunteer_id
        hear_person(here, sheet.occasion.id, person or 0, confirmed=True)


SCENES = {
    "sign-sheet": ("hours", sheet_filled),
    "sign-paper": ("hours", sheet_printed),
    "attendance": ("hours", people_signed),
    "kiosk": ("hours", kiosk_open),
}
"""Scene → the page it plays on, and what makes it."""
