"""The arrangement's tables are read as the library that brings them reads them."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from volunteer_desk.services.workdays import is_published, is_state_workday, state_holiday

YEARS = sorted({day.year for day in chinese_calendar.holidays})


def days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=step) for step in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", [YEARS[0], 2020, YEARS[-1]])
def test_a_published_year_is_told_day_by_day_as_the_library_tells_it(year: int) -> None:
    for day in days(year):
        assert is_state_workday(day) == chinese_calendar.is_workday(day)
        _, holiday = chinese_calendar.get_holiday_detail(day)
        said = "" if holiday is None else chinese_calendar.Holiday(holiday).chinese
        assert state_holiday(day) == said


def test_a_year_not_arranged_yet_works_from_monday_to_friday() -> None:
    year = YEARS[-1] + 1
    assert is_published(YEARS[-1])
    assert not is_published(year)
    assert all(is_state_workday(day) == (day.weekday() < 5) for day in days(year))
    assert not any(map(state_holiday, days(year)))
