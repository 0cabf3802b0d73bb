from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.registered import an_activity
from tests.services.people import a_person
from volunteer_desk.domain.hours import HourLine, HoursDraft, OccasionDraft
from volunteer_desk.domain.monthly import Basis
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import correct_entry, list_hours, log_hours, log_occasion
from volunteer_desk.services.months import close_month
from volunteer_desk.services.overview import read_overview
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.certificates.page import CertificatesPage
from volunteer_desk.ui.hours.page import LEDGER, HoursPage
from volunteer_desk.ui.overview.page import OverviewPage
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Enter = Qt.Key.Key_Return


@pytest.fixture
def person(window: MainWindow, desk: Desk) -> int:
    """Somebody with 20 hours, once 5 that were corrected, rounded from 1190 minutes."""
    change_settings(desk, unit="幸福里社区", rounding_step=30)
    person = a_person(desk, 0, name="欧阳·买买提江·吐尔逊")
    log_hours(desk, HoursDraft(an_activity(desk, date(2026, 10, 1)), (HourLine(person, 300),)))
    correct_entry(desk, list_hours(desk)[0].id, 1190, reason="少记了")
    return person


def hours_shown(window: MainWindow) -> tuple[list[int], str, list[str]]:
    page = window.pages["volunteers"]
    assert isinstance(page, VolunteersPage)
    hours = page.room.tabs.hours
    assert hours.isVisible()
    rows = hours.model.rows
    said = next(one for one in hours.model.columns if one.key == "said")
    words = said.text
    assert words is not None
    return [row.minutes for row in rows], hours.count.text(), [words(row) for row in rows]


def test_a_candidate_s_hours_open_what_makes_them(window: MainWindow, person: int) -> None:
    window.show_page("certificates")
    page = window.pages["certificates"]
    assert isinstance(page, CertificatesPage)
    page.issuing.fields.hours.set_value(10)
    page.issuing.reload()
    QTest.keyClick(page.issuing.list.table, Enter)
    minutes, count, said = hours_shown(window)
    assert minutes == [1200, -300, 300]
    assert "合计 20 小时；其中1条登记时取整：实际19.83小时，计20小时" in count
    assert said[1] == "原因：少记了"


def test_a_proof_s_hours_open_what_makes_them(window: MainWindow, person: int) -> None:
    window.show_page("certificates")
    page = window.pages["certificates"]
    assert isinstance(page, CertificatesPage)
    page.open_subject(person)
    assert "取整" in page.proving.counted.text()
    QTest.keyClick(page.proving.table, Enter)
    assert hours_shown(window)[0] == [1200, -300, 300]


def test_a_batch_says_what_became_of_it_and_what_was_rounded(
    window: MainWindow, person: int
) -> None:
    window.show_page("hours")
    page = window.pages["hours"]
    assert isinstance(page, HoursPage)
    page.show_tab(LEDGER)
    page.ledger.batch_table.choose_row(1)
    assert [row.minutes for row in page.ledger.entries.rows] == [1200, -300, 300]
    assert page.ledger.total.text().startswith("3 条 · 20 小时 · 其中1条登记时取整")


def test_a_month_of_the_overview_opens_rows_that_add_up_with_late_hours(
    window: MainWindow, person: int
) -> None:
    desk = window.desk
    close_month(desk, Month(2026, 10))
    late = OccasionDraft("助餐", date(2026, 10, 8))
    log_occasion(desk, late, [HourLine(person, 120, reason="签到表晚交")])
    window.show_page("overview")
    overview = window.pages["overview"]
    assert isinstance(overview, OverviewPage)
    overview.bars.month_pressed.emit(10)
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    shown = sum(row.minutes for row in page.entries.model.rows)
    assert shown == read_overview(desk).minutes_by_month[9] == 1320
    assert page.closing.basis() is Basis.SERVED
