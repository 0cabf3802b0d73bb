from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import a_draft, valid_id
from volunteer_desk.domain.timeline import TimelineKind
from volunteer_desk.domain.volunteers import VolunteerQuery, VolunteerStatus
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.duplicates import sweep_duplicates
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card, volunteer_ids
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.duplicates_view import DuplicatesView
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
BIRTH = date(1985, 3, 5)


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk) -> MainWindow:
    change_settings(desk, unit="幸福里社区")
    save_volunteer(desk, a_draft(name="王建华", birth=BIRTH, area="幸福里3号楼"))
    twin = replace(a_draft(name="王建花", birth=BIRTH), id_type=None, id_number=None)
    save_volunteer(desk, replace(twin, remark="会书法"))
    save_volunteer(desk, a_draft(name="李四", birth=date(1970, 1, 1), phone="13700009999"))
    specs = [spec for spec in PAGES if spec.name in ("volunteers", "projects")]
    made = MainWindow(desk, ImmediateTasks(), specs)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_page("volunteers")
    return made


@pytest.fixture
def page(window: MainWindow) -> VolunteersPage:
    made = window.pages["volunteers"]
    assert isinstance(made, VolunteersPage)
    return made


@pytest.fixture
def view(window: MainWindow, page: VolunteersPage) -> DuplicatesView:
    press(window, Qt.Key.Key_D)
    assert page.stack.duplicates.view.isVisible()
    return page.stack.duplicates.view


def here(window: QWidget) -> QWidget:
    focus = window.window().focusWidget()
    assert focus is not None
    return focus


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(here(window), key, modifier)


def everyone(desk: Desk) -> list[int]:
    return list(volunteer_ids(desk, VolunteerQuery(status=None)))


def test_the_sweep_shows_the_pair_with_its_reasons(view: DuplicatesView) -> None:
    (pair,) = view.pairs.rows
    assert (pair.first.name, pair.second.name) == ("王建华", "王建花")
    assert {"电话相同", "出生日期相同", "姓名读音相同"} <= set(pair.reasons)
    assert "1 对" in view.note.text()
    told = {row.field.label: (row.field.kept, row.field.merged) for row in view.sides.rows}
    assert told["姓名"] == ("王建华", "王建花")
    assert told["证件号码"][1] == ""
    assert "*" in told["证件号码"][0]


def test_two_cards_are_merged_by_keys_with_the_chosen_values(
    window: MainWindow, page: VolunteersPage, view: DuplicatesView, desk: Desk
) -> None:
    first, second, _ = everyone(desk)
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    assert here(window) is view.side_table
    labels = [row.field.label for row in view.sides.rows]
    for _ in range(labels.index("姓名")):
        QTest.keyClick(here(window), Qt.Key.Key_Down)
    QTest.keyClick(here(window), Qt.Key.Key_Right)
    assert view.sides.rows[labels.index("姓名")].side == "merged"
    press(window, Qt.Key.Key_Return)
    kept = volunteer_card(desk, first)
    assert (kept.row.name, kept.draft.area, kept.draft.remark) == (
        "王建花",
        "幸福里3号楼",
        "会书法",
    )
    assert volunteer_card(desk, second).row.status is VolunteerStatus.LEFT
    assert view.pairs.rows == ()
    assert view.stack.currentWidget() is view.nothing
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert volunteer_card(desk, first).row.name == "王建华"
    assert volunteer_card(desk, second).row.status is VolunteerStatus.ACTIVE


def test_a_merge_is_taken_back_from_the_timeline(
    window: MainWindow, page: VolunteersPage, view: DuplicatesView, desk: Desk
) -> None:
    first, second, _ = everyone(desk)
    press(window, Qt.Key.Key_Return)
    assert volunteer_card(desk, second).row.status is VolunteerStatus.LEFT
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    page.room.open_person(first)
    story = page.room.tabs.story
    kinds = [row.kind for row in story.model.rows]
    story.table.choose_row(kinds.index(TimelineKind.MERGE))
    assert story.part.isVisible()
    press(window, Qt.Key.Key_U)
    assert volunteer_card(desk, second).row.status is VolunteerStatus.ACTIVE
    assert TimelineKind.MERGE not in [row.kind for row in story.model.rows]


def test_a_merge_undone_by_its_notice_brings_the_pair_back(
    window: MainWindow, view: DuplicatesView, desk: Desk
) -> None:
    assert len(view.pairs.rows) == 1
    QTest.keyClick(here(window), Qt.Key.Key_Return, CONTROL)
    assert not view.pairs.rows
    press(window, Qt.Key.Key_Z)
    assert len(everyone(desk)) == 3
    assert [(one.first.name, one.second.name) for one in view.pairs.rows] == [("王建华", "王建花")]
    assert view.stack.currentWidget() is not view.nothing


def test_the_other_card_may_be_kept(window: MainWindow, view: DuplicatesView, desk: Desk) -> None:
    first, second, _ = everyone(desk)
    press(window, Qt.Key.Key_W)
    assert view.chosen() == (second, first)
    press(window, Qt.Key.Key_Return)
    assert volunteer_card(desk, first).row.status is VolunteerStatus.LEFT


def test_not_the_same_person_is_remembered_and_undone(
    window: MainWindow, view: DuplicatesView, desk: Desk
) -> None:
    press(window, Qt.Key.Key_D)
    assert view.pairs.rows == ()
    assert sweep_duplicates(desk) == ()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert len(view.pairs.rows) == 1
    assert len(sweep_duplicates(desk)) == 1


def test_a_card_is_opened_from_the_pairs_and_esc_leads_back(
    window: MainWindow, page: VolunteersPage, view: DuplicatesView
) -> None:
    press(window, Qt.Key.Key_O)
    assert page.room.detail.isVisible()
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    assert view.isVisible()
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    assert page.roll.isVisible()


def test_typing_shows_who_is_there_already_and_keeps_what_was_typed(
    window: MainWindow, page: VolunteersPage, desk: Desk
) -> None:
    press(window, Qt.Key.Key_N)
    form = page.room.form
    assert form.look_alikes.isHidden()
    form.texts["name"].set_text("王建华")
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    QTest.keyClicks(here(window), valid_id(BIRTH, "2"))
    assert form.look_alikes.isVisible()
    likely = form.look_alikes.found[0]
    assert likely.hit.name == "王建华"
    assert "证件号相同" in likely.reasons
    press(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert page.room.detail.isVisible()
    assert page.room.volunteer_id == everyone(desk)[0]
    QTest.keyClick(here(window), Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.texts["id_number"].text() == valid_id(BIRTH, "2")


def test_nobody_twice_says_so(window: MainWindow, view: DuplicatesView, desk: Desk) -> None:
    press(window, Qt.Key.Key_Return)
    view.again.click()
    assert view.stack.currentWidget() is view.nothing
    assert view.merge.isHidden()
