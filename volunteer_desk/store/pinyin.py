"""Names as people type them without a Chinese keyboard: pinyin in full, initials, and mixtures."""

import os
import re
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple
from unicodedata import normalize

from volunteer_desk.domain.similarity import fold_pinyin

_SURNAMES = {
    "单": "shan", "解": "xie", "查": "zha", "仇": "qiu", "区": "ou", "曾": "zeng", "乐": "yue",
    "盖": "ge gai", "朴": "piao pu", "翟": "zhai di", "员": "yun", "缪": "miao", "尉": "wei yu",
    "秘": "bi", "洗": "xian", "繁": "po", "种": "chong", "召": "shao", "祭": "zhai", "任": "ren",
    "覃": "qin tan", "黑": "he hei", "柏": "bai bo", "么": "yao", "折": "she", "牟": "mou mu",
    "隗": "wei kui", "郇": "xun huan", "谌": "chen shen", "能": "nai", "适": "kuo", "阚": "kan",
    "费": "fei bi", "炅": "gui", "藏": "zang", "莘": "shen xin", "郗": "xi chi", "句": "gou",
    "重": "chong", "都": "du", "卜": "bu", "长": "chang", "角": "jue", "会": "gui", "冼": "xian",
}  # fmt: skip
"""How a character is read as a surname; its other readings are found as well."""

_COMPOUND = {
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "欧阳": "ou yang", "司马": "si ma",
    "上官": "shang guan", "诸葛": "zhu ge", "司徒": "si tu", "夏侯": "xia hou", "皇甫": "huang fu",
    "东方": "dong fang", "令狐": "ling hu", "公孙": "gong sun", "慕容": "mu rong", "宇文": "yu wen",
    "轩辕": "xuan yuan", "鲜于": "xian yu", "闾丘": "lv qiu", "司空": "si kong", "澹台": "tan tai",
    "独孤": "du gu", "南宫": "nan gong", "端木": "duan mu", "东郭": "dong guo", "百里": "bai li",
    "呼延": "hu yan", "单于": "chan yu", "赫连": "he lian", "申屠": "shen tu", "钟离": "zhong li",
    "公冶": "gong ye", "宗政": "zong zheng", "濮阳": "pu yang", "淳于": "chun yu", "拓跋": "tuo ba",
    "完颜": "wan yan", "西门": "xi men", "纳兰": "na lan",
}  # fmt: skip

_MISREAD = {
    "长孙": "chang sun", "尉迟": "wei chi", "澹台": "dan tai", "单于": "shan yu", "万俟": "wan si",
}  # fmt: skip
"""How compound surnames are typed by those who read them character by character."""

_GIVEN = {
    "茜": "xi qian", "乐": "le yue", "朝": "chao zhao", "晟": "sheng cheng", "长": "chang zhang",
    "柏": "bai bo", "重": "chong zhong", "行": "xing hang", "曾": "zeng", "单": "dan shan",
    "莘": "xin shen", "藏": "cang zang", "弹": "tan dan", "都": "du dou", "伽": "jia",
    "仔": "zai zi", "纶": "lun guan", "𠮷": "ji",
}  # fmt: skip
"""Given-name characters whose first dictionary reading is not the one names use, or not alone."""

FOLDED = "0"
"""Stands before a folded term of the index; no typed pinyin begins so."""

_MARKS = str.maketrans("āáǎàēéěèōóǒòīíǐìūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeooooiiiiuuuuvvvvvnnnm")
_PIECES = re.compile(r"[a-z0-9]+|[^\W_]")
_WORDS = re.compile(r"[^\W_]+")
_MOST = 8
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff\u212a\u212b]")


def pinyin_terms(name: str) -> str:
    """What the search index holds of a clean name: lower-case terms between blanks.

    王建国 gives wangjianguo wangjguo wjianguo wjguo jianguo jguo. A query asks for a term's
    beginning, so that these answer wjg and wangjg too. 单 and its like stand in every reading.
    Terms that folding changes stand once more, folded and behind ``FOLDED``: 0wanjianguo.
    """
    if "·" in name or name.isascii() or _ACCENTED.search(name):
        return _with_folded(_by_words(plain_latin(name)))
    cut = 2 if len(name) > 2 and name[:2] in _COMPOUND else 1
    surname = _spelt_surname(name[:cut])
    pattern, begins = _pattern(name[cut:], surname.moved)
    if pattern and surname.ends.isdisjoint(begins):
        return pattern.format(*surname.spelt)
    first, given = _surname(name[:cut]), _given(name[cut:])
    if not first or not given:
        return _with_folded(first or given)
    return _with_folded((*(one + rest for one in first for rest in given), *given))


def _with_folded(terms: tuple[str, ...]) -> str:
    folded = [FOLDED + plain for term in terms if (plain := fold_pinyin(term)) != term]
    return " ".join((*terms, *folded))


def plain_latin(text: str) -> str:
    """Latin letters without their accents: José is Jose."""
    return _ACCENTED.sub(_without_accent, text)


def _without_accent(found: re.Match[str]) -> str:
    first = normalize("NFD", found[0])[0]
    return first if first.isascii() else found[0]


def name_order(name: str) -> str:
    """What names are sorted by: syllable by syllable, one character's bearers together."""
    cut = 2 if len(name) > 2 and name[:2] in _COMPOUND else 1
    return _surname_order(name[:cut]) + _given_order(name[cut:])


def first_order(mark: str) -> list[str]:
    """How the order (``name_order``) of any name with this first character may begin."""
    compounds = [one for one in _COMPOUND if one[0] == mark]
    return [_surname_order(one) for one in (mark, *compounds)]


@cache
def _surname_order(text: str) -> str:
    if text in _COMPOUND:
        syllables = _COMPOUND[text].split()
        return "".join(f"{one} {mark}" for one, mark in zip(syllables, text, strict=True))
    return f"{(_surname(text) or ('',))[0]} {text}"  # the blank sorts wan before wang


@lru_cache(100_000)
def _given_order(text: str) -> str:
    return "".join(f"{(readings_of(mark) or ('',))[0]} {mark}" for mark in text.casefold())


def likely_pinyin(key: str) -> str:
    """The likeliest reading of a name without blanks or dots, in full: 王建国 is wangjianguo."""
    cut = 2 if len(key) > 2 and key[:2] in _COMPOUND else 1
    parts = (_surname(key[:cut]), _given(key[cut:])) if not key.isascii() else (_given(key),)
    return "".join(part[0] for part in parts if part)


@cache
def _table() -> dict[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # its phrases cost 0.2 s and 20 MB
    from pypinyin.constants import PINYIN_DICT  # slow, and needed only where names are written

    return PINYIN_DICT


def _toned(mark: str) -> list[str]:
    """Every dictionary reading of a character, tones taken off; none for what is no character."""
    found = _table().get(ord(mark), "")
    return found.translate(_MARKS).split(",") if found else []


def _spellings(syllable: str) -> tuple[str, ...]:
    """The ways to type a syllable: lv is also lu and, in passports, lyu."""
    if "v" not in syllable:
        return (syllable,)
    return (syllable, syllable.replace("v", "u"), syllable.replace("v", "yu"))


@cache
def readings_of(piece: str) -> tuple[str, ...]:
    """The likely readings of a character within a name; Latin letters stand for themselves."""
    if piece.isascii():
        return (piece,)
    likely = _GIVEN[piece].split() if piece in _GIVEN else _toned(piece)[:1]
    return tuple(spelling for reading in likely for spelling in _spellings(reading))


@cache
def _surname(text: str) -> tuple[str, ...]:
    """A surname in every reading, and its initials."""
    if text in _COMPOUND:
        said = (_COMPOUND[text], _MISREAD.get(text, _COMPOUND[text]))
        readings = [reading.split() for reading in dict.fromkeys(said)]
    elif text in _SURNAMES:
        readings = [[one] for one in (*_SURNAMES[text].split(), *_toned(text))]
    else:
        readings = [[one] for one in readings_of(text.casefold())]
    spelt: dict[str, None] = {}
    for reading in readings:
        for syllables in product(*map(_spellings, reading)):
            spelt["".join(syllables)] = None
            spelt["".join(syllable[0] for syllable in syllables)] = None
    return tuple(spelt)


class _Spelt(NamedTuple):
    """A surname's terms and the same folded, which of them folding moves, and how they end.

    ``ends`` says what must not follow: "h" behind z, c, s and "g" behind n, which fold together
    with it, and "v" (any vowel) behind ng, which it holds together.
    """

    spelt: tuple[str, ...]
    moved: tuple[bool, ...]
    ends: frozenset[str]


_MEETINGS = (("h", ("z", "c", "s")), ("g", ("n",)), ("v", ("ng",)))


@cache
def _spelt_surname(text: str) -> _Spelt:
    terms = _surname(text)
    folded = tuple(fold_pinyin(term) for term in terms)
    moved = tuple(one != term for term, one in zip(terms, folded, strict=True))
    ends = {mark for term in terms for mark, tails in _MEETINGS if term.endswith(tails)}
    return _Spelt((*terms, *folded), moved, frozenset(ends))


@lru_cache(100_000)
def _pattern(text: str, moved: tuple[bool, ...]) -> tuple[str, frozenset[str]]:
    """The terms of everybody of a given name, with a place for each term of the surname.

    Rosters hold few given names, and few surnames, but ever new pairs of them.

    Args:
        text: The given name.
        moved: Of each term of the surname, whether folding moves it.

    Returns:
        For ``str.format`` with ``_Spelt.spelt``, "" where surname or given name has no terms; and
        what the terms of the given name begin with, of "h", "g" and "v" for a vowel.
    """
    terms = _given(text)
    if not terms or not moved:
        return "", frozenset()
    folds = [(term, fold_pinyin(term)) for term in terms]
    plain = [f"{{{at}}}{term}" for at in range(len(moved)) for term in terms]
    folded = [
        f"{FOLDED}{{{len(moved) + at}}}{fold}"
        for at, moves in enumerate(moved)
        for term, fold in folds
        if moves or fold != term
    ]
    alone = [FOLDED + fold for term, fold in folds if fold != term]
    begins = frozenset("v" if term[0] in "aeiouv" else term[0] for term in terms)
    return " ".join((*plain, *terms, *folded, *alone)), begins


@lru_cache(100_000)
def _given(text: str) -> tuple[str, ...]:
    """A given name in full, and with initials before its last syllable."""
    choices = [found for piece in _PIECES.findall(text.casefold()) if (found := readings_of(piece))]
    spelt: dict[str, None] = {}
    for syllables in list(product(*choices))[:_MOST] if choices else ():
        spelt["".join(syllables)] = None
        spelt["".join(syllable[0] for syllable in syllables[:-1]) + syllables[-1]] = None
    return tuple(spelt)


def _by_words(name: str) -> tuple[str, ...]:
    """阿依古丽·买买提 and Latin names: the whole, each part, and the same by initials."""
    words = _WORDS.findall(name.replace("·", " ").casefold())
    parts = [_given(word) for word in words]
    parts = [part for part in parts if part]
    if not parts:
        return ()
    terms = {"".join(part[0] for part in parts): None}
    initials = [
        "".join(found[0][0] for piece in _PIECES.findall(word) if (found := readings_of(piece)))
        for word in words
    ]
    terms["".join(initials)] = None
    for part in parts:
        terms |= dict.fromkeys(part)
    return tuple(terms)
