"""What a search must answer over a small register, in plain Python: no SQL, no pinyin table."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

READINGS = {
    "王": "wang", "建": "jian", "国": "guo", "单": "shan dan chan", "伟": "wei", "张": "zhang",
    "臧": "zang", "欧阳": "ouyang", "静": "jing", "阿": "a", "依": "yi", "古": "gu", "丽": "li",
    "买": "mai", "提": "ti", "㛃": "jie", "瑶": "yao", "李": "li", "𠮷": "ji", "宁": "ning",
    "陈": "chen", "程": "cheng", "思": "si", "林": "lin", "吕": "lv lu lyu", "梓": "zi",
    "史": "shi", "红": "hong", "爱": "ai",
}  # fmt: skip
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_PARTS = re.compile(rf"[{_HAN}·•・]+|[A-Za-z]*[0-9]+[Xx]?|[A-Za-z]+|[^\W\d_a-zA-Z{_HAN}]+")


@dataclass(frozen=True)
class Known:
    """A person of the small register; ``name`` is split into surname and given name by "/"."""

    id: int
    name: str
    phone: str = ""
    document: str = ""
    teams: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """志愿者编号."""
        return f"ZY2026{self.id:06d}"

    @property
    def written(self) -> str:
        """The name as it is stored."""
        return self.name.replace("/", "")

    @property
    def key(self) -> str:
        """The name without dots, blanks and capitals."""
        return self.written.replace("·", "").replace(" ", "").casefold()


REGISTER = (
    Known(1, "王/建国", "13800001111", "11010519491231002X"),
    Known(2, "王/建", "13900002222", teams=("巾帼志愿服务队",)),
    Known(3, "单/伟", "13700003333"),
    Known(4, "张/王建国", teams=("党员·先锋队", "巾帼志愿服务队")),
    Known(5, "阿依古丽·买买提"),
    Known(6, "㛃/瑶", teams=("学雷锋 2 队",)),
    Known(7, "李/𠮷"),
    Known(8, "欧阳/建国", "02088881234"),
    Known(9, "王/建国", document="H12345678"),
    Known(10, "张/伟", "13812345678"),
    Known(11, "臧/伟"),
    Known(12, "陈/静"),
    Known(13, "程/静"),
    Known(14, "宁/静"),
    Known(15, "林/思国"),
    Known(16, "吕/梓"),
    Known(17, "Anna Li"),
    Known(18, "史/红"),
    Known(19, "王/爱红"),
    Known(20, "李/丽"),
    Known(21, "José Núñez"),
)
FEW = 8
_PHONE = re.compile(
    r"(?:(?:\+|00)86|86(?=1))?(1[3-9][0-9]{9}|0(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}|[48]00[0-9]{7})"
)


def answers(text: str, register: tuple[Known, ...] = REGISTER) -> list[int]:
    """Ids in the order in which a search must give them; nobody has served."""
    whole = _split(text)
    parts = [part for part in whole if part.strip("·•・")]
    if not parts:
        return []
    letters = "".join(whole) if all(part.isascii() and part.isalpha() for part in whole) else ""
    ways = [parts, [letters]] if letters else [parts]
    found: dict[int, None] = {}

    def add(people: list[Known]) -> None:
        found.update((one.id, None) for one in people)

    lone = parts[0] if len(whole) == 1 else ""
    if lone.isascii() and not lone.isalpha() and len(lone) >= 7:
        add([one for one in register if one.document == lone.upper()])
    if lone and not lone.isascii():
        key = _key(lone)
        add([one for one in register if one.key == key])
        begins = [one for one in register if one.key.startswith(key) and one.key != key]
        add(sorted(begins, key=lambda one: (one.key.encode(), one.id)))
    if letters:
        add([one for one in register if letters.lower() in _spellings(one)])
    add([one for one in register if _meets_any(one, ways)])
    if len(found) < FEW and any(_is_long_pinyin(part) for way in ways for part in way):
        add([one for one in register if _meets_any(one, ways, True)])
    return list(found)


def _meets_any(one: Known, ways: list[list[str]], alike: bool = False) -> bool:
    return any(all(_meets(one, part, alike) for part in way) for way in ways)


def _split(text: str) -> list[str]:
    plain = "".join(
        chr(ord(mark) - 0xFEE0) if "\uff01" <= mark <= "\uff5e" else mark
        for mark in text
        if mark not in "\u200b\u200c\u200d\u200e\u200f\ufeff"
    )
    return _PARTS.findall("".join(map(_without_accent, _number(plain))))


def _number(text: str) -> str:
    """A phone or document written in groups, in one; any other text as it is."""
    if not re.fullmatch(r"\s*[+(]?[0-9][0-9\s().\-‐-―]*[0-9Xx]\s*", text):
        return text
    together = re.sub(r"[^0-9Xx+]", "", text)
    if phone := _PHONE.fullmatch(together):
        return phone[1]
    digits = together.removeprefix("+")
    return digits if len(digits) in (15, 18) else text


def _without_accent(mark: str) -> str:
    first = unicodedata.normalize("NFD", mark)[0]
    return first if first.isascii() and first.isalpha() else mark


def _meets(one: Known, part: str, alike: bool = False) -> bool:
    if part.isascii() and part.isalpha():
        typed = part.lower()
        if alike and _is_long_pinyin(part):
            # a plain term may begin with the folded text, or the folded term may
            return any(
                term.startswith(_fold(typed)) or _fold(term).startswith(_fold(typed))
                for term in _spellings(one)
            )
        return any(term.startswith(typed) for term in _spellings(one))
    if part.isascii():
        return any(term.startswith(part.lower()) for term in _digits(one))
    wanted = _marks(_key(part))
    places = [one.key, *(_key(team) for team in one.teams)]
    return any(_holds(_marks(place), wanted) for place in places)


def _holds(have: list[str], wanted: list[str]) -> bool:
    """Whether the marks stand there in a row; a last word of letters may be a beginning."""
    if not wanted:
        return False
    for start in range(len(have) - len(wanted) + 1):
        middle = have[start : start + len(wanted)]
        open_end = not re.fullmatch(f"[{_HAN}]", wanted[-1])
        last = middle[-1].startswith(wanted[-1]) if open_end else middle[-1] == wanted[-1]
        if middle[:-1] == wanted[:-1] and last:
            return True
    return False


def _marks(text: str) -> list[str]:
    return re.findall(rf"[{_HAN}]|[^\W_{_HAN}]+", text)


def _key(text: str) -> str:
    return re.sub(r"[·•・\s]", "", text).casefold()


def _digits(one: Known) -> list[str]:
    found = [one.number.lower(), one.number[-6:]]
    if one.phone:
        found += [one.phone, one.phone[-4:]]
    if one.document:
        found.append(one.document[-4:].lower())
    return found


def _is_long_pinyin(part: str) -> bool:
    return part.isascii() and part.isalpha() and len(part) >= 3


def _fold(text: str) -> str:
    """zh z, ch c, sh s; ng at the end of a syllable n; l n."""
    for pair in ("zh", "ch", "sh"):
        text = text.replace(pair, pair[0])
    return re.sub("ng(?![aeiouv])", "n", text).replace("l", "n")


def _spellings(one: Known) -> set[str]:
    """Every term whose beginning finds the person, by the rules of ``pinyin_terms``."""
    if "/" not in one.name:
        return _of_words(one.name)
    surname, given = one.name.split("/")
    first: set[str] = set()
    for reading in READINGS[surname].split():
        initials = "oy" if reading == "ouyang" else reading[0]
        first |= {reading, initials}
    rest = _given([READINGS[mark].split() for mark in given])
    return {before + after for before in first for after in rest} | rest


def _given(readings: list[list[str]]) -> set[str]:
    found = set()
    for chosen in product(*readings):
        found |= {"".join(chosen), "".join(one[0] for one in chosen[:-1]) + chosen[-1]}
    return found


def _of_words(name: str) -> set[str]:
    found, whole, initials = set(), "", ""
    for word in re.split("[· ]", "".join(map(_without_accent, name)).casefold()):
        readings = [[word]] if word.isascii() else [READINGS[mark].split() for mark in word]
        found |= _given(readings)
        whole += "".join(one[0] for one in readings)
        initials += "".join(one[0][0] for one in readings)
    return found | {whole, initials}
