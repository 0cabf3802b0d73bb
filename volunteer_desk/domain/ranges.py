"""Spans as people type them: of numbers (18-60, 60-, -17, 18), of days (2026年3月, 2026-3-5起)."""

import re
from datetime import date
from unicodedata import normalize

from volunteer_desk.domain.dates import names_only_month, parse_date
from volunteer_desk.domain.periods import Month

_NUMBER = r"\d+(?:\.\d+)?"
_SPAN = re.compile(rf"({_NUMBER})?\s*(?:-|~|至|到)\s*({_NUMBER})?")
_YEAR = re.compile(r"((?:19|20|21)\d{2})年?")
_TO = re.compile(r"[~至到]")
_FROM_ON = re.compile(r"(?:以后|之后|起|后)$")
_UP_TO = re.compile(r"(?:以前|之前|为止|止|前)$")


def parse_range(text: str) -> tuple[str | None, str | None] | None:
    """Lowest and highest, each None where it is open; None when the text is no span.

    "18" alone is from 18 to 18. Both ends open says nothing and is no span.
    """
    plain = normalize("NFKC", text).replace("—", "-").replace("–", "-").strip()
    plain = plain.replace("以上", "-").replace("岁", "").replace("小时", "")
    if re.fullmatch(_NUMBER, plain):
        return plain, plain
    found = _SPAN.fullmatch(plain)
    if found is None or not (found[1] or found[2]):
        return None
    return found[1], found[2]


def parse_days(text: str) -> tuple[date | None, date | None] | None:
    """First and last day, both included, each None where it is open; None for what is no span.

    A day, a month or a year stands for all its days; two of them with 至, 到 or ~ between; one
    with 起 or 以后, 止 or 以前 behind it.
    """
    plain = "".join(normalize("NFKC", text).split())
    head, *rest = _TO.split(plain)
    if len(rest) == 1:
        low, high = _days(head), _days(rest[0])
        if (head and not low) or (rest[0] and not high) or not (low or high):
            return None
        return (low[0] if low else None), (high[1] if high else None)
    if rest:
        return None
    for ending, place in ((_FROM_ON, 0), (_UP_TO, 1)):
        if ending.search(plain):
            days = _days(ending.sub("", plain))
            if days is None:
                return None
            return (days[0], None) if place == 0 else (None, days[1])
    return _days(plain)


def _days(text: str) -> tuple[date, date] | None:
    """The first and the last day of a day, a month or a year."""
    if year := _YEAR.fullmatch(text):
        return date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
    day = parse_date(text)
    if day is None:
        return None
    return (day, Month.of(day).last) if names_only_month(text) else (day, day)
