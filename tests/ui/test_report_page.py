from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ledger_rows import list_hours
from tests.ui.entry_rows import rows_of
from tests.ui.held_tasks import HeldTasks
from volunteer_desk.domain.monthly import SheetKind
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.sheet_entries import By
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.shell import MainWindow

Show = Callable[[Page], None]
OCTOBER = Month(2026, 10)


def shown(context: PageContext, show: Show, month: Month = OCTOBER) -> ReportPage:
    page = ReportPage(context)
    show(page)
    page.month.set_month(month, tell=True)
    return page


def cell(page: ReportPage, row: int, column: int) -> str:
    return str(page.table.rows.index(row, column).data())


def test_the_page_shows_the_sheet_that_is_printed(filled_context: PageContext, show: Show) -> None:
    page = shown(filled_context, show)
    sheet = build_sheet(filled_context.desk, OCTOBER)
    rows = page.table.rows.rowCount()
    assert rows == len(sheet.by_team) + 1
    assert cell(page, 0, 0) == "合计"
    assert cell(page, 0, 2) == f"{sheet.figures.attendances:,}"
    assert cell(page, 0, 4) == f"{sheet.figures.minutes / 60:,.1f}"
    assert page.preview.pages() >= 1


def test_every_total_opens_the_rows_behind_it(filled_context: PageContext, show: Show) -> None:
    page = shown(filled_context, show)
    for by in (By.TEAM, By.CATEGORY, By.UNIT):
        page.table.by.button(by).click()
        assert page.table.rows.rowCount() > 2
        for row, line in enumerate(page.table.rows.rows[:4]):
            page.table.choose_row(row)
            QTest.keyClick(page.table, Qt.Key.Key_Return)
            assert page.right.currentWidget() is page.right.entries
            found = page.right.entries.list.entries
            assert found is not None
            assert (found.sums.minutes, found.sums.attendances, found.sums.people) == (
                line.minutes, line.attendances, line.people,
            )  # fmt: skip
            assert (
                sum(one.minutes for one in rows_of(page.right.entries.list.model)) == line.minutes
            )
            for part, minutes in ((1, line.minutes_before), (2, line.minutes_year)):
                page.right.entries.tabs.button(part).click()
                found = page.right.entries.list.entries
                assert found is not None
                assert found.sums.minutes == minutes
                assert not page.right.entries.differs.isVisible()
            page.right.entries.closed.emit()


def test_the_lines_of_each_paper_open_their_entries(
    filled_context: PageContext, show: Show
) -> None:
    page = shown(filled_context, show)
    for kind, by in ((1, By.ACTIVITY), (2, By.PERSON)):
        page.kinds.button(kind).click()
        assert page.table.by.checkedId() == by
        assert page.sheet is not None
        lines = page.table.rows.rows
        assert len(lines) == 1 + len(page.sheet.activities or page.sheet.persons)
        assert sum(line.minutes for line in lines[1:]) == lines[0].minutes
        page.table.choose_row(2)
        page.explain.click()
        line = lines[2]
        for number, minutes in enumerate(
            one for one in (line.minutes, line.minutes_year, line.minutes_all) if one is not None
        ):
            page.right.entries.show_part(number)
            found = page.right.entries.list.entries
            assert found is not None
            assert found.sums.minutes == minutes > 0
    page.kinds.button(0).click()
    assert page.table.by.checkedId() == By.TEAM
    assert not page.table.by.button(By.PERSON).isVisible()


def test_the_people_of_the_register_are_listed(filled_context: PageContext, show: Show) -> None:
    page = shown(filled_context, show)
    assert page.sheet is not None
    figures = page.sheet.figures
    page.roll.click()
    for tab, count in enumerate((figures.volunteers, figures.registered, figures.left)):
        page.right.people.tabs.button(tab).click()
        assert page.right.people.model.rowCount() == count > 0
        assert f"{count:,} 人" in page.right.people.title.text()


def test_a_drawing_shows_how_far_it_is_and_can_be_stopped(
    filled_context: PageContext, show: Show
) -> None:
    tasks = HeldTasks()
    page = shown(replace(filled_context, tasks=tasks), show)
    paper = page.paper
    paper.drawing.show()  # as after half a second
    paper.drawing.tell(150, 600)
    assert paper.drawing.share.text() == "正在排版 25%"
    paper.drawing.cancel.click()
    assert not paper.drawing.isVisible()
    assert paper.again.isVisible()
    assert not page.filing.pdf.isEnabled()
    paper.again.click()
    tasks.held[-1]()
    assert page.filing.pdf.isEnabled()


def test_a_reversal_stays_in_sight_among_the_rows(filled_context: PageContext, show: Show) -> None:
    desk = filled_context.desk
    credit = next(row for row in list_hours(desk) if not row.reversed and row.minutes > 0)
    reverse_entry(desk, credit.id, "登记错人")
    month = Month.of(credit.served_on)
    page = shown(filled_context, show, month)
    page.table.choose_row(0)
    page.explain.click()
    mine = [
        row
        for row in rows_of(page.right.entries.list.model)
        if row.volunteer_id == credit.volunteer_id
    ]
    assert -credit.minutes in [row.minutes for row in mine]
    assert "减去冲销" in page.right.entries.total.text()


def test_papers_are_saved_under_names_that_say_what_they_are(
    filled_context: PageContext, show: Show
) -> None:
    page = shown(filled_context, show)
    page.kinds.button(1).click()
    assert page.paper.kind() is SheetKind.ACTIVITIES
    page.filing.pdf.click()
    page.filing.workbook.click()
    saved = sorted(path.name for path in (filled_context.desk.folder.papers / "月报").iterdir())
    assert saved == ["志愿服务活动月报_2026-10.pdf", "志愿服务活动月报_2026-10.xlsx"]


def test_an_empty_month_is_a_sheet_of_zeros(context: PageContext, show: Show) -> None:
    page = shown(context, show)
    assert cell(page, 0, 4) == "0.0"
    assert page.preview.pages() == 1


def test_months_turn_by_the_keyboard(qtbot: QtBot, filled_window: MainWindow) -> None:
    filled_window.activateWindow()
    qtbot.waitUntil(filled_window.isActiveWindow)
    filled_window.show_page("report")
    page = filled_window.findChild(ReportPage)
    assert page is not None
    before = page.month.month()
    QTest.keyClick(filled_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.month.month() == before.before())
    assert page.paper.drawn is not None
    assert page.paper.drawn.sheet.head.month == before.before()


def test_figures_do_not_wait_for_their_paper(filled_context: PageContext, show: Show) -> None:
    tasks = HeldTasks()
    page = shown(replace(filled_context, tasks=tasks), show)
    assert page.table.rows.rowCount() > 1
    assert page.preview.pages() == 0
    assert not page.filing.print.isEnabled()
    tasks.held[-1]()
    assert page.preview.pages() >= 1
    assert page.filing.print.isEnabled()


def test_the_paper_of_a_month_left_meanwhile_is_not_shown(
    filled_context: PageContext, show: Show
) -> None:
    tasks = HeldTasks()
    page = shown(replace(filled_context, tasks=tasks), show)
    late = tasks.held[-1]
    page.month.set_month(OCTOBER.before(), tell=True)
    late()
    assert page.paper.drawn is None
    assert page.sheet is not None
    assert page.sheet.head.month == OCTOBER.before()


def test_the_years_total_opens_its_entries(filled_window: MainWindow) -> None:
    filled_window.show_page("report")
    page = filled_window.pages["report"]
    assert isinstance(page, ReportPage)
    page.month.set_month(Month(2026, 1), tell=True)
    assert page.sheet is not None
    QTest.keyClick(filled_window, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert page.right.entries.isVisible()
    assert page.right.entries.title.text().startswith("合计 · 本年累计 ")
    total = sum(row.minutes for row in rows_of(page.right.entries.list.model))
    assert total == page.sheet.figures.minutes_year
