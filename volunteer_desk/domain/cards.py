"""How a card is numbered: the office's pattern of 志愿者编号."""

import re
import unicodedata

NUMBER_PATTERN = "{prefix}{year}{serial:06d}"
"""ZY2026000001, the usual 志愿者编号."""

_PATTERN = re.compile(
    r"(?P<head>(?:\{(?:prefix|year|yy)\}|[^{}])*)\{serial(?::0(?P<width>[1-9])d)?\}"
)
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
