from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.workdays import add_workdays, count_workdays, is_weekday


def test_ten_working_days_without_holidays_are_two_weeks() -> None:
    assert add_workdays(date(2026, 11, 14), 10, is_weekday) == date(2026, 11, 27)


def test_a_lieu_working_day_counts_and_a_holiday_does_not() -> None:
    off = {date(2026, 10, day) for day in range(1, 8)}
    lieu = {date(2026, 10, 10)}

    def rule(day: date) -> bool:
        return day in lieu or (day not in off and is_weekday(day))

    # 28, 29, 30 September, 8, 9, 10 (a Saturday), 12, 13, 14, 15 October
    assert add_workdays(date(2026, 9, 27), 10, rule) == date(2026, 10, 15)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_counting_undoes_adding(start: date, count: int) -> None:
    assert count_workdays(start, add_workdays(start, count, is_weekday), is_weekday) == count


def test_counting_backwards_is_nothing() -> None:
    assert count_workdays(date(2026, 11, 14), date(2026, 11, 1), is_weekday) == 0


def test_a_calendar_of_endless_rest_is_refused() -> None:
    with pytest.raises(ValueError, match="no working day"):
        add_workdays(date(2026, 1, 1), 1, lambda _day: False)


def test_china_has_no_hour_that_shifts_a_day() -> None:
    days = [date(2026, 1, 1) + timedelta(days=step) for step in range(365)]
    assert count_workdays(date(2025, 12, 31), date(2026, 12, 31), is_weekday) == sum(
        map(is_weekday, days)
    )
