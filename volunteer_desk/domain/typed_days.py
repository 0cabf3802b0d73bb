"""Days as people type them in a hurry: 14, 11.14, 明天, 周六, 下周三, +3."""

import re
from datetime import date, timedelta

from volunteer_desk.domain.dates import parse_date

_NAMED = {
    "前天": -2,
    "昨天": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
_WEEKDAY = re.compile(r"(上上|上个?|下下|下个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天1-7])")
_STEP = re.compile(r"([+-])(\d{1,3})天?")
_DAY = re.compile(r"(\d{1,2})[日号]?")
_MONTH_DAY = re.compile(r"(\d{1,2})(?:月|[./-])(\d{1,2})[日号]?")
_DIGITS = str.maketrans("０１２３４５６７８９．／－＋", "0123456789./-+")
_WEEKS = {
    "上上": -2,
    "上": -1,
    "上个": -1,
    "下": 1,
    "下个": 1,
    "下下": 2,
    "这": 0,
    "这个": 0,
    "本": 0,
}
WEEKDAYS = "一二三四五六日"


def typed_day(text: str, today: date) -> date | None:
    """The day a short text means on a day, or None when nobody can say.

    A day of the month alone is the one nearest to today; a month and a day lie in the year that
    brings them nearest. 周六 alone is this week's, Monday to Sunday; 下周六 is the next week's.
    """
    text = "".join(text.translate(_DIGITS).split())
    if text in _NAMED:
        return today + timedelta(days=_NAMED[text])
    if step := _STEP.fullmatch(text):
        days = int(step[2])
        return today + timedelta(days=days if step[1] == "+" else -days)
    if week := _WEEKDAY.fullmatch(text):
        wanted = "一二三四五六日".find("日" if week[2] == "天" else week[2])
        wanted = wanted if wanted >= 0 else int(week[2]) - 1
        away = _WEEKS.get(week[1] or "", 0) * 7 + wanted - today.weekday()
        return today + timedelta(days=away)
    if day := _DAY.fullmatch(text):
        return _nearest([_day_of(today, months, int(day[1])) for months in (-1, 0, 1)], today)
    if both := _MONTH_DAY.fullmatch(text):
        month, number = int(both[1]), int(both[2])
        years = (today.year - 1, today.year, today.year + 1)
        return _nearest([_make(year, month, number) for year in years], today)
    return parse_date(text)


def day_words(day: date) -> str:
    """``2026-11-14 周六``."""
    return f"{day:%Y-%m-%d} 周{WEEKDAYS[day.weekday()]}"


def read_day_words(text: str, today: date) -> date | None:
    """As ``typed_day``; a weekday behind a written day (``day_words``) says nothing more."""
    text = text.strip()
    found = re.fullmatch(r"(.*\d[日号]?)\s*(?:周|星期)[一二三四五六日天]", text)
    return typed_day(found[1] if found else text, today)


def _nearest(days: list[date | None], today: date) -> date | None:
    there = [day for day in days if day is not None]
    return min(there, key=lambda day: (abs(day - today), -day.toordinal()), default=None)


def _day_of(today: date, months: int, day: int) -> date | None:
    index = today.year * 12 + today.month - 1 + months
    return _make(index // 12, index % 12 + 1, day)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
