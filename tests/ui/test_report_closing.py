from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.entry_rows import rows_of
from volunteer_desk.domain.hours import HourLine, OccasionDraft
from volunteer_desk.domain.monthly import Basis
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.months import close_month, month_state, open_matters
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.volunteers import volunteer_ids
from volunteer_desk.ui.hours.page import APPROVAL, HoursPage
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.shell import MainWindow

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def _page(window: MainWindow, month: Month) -> ReportPage:
    window.show_page("report")
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    page.month.set_month(month, tell=True)
    return page


def _log_late(desk: Desk) -> None:
    (person,) = list(volunteer_ids(desk, VolunteerQuery()))[:1]
    line = HourLine(person, 90, reason="签到表晚交")
    assert log_occasion(desk, OccasionDraft("晚交的", date(2026, 10, 24)), [line]).batch


def _labels(page: ReportPage) -> list[str]:
    return [line.label for line in page.table.rows.rows]


def test_a_month_is_closed_and_opened_again_by_keys(filled_window: MainWindow) -> None:
    page = _page(filled_window, OCTOBER)
    bar, desk = page.closing, filled_window.desk
    assert bar.pill.accessibleName() == "未关账"
    page.setFocus()
    QTest.keyClick(filled_window, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    assert "2026年10月关账后不再变动" in bar.question.text()
    QTest.keyClick(bar.sure, Qt.Key.Key_Escape)
    assert not month_state(desk, OCTOBER).closed
    bar.close_month.click()
    QTest.keyClick(bar.sure, Qt.Key.Key_Space)
    assert month_state(desk, OCTOBER).closed
    assert bar.pill.accessibleName() == "已锁定"
    assert "关账" in bar.pill.toolTip()

    bar.reopen.click()
    QTest.keyClick(bar.reason.edit, Qt.Key.Key_Return)
    assert month_state(desk, OCTOBER).closed  # without a reason nothing is done
    QTest.keyClicks(bar.reason.edit, "late lists")
    QTest.keyClick(bar.reason.edit, Qt.Key.Key_Return)
    state = month_state(desk, OCTOBER)
    assert (state.closed, state.events[0].reason) == (False, "late lists")
    assert bar.pill.accessibleName() == "未关账"


def test_late_hours_have_a_line_that_opens_and_both_views(filled_window: MainWindow) -> None:
    desk = filled_window.desk
    close_month(desk, OCTOBER)
    _log_late(desk)
    page = _page(filled_window, NOVEMBER)
    assert _labels(page)[:2] == ["合计", "另有补录（以前月份）"]
    assert "另有补录 1.5 小时" in page.figures.text()
    page.table.choose_row(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert [row.minutes for row in rows_of(page.right.entries.list.model)] == [90]
    assert "补录" in [page.right.entries.list.model.index(0, at).data() for at in range(8)]
    page.closing.bases.button(1).click()
    assert page.sheet is not None
    assert page.sheet.basis is Basis.SERVED
    assert page.paper.drawn is not None
    assert page.paper.drawn.sheet.basis is Basis.SERVED
    assert "另有补录（以前月份）" not in _labels(page)


def test_every_closing_is_listed_with_its_reason(filled_window: MainWindow) -> None:
    page = _page(filled_window, OCTOBER)
    assert not page.closing.records.isVisibleTo(page)
    page.closing.close_month.click()
    page.closing.sure.click()
    page.closing.reopen.click()
    page.closing.reason.set_text("街道要求")
    page.closing.unlock.click()
    assert page.closing.records.isVisibleTo(page)
    page.closing.records.click()
    assert page.right.currentWidget() is page.right.records
    rows = page.right.records.model.rows
    assert [row.event.reason for row in rows] == ["街道要求", ""]
    QTest.keyClick(page.right.records.table, Qt.Key.Key_Escape)


def test_a_difference_is_shown_beneath_the_figures(filled_window: MainWindow) -> None:
    desk = filled_window.desk
    close_month(desk, OCTOBER)
    with desk.database.writing() as connection:  # as a hand in the file would
        connection.exec_driver_sql("DROP TRIGGER month_event_no_update")
        connection.exec_driver_sql(
            "UPDATE month_event SET figures = replace(figures, '\"minutes\": ', '\"minutes\": 1')"
        )
    page = _page(filled_window, OCTOBER)
    assert "与关账时的数字不一致" in page.closing.difference.text()
    assert page.closing.difference.isVisibleTo(page)


def test_what_is_open_is_listed_before_closing(filled_window: MainWindow) -> None:
    desk = filled_window.desk
    change_settings(desk, approval=True)
    (person,) = list(volunteer_ids(desk, VolunteerQuery()))[:1]
    log_occasion(desk, OccasionDraft("待核的", date(2026, 11, 20)), [HourLine(person, 90)])
    page = _page(filled_window, NOVEMBER)
    matters = open_matters(desk, NOVEMBER)
    assert matters.unrecorded > 0
    page.closing.close_month.click()
    QTest.keyClick(filled_window, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert page.right.matters.isVisible()
    assert page.right.matters.model.rowCount() == matters.unrecorded
    assert page.right.matters.waiting.text() == f"{matters.waiting} 条待核"
    first = page.right.matters.model.rows[0]
    QTest.keyClick(page.right.matters.table, Qt.Key.Key_Return)
    hours = filled_window.pages["hours"]
    assert isinstance(hours, HoursPage)
    assert hours.entry.bar.project.edit.text() == first.project
    filled_window.show_page("report")
    page.right.matters.waiting.click()
    assert hours.views.currentWidget() is hours.view(APPROVAL)
    assert not month_state(desk, NOVEMBER).closed


def test_a_closing_opens_the_entries_of_its_month(filled_window: MainWindow) -> None:
    desk = filled_window.desk
    close_month(desk, OCTOBER)
    page = _page(filled_window, NOVEMBER)
    page.closing.records.click()
    QTest.keyClick(page.right.records.table, Qt.Key.Key_Return)
    found = page.right.entries.list.entries
    assert found is not None
    frozen = month_state(desk, OCTOBER).frozen
    assert frozen is not None
    assert (found.sums.minutes, found.sums.attendances) == (frozen.minutes, frozen.attendances)
