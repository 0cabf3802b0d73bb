"""What people write in a cell that has nothing to say, or that means the cell above."""

import unicodedata

_SILENT = frozenset((
    "无", "没有", "暂无", "暂缺", "无此项", "未填", "未填写", "空", "空白", "不详", "未知",
    "不明", "不清楚", "不知道", "n/a", "na", "nan", "#n/a", "null", "none", "nil",
))  # fmt: skip
_STROKES = frozenset("-‐‑‒–—―−－_/／\\＼|｜~～.·…*×")
"""A cell of nothing but these was crossed out."""
_DITTO = frozenset(("同上", "同前", "上同", "〃", "″", '"', "''", "“", "”", "々", "ditto"))
_LONGEST = 6
_BEGINS = frozenset(word[0] for word in (*_SILENT, *_DITTO))


def says_nothing(text: str) -> bool:
    """Whether a cell that is not blank says that there is no value: 无, 暂无, 不详, / or ——.

    A roster holds such cells where a form forbids blanks; they count as blank ones.
    """
    if len(text) > _LONGEST or _begins_otherwise(text):
        return False
    return text in _SILENT or is_crossed_out(text) or _plain(text) in _SILENT


def is_crossed_out(text: str) -> bool:
    """Whether a cell holds nothing but strokes, or nothing at all."""
    return len(text) <= _LONGEST and _STROKES.issuperset(text)


def says_ditto(text: str) -> bool:
    """Whether a cell points to the one above it; whose value that is, nobody can be sure of."""
    if len(text) > _LONGEST or _begins_otherwise(text):
        return False
    return text in _DITTO or _plain(text) in _DITTO


def _begins_otherwise(text: str) -> bool:
    """Whether a text begins with a character that none of these words does, as names mostly do."""
    return "\u4e00" <= text[:1] <= "\u9fff" and text[0] not in _BEGINS


def _plain(text: str) -> str:
    """Half-width and lower-case, without brackets around it."""
    return unicodedata.normalize("NFKC", text).strip(" ()[]。.").casefold()
