"""The search terms of the names of teams, projects and units, which are long and full of words."""

import re
from functools import lru_cache
from itertools import product

from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.similarity import fold_pinyin
from volunteer_desk.store.pinyin import FOLDED, plain_latin, readings_of

_PIECES = re.compile(r"[a-z0-9]+|[^\W_]")
_IN_WORDS = {
    "调": "tiao diao", "传": "chuan zhuan", "校": "xiao jiao", "厦": "sha xia", "曲": "qu",
    "差": "cha chai", "率": "lv shuai", "巷": "xiang hang", "阿": "a e", "大": "da dai",
    "便": "bian pian", "地": "di", "会": "hui kuai", "解": "jie", "曾": "zeng ceng",
    "降": "jiang xiang", "系": "xi", "六": "liu lu", "堡": "bao pu", "柏": "bai bo",
}  # fmt: skip
"""Characters that the words of such names read otherwise than the names of people do."""
_MOST = 4
"""Readings of one stretch at most; a name seldom holds two characters of two readings."""
_STRETCH = 10
"""Syllables of a term that begins within a name; nobody types more to find a place in it."""


@lru_cache(4_000)
def _readings(piece: str) -> tuple[str, ...]:
    return tuple(_IN_WORDS[piece].split()) if piece in _IN_WORDS else readings_of(piece)


def name_terms(name: str) -> tuple[str, str]:
    """What the index holds of how a name is read: from its beginning, and from within.

    青年队 gives "qingniandui qnd" and "niandui nd dui d". A query asks for a term's beginning.
    Terms that folding changes stand once more, folded and behind ``FOLDED``.
    """
    pieces = _PIECES.findall(plain_latin(name_key(name)).casefold())
    read = [found for piece in pieces if (found := _readings(piece))]
    if not read:
        return "", ""
    within: dict[str, None] = {}
    for start in range(1, len(read)):
        within |= dict.fromkeys(_spelt(read[start : start + _STRETCH]))
    return _with_folded(_spelt(read)), _with_folded(tuple(within))


def _spelt(read: list[tuple[str, ...]]) -> tuple[str, ...]:
    """A stretch in full and by initials, in every likely reading."""
    spelt: dict[str, None] = {}
    for said in _ways(read):
        spelt["".join(said)] = None
        spelt["".join(one if one.isdigit() else one[0] for one in said)] = None
    return tuple(spelt)


def _ways(read: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    several = 1
    choices = []
    for found in read:
        kept = found if several * len(found) <= _MOST else found[:1]
        several *= len(kept)
        choices.append(kept)
    return list(product(*choices))


def _with_folded(terms: tuple[str, ...]) -> str:
    folded = [FOLDED + plain for term in terms if (plain := fold_pinyin(term)) != term]
    return " ".join((*terms, *folded))
