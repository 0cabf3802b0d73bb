"""Calendar dates as people write them, and as certificates print them."""

import re
import unicodedata
from datetime import date, datetime, timedelta

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_FIRST, _EXCEL_LAST = 3654, 73050
"""1910-01-01 to 2099-12-31: smaller or larger numbers in a date column are something else."""
_YEARS = range(1900, 2201)
_TAIL = r"(?:[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:\(?(?:周|星期)[一二三四五六日天]\)?)?"
_SEPARATED = re.compile(r"(\d{4})([-/.、])(\d{1,2})\2(\d{1,2})\2?" + _TAIL)
_WORDED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?" + _TAIL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0+)?")
_MONTH = re.compile(r"(\d{4})(?:年(\d{1,2})月?|[-/.](\d{1,2})|(\d{2}))")
_SHORT_YEAR = re.compile(
    r"(\d{2})(?:([-/.、])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))"
)
_SERIAL = re.compile(r"(\d{4,5})(?:\.\d+)?")
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_YEAR = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?"
)

DateCell = str | date | datetime | int | float | None
"""What a date may arrive as: text, a date, an Excel serial, or nothing."""


def parse_date(value: DateCell) -> date | None:
    """The day a cell or a typed text means, or None when nobody can read it.

    2026.3.5, 2026/3/5, 2026-03-05, 20260305, 2026年3月5日, 二〇二六年三月五日, full-width digits, a
    time behind the date, an Excel serial (1910 to 2099), a date or datetime. A month alone
    (2026年3月, 2026-03, 202603) is its first day; see ``names_only_month``.
    """
    if isinstance(value, datetime):
        return value.date() if value.year in _YEARS else None
    if isinstance(value, date):
        return value if value.year in _YEARS else None
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _from_number(value)
    found = _SEPARATED.fullmatch(value)  # most cells need no cleaning
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]))
    return _from_text(_plain(value))


def names_only_month(value: DateCell) -> bool:
    """Whether the text names a month without a day (出生年月), so its day must not be compared."""
    if not isinstance(value, str) or _SEPARATED.fullmatch(value):  # a whole day, as most are
        return False
    text = _plain(value)
    spoken = _HAN_DATE.fullmatch(text)
    return bool(_MONTH.fullmatch(text)) or bool(spoken and spoken[3] is None)


def read_short_year(text: str) -> tuple[int, int, int] | None:
    """Two digits of a year, month and day of a date without its century (85.3.5, 850305).

    None for any other text. Which century is meant the text alone does not say.
    """
    found = _SHORT_YEAR.fullmatch(_plain(text))
    if found is None:
        return None
    month, day = found[3] or found[5] or found[7], found[4] or found[6] or found[8]
    return int(found[1]), int(month), int(day)


def _plain(text: str) -> str:
    return re.sub(r"\s+(?!\d{1,2}:)|'", "", unicodedata.normalize("NFKC", text).strip())


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_serial(serial: int) -> date | None:
    if _EXCEL_FIRST <= serial <= _EXCEL_LAST:
        return _EXCEL_DAY_ZERO + timedelta(days=serial)
    return None


def _from_number(value: int | float) -> date | None:
    if isinstance(value, float):
        if value != value or abs(value) > 1e9:
            return None
        if value >= 1e6 and not value.is_integer():
            return None
    whole = int(value)
    found = _COMPACT.fullmatch(str(whole))
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return _from_serial(whole)


def _from_text(text: str) -> date | None:
    found = _SEPARATED.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]))
    found = _WORDED.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _MONTH.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2] or found[3] or found[4]), 1)
    found = _SERIAL.fullmatch(text)
    if found:
        return _from_serial(int(found[1]))
    found = _HAN_DATE.fullmatch(text)
    if found:
        month, day = _read_ten(found[2]), _read_ten(found[3] or "一")
        return _day(int(found[1].translate(_HAN_YEAR)), month, day)
    return None


def _read_ten(text: str) -> int:
    """十二 → 12; 0, which is no month and no day, for what is no numeral under 100."""
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    if not ten:
        return _HAN_DIGITS.index(ones)
    return (_HAN_DIGITS.index(tens) if tens else 1) * 10 + (_HAN_DIGITS.index(ones) if ones else 0)


def _write_ten(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _HAN_DIGITS[tens] + "十"
    return head + (_HAN_DIGITS[ones] if ones else "")


def chinese_date(day: date) -> str:
    """``二〇二六年十二月五日``, as certificates are dated."""
    year = "".join(_HAN_DIGITS[int(digit)] for digit in f"{day.year:04d}")
    return f"{year}年{_write_ten(day.month)}月{_write_ten(day.day)}日"


def plain_date(day: date) -> str:
    """``2026年12月5日``, as sheets and proofs are dated."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date) -> str:
    """``12月5日``, where the year is plain from the place."""
    return f"{day.month}月{day.day}日"
