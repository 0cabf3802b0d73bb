from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.factories import a_draft, valid_id
from tests.ui.person_keys import (
    CONTROL,
    here,
    lines,
    only_person,
    open_person,
    page_of,
    press,
    shown_facts,
    write,
)
from volunteer_desk.domain.custom_fields import CustomFieldDraft, CustomKind
from volunteer_desk.domain.records import RecordKind
from volunteer_desk.domain.volunteers import VolunteerQuery, VolunteerStatus
from volunteer_desk.services.custom_fields import custom_values, define_field
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.memberships import list_memberships
from volunteer_desk.services.records import list_records
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card, volunteer_ids
from volunteer_desk.store.volunteers import read_drafts
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PLAIN, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
PHONE, DOCUMENT = "13800001111", valid_id(date(1985, 3, 5), "2")


@pytest.fixture
def window(named_window: MainWindow) -> MainWindow:
    named_window.show_page("volunteers")
    return named_window


@pytest.fixture
def opened(window: MainWindow) -> VolunteersPage:
    return open_person(window, a_draft(team="党员队"))


def test_a_full_card_is_added_by_keyboard_alone(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    define_field(desk, CustomFieldDraft("楼栋"))
    define_field(desk, CustomFieldDraft("班组", CustomKind.CHOICE, ("甲", "乙")))
    page = page_of(window)
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(page.room.form.isVisible)
    lines(window, "阿依古丽·买买提", DOCUMENT)
    assert page.room.form.days["birth"].text() == "1985-03-05"
    lines(window, "", "", PHONE, "巾帼队", "", "", "2026-01-05")
    lines(window, "2026-01-05", "纸质签字", "本人")  # consent
    lines(window, "幸福里3号楼", "买买提", "13900002222")
    lines(window, "", "", "", "幸福里小学")
    lines(window, "医疗护理", "")
    grid = here(window)
    assert grid is page.room.form.categories
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    grid = here(window)
    assert grid is page.room.form.availability
    for _ in range(5):
        QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    lines(window, "12号楼")
    QTest.keyClick(here(window), Qt.Key.Key_Down)
    lines(window, "")
    write(here(window), "会维吾尔语")
    QTest.keyClick(here(window), Qt.Key.Key_Tab)
    assert here(window) is page.room.form.save
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    qtbot.waitUntil(page.card.isVisible)
    person = only_person(desk)
    with desk.database.reading() as connection:
        draft = read_drafts(connection, [person])[person]
    assert (draft.name, draft.phone, draft.id_number) == ("阿依古丽·买买提", PHONE, DOCUMENT)
    assert (draft.consent_way, draft.consent_by) == ("纸质签字", "本人")
    assert (draft.area, draft.emergency_name) == ("幸福里3号楼", "买买提")
    assert (draft.employer, draft.skills, draft.remark) == ("幸福里小学", "医疗护理", "会维吾尔语")
    assert draft.service_categories == "扶贫减贫"
    assert draft.availability == "16"  # Saturday morning
    assert list(custom_values(desk, [person])[person].values()) == ["12号楼", "甲"]
    assert volunteer_card(desk, person).consent_lacks == ()


def test_what_is_missing_is_said_in_words(opened: VolunteersPage) -> None:
    detail = opened.room.detail
    assert detail.lack_pill.accessibleName() == "缺本人同意"
    assert "居住区域" in detail.lacks.text()
    assert "1985-03-05　41 岁" in shown_facts(opened)


def test_esc_leads_back_to_the_row(opened: VolunteersPage) -> None:
    QTest.keyClick(here(opened), Qt.Key.Key_Escape)
    assert opened.roll.isVisible()
    assert here(opened) is opened.roll.table
    assert opened.roll.table.current_row() == 0


def test_a_registration_taken_back_on_its_page_leads_to_the_roll(
    window: MainWindow, desk: Desk
) -> None:
    page = page_of(window)
    press(window, Qt.Key.Key_N)
    write(here(window), "王建国")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_O)
    assert page.room.detail.isVisible()
    press(window, Qt.Key.Key_Z)
    assert page.roll.isVisible()
    assert not volunteer_ids(desk, VolunteerQuery(status=None))
    assert [told for told in window.notices.messages() if "找不到" in told] == []


def test_the_keys_stay_on_the_page_of_the_person(
    opened: VolunteersPage, window: MainWindow
) -> None:
    detail, tabs = opened.room.detail, opened.room.tabs
    press(window, Qt.Key.Key_E)
    press(window, Qt.Key.Key_Escape, PLAIN)
    assert tabs.story.table.hasFocus()
    for number in range(1, 9):  # with nothing in the list as well
        press(window, Qt.Key(Qt.Key.Key_0 + number), ALT)
        assert tabs.isAncestorOf(here(window))
        press(window, Qt.Key.Key_T)
        press(window, Qt.Key.Key_Escape, PLAIN)
        assert tabs.isAncestorOf(here(window))
    press(window, Qt.Key.Key_L)
    lines(window, "核对证件")
    assert detail.isAncestorOf(here(window))
    press(window, Qt.Key.Key_2, ALT)
    assert "没有服务时长" in [label.text() for label in tabs.hours.findChildren(QLabel)]


def test_only_a_complaint_has_a_state(opened: VolunteersPage) -> None:
    heads = {
        kind: [column.label for column in tab.model.columns]
        for kind, tab in opened.room.tabs.records.items()
    }
    assert [kind for kind, labels in heads.items() if "状态" in labels] == [RecordKind.COMPLAINT]


def test_a_status_is_changed_in_place_and_undone(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    press(window, Qt.Key.Key_T)
    asking = opened.room.detail.status_asking
    assert asking.isVisible()
    QTest.keyClick(here(window), Qt.Key.Key_Down)
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    assert "还没有写暂停的原因" in asking.problem.text()
    lines(window, "身体原因")
    card = volunteer_card(desk, only_person(desk))
    assert card.row.status is VolunteerStatus.PAUSED
    assert "身体原因" in opened.room.detail.since.text()
    assert not asking.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert volunteer_card(desk, only_person(desk)).row.status is VolunteerStatus.ACTIVE


def test_a_training_is_added_changed_and_undone_by_keys(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    press(window, Qt.Key.Key_4, ALT)
    press(window, Qt.Key.Key_N)
    tab = opened.room.tabs.records[RecordKind.TRAINING]
    assert tab.form_open()
    lines(window, "", "区红十字会", "应急救护", "2小时", "心肺复苏")
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    person = only_person(desk)
    (row,) = list_records(desk, person)
    assert (row.draft.title, row.draft.minutes) == ("应急救护", 120)
    assert not tab.form_open()
    assert opened.room.tabs.buttons[3].text() == "培训 1"
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    assert tab.form.record_id == row.id
    assert tab.form.hours.text() == "120分钟"
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    assert not tab.form_open()
    assert opened.room.detail.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert list_records(desk, person) == ()
    assert tab.model.rows == ()


def test_a_record_that_cannot_stand_is_refused_in_its_form(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    press(window, Qt.Key.Key_7, ALT)
    press(window, Qt.Key.Key_N)
    tab = opened.room.tabs.records[RecordKind.COMPLAINT]
    lines(window, "", "本人", "10月3日少记1小时")
    press(window, Qt.Key.Key_Return)
    assert list_records(desk, only_person(desk))[0].open
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    tab.form.outcome.set_text("已更正")
    tab.form.save.click()
    assert "办结日期" in tab.form.problem.text()
    assert tab.form.save.isEnabled()


def test_a_role_and_the_end_of_a_membership(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    press(window, Qt.Key.Key_3, ALT)
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    lines(window, "队长")
    person = only_person(desk)
    opened.room.tabs.teams.form.from_on.edit.selectAll()
    lines(window, "2020-3-5", "2026-11-22")
    press(window, Qt.Key.Key_Return)
    (row,) = list_memberships(desk, person)
    assert (row.role, row.from_on, row.to_on) == (
        "队长",
        date(2020, 3, 5),
        date(2026, 11, 22),
    )


def test_hidden_values_of_a_child_left_alone_are_not_changed(
    window: MainWindow, desk: Desk
) -> None:
    birth = date(2014, 5, 6)
    save_volunteer(
        desk,
        a_draft(
            name="㛃𠮷",
            birth=birth,
            id_number=valid_id(birth, "2"),
            guardian_name="㛃建国",
            guardian_phone="13600001111",
        ),
    )
    page = page_of(window)
    page.reload()
    person = only_person(desk)
    with desk.database.reading() as connection:
        before = read_drafts(connection, [person])[person]
    page.room.open_person(person)
    assert "2014" not in shown_facts(page)
    assert page.room.detail.lack_pill.accessibleName() == "缺监护人同意"
    assert "同意" not in page.room.detail.lacks.text()
    page.room.detail.edit.click()
    assert page.room.form.guardian.isVisible()
    page.room.form.days["guardian_consent_on"].set_text("2026-11-01")
    page.room.form.save.click()
    with desk.database.reading() as connection:
        after = read_drafts(connection, [person])[person]
    assert after.guardian_consent_on == date(2026, 11, 1)
    assert (after.birth, after.phone, after.guardian_name) == (
        before.birth,
        before.phone,
        before.guardian_name,
    )
    assert page.room.detail.lack_pill.isHidden()


def test_a_refused_own_field_keeps_the_card_unsaved(
    window: MainWindow, desk: Desk, opened: VolunteersPage
) -> None:
    define_field(desk, CustomFieldDraft("年度体检", CustomKind.DATE))
    opened.room.detail.edit.click()
    (box,) = opened.room.form.custom.boxes.values()
    box.inner.setFocus()
    write(box.inner, "后天")
    opened.room.form.boxes.remark.set_text("改过")
    opened.room.form.save.click()
    assert "不是日期" in opened.room.form.problem.text()
    assert volunteer_card(desk, only_person(desk)).draft.remark is None
