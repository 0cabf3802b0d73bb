"""Editing a card by its form: what was not touched stays, and nothing typed is lost unasked."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.factories import a_draft
from tests.ui.person_keys import here, only_person, open_person, page_of, press, write
from volunteer_desk.domain.custom_fields import CustomFieldDraft, CustomKind
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.custom_fields import define_field
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(named_window: MainWindow) -> MainWindow:
    named_window.show_page("volunteers")
    return named_window


@pytest.fixture
def opened(window: MainWindow) -> VolunteersPage:
    return open_person(window, a_draft(team="党员队"))


def test_a_form_keeps_what_was_changed_elsewhere_meanwhile(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    person = only_person(desk)
    press(window, Qt.Key.Key_E)
    save_volunteer(desk, VolunteerDraft("王芳", employer="二厂", phone="13900002222"), person)
    opened.room.form.texts["area"].set_text("幸福里3号楼")
    press(window, Qt.Key.Key_Return)
    card = volunteer_card(desk, person)
    assert (card.draft.area, card.draft.employer) == ("幸福里3号楼", "二厂")
    assert card.row.phone_masked == "139****2222"


def test_words_written_in_another_order_are_not_changed_by_looking(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    person, written = only_person(desk), "环境保护、社区服务"
    save_volunteer(desk, VolunteerDraft("王芳", service_categories=written), person)
    press(window, Qt.Key.Key_E)
    opened.room.form.texts["area"].set_text("幸福里3号楼")
    press(window, Qt.Key.Key_Return)
    assert volunteer_card(desk, person).draft.service_categories == written


def test_a_consent_that_is_withdrawn_is_emptied_in_the_form(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    person = only_person(desk)
    save_volunteer(desk, VolunteerDraft("王芳", consent_on=date(2026, 1, 5)), person)
    press(window, Qt.Key.Key_E)
    opened.room.form.days["consent_on"].set_text("")
    press(window, Qt.Key.Key_Return)
    assert volunteer_card(desk, person).draft.consent_on is None
    press(window, Qt.Key.Key_E)
    opened.room.form.days["registered_on"].set_text("")
    press(window, Qt.Key.Key_Return)
    assert "注册日期" in opened.room.form.problem.text()


def test_a_field_that_is_refused_comes_into_sight(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    define_field(desk, CustomFieldDraft("年龄段", CustomKind.NUMBER))
    window.resize(1182, 600)
    page = page_of(window)
    press(window, Qt.Key.Key_N)
    form = page.room.form
    write(here(window), "王建国")
    (box,) = form.custom.boxes.values()
    assert isinstance(box, Field)
    box.set_text("三十")
    press(window, Qt.Key.Key_Return)
    assert box.edit.hasFocus()
    seen = form.area.viewport()
    qtbot.waitUntil(lambda: seen.rect().contains(box.mapTo(seen, box.rect().center())))


def test_esc_asks_once_before_what_was_typed_is_lost(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    form = opened.room.form
    press(window, Qt.Key.Key_E)
    press(window, Qt.Key.Key_Escape, PLAIN)
    assert opened.room.detail.isVisible()  # nothing was typed
    press(window, Qt.Key.Key_E)
    form.texts["area"].edit.setFocus()
    write(here(window), "幸福里3号楼")
    press(window, Qt.Key.Key_Escape, PLAIN)
    assert form.isVisible()
    assert "没有保存" in form.problem.text()
    write(here(window), "二单元")
    press(window, Qt.Key.Key_Escape, PLAIN)
    assert form.isVisible()  # more was typed since
    press(window, Qt.Key.Key_Escape, PLAIN)
    assert opened.room.detail.isVisible()
    assert volunteer_card(desk, only_person(desk)).draft.area is None
    press(window, Qt.Key.Key_E)
    write(here(window), "王")
    form.leave.click()  # 取消 says what it does
    assert opened.room.detail.isVisible()
