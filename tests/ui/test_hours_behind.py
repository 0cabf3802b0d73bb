from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ledger_rows import list_hours
from tests.registered import an_activity
from tests.services.people import a_person
from tests.ui.entry_rows import rows_of
from volunteer_desk.domain.hours import HourLine, HoursDraft, OccasionDraft
from volunteer_desk.domain.monthly import Basis
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.services.correcting import correct_entry, reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours, log_occasion
from volunteer_desk.services.issuing import issue_certificates
from volunteer_desk.services.months import close_month
from volunteer_desk.services.overview import read_overview
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.certificates.page import CertificatesPage
from volunteer_desk.ui.hours.page import LEDGER, HoursPage
from volunteer_desk.ui.overview.page import OverviewPage
from volunteer_desk.ui.report.page import ReportPage
from volunteer_desk.ui.shell import MainWindow

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


def why_shown(page: CertificatesPage) -> tuple[list[int], str]:
    assert page.why.isVisible()
    return [row.minutes for row in rows_of(page.why.list.model)], page.why.total.text()


def test_a_candidate_s_hours_open_what_makes_them_in_the_period(
    window: MainWindow, person: int
) -> None:
    log_hours(
        window.desk,
        HoursDraft(an_activity(window.desk, date(2025, 10, 1)), (HourLine(person, 60),)),
    )
    window.show_page("certificates")
    page = window.pages["certificates"]
    assert isinstance(page, CertificatesPage)
    page.issuing.fields.hours.set_value(10)
    page.issuing.reload()
    QTest.keyClick(page.issuing.list.table, Enter)
    minutes, said = why_shown(page)
    assert minutes == [1200, -300, 300]  # not last year's hour
    assert "登记 2 条 25 小时，减去冲销 1 条 5 小时，合计 20 小时" in said
    assert "其中1条登记时取整：实际19.83小时，计20小时（现在的规则是按30分钟取整" in said
    assert "原因：少记了" in [
        column.words(rows_of(page.why.list.model)[1]) for column in page.why.list.model.columns
    ]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.why.isVisible()


def test_a_proof_s_hours_open_what_makes_them(window: MainWindow, person: int) -> None:
    window.show_page("certificates")
    page = window.pages["certificates"]
    assert isinstance(page, CertificatesPage)
    page.open_subject(person)
    assert [row.minutes for row in rows_of(page.proving.service.model)] == [1200]
    assert "取整" in page.proving.service.total.text()
    QTest.keyClick(page.proving.table, Enter)
    assert why_shown(page)[0] == [1200, -300, 300]


def test_an_issued_certificate_s_hours_open_and_say_what_moved_since(
    window: MainWindow, person: int
) -> None:
    desk = window.desk
    span = Span(date(2026, 1, 1), date(2026, 12, 31))
    issue_certificates(desk, "honour", 60, span, desk.folder.papers)
    window.show_page("certificates")
    page = window.pages["certificates"]
    assert isinstance(page, CertificatesPage)
    page.show_tab(1)
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert why_shown(page)[0] == [1200, -300, 300]
    assert not page.why.differs.isVisible()
    reverse_entry(desk, list_hours(desk)[0].id, "没有来")
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert page.why.differs.text().startswith("明细合计 0 小时，原来显示的是 20 小时")


def test_a_batch_says_what_became_of_it_and_what_was_rounded(
    window: MainWindow, person: int
) -> None:
    window.show_page("hours")
    page = window.pages["hours"]
    assert isinstance(page, HoursPage)
    page.show_tab(LEDGER)
    page.ledger.batch_table.choose_row(1)
    assert [row.minutes for row in rows_of(page.ledger.entries)] == [1200, -300, 300]
    said = page.ledger.total.text()
    assert "减去冲销 1 条 5 小时，合计 20 小时" in said
    assert "其中1条登记时取整" in said


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
    shown = sum(row.minutes for row in rows_of(page.right.entries.list.model))
    assert shown == read_overview(desk).minutes_by_month[9] == 1320
    assert page.closing.basis() is Basis.SERVED
