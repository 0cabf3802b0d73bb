import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.registered import an_activity, register, register_roster
from tests.ui.conftest import Published
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import list_hours, log_hours
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
        f"相同 {truth['rows'] - truth['new'] - bad}",
        f"问题 {bad}",
    ]
    assert view.good.text() == f"只导入没有问题的 {truth['new']} 行"
    assert f"共 {truth['minutes'] // 60:g} 小时" in view.verdict.text()
    assert view.projects.text()
    assert view.rows.rowCount() == bad
    assert all(view.rows.index(n, 6).data() for n in range(bad))
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
    assert ledger.total.text() == "2 条 · 3.5 小时"
    table = ledger.entry_table
    table.setFocus()
    table.choose_row(0)
    name = ledger.entries.rows[0].name
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
    assert page.ledger.batches.rows[0].label.startswith("撤销")
