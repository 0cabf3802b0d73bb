from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.dates import (
    DateCell,
    chinese_date,
    names_only_month,
    parse_date,
    plain_date,
    read_short_year,
    short_date,
)


@pytest.mark.parametrize(
    "written",
    [
        "2026.3.5",
        "2026.03.05",
        "2026/3/5",
        "2026-03-05",
        "20260305",
        20260305,
        20260305.0,
        "2026年3月5日",
        "2026年3月5号",
        "2026 年 3 月 5 日",
        "2026年3月5日（周四）",
        "二〇二六年三月五日",
        "２０２６年３月５日",
        "2026-03-05 09:30:00",
        "2026-03-05T09:30",
        46086,
        46086.5,
        "46086",
        date(2026, 3, 5),
        datetime(2026, 3, 5, 9, 30, tzinfo=UTC),
    ],
)
def test_one_day_in_many_spellings(written: DateCell) -> None:
    assert parse_date(written) == date(2026, 3, 5)
    assert not names_only_month(written)


@pytest.mark.parametrize("written", ["2026年3月", "2026-03", "2026.3", "202603", "二〇二六年三月"])
def test_a_month_alone_is_its_first_day_and_says_so(written: str) -> None:
    assert parse_date(written) == date(2026, 3, 1)
    assert names_only_month(written)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "2026.13.45",
        "2026-02-30",
        "20261345",
        "2026/3-5",
        "26.3.5",
        "3月5日",
        "2026",
        "待定",
        "3/5/2026",
        0,
        -1,
        1995.06,
        1e12,
        float("nan"),
        float("inf"),
        True,
        "1026-03-05",
        datetime(1899, 12, 31, tzinfo=UTC),
    ],
)
def test_what_nobody_can_read_is_not_guessed(written: DateCell) -> None:
    assert parse_date(written) is None


@given(st.dates(date(1910, 1, 1), date(2099, 12, 31)))
def test_every_printed_form_is_read_back(day: date) -> None:
    assert parse_date(chinese_date(day)) == day
    assert parse_date(plain_date(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date((day - date(1899, 12, 30)) // timedelta(days=1)) == day


@given(st.text(max_size=14))
def test_any_text_is_read_or_refused_but_never_raises(text: str) -> None:
    parse_date(text)
    names_only_month(text)


def test_dates_as_printed() -> None:
    assert chinese_date(date(2026, 12, 5)) == "二〇二六年十二月五日"
    assert chinese_date(date(2020, 10, 20)) == "二〇二〇年十月二十日"
    assert chinese_date(date(2001, 1, 31)) == "二〇〇一年一月三十一日"
    assert plain_date(date(2026, 12, 5)) == "2026年12月5日"
    assert short_date(date(2026, 12, 5)) == "12月5日"


@pytest.mark.parametrize("text", ["85.3.5", "85-03-05", "85年3月5日", "850305", " ８５．３．５ "])
def test_a_year_of_two_digits_is_no_day_but_says_what_it_says(text: str) -> None:
    assert parse_date(text) is None
    assert read_short_year(text) == (85, 3, 5)


@pytest.mark.parametrize("text", ["1985.3.5", "85.3", "85-3.5", "19850305", "无", ""])
def test_what_names_a_century_or_no_day_has_no_short_year(text: str) -> None:
    assert read_short_year(text) is None
