import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ledger_rows import list_hours
from tests.registered import an_activity, register, register_roster
from tests.services.test_import_mapping import a_sheet
from tests.ui.conftest import Published
from tests.ui.entry_rows import rows_of
from volunteer_desk.domain.hours import HourLine, HoursDraft, HoursNature
from volunteer_desk.domain.imports import RowState
from volunteer_desk.domain.projects import ProjectDraft
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.projects import save_project
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.hours.import_view import HoursImportView
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.page import Page, PageContext

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")

Show = Callable[[Page], None]
Key = Qt.Key


@pytest.fixture
def page(context: PageContext, show: Show) -> HoursPage:
    made = HoursPage(context)
    show(made)
    return made


def minutes(desk: Desk) -> int:
    return sum(row.minutes for row in list_hours(desk, limit=10_000))


def test_the_sample_sheet_gives_its_truth_and_goes_in(
    page: HoursPage, samples: Path, published: Published
) -> None:
    desk = page.context.desk
    register_roster(desk, samples)
    truth = json.loads((samples / "hours_2026-10.xlsx.truth.json").read_text("utf-8"))
    page.import_file(samples / "hours_2026-10.xlsx")
    view = page.bringing.view
    assert view.isVisible()
    bad = len({problem["row"] for problem in truth["problems"]})
    assert [chip.text() for chip in view.chips.values()] == [
        f"全部 {truth['rows']}",
        f"新增 {truth['new']}",
        f"不变 {truth['rows'] - truth['new'] - bad}",
        f"问题 {bad}",
    ]
    assert view.good.text() == f"只导入没有问题的 {truth['new']} 行"
    assert f"共 {truth['minutes'] // 60:g} 小时" in view.verdict.text()
    assert view.projects.text()
    assert view.rows.rowCount() == bad
    assert view.rows.columns[-1].key == "what"
    assert all(view.rows.index(n, len(view.rows.columns) - 1).data() for n in range(bad))
    assert minutes(desk) == 0
    QTest.keyClick(view.table, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert view.rows.rowCount() == truth["rows"]

    QTest.keyClick(view.table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert minutes(desk) == truth["minutes"]
    assert not view.isVisible()
    assert published[-1].message.startswith(f"已导入 {truth['new']} 条")

    page.import_file(samples / "hours_2026-10.xlsx")
    assert view.chips[None].text() == f"全部 {truth['rows']}"
    assert not view.good.isVisible()
    QTest.keyClick(view.table, Key.Key_Escape)
    assert not view.isVisible()
    assert minutes(desk) == truth["minutes"]

    batch = published[-1].batch
    assert batch is not None
    undo_batch(desk, batch)
    assert minutes(desk) == 0


HEAD = ("活动日期", "活动名称", "姓名", "服务时长")


def type_cell(view: HoursImportView, text: str) -> None:
    """F2 on the row, the text, Enter."""
    QTest.keyClick(view.table, Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    editor.insert(text)
    QTest.keyClick(editor, Key.Key_Return)
    for _ in range(3):
        QApplication.processEvents()


def test_columns_nobody_understood_are_chosen_by_the_user(
    page: HoursPage, tmp_path: Path, published: Published
) -> None:
    register(page.context.desk, "王建国")
    head, row = ("姓名", "哪天", "什么事", "多久"), ("王建国", "2026-11-14", "清洁", "2")
    sheet = a_sheet(tmp_path, head, row)
    page.import_file(sheet)
    view = page.bringing.view
    assert "按表头认出 1 列" in view.bar.said.text()
    assert view.bar.strip.isVisible()
    assert view.bar.strip.parts[1].column.samples == ("2026-11-14",)
    assert "请选定哪一列是“活动日期”" in view.verdict.text()
    for place, field in ((1, "served_on"), (2, "project"), (3, "hours")):
        box = view.bar.strip.parts[place].field
        box.choose(field)
        box.changed.emit()
    assert view.good.text() == "导入 1 行"
    QTest.keyClick(view.table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert minutes(page.context.desk) == 120
    assert published[-1].message.endswith("这种表的列已记住。")
    page.import_file(sheet)
    assert view.chips[RowState.UNCHANGED].text() == "不变 1"


def test_a_cell_is_put_right_where_it_stands(page: HoursPage, tmp_path: Path) -> None:
    register(page.context.desk, "王建国", "李秀英")
    rows = [("2026-11-14", "清洁", "王建果", "2"), ("2026-11-14", "清洁", "李秀英", "半天")]
    page.import_file(a_sheet(tmp_path, HEAD, *rows))
    view = page.bringing.view
    assert view.rows.rowCount() == 2
    assert view.detail.lines.rows[0].field == "name"
    type_cell(view, "王建国")
    assert view.chips[RowState.PROBLEM].text() == "问题 1"
    view.table.choose_row(1)
    assert view.detail.lines.rows[0].label == "服务时长"
    type_cell(view, "4小时")
    assert view.good.text() == "导入 2 行"
    QTest.keyClick(view.table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert minutes(page.context.desk) == 360


def test_rows_that_wait_for_a_reason_go_in_with_one(page: HoursPage, tmp_path: Path) -> None:
    desk = page.context.desk
    register(desk, "王建国")
    save_project(desk, ProjectDraft("清洁", from_on=date(2026, 12, 1)))
    page.import_file(a_sheet(tmp_path, HEAD, ("2026-11-14", "清洁", "王建国", "2")))
    view = page.bringing.view
    assert not view.good.isVisible()
    QTest.keyClick(view.table, Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert view.reason.edit.hasFocus()
    view.reason.edit.insert("提前试办")
    QTest.keyClick(view.reason.edit, Key.Key_Return)
    assert view.good.text() == "导入 1 行"
    QTest.keyClick(view.table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [row.reason for row in list_hours(desk)] == ["提前试办"]


def test_minutes_taken_for_hours_are_asked_about(page: HoursPage, tmp_path: Path) -> None:
    desk = page.context.desk
    names = [f"王{number}" for number in range(12)]
    register(desk, *names)
    rows = [("2026-11-14", "清洁", name, "12") for name in names]
    page.import_file(a_sheet(tmp_path, HEAD, *rows))
    view = page.bringing.view
    assert "12 行中有 12 行超过 8 小时" in view.doubts.text()
    assert not view.good.isEnabled()
    QTest.keyClick(view.table, Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert view.good.isEnabled()


def test_problem_rows_are_exported(
    page: HoursPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "问题行.xlsx"
    monkeypatch.setattr(
        "volunteer_desk.ui.importing.bringing.choose_problem_file", lambda _view, _source: out
    )
    page.import_file(a_sheet(tmp_path, HEAD, ("2026-11-14", "清洁", "赵不识", "2")))
    page.bringing.view.problems.click()
    assert out.exists()
    assert page.context.notices.messages()[-1].startswith("已把 1 行存为")


def test_a_file_nobody_can_read_is_said_once(page: HoursPage, tmp_path: Path) -> None:
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")
    page.import_file(empty)
    assert not page.bringing.view.isVisible()
    assert len(page.context.notices.messages()) == 1


def logged(desk: Desk) -> None:
    first, second = register(desk, "王建国", "李秀英")
    activity = an_activity(desk, date(2026, 11, 14))
    log_hours(desk, HoursDraft(activity, (HourLine(first, 120, 540, 660), HourLine(second, 90))))


def test_one_entry_is_reversed_with_its_reason(page: HoursPage) -> None:
    desk = page.context.desk
    logged(desk)
    page.show_tab(1)
    ledger = page.ledger
    assert ledger.total.text().startswith("2 条，合计 3.5 小时（2 人次，2 人；")
    table = ledger.entry_table
    table.setFocus()
    table.choose_row(0)
    name = rows_of(ledger.entries)[0].name
    QTest.keyClick(table, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ledger.acts.asking.isVisible()
    QTest.keyClick(ledger.acts.reason.edit, Key.Key_Return)
    assert ledger.acts.reason.property("invalid") == "true"
    assert len(list_hours(desk)) == 2
    ledger.acts.reason.edit.insert("登记错人")
    QTest.keyClick(ledger.acts.reason.edit, Key.Key_Return)
    assert not ledger.acts.asking.isVisible()
    rows = list_hours(desk)
    assert len(rows) == 3
    (back,) = [row for row in rows if row.minutes < 0]
    assert (back.name, back.remark) == (name, "登记错人")


def test_the_page_is_there_in_an_empty_desk(page: HoursPage) -> None:
    page.show_tab(1)
    assert page.ledger.nothing.isVisible()
    assert not page.ledger.right_card.isVisible()


def test_a_whole_batch_is_taken_back(page: HoursPage) -> None:
    logged(page.context.desk)
    page.show_tab(1)
    QTest.keyClick(page.ledger.batch_table, Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert minutes(page.context.desk) == 0
    assert rows_of(page.ledger.batches)[0].label.startswith("撤销")


def test_an_import_that_waits_for_approval_says_so(
    page: HoursPage, samples: Path, published: Published
) -> None:
    desk = page.context.desk
    register_roster(desk, samples)
    change_settings(desk, approval=True)
    page.import_file(samples / "hours_2026-10.xlsx")
    QTest.keyClick(page.bringing.view.table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert minutes(desk) == 0
    assert "小时，核准后生效" in published[-1].message


def test_nature_and_remark_are_corrected_with_the_reason(page: HoursPage) -> None:
    desk = page.context.desk
    logged(desk)
    page.show_tab(1)
    ledger = page.ledger
    ledger.entry_table.setFocus()
    ledger.entry_table.choose_row(0)
    row = rows_of(ledger.entries)[0]
    QTest.keyClick(ledger.entry_table, Key.Key_Return)
    line = ledger.acts.correcting
    line.nature.choose(HoursNature.HONOUR.value)
    line.remark.set_text("队长")
    QTest.keyClick(line.remark.edit, Key.Key_Return)
    new, back, old = (one for one in list_hours(desk) if one.volunteer_id == row.volunteer_id)
    assert (new.nature, new.remark, new.minutes) == (HoursNature.HONOUR, "队长", row.minutes)
    assert (back.minutes, old.reversed) == (-row.minutes, True)
    shown = {one.volunteer_id: one for one in rows_of(ledger.entries) if one.minutes > 0}
    assert new.volunteer_id in shown
