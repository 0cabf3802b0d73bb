"""Served time as people write it, in whole minutes, and back into words."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

DAY = 1440
"""Minutes of a day."""

DurationCell = str | int | float | time | timedelta | datetime | date | None
"""What a length of time may arrive as."""


@dataclass(frozen=True)
class Duration:
    """Time served.

    Attributes:
        minutes: Whole minutes, at least 1; may exceed a day, which the caller refuses.
        starts: Minutes after midnight of the service date, or None when only a length was said.
        ends: Minutes after midnight; less than or equal to ``starts`` means the next day.
    """

    minutes: int
    starts: int | None = None
    ends: int | None = None


_NUMBER = r"\d{1,6}(?:\.\d{0,6})?|\.\d{1,6}"
_HAN = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_HAN |= {"九": 9}
_HAN_NUMERAL = re.compile(r"[零一二两三四五六七八九十]+")
_NOISE = re.compile(r"[\s'\u200b-\u200f\ufeff]")
_PLAIN = re.compile(rf"\+?(?:{_NUMBER})")
_CLOCK_LENGTH = re.compile(r"(\d{1,3}):([0-5]\d)(?::[0-5]\d)?")
_WORDED = re.compile(
    rf"(?:(?P<hours>{_NUMBER})(?P<half1>个半)?(?:个?小时|个?钟头|h(?:ours?|rs?)?)(?P<half2>半)?)?"
    r"(?:零|又|and)?"
    rf"(?:(?P<minutes>{_NUMBER})(?P<unit>分钟?|min(?:ute)?s?|m|刻钟?)?)?"
)
_HALF_HOUR = re.compile(r"半个?(?:小时|钟头)")
_DASH = re.compile(r"[-‐-―−~〜至到]+")
_MORNING, _NOON, _EVENING = "上午|早上|早晨|清晨|凌晨|早|am", "中午", "下午|傍晚|晚上|夜里|晚|pm"
_POINT = re.compile(
    rf"(?P<part>{_MORNING}|{_NOON}|{_EVENING})?"
    r"(?P<hour>\d{1,2})"
    r"(?:(?P<mark>[:点时])(?:(?P<minute>\d{1,2})分?|(?P<word>半|[1一]刻|[3三]刻|整|钟)?))?"
    r"(?P<after>am|pm)?"
)
_QUARTERS = {"半": 30, "1刻": 15, "一刻": 15, "3刻": 45, "三刻": 45}


def parse_duration(value: DurationCell) -> Duration | None:
    """The time a cell or a typed text means, or None when nobody can read it.

    Plain numbers are hours; also 2小时, 2h30, 一个半小时, 150分钟; 2:30 is a length. From–to
    (9:00-11:30, 下午2点到5点) gives both ends; an end before its start lies on the next day, and
    the time counts on the first. Fractions of a minute round half up. Zero, negative and vague
    ("半天") values are None.
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


def _arabic(found: re.Match[str]) -> str:
    """十二 → 12 in a text that mixes both; unreadable numerals stay and are refused later."""
    text = found[0]
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return text
    if not ten:
        return str(_HAN[ones])
    return str((_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return _HAN_NUMERAL.sub(_arabic, _NOISE.sub("", text))


@lru_cache(maxsize=2048)  # a sheet of 100,000 rows says the same few things
def _from_text(text: str) -> Duration | None:
    text = _plain(text)
    if _PLAIN.fullmatch(text):
        return _from_hours(text)
    if _HALF_HOUR.fullmatch(text):
        return Duration(30)
    clock = _CLOCK_LENGTH.fullmatch(text)
    if clock:
        return _whole(int(clock[1]) * 60 + int(clock[2]))
    return _from_words(text) or _from_range(text)


def _from_words(text: str) -> Duration | None:
    found = _WORDED.fullmatch(text)
    if not found or (not found["hours"] and not found["unit"]):
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
    return _whole(_round(minutes))


def _from_range(text: str) -> Duration | None:
    halves = _DASH.split(text)
    if len(halves) != 2:
        return None
    first, last = _POINT.fullmatch(halves[0]), _POINT.fullmatch(halves[1])
    if not first or not last or not (first["mark"] or last["mark"] or last["after"]):
        return None
    starts, ends = _minute_of_day(first, None), _minute_of_day(last, first)
    if starts is None or ends is None or starts in (ends, DAY):
        return None
    ends %= DAY
    return Duration((ends - starts) % DAY, starts, ends)


def _part(point: re.Match[str]) -> str | None:
    """Which half of the day was said: "am", "noon", "pm", or None."""
    word = point["part"] or point["after"]
    if word is None:
        return None
    if re.fullmatch(_MORNING, word):
        return "am"
    return "noon" if word == _NOON else "pm"


def _minute_of_day(point: re.Match[str], before: re.Match[str] | None) -> int | None:
    """Minutes after midnight, 0 to 1440; ``before`` is the start whose half of the day carries on.

    "下午2点到5点" ends at 17:00 and "晚上10点到1点" at 01:00; "上午9点到1点" is left unread.
    """
    hour = int(point["hour"])
    minute = _QUARTERS.get(point["word"] or "", 0) + int(point["minute"] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    part = _part(point)
    if part == "am" and hour > 12:
        return None
    if part == "pm" and hour <= 12:
        late = (point["part"] or "").startswith(("晚", "夜"))
        hour = hour + 12 if hour < 12 or late else 12
    elif part == "noon" and hour < 3:
        hour += 12
    elif part == "am" and hour == 12 and point["part"] in ("凌晨", None):
        hour = 0
    elif part is None and before is not None and hour <= 12:
        return _carry_on(hour * 60 + minute, before)
    return hour * 60 + minute


def _carry_on(ends: int, before: re.Match[str]) -> int | None:
    part, starts = _part(before), _minute_of_day(before, None)
    if part is None or starts is None or ends > starts:
        return ends
    if part == "am":
        return None
    return ends + DAY // 2 if ends + DAY // 2 > starts else ends


def parse_clock(value: DurationCell) -> int | None:
    """Minutes after midnight (0 to 1439) of a sign-in or sign-out cell, or None.

    9:00, 9点半, 下午2点, 24:00 (which is 0), or a time or datetime of a spreadsheet.
    """
    if isinstance(value, (time, datetime)):
        return value.hour * 60 + value.minute
    if not isinstance(value, str):
        return None
    text = _plain(value)
    found = _POINT.fullmatch(text) or _POINT.fullmatch(re.sub(r"(:\d{2}):\d{2}$", r"\1", text))
    if not found or not (found["mark"] or found["after"]):
        return None
    minute = _minute_of_day(found, None)
    return None if minute is None else minute % DAY


def duration_between(starts: int, ends: int) -> Duration | None:
    """The time from one minute of the day to another; an end before its start is next day's."""
    return None if starts == ends else Duration((ends - starts) % DAY, starts, ends)


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
