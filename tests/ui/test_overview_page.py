from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Published
from volunteer_desk.domain.monthly import SheetKind
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.overview import read_overview
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.reminders import due
from volunteer_desk.ui.overview.chart import hours
from volunteer_desk.ui.overview.page import OverviewPage, lunar
from volunteer_desk.ui.overview.recent import when_words
from volunteer_desk.ui.overview.waiting import MORE
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.shell import MainWindow


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
    total = page.hours.figure()
    QTest.keyClick(page, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    report = filled_window.pages["report"]
    assert isinstance(report, ReportPage)
    assert report.entries.isVisible()
    assert total.replace(",", "").removesuffix(".0") in report.entries.title.text().replace(",", "")
    assert report.entries.list.model.rowCount() > 0
    filled_window.show_page("overview")
    QTest.keyClick(page, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert report.paper.kind() is SheetKind.ACTIVITIES
    filled_window.show_page("overview")
    page.bars.setFocus()
    QTest.keyClick(page.bars, Qt.Key.Key_Left)
    QTest.keyClick(page.bars, Qt.Key.Key_Left)
    QTest.keyClick(page.bars, Qt.Key.Key_Return)
    assert report.month.month() == Month(2026, 10)
    assert report.entries.isVisible()
