"""When a person has time: a grid of days and parts of the day, stored, said and read in words."""

import re
from collections.abc import Iterable
from unicodedata import normalize

DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日", "节假日")
PARTS = ("上午", "下午", "晚上")

Slot = tuple[int, int]
"""A field of the grid: day 1 (Monday) to 7, 8 for holidays; part of the day 0 to 2."""

_SLOTS: dict[str, Slot] = {
    f"{code:02d}": ((code - 1) // len(PARTS) + 1, (code - 1) % len(PARTS)) for code in range(1, 25)
}
_WEEK = "一二三四五六日"
_DAY = rf"(?:周|星期|礼拜)([{_WEEK}天])"
_WORD = re.compile(
    rf"(?:{_DAY}(?:至|到|-|~){_DAY}|{_DAY}"
    r"|(节假日|法定节假日|工作日|平时|周末|双休日|每天|天天|随时|都可以|全周))?"
    r"((?:上午|下午|晚上|夜间|白天|全天|整天)*)"
)
_NAMED: dict[str, tuple[int, ...]] = {
    "节假日": (8,),
    "法定节假日": (8,),
    "工作日": (1, 2, 3, 4, 5),
    "平时": (1, 2, 3, 4, 5),
    "周末": (6, 7),
    "双休日": (6, 7),
}
_EVERY = tuple(range(1, len(DAYS) + 1))
_ALL_PARTS = (0, 1, 2)
_PART_WORDS: dict[str, tuple[int, ...]] = {
    "上午": (0,),
    "下午": (1,),
    "晚上": (2,),
    "夜间": (2,),
    "白天": (0, 1),
    "全天": _ALL_PARTS,
    "整天": _ALL_PARTS,
}


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


def parse_availability(text: str) -> str | None:
    """What somebody wrote as it is stored: the grid ("周六上午、工作日晚上" → codes), or None.

    None says that the words are no grid ("寒暑假"); they can be kept as they are.
    """
    plain = normalize("NFKC", text).strip()
    stored = read_availability(plain)
    if stored is not None:
        return write_availability(stored)
    slots: set[Slot] = set()
    for word in re.split(r"[、，,;；/和及\s]+", plain):
        found = _read_word(word) if word else set()
        if found is None:
            return None
        slots |= found
    return write_availability(slots) if slots else None


def _read_word(word: str) -> set[Slot] | None:
    found = _WORD.fullmatch(word)
    if found is None:
        return None
    first, last, alone, named, said = found.groups()
    if first:
        days = tuple(range(_day(first), _day(last) + 1))
        if not days:
            return None
    elif alone:
        days = (_day(alone),)
    else:
        days = _NAMED.get(named or "", _EVERY)
    parts = {
        part for one in re.findall("|".join(_PART_WORDS), said or "") for part in _PART_WORDS[one]
    }
    return {(day, part) for day in days for part in parts or _ALL_PARTS}


def _day(character: str) -> int:
    return _WEEK.index("日" if character == "天" else character) + 1
