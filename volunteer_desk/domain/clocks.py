"""Moments of the day and from–to as people write them, in minutes after midnight."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

DAY = 1440
"""Minutes of a day."""


@dataclass(frozen=True)
class Range:
    """One from–to that was written out.

    Attributes:
        starts: Minutes after midnight of the service date, 0 to 1439.
        ends: Minutes after midnight, 0 to 1439, of whichever day it is.
        minutes: From one to the other, at least 1; over a day where the next day was named and
            its hour is later than the start.
    """

    starts: int
    ends: int
    minutes: int


_HAN = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_HAN |= {"九": 9}
_HAN_NUMERAL = re.compile(r"[零一二两三四五六七八九十百]+")
_HAN_NUMBER = re.compile(  # 一百二 is 120 to one and 102 to another
    r"(?:(?P<hundreds>[一二两三四五六七八九])百(?=[零十]|.十|$))?"
    r"(?:零|(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二两三四五六七八九])?"
)
_NOISE = re.compile(r"[\s\u200b-\u200f\ufeff]|^\s*'")  # Excel's mark that a number is text
_DASHES = r"[-‐-―−~〜至到]+"
_DASH = re.compile(_DASHES)
_LOOSE_DASH = re.compile(rf"\s*({_DASHES})\s*")
_MORNING, _NOON, _EVENING = "上午|早上|早晨|清晨|凌晨|早|am", "中午", "下午|傍晚|晚上|夜里|晚|pm"
_PARTS = f"{_MORNING}|{_NOON}|{_EVENING}"
_POINT = re.compile(
    rf"(?P<later>次日|翌日|隔[天日]|第2[天日])?(?P<part>{_PARTS})?"
    r"(?P<hour>\d{1,2})"
    r"(?:(?P<mark>[:点时])(?:(?P<minute>\d{1,2})分?|(?P<word>半|[1一]刻|[3三]刻|整|钟)?))?"
    r"(?P<after>am|pm)?"
)
_QUARTERS = {"半": 30, "1刻": 15, "一刻": 15, "3刻": 45, "三刻": 45}
_BETWEEN = re.compile(
    r"[、,;；+/&|和及\n]+"
    rf"|(?<=[\d点时半刻分整钟]) *(?=(?:{_PARTS})\d)"
    r"|(?<=[\d点时半刻分整钟]) +(?=\d)"
)


def plain(text: str) -> str:
    """Half-width, lower case, without spaces, Chinese numerals as digits (十二 → 12)."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _HAN_NUMERAL.sub(_arabic, _NOISE.sub("", text))


def read_ranges(text: str) -> tuple[Range, ...]:
    """Every from–to of a text: one, or several apart from each other; none when any is unread.

    "9:00-11:00、14:00-16:00" and "上午9点到11点下午2点到4点" are two. Two that overlap cannot both
    be true, so nothing is read.
    """
    whole = read_range(plain(text))
    if whole is not None:
        return (whole,)
    text = _LOOSE_DASH.sub(r"\1", unicodedata.normalize("NFKC", text).casefold().strip())
    pieces = [piece for piece in _BETWEEN.split(text) if piece.strip()]
    found = [one for piece in pieces if (one := read_range(plain(piece))) is not None]
    if len(found) < 2 or len(found) != len(pieces):
        return ()
    ordered = sorted(found, key=lambda one: one.starts)
    for before, after in pairwise(ordered):
        if after.starts < before.starts + before.minutes:
            return ()
    if ordered[-1].starts + ordered[-1].minutes > ordered[0].starts + DAY:
        return ()
    return tuple(found)


def read_range(text: str) -> Range | None:
    """One from–to of a ``plain`` text, or None.

    An end before its start lies on the next day; 0:00-24:00 is a whole day, and so is 8:00 to
    次日8:00, but 9:00-9:00 says nothing.
    """
    halves = _DASH.split(text)
    if len(halves) != 2:
        return None
    first, last = _POINT.fullmatch(halves[0]), _POINT.fullmatch(halves[1])
    if not first or not last or not (first["mark"] or last["mark"] or last["after"]):
        return None
    if first["later"]:
        return None  # it would count on another service date
    starts = _minute_of_day(first, None)
    ends = _minute_of_day(last, None if last["later"] else first)
    if starts is None or ends is None or starts == DAY:
        return None
    if last["later"]:
        return None if ends == DAY else Range(starts, ends, ends + DAY - starts)
    if ends == starts:
        return None
    return Range(starts, ends % DAY, ends - starts if ends > starts else ends + DAY - starts)


def parse_point(text: str) -> int | None:
    """Minutes after midnight (24:00 is 0) of a written moment (9:00, 9点半, 下午2点), or None."""
    text = plain(text)
    found = _POINT.fullmatch(text) or _POINT.fullmatch(re.sub(r"(:\d{2}):\d{2}$", r"\1", text))
    if not found or found["later"] or not (found["mark"] or found["after"]):
        return None
    minute = _minute_of_day(found, None)
    return None if minute is None else minute % DAY


def _arabic(found: re.Match[str]) -> str:
    """十二 → 12 in a text that mixes both; unreadable numerals stay and are refused later."""
    number = _HAN_NUMBER.fullmatch(found[0])
    if not number:
        return found[0]
    hundreds, tens, ones = (
        _HAN.get(number[one] or "零", 0) for one in ("hundreds", "tens", "ones")
    )
    if number["ten"] and not tens:
        tens = 1
    return str(hundreds * 100 + tens * 10 + ones)


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
