"""The window stays open over night: what is typed the next morning is dated the next morning."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import a_draft
from tests.ui.night import Night, open_window
from tests.ui.person_keys import CONTROL, here, only_person, open_person, page_of, press, write
from volunteer_desk.domain.records import RecordKind
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card
from volunteer_desk.ui.projects.member_form import MemberForm
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ALT = Qt.KeyboardModifier.AltModifier
TOMORROW = date(2026, 11, 23)


@pytest.fixture
def night(now: datetime) -> Night:
    return Night(now)


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, night: Night) -> MainWindow:
    return open_window(qtbot, desk, night, ["volunteers"])


@pytest.fixture
def opened(window: MainWindow) -> VolunteersPage:
    return open_person(window, a_draft())


def test_a_form_open_over_night_takes_the_new_day(
    window: MainWindow, desk: Desk, night: Night
) -> None:
    page = page_of(window)
    press(window, Qt.Key.Key_N)
    write(here(window), "王建国")
    night.passes()
    page.room.form.days["consent_on"].set_text(TOMORROW.isoformat())
    press(window, Qt.Key.Key_Return)
    assert page.room.form.problem.text() == ""
    card = volunteer_card(desk, only_person(desk))
    assert (card.draft.consent_on, card.row.registered_on) == (TOMORROW, TOMORROW)


def test_whoever_comes_of_age_over_night_needs_no_guardian(
    window: MainWindow, night: Night
) -> None:
    page = page_of(window)
    press(window, Qt.Key.Key_N)
    form = page.room.form
    form.days["birth"].set_text("2008-11-23")
    form.days["birth"].changed.emit()
    assert form.guardian.isVisible()
    night.passes()
    form.days["birth"].changed.emit()
    assert not form.guardian.isVisible()


def test_a_status_is_dated_the_day_it_is_asked(
    opened: VolunteersPage, window: MainWindow, night: Night
) -> None:
    night.passes()
    press(window, Qt.Key.Key_T)
    assert opened.room.detail.status_asking.day.text() == TOMORROW.isoformat()


def test_records_and_teams_begin_on_the_day_they_are_asked(
    opened: VolunteersPage, window: MainWindow, night: Night
) -> None:
    tabs = opened.room.tabs
    night.passes()
    press(window, Qt.Key.Key_4, ALT)
    press(window, Qt.Key.Key_N)
    assert tabs.records[RecordKind.TRAINING].form.held_on.text() == TOMORROW.isoformat()
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_3, ALT)
    press(window, Qt.Key.Key_N)
    assert tabs.teams.form.from_on.text() == TOMORROW.isoformat()


def test_a_member_joins_on_the_day_it_is_asked(
    qtbot: QtBot, dressed: QApplication, night: Night
) -> None:
    form = MemberForm(lambda _text: (), lambda: night().date())
    qtbot.addWidget(form)
    night.passes()
    form.begin(1, "青年志愿服务队", None)
    assert form.from_on.text() == TOMORROW.isoformat()


@pytest.mark.parametrize("act", ["team", "status", "field"])
def test_acts_on_many_are_dated_the_day_they_are_asked(
    window: MainWindow, desk: Desk, night: Night, act: str
) -> None:
    for name in ("王建国", "李秀英"):
        save_volunteer(desk, VolunteerDraft(name))
    page = page_of(window)
    page.reload()
    page.roll.enter_list()
    QTest.keyClick(page.roll.table, Qt.Key.Key_A, CONTROL)
    bulk = page.roll.panels.bulk
    bulk.open_panel(act)
    bulk.fold()
    night.passes()
    bulk.open_panel(act)
    days = {"team": bulk.team_day, "status": bulk.status_day, "field": bulk.day}
    assert days[act].day() == TOMORROW
