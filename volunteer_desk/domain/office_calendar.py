"""The office's holiday table: a day's mark, and the yearly notice read as it is published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DATE = (
    r"(?:(?P<year{n}>\d{{4}})\s*[年\-/.]\s*)?(?P<month{n}>\d{{1,2}})\s*[月\-/.]\s*"
    r"(?P<day{n}>\d{{1,2}})\s*[日号]?"
)
_SPAN = re.compile(
    _DATE.format(n=1)
    + r"(?:\s*(?:至|到|—|－|–|~|～)+\s*(?:(?:"
    + _DATE.format(n=2)
    + r")|(?P<only>\d{1,2})\s*[日号]))?"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十\d]+[、.．]\s*)?(?P<name>[^\d：:、，]{2,12})[：:]"
)
_TRAILING = re.compile(
    r"[\s,，]*(?:放假调休|放假|调休上班|上班|休息|休|班|工作日)[\s,，]*(?P<name>[^\d，。,]*)$"
)
_WORK = ("上班", "班", "工作日")
_REST = ("放假", "休")
LONGEST_REST = 31
"""A holiday longer than this is a slip of the hand."""


@dataclass(frozen=True)
class CalendarEntry:
    """A day somebody made a working day or a day off."""

    day: date
    workday: bool
    name: str = ""


@dataclass(frozen=True)
class CalendarRow:
    """One special day of a year, as the settings list it.

    Attributes:
        own: The office's own decision stands, over the State Council's.
        state: What the published arrangement says (weekends and weekdays beyond its years).
    """

    day: date
    workday: bool
    name: str
    own: bool
    state: bool


@dataclass(frozen=True)
class DayMark:
    """What a calendar shows beside a day's number.

    Attributes:
        workday: Whether people work.
        tag: ``休`` for a day off and ``班`` for a worked weekend, "" for a day as any other.
        word: The holiday, the solar term, or the lunar day.
        festive: Whether ``word`` names a holiday or a solar term.
    """

    day: date
    workday: bool
    tag: str
    word: str
    festive: bool


def tag_of(day: date, workday: bool, holiday: str) -> str:
    """休 for a holiday and for a free weekday, 班 for a worked weekend, "" otherwise."""
    if workday:
        return "班" if day.weekday() >= 5 else ""
    return "休" if holiday or day.weekday() < 5 else ""


def parse_calendar(text: str, year: int) -> tuple[tuple[CalendarEntry, ...], tuple[str, ...]]:
    """The days in a year's list or in the State Council's notice.

    ``2027-01-01 休 元旦``, ``2月6日 班``, ``1月1日（周五）至3日（周日）放假，共3天。``,
    ``2月14日（周六）、2月28日（周六）上班。``

    Args:
        text: What was pasted.
        year: The year of days that name none.

    Returns:
        The days, each once (the last said of it holds), in order; and the clauses that name a day
        but cannot be read, in words. Lines without a day are headings and no problem.
    """
    found: dict[date, CalendarEntry] = {}
    problems: list[str] = []
    for line in text.splitlines():
        plain = _BRACKETS.sub("", line)
        heading = _HEADING.match(plain)
        name = heading["name"].strip() if heading else ""
        body = plain[heading.end() :] if heading else plain
        for clause in filter(str.strip, re.split(r"[。；;]", body)):
            spans = list(_SPAN.finditer(clause))
            if not spans:
                continue
            workday = _meaning(clause)
            days = [day for span in spans for day in _days(span, year)]
            if workday is None or not days:
                why = "没有写明放假还是上班" if workday is None else "没有这样的日期"
                problems.append(f"“{clause.strip()[:24]}”{why}。")
                continue
            said = _TRAILING.search(clause)
            called = name or (said["name"].strip() if said else "")
            found.update({day: CalendarEntry(day, workday, called) for day in days})
    return tuple(found[day] for day in sorted(found)), tuple(problems)


def _meaning(clause: str) -> bool | None:
    if any(word in clause for word in _REST) and "上班" not in clause:
        return False
    return True if any(word in clause for word in _WORK) else None


def _days(span: re.Match[str], year: int) -> Iterator[date]:
    try:
        first = date(int(span["year1"] or year), int(span["month1"]), int(span["day1"]))
        last = first
        if span["only"]:
            last = first.replace(day=int(span["only"]))
        elif span["month2"]:
            last = date(int(span["year2"] or first.year), int(span["month2"]), int(span["day2"]))
            if last < first and not span["year2"]:
                last = last.replace(year=first.year + 1)
    except ValueError:
        return
    if 0 <= (last - first).days <= LONGEST_REST:
        for step in range((last - first).days + 1):
            yield first + timedelta(days=step)
