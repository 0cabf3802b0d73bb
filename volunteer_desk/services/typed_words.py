"""Which of several words somebody means who types a part of it, in characters or pinyin."""

from collections.abc import Sequence
from functools import lru_cache

from volunteer_desk.domain.similarity import fold_pinyin
from volunteer_desk.store.name_terms import name_terms
from volunteer_desk.store.pinyin import FOLDED, pinyin_terms


def find_typed(words: Sequence[str], typed: str, start: int = 0) -> int:
    """The place of the first word from ``start`` on (then from the top) that begins so, else -1.

    "w", "wwe" and "weiwu" find 维吾尔族, and so does 维. A word that begins with the very letters
    goes before one that is read so.
    """
    typed = typed.casefold()
    order: list[int] = [*range(start, len(words)), *range(min(start, len(words)))]
    for at in order:
        if words[at].casefold().startswith(typed):
            return at
    if not typed.isascii():
        return -1
    for at in order:
        if _is_read(words[at], typed):
            return at
    return -1


def matching(words: Sequence[str], typed: str) -> list[str]:
    """The words that answer what is typed: those that begin so, that hold it, that are read so.

    Pinyin and initials count from any character of a word on, sounds mixed up as well ("shequ",
    "sq" and "sequ" find 社区服务); every word answers nothing typed.
    """
    typed = typed.strip().casefold()
    found = [word for word in words if typed in word.casefold()]
    found.sort(key=lambda word: not word.casefold().startswith(typed))
    if typed.isascii() and typed.isalpha():
        asked = (typed, FOLDED + fold_pinyin(typed), fold_pinyin(typed))
        held = set(found)
        for wanted in asked:
            for word in words:
                if word not in held and any(term.startswith(wanted) for term in _terms(word)):
                    found.append(word)
                    held.add(word)
    return found


@lru_cache(4_000)
def _terms(word: str) -> tuple[str, ...]:
    return tuple(" ".join(name_terms(word)).split())


@lru_cache(2_000)
def _readings(word: str) -> frozenset[str]:
    """Every way to type a word from its first character on; not its later part alone."""
    return frozenset(pinyin_terms(word).split()).difference(pinyin_terms(word[1:]).split())


def _is_read(word: str, typed: str) -> bool:
    return any(term.startswith(typed) for term in _readings(word))
