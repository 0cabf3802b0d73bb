from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from python_calamine import load_workbook

from tests.ui.person_keys import write
from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.custom_fields import CustomFieldDraft
from volunteer_desk.domain.volunteers import VolunteerQuery, VolunteerStatus
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.custom_fields import custom_fields, custom_values, define_field
from volunteer_desk.services.list_views import PEOPLE, read_view, saved_filters
from volunteer_desk.services.teams import list_teams
from volunteer_desk.services.volunteers import volunteer_card, volunteer_ids, volunteer_rows
from volunteer_desk.store.name_terms import name_terms
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.volunteers import listing
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Show = Callable[[Page], None]


@pytest.fixture
def page(filled_context: PageContext, show: Show, qtbot: QtBot) -> VolunteersPage:
    made = VolunteersPage(filled_context)
    show(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.roll.enter_list()
    return made


def count(page: VolunteersPage) -> int:
    return page.roll.table.roll.rowCount()


def keys(page: VolunteersPage) -> list[str]:
    return [column.key for column in page.roll.table.roll.columns]


def everyone(page: VolunteersPage) -> None:
    QTest.keyClick(page.roll.table, Qt.Key.Key_A, CONTROL)


def test_ctrl_a_selects_the_whole_result_and_says_how_many(page: VolunteersPage) -> None:
    everyone(page)
    assert page.roll.bulk.isVisible()
    assert page.roll.bulk.said.text() == f"已选 {count(page)} 人"
    assert len(page.roll.chosen_ids()) == count(page)
    QTest.keyClick(page.roll.table, Qt.Key.Key_Escape)
    assert not page.roll.bulk.isVisible()
    assert page.roll.table.chosen_count() == 1


def test_shift_and_the_arrows_select_some_in_order(page: VolunteersPage) -> None:
    page.roll.table.choose_row(3)
    for _ in range(2):
        QTest.keyClick(page.roll.table, Qt.Key.Key_Down, SHIFT)
    assert page.roll.table.chosen_ranges() == [(3, 5)]
    assert list(page.roll.chosen_ids()) == [page.roll.table.roll.row_id(n) for n in (3, 4, 5)]


def test_a_status_is_changed_for_many_and_undone_as_one(
    page: VolunteersPage, filled_context: PageContext, published: list[Changed]
) -> None:
    desk, before = filled_context.desk, count(page)
    page.roll.table.choose_row(0)
    QTest.keyClick(page.roll.table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(page, Qt.Key.Key_S, ALT)
    bar = page.roll.bulk
    assert bar.stack.isVisible()
    bar.status.choose(VolunteerStatus.PAUSED.value)
    bar.reason.set_text("本人申请")
    QTest.keyClick(bar.reason.edit, Qt.Key.Key_Return, CONTROL)
    (changed,) = published
    assert len(volunteer_ids(desk, VolunteerQuery())) == before - 2
    assert changed.batch is not None
    undo_batch(desk, changed.batch)
    assert len(volunteer_ids(desk, VolunteerQuery())) == before


def test_a_refused_change_keeps_the_panel(page: VolunteersPage, published: list[Changed]) -> None:
    everyone(page)
    page.roll.bulk.open_panel("status")
    page.roll.bulk.status.choose(VolunteerStatus.LEFT.value)
    page.roll.bulk.sure["status"].click()
    assert published == []
    assert page.roll.bulk.stack.isVisible()


def test_team_and_field_are_changed_for_many(
    page: VolunteersPage, filled_context: PageContext
) -> None:
    desk, bar = filled_context.desk, page.roll.bulk
    define_field(desk, CustomFieldDraft("班次"))
    page.listing.refresh()
    page.roll.table.choose_row(0)
    QTest.keyClick(page.roll.table, Qt.Key.Key_Down, SHIFT)
    ids = list(page.roll.chosen_ids())
    QTest.keyClick(page, Qt.Key.Key_T, ALT)
    bar.act.choose("move")
    bar.sure["team"].click()
    assert "选一支队伍" in bar.team.toolTip()
    (*_, last) = list_teams(desk)
    name = last.name
    bar.team.setFocus()
    QTest.keyClicks(bar.team.edit, name_terms(name)[0].split()[0])  # its pinyin
    assert bar.team.offers.currentCompletion() == name
    QTest.keyClick(bar.team.offers.popup(), Qt.Key.Key_Return)
    bar.sure["team"].click()
    assert {row.team for row in volunteer_rows(desk, ids)} == {name}
    (own,) = custom_fields(desk)
    bar.open_panel("field")
    bar.field.choose(own.id)
    bar.field.changed.emit()
    assert bar.typed.isVisible()
    bar.typed.set_text("早班")
    bar.sure["field"].click()
    assert custom_values(desk, ids) == {one: {own.id: "早班"} for one in ids}
    bar.open_panel("field")
    bar.field.choose("political_status")
    bar.field.changed.emit()
    assert bar.choice.isVisible()
    before = [row.political_status for row in volunteer_rows(desk, ids)]
    bar.sure["field"].click()  # nothing chosen is not "empty it"
    assert "清空" in bar.choice.toolTip()
    assert [row.political_status for row in volunteer_rows(desk, ids)] == before
    bar.choice.choose("01")
    bar.sure["field"].click()
    assert {row.political_status for row in volunteer_rows(desk, ids)} == {"中共党员"}
    bar.open_panel("field")
    bar.field.choose("service_categories")
    bar.field.changed.emit()
    bar.listed.setFocus()
    write(bar.listed.edit, "社区")
    QTest.keyClick(bar.listed.offers.popup(), Qt.Key.Key_Down)
    QTest.keyClick(bar.listed.offers.popup(), Qt.Key.Key_Return)
    bar.sure["field"].click()
    drafts = [volunteer_card(desk, one).draft for one in ids]
    assert {one.service_categories for one in drafts} == {"社区服务"}


def test_what_is_selected_is_copied_with_its_headings(page: VolunteersPage) -> None:
    page.roll.table.choose_row(0)
    QTest.keyClick(page.roll.table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(page.roll.table, Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert lines[0].split("\t") == [one.label for one in page.roll.table.roll.columns]
    assert len(lines) == 3
    assert "<table>" in data.html()


def test_export_writes_what_is_shown_and_asks_a_reason(
    page: VolunteersPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "名单.xlsx"
    monkeypatch.setattr(listing, "choose_place", lambda _roll, _today: out)
    everyone(page)
    bar = page.roll.bulk
    bar.open_panel("export")
    bar.masked.choose(False)
    bar.masked.changed.emit()
    bar.sure["export"].click()
    assert not out.exists()
    bar.purpose.set_text("办理保险")
    bar.sure["export"].click()
    roll = page.roll.table.roll
    _title, heads, *rows = load_workbook(str(out)).get_sheet_by_index(0).to_python()
    assert heads == [column.label for column in roll.columns]
    names = [roll.row(number) for number in (0, 1, roll.rowCount() - 1)]
    assert [rows[at][1] for at in (0, 1, -1)] == [row.name for row in names if row is not None]
    assert len(rows) == roll.rowCount()
    assert "*" not in "".join(str(row[heads.index("电话")]) for row in rows[:20])
    assert page.window().focusWidget() is page.roll.table


def test_columns_are_chosen_and_moved_by_keys_and_remembered(
    page: VolunteersPage, filled_context: PageContext, show: Show
) -> None:
    QTest.keyClick(page, Qt.Key.Key_L, CONTROL | SHIFT)
    columns = page.roll.menu.list
    assert columns.isVisible()
    QTest.keyClick(columns, Qt.Key.Key_Down, CONTROL)  # the number behind the name
    assert keys(page)[:2] == ["name", "number"]
    columns.setCurrentRow(0)
    QTest.keyClick(columns, Qt.Key.Key_Right, CONTROL)
    names = [columns.item(row).text() for row in range(columns.count())]
    columns.setCurrentRow(names.index("年龄"))
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert "age" in keys(page)
    again = VolunteersPage(filled_context)
    show(again)
    assert keys(again) == keys(page)
    row = again.roll.table.roll.row(0)
    assert row is not None
    assert row.more["age"].isdecimal()
    assert read_view(filled_context.desk, "volunteers").columns[0].width == 196
    page.roll.menu.usual.click()
    assert keys(page)[0] == "number"
    assert read_view(filled_context.desk, "volunteers").columns == ()


def test_a_heading_dragged_elsewhere_stays_there(page: VolunteersPage, qtbot: QtBot) -> None:
    before = keys(page)
    page.roll.table.horizontalHeader().moveSection(0, 1)
    qtbot.waitUntil(lambda: keys(page)[:2] == [before[1], before[0]])


def test_a_saved_filter_narrows_and_another_is_added_to_it(page: VolunteersPage) -> None:
    whole = count(page)
    QTest.keyClick(page, Qt.Key.Key_F, CONTROL | SHIFT)
    panel = page.roll.filters
    assert panel.isVisible()
    assert panel.saved[0].text().startswith("本月新增 ")
    QTest.keyClick(panel.saved[5], Qt.Key.Key_Space)  # 有特长
    skilled = count(page)
    assert 0 < skilled < whole
    assert page.roll.count.text() == f"找到 {skilled} 人 · 已筛选"
    panel.fields.age.set_text("18-35")
    panel.fields.age.changed.emit()
    assert 0 < count(page) < skilled
    QTest.keyClick(panel.saved[5], Qt.Key.Key_Space)
    assert panel.where().age_to == 35
    panel.clear.click()
    assert count(page) == whole
    panel.fields.age.set_text("老")
    panel.fields.age.changed.emit()
    assert panel.fields.age.property("invalid") == "true"
    assert count(page) == whole


def test_an_own_filter_is_kept_used_and_dropped(
    page: VolunteersPage, filled_context: PageContext
) -> None:
    page.roll.line.narrow.click()
    panel = page.roll.filters
    panel.fields.hours.set_text("50-")
    panel.fields.hours.changed.emit()
    found = count(page)
    panel.title_field.set_text("五十小时以上")
    panel.keep.click()
    assert panel.saved[-1].text() == f"五十小时以上 {found}"
    panel.clear.click()
    panel.saved[-1].click()
    assert count(page) == found
    assert panel.fields.hours.text() == "50-"
    panel.drop.click()
    assert not any(one.own for one in saved_filters(filled_context.desk, PEOPLE))


def test_no_part_of_the_page_opens_as_a_window_of_its_own(
    filled_context: PageContext, qtbot: QtBot
) -> None:
    before = {id(one) for one in QApplication.topLevelWidgets() if one.isVisible()}
    page = VolunteersPage(filled_context)
    qtbot.addWidget(page)
    page.reload()
    assert [
        one for one in QApplication.topLevelWidgets() if one.isVisible() and id(one) not in before
    ] == []
