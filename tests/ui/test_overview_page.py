from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Published
from tests.ui.entry_rows import rows_of
from volunteer_desk.domain.monthly import SheetKind
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.overview import read_overview
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.reminders import due
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.overview.chart import hours
from volunteer_desk.ui.overview.page import OverviewPage, lunar
from volunteer_desk.ui.overview.recent import when_words
from volunteer_desk.ui.overview.waiting import MORE
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.shell import MainWindow

ALT = Qt.KeyboardModifier.AltModifier


def shown(context: PageContext, show: Callable[[Page], None]) -> OverviewPage:
    page = OverviewPage(context)
    show(page)
    return page


def test_the_figures_are_those_of_the_service(
    filled_context: PageContext, show: Callable[[Page], None]
) -> None:
    page = shown(filled_context, show)
    seen = read_overview(filled_context.desk)
    assert page.hours.figure() == hours(seen.minutes)
    assert page.attendances.figure() == f"{seen.attendances:,}"
    assert page.activities.figure() == f"{seen.activities:,}"
    assert page.volunteers.figure() == f"{seen.volunteers:,}"


def test_what_waits_opens_where_it_is_done(
    filled_context: PageContext,
    show: Callable[[Page], None],
    gone: list[tuple[str, int | None]],
) -> None:
    page = shown(filled_context, show)
    waiting = due(filled_context.desk)
    assert [button.text() for button in page.waiting.buttons] == [r.action for r in waiting]
    for button in page.waiting.buttons:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert gone == [(reminder.page, reminder.subject) for reminder in waiting]


def test_a_city_of_reminders_is_listed_in_parts(
    filled_context: PageContext, show: Callable[[Page], None]
) -> None:
    page = shown(filled_context, show)
    one = due(filled_context.desk)[0]
    page.waiting.show_reminders([one] * (MORE + 3))
    assert len(page.waiting.buttons) == MORE
    assert page.waiting.more.text() == "还有 3 件，再列一些"
    QTest.mouseClick(page.waiting.more, Qt.MouseButton.LeftButton)
    assert len(page.waiting.buttons) == MORE + 3
    assert page.waiting.more.isHidden()


def test_the_last_act_can_be_taken_back(
    filled_context: PageContext, show: Callable[[Page], None], published: Published
) -> None:
    page = shown(filled_context, show)
    first = next(row for row in recent_batches(filled_context.desk, 4) if row.undoable)
    QTest.mouseClick(page.recent.undos[0], Qt.MouseButton.LeftButton)
    assert len(published) == 1
    after = {row.id: row for row in recent_batches(filled_context.desk, 20)}
    assert after[first.id].undone


def test_an_empty_desk_shows_zeros_and_no_waiting_storm(
    context: PageContext, show: Callable[[Page], None]
) -> None:
    page = shown(context, show)
    assert page.hours.figure() == "0.0"
    assert page.volunteers.figure() == "0"
    assert page.recent.undos == []


def test_the_header_names_the_day(filled_window: MainWindow, qtbot: QtBot) -> None:
    assert filled_window.header.subtitle.text() == "11月22日 星期日 · 农历十月十四"


def test_lunar_days(now: datetime) -> None:
    assert lunar(now.replace(month=2, day=17)) == "农历正月初一"


def test_instants_as_people_say_them(now: datetime) -> None:
    assert when_words(now, now) == "今天 09:30"
    assert when_words(now - timedelta(days=1), now) == "昨天 09:30"
    assert when_words(now - timedelta(days=3), now) == "11月19日"
    assert when_words(now - timedelta(days=400), now) == "2025年10月18日"


def test_every_figure_opens_the_rows_behind_it(filled_window: MainWindow) -> None:
    page = filled_window.pages["overview"]
    assert isinstance(page, OverviewPage)
    seen = read_overview(filled_window.desk)
    QTest.keyClick(page, Qt.Key.Key_H, ALT)
    assert page.entries.isVisible()
    sums = page.entries.list.entries
    assert sums is not None
    assert (sums.sums.minutes, sums.sums.attendances) == (seen.minutes, seen.attendances)
    assert (sums.sums.people, sums.sums.activities) == (seen.people, seen.activities)
    for key, minutes in ((Qt.Key.Key_7, seen.minutes_before), (Qt.Key.Key_6, seen.minutes)):
        QTest.keyClick(page, key, ALT)  # 上月同期, 本月
        made = sum(row.minutes for row in rows_of(page.entries.list.model))
        assert made == minutes > 0
        assert not page.entries.differs.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.waiting.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Y, ALT)
    year = page.entries.list.entries
    assert year is not None
    assert year.sums.minutes == sum(seen.minutes_by_month)
    QTest.keyClick(page, Qt.Key.Key_Z, ALT)
    assert page.people.isVisible()
    assert page.people.model.rowCount() == seen.volunteers
    QTest.keyClick(page, Qt.Key.Key_7, ALT)  # 本月新增
    assert len(rows_of(page.people.model)) == seen.registered > 0
    QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    people = filled_window.pages["volunteers"]
    assert people.isVisible()


def test_activities_and_months_open_in_the_report(filled_window: MainWindow) -> None:
    page = filled_window.pages["overview"]
    assert isinstance(page, OverviewPage)
    seen = read_overview(filled_window.desk)
    QTest.keyClick(page, Qt.Key.Key_A, ALT)
    report = filled_window.pages["report"]
    assert isinstance(report, ReportPage)
    assert report.paper.kind() is SheetKind.ACTIVITIES
    assert report.table.rows.rowCount() == seen.activities + 1
    filled_window.show_page("overview")
    page.bars.setFocus()
    QTest.keyClick(page.bars, Qt.Key.Key_Left)
    QTest.keyClick(page.bars, Qt.Key.Key_Left)
    QTest.keyClick(page.bars, Qt.Key.Key_Return)
    assert report.month.month() == Month(2026, 10)
    assert report.right.entries.isVisible()


def test_an_act_on_hours_opens_its_entries(filled_window: MainWindow) -> None:
    page = filled_window.pages["overview"]
    assert isinstance(page, OverviewPage)
    QTest.keyClick(page.recent.opens[1], Qt.Key.Key_Return)
    hours = filled_window.pages["hours"]
    assert isinstance(hours, HoursPage)
    assert hours.ledger.isVisible()
    asked = hours.ledger.list.entries
    assert asked is not None
    assert asked.which.batch_id == recent_batches(filled_window.desk)[1].id
    assert asked.sums.minutes > 0
