"""Repeating activities: the days of a rule, the rule in words, and what a form says of it."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from volunteer_desk.domain.activities import span_words
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.periods import Month

AHEAD_DAYS = 92
"""Occasions are made this many days ahead of today."""
MOST_EVERY = 12
"""Every so many weeks or months at most."""
LONGEST_YEARS = 10
"""A series ends this many years after it began at the latest, and begins at most one before now."""

WEEKDAYS = "一二三四五六日"


class Frequency(StrEnum):
    """每周 or 每月."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class SeriesRule:
    """When a series meets.

    Attributes:
        frequency: By weeks or by months.
        days: ISO weekdays 1 to 7, or days of the month 1 to 31, in order, each once.
        from_on: The first day it may meet; ``every`` counts from its week or month.
        to_on: The last day, None without an end.
        every: 1 for each week or month, 2 for every other one, up to 12.
    """

    frequency: Frequency
    days: tuple[int, ...]
    from_on: date
    to_on: date | None = None
    every: int = 1


@dataclass(frozen=True)
class SeriesDraft:
    """A repeating activity as typed: its rule and what every occasion of it is."""

    project_id: int
    rule: SeriesRule
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    leader: str = ""
    content: str = ""
    recipients: str = ""
    team_id: int | None = None
    planned_people: int | None = None


@dataclass(frozen=True)
class SeriesRow:
    """One repeating activity in a list.

    Attributes:
        words: ``每周六 09:00–11:30，到2027年6月30日``.
        ahead: Occasions made from today on that were not cancelled.
    """

    id: int
    project_id: int
    project: str
    draft: SeriesDraft = field(repr=False)
    words: str = ""
    made_to: date | None = None
    active: bool = True
    ahead: int = 0
    next_on: date | None = None


def days_of(rule: SeriesRule, first: date, last: date) -> list[date]:
    """The days on which the rule meets within a span, in order.

    A day that a month does not have (the 31st of June) is no day: it is not moved.
    """
    first = max(first, rule.from_on)
    last = last if rule.to_on is None else min(last, rule.to_on)
    if last < first:
        return []
    every = (
        _weekly(rule, first, last)
        if rule.frequency is Frequency.WEEKLY
        else _monthly(rule, first, last)
    )
    return [day for day in every if first <= day <= last]


def rule_problem(rule: SeriesRule, today: date) -> str:
    """Why a rule cannot be kept, "" when it can."""
    low, high = (1, 7) if rule.frequency is Frequency.WEEKLY else (1, 31)
    if not rule.days:
        return "请选择星期几。" if high == 7 else "请写每月几日，如：5、20。"
    if any(not low <= day <= high for day in rule.days):
        return "星期只有一到日。" if high == 7 else "每月的日子要在1到31之间。"
    if list(rule.days) != sorted(set(rule.days)):
        return "同一天写了两次。"
    if not 1 <= rule.every <= MOST_EVERY:
        return f"间隔要在1到{MOST_EVERY}之间。"
    if rule.to_on is not None and rule.to_on < rule.from_on:
        return "结束日期早于开始日期。"
    if (rule.from_on - today).days < -366:
        return "开始日期不能早于一年前。"
    end = rule.to_on or rule.from_on
    if end.year > rule.from_on.year + LONGEST_YEARS or rule.from_on.year > today.year + 2:
        return f"开始不能晚于后年，最长排{LONGEST_YEARS}年。"
    if rule.to_on is not None and not days_of(rule, rule.from_on, rule.to_on):
        return "这段日期里一场也排不出来。"
    return ""


def rule_words(rule: SeriesRule, starts: time | None = None, ends: time | None = None) -> str:
    """``每周六 09:00–11:30，到2027年6月30日``; ``每2个月5日、20日``."""
    if rule.frequency is Frequency.WEEKLY:
        head = "每周" if rule.every == 1 else f"每{rule.every}周的周"
        days = "、".join(WEEKDAYS[day - 1] for day in rule.days)
    else:
        head = "每月" if rule.every == 1 else f"每{rule.every}个月的"
        days = "、".join(f"{day}日" for day in rule.days)
    clock = span_words(starts, ends)
    end = "" if rule.to_on is None else f"，到{plain_date(rule.to_on)}"
    return f"{head}{days}{' ' if clock else ''}{clock}{end}"


def short_month_words(rule: SeriesRule, first: date, last: date) -> str:
    """Which days the rule names are not there within a span, "" when none is missing.

    ``2月、4月没有31日，跳过``.
    """
    if rule.frequency is not Frequency.MONTHLY or max(rule.days, default=0) <= 28:
        return ""
    first = max(first, rule.from_on)
    last = last if rule.to_on is None else min(last, rule.to_on)
    lacking: dict[int, list[str]] = {}
    for month in _months(rule, first, last):
        for day in rule.days:
            end = month.last.day
            if day > end and first <= month.last and month.first <= last:
                lacking.setdefault(day, []).append(f"{month.month}月")
    return "；".join(
        f"{'、'.join(dict.fromkeys(months))}没有{day}日，跳过" for day, months in lacking.items()
    )


def days_text(days: tuple[int, ...]) -> str:
    """Days as the table keeps them: ``5,20``."""
    return ",".join(map(str, days))


def parse_days(text: str) -> tuple[int, ...]:
    """Days out of ``5,20``, ``5、20``, ``5日 20日``; empty when something is no number."""
    for mark in "、，,;；日号和":
        text = text.replace(mark, " ")
    parts = text.split()
    if not parts or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return ()
    return tuple(sorted({int(part) for part in parts}))


def _weekly(rule: SeriesRule, first: date, last: date) -> Iterator[date]:
    anchor = rule.from_on - timedelta(days=rule.from_on.weekday())
    stride = 7 * rule.every
    passed = max(0, (first - anchor).days // stride)
    monday = anchor + timedelta(days=passed * stride)
    while monday <= last:
        for day in rule.days:
            yield monday + timedelta(days=day - 1)
        monday += timedelta(days=stride)


def _monthly(rule: SeriesRule, first: date, last: date) -> Iterator[date]:
    for month in _months(rule, first, last):
        for day in rule.days:
            if day <= monthrange(month.year, month.month)[1]:
                yield date(month.year, month.month, day)


def _months(rule: SeriesRule, first: date, last: date) -> Iterator[Month]:
    anchor = rule.from_on.year * 12 + rule.from_on.month - 1
    start = first.year * 12 + first.month - 1
    step = anchor + -(-(start - anchor) // rule.every) * rule.every
    while step <= last.year * 12 + last.month - 1:
        yield Month(step // 12, step % 12 + 1)
        step += rule.every
