from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.typed_days import day_words, read_day_words, typed_day

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", SUNDAY),
        ("明天", date(2026, 11, 23)),
        ("前天", date(2026, 11, 20)),
        ("14", date(2026, 11, 14)),
        ("28号", date(2026, 11, 28)),
        ("5", date(2026, 12, 5)),
        ("11.14", date(2026, 11, 14)),
        ("1-3", date(2027, 1, 3)),
        ("12/30", date(2026, 12, 30)),
        ("3月5日", date(2027, 3, 5)),
        ("7月1日", date(2026, 7, 1)),
        ("１１．１４", date(2026, 11, 14)),
        ("周六", date(2026, 11, 21)),
        ("星期天", SUNDAY),
        ("下周六", date(2026, 11, 28)),
        ("上周三", date(2026, 11, 11)),
        ("周3", date(2026, 11, 18)),
        ("+3", date(2026, 11, 25)),
        ("-7天", date(2026, 11, 15)),
        ("2026-10-01", date(2026, 10, 1)),
        ("2026年10月1日", date(2026, 10, 1)),
        ("20261001", date(2026, 10, 1)),
        ("", None),
        ("32", None),
        ("13.1", None),
        ("2.30", None),
        ("过几天", None),
    ],
)
def test_days_as_people_type_them(text: str, day: date | None) -> None:
    assert typed_day(text, SUNDAY) == day


def test_a_day_that_the_month_lacks_is_that_of_the_nearest_month_that_has_it() -> None:
    assert typed_day("31", date(2026, 11, 22)) == date(2026, 10, 31)
    assert typed_day("2.29", date(2027, 12, 1)) == date(2028, 2, 29)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2001, 1, 1), date(2098, 1, 1)))
def test_what_is_shown_reads_back(day: date, today: date) -> None:
    assert read_day_words(day_words(day), today) == day


@given(st.text(max_size=12), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_no_text_breaks_it(text: str, today: date) -> None:
    found = read_day_words(text, today)
    assert found is None or isinstance(found, date)


@given(st.integers(-60, 60), st.dates(date(2001, 1, 1), date(2098, 1, 1)))
def test_steps_are_days(step: int, today: date) -> None:
    assert typed_day(f"{step:+d}", today) == today + timedelta(days=step)
