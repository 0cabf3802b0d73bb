"""Whether two cards are one person: what speaks for it and against it, weighed, and in words."""

from dataclasses import dataclass
from datetime import date
from math import exp

from volunteer_desk.domain.identity import check_digit
from volunteer_desk.domain.similarity import jaro_winkler, one_slip
from volunteer_desk.domain.volunteers import VolunteerHit

LISTED = 0.5
"""Pairs below this score are not shown."""
_PRIOR = -5.5
"""Two cards taken at random are not one person: what the evidence must outweigh."""
_ONE_NAME = 2.5
"""From this weight on two names may be one name, written or heard differently."""
_ALIKE_NAMES = 0.85
_ALIKE_HOMES = 0.9


@dataclass(frozen=True, slots=True)
class Card:
    """What a card is compared by.

    Attributes:
        id: The volunteer, 0 for one who is being typed.
        key: ``name_key`` of the name; a Latin name is surname, blank, given names.
        sound: Folded pinyin of the name (``similarity.fold_pinyin``), "" when it has none.
        birth: Day of birth.
        gender: "1", "2" or None.
        document: Number of the document, upper case.
        id_type: Kind of the document.
        phone: Digits.
        teams: Teams the person is in now.
        home: A full address; a district or a community is none.
    """

    id: int
    key: str
    sound: str = ""
    birth: date | None = None
    gender: str | None = None
    document: str | None = None
    id_type: str | None = None
    phone: str | None = None
    teams: frozenset[int] = frozenset()
    home: str | None = None


@dataclass(frozen=True)
class Likeness:
    """How likely two cards are one person.

    Attributes:
        score: 0 to 1; ``LISTED`` and more is worth a look.
        reasons: What speaks for it, strongest first ("证件号相同").
        doubts: What speaks against it ("出生日期不同").
    """

    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class LookAlike:
    """A registered person who may be the one being typed; ``hit`` is masked as in a search."""

    hit: VolunteerHit
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class DuplicatePair:
    """Two registered people who may be one; ``first`` was registered first."""

    first: VolunteerHit
    second: VolunteerHit
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()


Evidence = tuple[float, str]
_NONE: Evidence = (0.0, "")


def compare_cards(a: Card, b: Card) -> Likeness:
    """Weigh two cards: logistic of the summed evidence, as record linkage does (Fellegi-Sunter).

    A name alone is never enough: without a document, phone, birth, address or team in common the
    score is 0.
    """
    name = _name(a, b)
    document = _document(a, b)
    if document[0] < 0 and name[0] < _ONE_NAME and _proved(a) and _proved(b):
        document = (2 * document[0], document[1])  # twins: all alike but the given name
    support = (document, _phone(a, b), _birth(a, b), _home(a, b), _team(a, b))
    found = (name, *support, _gender(a, b))
    reasons = sorted((one for one in found if one[0] > 0), reverse=True)
    doubts = tuple(words for weight, words in sorted(found) if weight < 0 and words)
    if not any(weight > 0 for weight, _ in support):
        return Likeness(0.0, tuple(words for _, words in reasons), doubts)
    weight = _PRIOR + sum(one[0] for one in found)
    return Likeness(1 / (1 + exp(-weight)), tuple(words for _, words in reasons), doubts)


def document_body(document: str) -> str:
    """What stays of a document when it is renewed: an old 15-digit number as its 18 digits."""
    if len(document) == 15 and document.isdecimal() and document.isascii():
        body = f"{document[:6]}19{document[6:]}"
        return body + check_digit(body)
    return document


def _document(a: Card, b: Card) -> Evidence:
    if not a.document or not b.document:
        return _NONE
    if a.document == b.document:
        return 13.0, "证件号相同"
    ours, theirs = document_body(a.document), document_body(b.document)
    if ours == theirs:
        return 13.0, "证件号相同（一个是15位旧号）"
    if one_slip(ours, theirs):
        return (6.5 if len(ours) > 8 else 4.0), "证件号只差一位，或两位颠倒"
    if a.id_type != b.id_type:
        return _NONE
    # a check digit proves that neither is a slip of the other; a passport has none
    return (-6.0 if len(ours) == 18 else -2.0), "证件号不同"


def _proved(card: Card) -> bool:
    """Whether the document's check digit is right, so that it is not mistyped."""
    body = document_body(card.document or "")
    digits = body[:17]
    return (
        len(body) == 18
        and digits.isascii()
        and digits.isdecimal()
        and (check_digit(digits) == body[17])
    )


def _phone(a: Card, b: Card) -> Evidence:
    if not a.phone or not b.phone:
        return _NONE
    if a.phone == b.phone:
        return 5.0, "电话相同"
    if one_slip(a.phone, b.phone):
        return 3.0, "电话只差一位，或两位颠倒"
    return -0.4, "电话不同"


def _birth(a: Card, b: Card) -> Evidence:
    if not a.birth or not b.birth:
        return _NONE
    if a.birth == b.birth:
        return 3.5, "出生日期相同"
    ours, theirs = f"{a.birth:%Y%m%d}", f"{b.birth:%Y%m%d}"
    if one_slip(ours, theirs) or ours == theirs[:4] + theirs[6:] + theirs[4:6]:
        return 1.0, "出生日期只差一位，或月日颠倒"
    return -3.5, "出生日期不同"


def _gender(a: Card, b: Card) -> Evidence:
    if not a.gender or not b.gender or a.gender == b.gender:
        return _NONE
    return -2.5, "性别不同"


def _team(a: Card, b: Card) -> Evidence:
    return (3.0, "同在一个队伍") if a.teams & b.teams else _NONE


def _home(a: Card, b: Card) -> Evidence:
    if not a.home or not b.home:
        return _NONE
    if a.home == b.home:
        return 2.5, "住址相同"
    if jaro_winkler(a.home, b.home) >= _ALIKE_HOMES:
        return 2.0, "住址相近"
    return -0.5, ""


def _name(a: Card, b: Card) -> Evidence:
    if not a.key or not b.key:
        return _NONE
    if a.key == b.key:
        return 3.0, "姓名相同"
    if a.key.isascii() and b.key.isascii():
        return _latin(a.key, b.key)
    if a.sound and a.sound == b.sound:
        return 2.5, "姓名读音相同"
    if _one_character_apart(a.key, b.key):
        return 1.0, "姓名只差一个字"
    return -5.0, "姓名不同"


def _one_character_apart(a: str, b: str) -> bool:
    """李秀英 and 李秀荚, 欧阳建国 and 欧阳建; but not 王伟 and 李伟."""
    return min(len(a), len(b)) > 1 and max(len(a), len(b)) > 2 and one_slip(a, b)


def _latin(a: str, b: str) -> Evidence:
    """Names in letters: alike as a whole, or with their parts in another order."""
    ours, theirs = a.split(), b.split()
    whole = max(jaro_winkler(a, b), jaro_winkler(a, " ".join(reversed(theirs))))
    if sorted(ours) == sorted(theirs):
        return 3.0, "姓名相同（顺序不同）"
    if whole >= _ALIKE_NAMES or one_slip(a, b):
        return 2.5, "姓名相近"
    if set(ours) & set(theirs):
        return 0.5, "姓名有一部分相同"
    return -3.0, "姓名不同"
