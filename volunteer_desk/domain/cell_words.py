"""What stands in a cell instead of a value: nothing to say, the cell above, a failed formula."""

import re
import unicodedata

_SILENT = frozenset((
    "无", "没有", "暂无", "暂缺", "无此项", "未填", "未填写", "空", "空白", "不详", "未知",
    "不明", "不清楚", "不知道", "n/a", "na", "nan", "null", "none", "nil",
))  # fmt: skip
_STROKES = frozenset("-‐‑‒–—―−－_/／\\＼|｜~～.·…*×")
"""A cell of nothing but these was crossed out."""
_DITTO = frozenset(("同上", "同前", "上同", "〃", "″", '"', "''", "“", "”", "々", "ditto"))
_LONGEST = 6
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!"
    r"|BUSY!|EXTERNAL!|GETTING_DATA)|(?:Err|错误)[:：]5\d\d",
    re.IGNORECASE,
)
"""Errors as Excel and WPS show them (ECMA-376 18.17.3), and LibreOffice's own."""
_ERROR_BEGINS = frozenset("#Ee错")
_BEGINS = frozenset(word[0] for word in (*_SILENT, *_DITTO, "错误"))


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


def is_formula_error(text: str) -> bool:
    """Whether a cell shows that its formula failed (#N/A, #REF!, Err:502): it has no value."""
    return text[:1] in _ERROR_BEGINS and _ERROR.fullmatch(text) is not None


def is_overflow(text: str) -> bool:
    """Whether a cell is all #: the text of a column that was too narrow for its dates."""
    return len(text) > 2 and not text.strip("#")


def has_lost_value(text: str) -> bool:
    """Whether a cell stands for a value that is not in it: another row's, or a failed formula's."""
    if not text or _begins_otherwise(text):
        return False
    return says_ditto(text) or is_formula_error(text) or is_overflow(text)


def _begins_otherwise(text: str) -> bool:
    """Whether a text begins with what none of these words does, as names and numbers mostly do."""
    return "0" <= text[:1] <= "9" or ("\u4e00" <= text[:1] <= "\u9fff" and text[0] not in _BEGINS)


def _plain(text: str) -> str:
    """Half-width and lower-case, without brackets around it."""
    return unicodedata.normalize("NFKC", text).strip(" ()[]。.").casefold()
