"""Which of several words somebody means who types its beginning, in characters or pinyin."""

from collections.abc import Sequence
from functools import lru_cache

from volunteer_desk.store.pinyin import pinyin_terms


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


@lru_cache(2_000)
def _readings(word: str) -> frozenset[str]:
    """Every way to type a word from its first character on; not its later part alone."""
    return frozenset(pinyin_terms(word).split()).difference(pinyin_terms(word[1:]).split())


def _is_read(word: str, typed: str) -> bool:
    return any(term.startswith(typed) for term in _readings(word))
