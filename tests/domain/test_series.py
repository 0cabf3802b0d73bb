from calendar import monthrange
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.series import (
    Frequency,
    SeriesRule,
    days_of,
    days_text,
    parse_days,
    rule_problem,
    rule_words,
    short_month_words,
)

TODAY = date(2026, 11, 22)
SATURDAYS = SeriesRule(Frequency.WEEKLY, (6,), date(2026, 11, 1))
MONTHLY = SeriesRule(Frequency.MONTHLY, (5, 20), date(2026, 11, 1))

_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def rules(draw: st.DrawFn) -> SeriesRule:
    frequency = draw(st.sampled_from(Frequency))
    high = 7 if frequency is Frequency.WEEKLY else 31
    days = draw(st.sets(st.integers(1, high), min_size=1, max_size=5))
    from_on = draw(_DAYS)
    length = draw(st.none() | st.integers(0, 900))
    return SeriesRule(
        frequency,
        tuple(sorted(days)),
        from_on,
        None if length is None else from_on + timedelta(days=length),
        draw(st.integers(1, 12)),
    )


def meets(rule: SeriesRule, day: date) -> bool:
    """The rule asked of one day alone, by counting weeks and months one at a time."""
    if day < rule.from_on or (rule.to_on is not None and day > rule.to_on):
        return False
    if rule.frequency is Frequency.WEEKLY:
        monday, weeks = rule.from_on - timedelta(days=rule.from_on.weekday()), 0
        while monday + timedelta(days=7) <= day:
            monday, weeks = monday + timedelta(days=7), weeks + 1
        return day.isoweekday() in rule.days and weeks % rule.every == 0
    year, month, months = rule.from_on.year, rule.from_on.month, 0
    while (year, month) != (day.year, day.month):
        year, month, months = year + month // 12, month % 12 + 1, months + 1
    return day.day in rule.days and months % rule.every == 0


@given(rules(), _DAYS, st.integers(-5, 400))
def test_the_days_of_a_rule_are_those_that_meet_it(
    rule: SeriesRule, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    span = [first + timedelta(days=step) for step in range(length + 1)]
    assert days_of(rule, first, last) == [day for day in span if meets(rule, day)]


@given(rules(), _DAYS, st.integers(1, 200), st.integers(1, 200))
def test_two_spans_are_as_good_as_one(rule: SeriesRule, first: date, one: int, two: int) -> None:
    middle, last = first + timedelta(days=one), first + timedelta(days=one + two)
    after = middle + timedelta(days=1)
    assert days_of(rule, first, last) == days_of(rule, first, middle) + days_of(rule, after, last)


def test_every_saturday() -> None:
    found = days_of(SATURDAYS, TODAY, date(2026, 12, 12))
    assert found == [date(2026, 11, 28), date(2026, 12, 5), date(2026, 12, 12)]


def test_every_other_week_counts_from_the_week_it_began() -> None:
    other = SeriesRule(Frequency.WEEKLY, (1, 6), date(2026, 11, 4), every=2)
    found = days_of(other, date(2026, 11, 1), date(2026, 11, 30))
    # it begins on a Wednesday: that week's Monday is past, its Saturday is not
    assert [day.day for day in found] == [7, 16, 21, 30]


def test_the_31st_of_a_short_month_is_left_out_and_said() -> None:
    last = SeriesRule(Frequency.MONTHLY, (30, 31), date(2027, 1, 1))
    found = days_of(last, date(2027, 1, 1), date(2027, 4, 30))
    assert [(day.month, day.day) for day in found] == [(1, 30), (1, 31), (3, 30), (3, 31), (4, 30)]
    words = short_month_words(last, date(2027, 1, 1), date(2027, 4, 30))
    assert words == "2月没有30日，跳过；2月、4月没有31日，跳过"
    assert short_month_words(MONTHLY, TODAY, date(2027, 12, 31)) == ""


@given(rules(), _DAYS)
def test_what_is_left_out_is_what_the_months_lack(rule: SeriesRule, first: date) -> None:
    rule = replace(rule, frequency=Frequency.MONTHLY, to_on=None)
    first = max(first, rule.from_on).replace(day=1)
    last = (first + timedelta(days=400)).replace(day=28)
    words = short_month_words(rule, first, last)
    months = {(day.year, day.month) for day in _each(first, last) if meets_month(rule, day)}
    lacking = any(day > monthrange(*month)[1] for month in months for day in rule.days)
    assert bool(words) == lacking


def _each(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def meets_month(rule: SeriesRule, day: date) -> bool:
    apart = (day.year - rule.from_on.year) * 12 + day.month - rule.from_on.month
    return apart >= 0 and apart % rule.every == 0


def test_a_rule_is_said_in_words() -> None:
    ended = replace(SATURDAYS, to_on=date(2027, 6, 30))
    assert rule_words(ended, time(9), time(11)) == "每周六 09:00–11:00，到2027年6月30日"
    assert rule_words(MONTHLY) == "每月5日、20日"
    assert rule_words(replace(MONTHLY, every=2)) == "每2个月的5日、20日"
    assert rule_words(replace(SATURDAYS, days=(1, 3), every=2)) == "每2周的周一、三"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (SATURDAYS, ""),
        (replace(SATURDAYS, days=()), "星期几"),
        (replace(MONTHLY, days=()), "每月几日"),
        (replace(SATURDAYS, days=(8,)), "一到日"),
        (replace(MONTHLY, days=(0, 5)), "1到31"),
        (replace(MONTHLY, days=(5, 5)), "两次"),
        (replace(SATURDAYS, every=0), "间隔"),
        (replace(SATURDAYS, to_on=date(2026, 10, 31)), "早于开始"),
        (replace(SATURDAYS, from_on=date(2025, 11, 1)), "一年前"),
        (replace(SATURDAYS, to_on=date(2040, 1, 1)), "最长排"),
        (replace(SATURDAYS, to_on=date(2026, 11, 5)), "一场也排不出来"),
    ],
)
def test_a_rule_that_cannot_be_kept_says_why(rule: SeriesRule, said: str) -> None:
    assert said in rule_problem(rule, TODAY)
    assert bool(said) == bool(rule_problem(rule, TODAY))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5、20", (5, 20)),
        ("20日,5日", (5, 20)),
        ("5 5", (5,)),
        ("每月5日", ()),
        ("五日", ()),
        ("", ()),
        ("100", ()),
    ],
)
def test_days_are_read_as_people_write_them(text: str, days: tuple[int, ...]) -> None:
    assert parse_days(text) == days
    if days:
        assert parse_days(days_text(days)) == days
