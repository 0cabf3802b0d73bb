"""A dry run kept as a workbook; keys of its parts do not stand in each other's way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ledger_rows import list_hours
from tests.registered import register
from tests.services.test_dry_run_workbook import cells
from tests.services.test_import_mapping import a_sheet
from volunteer_desk.domain.mapping import FileColumn, FileMapping
from volunteer_desk.domain.projects import ProjectDraft
from volunteer_desk.services.projects import save_project
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.importing import bringing
from volunteer_desk.ui.importing.mapping_strip import mapping_words
from volunteer_desk.ui.page import Page, PageContext

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(context: PageContext, show: Callable[[Page], None]) -> HoursPage:
    made = HoursPage(context)
    show(made)
    return made


def test_the_rows_listed_are_kept_as_a_workbook(
    page: HoursPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(page.context.desk, "王建国")
    rows = [("2026-11-14", "清洁", "王建国", "2"), ("2026-11-14", "清洁", "路人", "2")]
    page.import_file(a_sheet(tmp_path, ("活动日期", "活动名称", "姓名", "时长"), *rows))
    out = tmp_path / "试算.xlsx"
    monkeypatch.setattr(bringing, "choose_dry_run_file", lambda *_: out)
    QTest.keyClick(page.bringing.view.table, Qt.Key.Key_D, ALT)
    assert [row[2] for row in cells(out)[1:]] == ["路人"]
    QTest.keyClick(page.bringing.view.table, Qt.Key.Key_1, ALT)
    QTest.keyClick(page.bringing.view.table, Qt.Key.Key_D, ALT)
    assert [row[2] for row in cells(out)[1:]] == ["王建国", "路人"]
    assert "还没有写入" in page.context.notices.messages()[-1]


def test_the_reason_and_the_columns_have_keys_of_their_own(page: HoursPage, tmp_path: Path) -> None:
    desk = page.context.desk
    register(desk, "王建国")
    save_project(desk, ProjectDraft("清洁", from_on=date(2026, 12, 1)))
    head, row = ("姓名", "哪天", "活动名称", "时长"), ("王建国", "2026-11-14", "清洁", "2")
    page.import_file(a_sheet(tmp_path, head, row))
    view = page.bringing.view
    box = view.bar.strip.parts[1].field
    box.choose("served_on")
    box.changed.emit()
    assert view.bar.forget.isVisible()
    QTest.keyClick(view.table, Qt.Key.Key_R, ALT)
    assert view.reason.edit.hasFocus()
    QTest.keyClick(view.table, Qt.Key.Key_U, ALT)
    assert page.bringing.view.bar.said.text().startswith("按表头认出")


def test_what_no_column_says_is_typed_once_for_the_whole_sheet(
    page: HoursPage, tmp_path: Path
) -> None:
    register(page.context.desk, "王建国", "李秀英")
    rows = [("王建国", "2"), ("李秀英", "3")]
    page.import_file(a_sheet(tmp_path, ("敬老助餐签到表",), ("姓名", "时长"), *rows))
    view = page.bringing.view
    assert "整张表都按它" in view.verdict.text()
    QTest.keyClick(view.table, Qt.Key.Key_G, ALT)
    assert view.given.fields["served_on"].edit.hasFocus()
    assert view.given.fields["hours"].isHidden()
    view.given.fields["served_on"].edit.insert("2026-10-18")
    QTest.keyClick(view.given.fields["served_on"].edit, Qt.Key.Key_Return)
    assert view.given.fields["project"].edit.hasFocus()
    view.given.fields["project"].edit.insert("敬老助餐")
    QTest.keyClick(view.given.fields["project"].edit, Qt.Key.Key_Return)
    assert view.good.text() == "导入 2 行"
    QTest.keyClick(view.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = list_hours(page.context.desk)
    assert {(str(row.served_on), row.project) for row in found} == {("2026-10-18", "敬老助餐")}
    assert view.given.fields["project"].text() == ""


def test_lists_side_by_side_are_said_to_be_read_as_one() -> None:
    columns = (FileColumn(0, "姓名", ("王伟",), "name"), FileColumn(1, "电话", (), "phone"))
    said = mapping_words(FileMapping(columns, lists=2))
    assert said == "按表头认出 2 列；2 栏并排，已接成一份，没有遗漏"
