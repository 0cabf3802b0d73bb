"""A month closed, hours recorded late for the next, and the closings, for the pictures."""

from datetime import date

from PySide6.QtGui import QGuiApplication

from volunteer_desk.domain.hours import HourLine, OccasionDraft
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.months import close_month, month_state, reopen_month
from volunteer_desk.services.volunteers import volunteer_ids
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.shell import MainWindow

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def _prepared(window: MainWindow) -> ReportPage:
    desk = window.desk
    if not month_state(desk, OCTOBER).events:
        close_month(desk, Month(2026, 9))
        reopen_month(desk, Month(2026, 9), "街道要求补登三场活动的签到表")
        close_month(desk, Month(2026, 9))
        close_month(desk, OCTOBER)
        people = list(volunteer_ids(desk, VolunteerQuery()))[:3]
        lines = [HourLine(one, 150, reason="签到表晚交") for one in people]
        log_occasion(desk, OccasionDraft("周末清洁家园", date(2026, 10, 24)), lines)
    window.show_page("report")
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    return page


def month_with_late_hours(window: MainWindow) -> None:
    """November, with what was recorded late for it."""
    page = _prepared(window)
    page.month.set_month(NOVEMBER, tell=True)
    page.closing.close_month.click()


def month_closed(window: MainWindow) -> None:
    """October, closed, being opened again; the closings beside it."""
    page = _prepared(window)
    page.month.set_month(OCTOBER, tell=True)
    page.closing.records.click()
    page.closing.reopen.click()
    QGuiApplication.processEvents()
