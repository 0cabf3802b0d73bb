from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import NOW
from tests.ledger_rows import list_hours
from tests.registered import register
from tests.ui.conftest import Published
from volunteer_desk.domain.hours import HourLine, OccasionDraft
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.reminders import ReminderKind
from volunteer_desk.services.approval import waiting_rows, waiting_totals
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.reminders import due
from volunteer_desk.services.settings import change_settings, read_settings
from volunteer_desk.store.month_locks import lock_month
from volunteer_desk.ui.approval.view import ApprovalView
from volunteer_desk.ui.hours.page import APPROVAL, HoursPage
from volunteer_desk.ui.overview.page import OverviewPage
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.shell import MainWindow

Show = Callable[[Page], None]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = "欧阳·买买提江·吐尔逊"


@pytest.fixture
def page(context: PageContext, show: Show) -> HoursPage:
    made = HoursPage(context)
    show(made)
    return made


def opened(page: HoursPage) -> ApprovalView:
    page.show_tab(APPROVAL)
    view = page.view(APPROVAL)
    assert isinstance(view, ApprovalView)
    return view


def logged(desk: Desk, on: date = date(2026, 11, 14)) -> tuple[int, ...]:
    change_settings(desk, approval=True)
    people = tuple(register(desk, LONG, "李㛃", "张伟"))
    lines = [HourLine(person, 90) for person in people]
    log_occasion(desk, OccasionDraft("周末清洁家园", on), lines)
    log_occasion(desk, OccasionDraft("敬老助餐", on), lines[:1])
    return people


def test_switched_off_it_says_so_and_can_be_switched_on(page: HoursPage) -> None:
    view = opened(page)
    assert view.off.isVisible()
    QTest.mouseClick(view.off.button, Qt.MouseButton.LeftButton)
    assert read_settings(page.context.desk).approval
    assert view.nothing.isVisible()


def test_an_activity_is_approved_by_one_key(page: HoursPage, published: Published) -> None:
    desk = page.context.desk
    logged(desk)
    view = opened(page)
    assert view.group_table.hasFocus()
    assert [row.label for row in view.groups.rows] == ["周末清洁家园", "敬老助餐"]
    assert view.group.text() == "核准 3 人"
    QTest.keyClick(view.group_table, Key.Key_Return, CONTROL)
    assert published[-1].message == "已核准 3 人，4.5 小时已生效。"
    assert [row.label for row in view.groups.rows] == ["敬老助餐"]
    assert sum(row.minutes for row in list_hours(desk)) == 270


def test_one_row_is_returned_with_its_reason_and_one_approved(
    page: HoursPage, published: Published
) -> None:
    desk = page.context.desk
    logged(desk)
    view = opened(page)
    view.row_table.setFocus()
    QTest.keyClick(view.row_table, Key.Key_D, CONTROL)
    assert view.line.isVisible()
    QTest.keyClick(view.line.reason.edit, Key.Key_Return)
    assert view.line.isVisible()  # no reason, nothing done
    QTest.keyClicks(view.line.reason.edit, "no show")
    QTest.keyClick(view.line.reason.edit, Key.Key_Return)
    assert published[-1].message == "已退回 1 条时长。"
    assert view.rows.rowCount() == 2
    QTest.keyClick(view.row_table, Key.Key_Y, CONTROL)
    assert waiting_totals(desk).rows == 2


def test_by_team_and_everything_at_once(page: HoursPage) -> None:
    desk = page.context.desk
    logged(desk)
    view = opened(page)
    QTest.keyClick(view, Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert [row.label for row in view.groups.rows] == ["未编队"]
    shifted = CONTROL | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Key.Key_Return, shifted)
    assert waiting_rows(desk) == ()
    assert view.nothing.isVisible()


def test_a_month_closed_meanwhile_asks_for_the_reason_in_place(page: HoursPage) -> None:
    desk = page.context.desk
    logged(desk, on=date(2026, 10, 10))
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 10), NOW, "")
    view = opened(page)
    QTest.keyClick(view.group_table, Key.Key_Return, CONTROL)
    assert view.line.isVisible()
    QTest.keyClicks(view.line.reason.edit, "late")
    QTest.keyClick(view.line.reason.edit, Key.Key_Return)
    assert {row.late_month for row in list_hours(desk)} == {202611}


def test_the_last_occasions_people_come_again_while_their_hours_wait(page: HoursPage) -> None:
    desk = page.context.desk
    logged(desk)
    bar = page.entry.bar
    bar.project.setFocus()
    bar.project.edit.insert("周末清洁家园")
    bar.project.named.emit()
    bar.day.set_day(date(2026, 11, 21))
    bar.day.changed.emit()
    bar.asked.emit()
    assert page.entry.same.text() == "同上次 3 人"
    QTest.mouseClick(page.entry.same, Qt.MouseButton.LeftButton)
    assert [row.name for row in page.entry.sheet.rows] == [LONG, "李㛃", "张伟"]


def test_the_overview_leads_to_what_waits(window: MainWindow) -> None:
    logged(window.desk)
    window.show_page("overview")
    (reminder,) = (one for one in due(window.desk) if one.kind is ReminderKind.HOURS_WAITING)
    overview = window.pages["overview"]
    assert isinstance(overview, OverviewPage)
    overview.waiting.opened.emit(reminder)
    page = window.pages["hours"]
    assert isinstance(page, HoursPage)
    assert page.views.currentWidget() is page.view(APPROVAL)
