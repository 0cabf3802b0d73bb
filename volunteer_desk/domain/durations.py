"""Served time as people write it, in whole minutes, and back into words."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from volunteer_desk.domain.clocks import DAY as DAY
from volunteer_desk.domain.clocks import parse_point, plain, read_ranges

DurationCell = str | int | float | time | timedelta | datetime | date | None
"""What a length of time may arrive as."""


@dataclass(frozen=True)
class Duration:
    """Time served.

    Attributes:
        minutes: Whole minutes, at least 1; may exceed a day, which the caller refuses.
        starts: Minutes after midnight of the service date, or None when only a length was said.
        ends: Minutes after midnight; less than or equal to ``starts`` means the next day, and
            equal to it a whole day.
        shifts: How many from–to it is the sum of; no two ends stand for several.
    """

    minutes: int
    starts: int | None = None
    ends: int | None = None
    shifts: int = 1


_NUMBER = r"\d{1,6}(?:\.\d{0,6})?|\.\d{1,6}"
_PLAIN = re.compile(rf"\+?(?:{_NUMBER})")
_CLOCK_LENGTH = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")
_WORDED = re.compile(
    rf"(?:(?P<hours>{_NUMBER})(?P<half1>个半)?(?:个?小时|个?钟头|个钟|h(?:ours?|rs?)?)(?P<half2>半)?)?"
    r"(?:零|又|and)?"
    rf"(?:(?P<minutes>{_NUMBER})(?:(?P<unit>分钟?|min(?:ute)?s?|m|刻钟?)|\Z))?"
    rf"(?:(?P<seconds>{_NUMBER})(?:秒钟?|s(?:ec(?:ond)?s?)?))?"
)
_NEXT_DAY = re.compile(r"\s*(?:次日|翌日|隔[天日]|第[二2２][天日])\s*")
_HALF_HOUR = re.compile(r"半个?(?:小时|钟头)|半个钟")


def parse_duration(value: DurationCell) -> Duration | None:
    """The time a cell or a typed text means, or None when nobody can read it.

    Plain numbers are hours; also 2小时, 2h30, 一个半小时, 150分钟; 2:30 is a length. From–to
    (9:00-11:30, 下午2点到5点, 22:00-次日1:00) gives both ends; an end before its start lies on the
    next day, and the time counts on the first. Several from–to in one cell give the sum of their
    minutes and no ends. Fractions of a minute round half up. Zero, negative and vague ("半天")
    values are None, and so is a decimal comma: 1,500 would be two numbers.
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _from_hours(repr(value))
    if isinstance(value, time):
        return _whole(value.hour * 60 + value.minute + (1 if value.second >= 30 else 0))
    if isinstance(value, timedelta):
        return _whole((value + timedelta(seconds=30)) // timedelta(minutes=1))
    if isinstance(value, datetime) and value.year in (1899, 1900):
        # Excel writes a length over a day ([h]:mm) as a moment of its first days.
        length = value.replace(tzinfo=None) - datetime(1899, 12, 30)  # noqa: DTZ001 - no instant
        return _whole((length + timedelta(seconds=30)) // timedelta(minutes=1))
    return None


def _whole(minutes: int) -> Duration | None:
    return Duration(minutes) if minutes > 0 else None


def _round(minutes: Decimal) -> int:
    return int(minutes.quantize(Decimal(1), ROUND_HALF_UP))


def _from_hours(text: str) -> Duration | None:
    try:
        hours = Decimal(text)
    except InvalidOperation:
        return None
    if not hours.is_finite() or not 0 < hours < 1_000_000:
        return None
    return _whole(_round(hours * 60))


@lru_cache(maxsize=2048)  # a sheet of 100,000 rows says the same few things
def _from_text(written: str) -> Duration | None:
    text = plain(written)
    if _PLAIN.fullmatch(text):
        return _from_hours(text)
    if _HALF_HOUR.fullmatch(text):
        return Duration(30)
    clock = _CLOCK_LENGTH.fullmatch(text)
    if clock:
        minutes = int(clock[1]) * 60 + int(clock[2])
        return _whole(minutes + (1 if int(clock[3] or 0) >= 30 else 0))
    return _from_words(text) or _from_ranges(written)


def _from_words(text: str) -> Duration | None:
    found = _WORDED.fullmatch(text)
    if not found or not (found["hours"] or found["unit"] or found["seconds"]):
        return None
    if found["half1"] and found["half2"]:
        return None
    minutes = Decimal(found["hours"] or 0) * 60
    if found["half1"] or found["half2"]:
        minutes += 30
    if found["minutes"]:
        if found["half2"]:
            return None
        quarter = (found["unit"] or "").startswith("刻")
        minutes += Decimal(found["minutes"]) * (15 if quarter else 1)
    return _whole(_round(minutes + Decimal(found["seconds"] or 0) / 60))


def _from_ranges(text: str) -> Duration | None:
    found = read_ranges(text)
    if len(found) == 1:
        return Duration(found[0].minutes, found[0].starts, found[0].ends)
    return Duration(sum(one.minutes for one in found), shifts=len(found)) if found else None


def parse_clock(value: DurationCell) -> int | None:
    """Minutes after midnight (0 to 1439) of a sign-in or sign-out cell, or None.

    9:00, 9点半, 下午2点, 24:00 (which is 0), or a time or datetime of a spreadsheet.
    """
    if isinstance(value, (time, datetime)):
        return value.hour * 60 + value.minute
    if not isinstance(value, str):
        return None
    return parse_point(value)


def duration_between(starts: int, ends: int) -> Duration | None:
    """The time from one minute of the day to another; an end before its start is next day's."""
    return None if starts == ends else Duration((ends - starts) % DAY, starts, ends)


def served_between(starts: DurationCell, ends: DurationCell) -> Duration | None:
    """The time from a sign-in cell to a sign-out cell, or None when either cannot be read.

    The sign-out may name the next day (次日1:00, 第二天 1:00); from 8:00 to 次日8:00 is a whole
    day, and 8:00 to 次日9:00 more than one, which the caller refuses.
    """
    named = _NEXT_DAY.match(ends) if isinstance(ends, str) else None
    last = parse_clock(ends[named.end() :] if named and isinstance(ends, str) else ends)
    first = parse_clock(starts)
    if first is None or last is None:
        return None
    if named:
        return Duration(last + DAY - first, first, last)
    return duration_between(first, last)


def format_hours(minutes: int) -> str:
    """Hours as a number: "2", "2.5", "1.25", and 100 minutes, which has no end, "1.67"."""
    hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{hours:f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def format_minutes(minutes: int) -> str:
    """Exactly, in words: "2小时30分", "2小时", "40分", "0分"."""
    sign, (hours, rest) = "-" if minutes < 0 else "", divmod(abs(minutes), 60)
    if not hours:
        return f"{sign}{rest}分"
    return f"{sign}{hours}小时{rest}分" if rest else f"{sign}{hours}小时"


def format_clock(minute: int) -> str:
    """Minutes after midnight as "09:05"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
