"""A typed text as the search index is asked: characters, pinyin, digits, and what sounds alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.phones import clean_phone
from volunteer_desk.domain.similarity import fold_pinyin
from volunteer_desk.store.pinyin import FOLDED, plain_latin

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_PLAIN = re.compile("[\u4e00-\u9fff]+")
_PIECES = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_PARTS = re.compile(rf"[{_HAN}·•・]+|[A-Za-z]*[0-9]+[Xx]?|[A-Za-z]+|[^\W\d_a-zA-Z{_HAN}]+")
_GROUPED = re.compile(r"[+(]?[0-9][0-9\s().\-‐-―]*[0-9Xx]")
"""A number as papers and messages write it, in groups."""
_SHORTEST_PHONE = 10
"""Digits; two last fours beside each other are no phone."""
_DOCUMENT_LENGTHS = (15, 18)
_SHORTEST_DOCUMENT = 7
"""Characters of a passport or permit; the index knows the last four of each."""
_SHORTEST_FOLDED = 3
"""Letters; every second name sounds like two."""
_INDEXED = 3
"""Letters; the index finds a beginning of so many at once, a longer one it gathers first."""
_LONGEST_CUT = 24
"""Letters before the second place; each cut is one more question."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0: " "}


@dataclass(frozen=True)
class Columns:
    """Where an index holds what: columns as an FTS5 filter names them.

    ``words`` hold characters, ``letters`` pinyin, ``digits`` numbers.
    """

    words: str
    letters: str
    digits: str


PEOPLE = Columns("{chars team}", "pinyin", "digits")


@dataclass(frozen=True)
class Question:
    """A typed text as the index is asked.

    Attributes:
        match: The FTS5 expression; every part must be met.
        key: The text as a name key, when it is one run of Chinese characters, else "".
        pinyin: The text in lower case without its blanks, when it is letters alone, else "".
        document: The text as a whole document number, else "".
        wide: The expression that takes like-sounding pinyin as well, "" where there is none.
        coarse: An expression that finds whoever the others find, and more, and is asked in a
            third of their time; "" where there is none.
    """

    match: str
    key: str = ""
    pinyin: str = ""
    document: str = ""
    wide: str = ""
    coarse: str = ""


def read_question(text: str, columns: Columns = PEOPLE) -> Question | None:
    """A typed text as a question, or None when it holds nothing that could be sought."""
    plain = re.sub(r"[\u200b-\u200f\ufeff]", "", text.translate(_WIDE))
    parts = _PARTS.findall(plain_latin(_as_stored(plain)))
    letters = "".join(parts).lower() if all(map(_is_pinyin, parts)) else ""
    # li xiu ying is lixiuying, or names in which all three are read somewhere
    ways = [parts, [letters]] if letters and len(parts) > 1 else [parts]
    match = _either(_all([_ask(part, columns) for part in way]) for way in ways)
    if not match:
        return None
    wide = ""
    if any(_folds(part) for way in ways for part in way):
        wide = _either(_all([_ask_wide(part, columns) for part in way]) for way in ways)
    if len(parts) > 1 or letters:
        slow = len(ways) > 1 and any(map(_folds, parts))
        coarse = _coarse(parts, letters, columns) if slow else ""
        return Question(match, pinyin=letters, wide=wide, coarse=coarse)
    (only,) = parts
    if not only.isascii():
        return Question(match, key=name_key(only))
    return Question(match, document=only.upper() if len(only) >= _SHORTEST_DOCUMENT else "")


def _as_stored(text: str) -> str:
    """A phone or document written in groups, as it is kept; any other text as it is."""
    typed = text.strip()
    if not _GROUPED.fullmatch(typed):
        return text
    phone = clean_phone(typed)
    if phone and len(phone) >= _SHORTEST_PHONE:
        return phone
    together = re.sub(r"[^0-9Xx]", "", typed)
    return together if len(together) in _DOCUMENT_LENGTHS else text


def _all(asks: Sequence[str]) -> str:
    return " AND ".join(f"({asked})" for asked in asks if asked)


def _either(asks: Iterator[str]) -> str:
    every = [asked for asked in asks if asked]
    return every[0] if len(every) == 1 else " OR ".join(f"({asked})" for asked in every)


def loose_match(text: str, columns: Columns) -> str:
    """An expression that finds the parts of a text apart from each other; "" where it has none.

    Characters may stand anywhere in a name (阳光队 finds 阳光社区志愿队), and letters in two places
    (ygsqdui finds it by "ygsq" and "dui").
    """
    asks = []
    for part in _PARTS.findall(plain_latin(text.translate(_WIDE))):
        if part.isascii() and part.isalpha():
            typed = part.lower()
            cuts = [
                f'({columns.letters} : "{typed[:at]}" * AND {columns.letters} : "{typed[at:]}" *)'
                for at in range(2, min(len(typed) - 1, _LONGEST_CUT))
            ]
            asks.append(f"({' OR '.join([_ask(part, columns), *cuts])})")
        elif part.isascii():
            asks.append(f"({_ask(part, columns)})")
        else:
            asks += [f'{columns.words} : "{piece}"' for piece in _PIECES.findall(name_key(part))]
    return " AND ".join(asks)


def spaced(text: str) -> str:
    """Every Chinese character a term of its own, so that a phrase finds any part of a name."""
    if _PLAIN.fullmatch(text):
        return " ".join(text)
    return " ".join(_PIECES.findall(name_key(text)))


def _is_pinyin(part: str) -> bool:
    return part.isascii() and part.isalpha()


def _folds(part: str) -> bool:
    return _is_pinyin(part) and len(part) >= _SHORTEST_FOLDED


def _ask_wide(part: str, columns: Columns) -> str:
    if not _folds(part):
        return _ask(part, columns)
    folded = fold_pinyin(part.lower())
    return f'{columns.letters} : ("{folded}" * OR "{FOLDED}{folded}" *)'


def _coarse(parts: Sequence[str], letters: str, columns: Columns) -> str:
    """Names in which the beginning of every syllable is read, and those of all letters together.

    All who begin with a common syllable are gathered in 5 ms of a city, those of three letters
    are there.
    """
    begun = []
    for part in map(str.lower, parts):
        folded = fold_pinyin(part)
        heads = (part, folded, FOLDED + folded) if _folds(part) else (part,)
        asked = " OR ".join(
            f'"{head}" *' for head in dict.fromkeys(one[:_INDEXED] for one in heads)
        )
        begun.append(f"{columns.letters} : ({asked})")
    together = (_ask(letters, columns), _ask_wide(letters, columns))
    return _either(iter((_all(begun), *together)))


def _ask(part: str, columns: Columns) -> str:
    if part.isascii():
        column = columns.letters if part.isalpha() else columns.digits
        return f'{column} : "{part.lower()}" *'
    pieces = _PIECES.findall(name_key(part))
    if not pieces:
        return ""
    last = " *" if not re.fullmatch(f"[{_HAN}]", pieces[-1]) else ""
    return f'{columns.words} : "{" ".join(pieces)}"{last}'
