from datetime import date

import pytest

from tests.registered import register
from volunteer_desk.domain.hours import HourLine, OccasionDraft
from volunteer_desk.domain.monthly import Basis
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import list_hours, log_occasion, reverse_entry
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.months import close_month
from volunteer_desk.services.year_entries import entries_of_year


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("month", [9, 10, 11])
def test_the_rows_make_the_years_figure(desk: Desk, basis: Basis, month: int) -> None:
    (person,) = register(desk, "王建国")
    for day, minutes in ((date(2025, 12, 31), 30), (date(2026, 9, 5), 60), (date(2026, 10, 6), 90)):
        log_occasion(desk, OccasionDraft("清洁家园", day), (HourLine(person, minutes),))
    reverse_entry(desk, list_hours(desk)[0].id, "登记错人")
    for closed in (Month(2025, 12), Month(2026, 9)):
        close_month(desk, closed)
    for day in (date(2025, 12, 30), date(2026, 9, 6)):
        late = HourLine(person, 45, reason="签到表晚交")
        log_occasion(desk, OccasionDraft("敬老助餐", day), (late,))

    asked = Month(2026, month)
    rows = entries_of_year(desk, asked, 100, basis)
    assert (
        sum(row.minutes for row in rows)
        == build_sheet(desk, asked, basis=basis).figures.minutes_year
    )
    assert [row.served_on for row in rows] == sorted((r.served_on for r in rows), reverse=True)
