"""The card beyond its plain fields: how it is numbered, and when the person has time."""

import re
import unicodedata
from collections.abc import Iterable

NUMBER_PATTERN = "{prefix}{year}{serial:06d}"
"""ZY2026000001, the usual 志愿者编号."""

DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日", "节假日")
PARTS = ("上午", "下午", "晚上")

Slot = tuple[int, int]
"""A field of the availability grid: day 1 (Monday) to 7, 8 for holidays; part of the day 0 to 2."""

_PATTERN = re.compile(
    r"(?P<head>(?:\{(?:prefix|year|yy)\}|[^{}])*)\{serial(?::0(?P<width>[1-9])d)?\}"
)
_SLOTS: dict[str, Slot] = {
    f"{code:02d}": ((code - 1) // len(PARTS) + 1, (code - 1) % len(PARTS)) for code in range(1, 25)
}
_LITERAL = re.compile(r"[\w\-/.]*")


def pattern_problem(pattern: str) -> str:
    """Why volunteers cannot be numbered by a pattern, in Chinese, or "" when they can.

    It holds ``{prefix}``, ``{year}`` or ``{yy}`` and plain letters, digits and -/. where one
    likes, and ends with ``{serial}`` or ``{serial:06d}`` (1 to 9 digits). The serial stands last,
    so that no two series can write the same number.
    """
    found = _PATTERN.fullmatch(pattern)
    if found is None:
        return "志愿者编号规则要以流水号{serial:06d}结尾，其余可用{prefix}{year}{yy}。"
    plain = re.sub(r"\{\w+\}", "", found["head"])
    if not _LITERAL.fullmatch(plain) or len(plain) > 12:
        return "志愿者编号规则里只能有12个以内的字母、汉字、数字和-/."
    return ""


def clean_number(text: str) -> str:
    """A 志愿者编号 as written, the way it is kept: no spaces, plain digits and letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("'’")


def number_head(pattern: str, prefix: str, year: int) -> tuple[str, int]:
    """What numbers of a year begin with, and how many digits the serial has at least.

    Raises:
        ValueError: The pattern is none (see ``pattern_problem``).
    """
    found = _PATTERN.fullmatch(pattern)
    if found is None:
        raise ValueError("no number pattern")
    head = found["head"].replace("{prefix}", prefix).replace("{year}", f"{year:04d}")
    return head.replace("{yy}", f"{year % 100:02d}"), int(found["width"] or 1)


def write_availability(slots: Iterable[Slot]) -> str:
    """The grid as it is stored: codes of the national list 可服务时间 ("16 17": 周六上午下午).

    Raises:
        ValueError: No such day or part.
    """
    wanted = sorted(set(slots))
    if any(not (1 <= day <= len(DAYS) and 0 <= part < len(PARTS)) for day, part in wanted):
        raise ValueError("no such slot")
    return " ".join(f"{(day - 1) * len(PARTS) + part + 1:02d}" for day, part in wanted)


def read_availability(text: str | None) -> frozenset[Slot] | None:
    """The grid's fields; None when the text is words of somebody ("寒暑假") and no grid."""
    codes = (text or "").split()
    if not all(code in _SLOTS for code in codes):
        return None
    return frozenset(_SLOTS[code] for code in codes)


def availability_words(text: str | None) -> str:
    """The grid in words ("周六上午、周日全天"); other words as they are."""
    slots = read_availability(text)
    if slots is None:
        return text or ""
    said = []
    for day, name in enumerate(DAYS, 1):
        parts = [word for part, word in enumerate(PARTS) if (day, part) in slots]
        if parts:
            said.append(f"{name}{'全天' if len(parts) == len(PARTS) else ''.join(parts)}")
    return "、".join(said)
