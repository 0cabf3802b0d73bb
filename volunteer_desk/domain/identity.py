"""Identity documents: what a number says about its bearer, and whether it can be true."""

import re
from dataclasses import dataclass
from datetime import date
from operator import mul

from volunteer_desk.domain.problems import ProblemCode

RESIDENT = "01"
"""The id_type code of 内地居民身份证."""
PERMITS = frozenset(("02", "03", "04"))
"""港澳台: a residence permit bears an 18-digit number of the same build, a travel permit not."""

_LATIN = PERMITS | {"05"}
"""Passports and permits bear letters and digits alone; an officer's card has words."""
_PLAIN_NUMBER = re.compile(r"[0-9A-Z()/.-]+", re.ASCII)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ZEROS = ord("0") * sum(_WEIGHTS)
"""Digits are summed as their ASCII codes, since a roster may hold 450,000; this is the excess."""
_CHECK_MARKS = "10X98765432"
_PROVINCE_RANGES = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
_PROVINCES = frozenset(
    f"{code}" for first, last in (*_PROVINCE_RANGES, (91, 91)) for code in range(first, last + 1)
)
"""First two digits; county codes are not compared, since abolished ones stay valid."""
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NOISE = re.compile(r"[\s'’‘`\"\-‐-―\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_EDGE_NOISE = re.compile(r"^[\s'’‘`\"]+|[\s\u200b-\u200f\u2060\ufeff]+")
_EIGHTEEN = re.compile(r"\d{17}[\dX]", re.ASCII)
_FIFTEEN = re.compile(r"\d{15}", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:\.\d*)?E\+?\d{1,3}", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_LOST_TAIL = re.compile(r"\d{15}0{2,}(?:\.0*)?", re.ASCII)


@dataclass(frozen=True)
class DocumentCheck:
    """A document number after reading.

    Attributes:
        number: As it is stored: upper case, plain digits, no spaces.
        birth: What the number says, when it says it.
        gender: "1" 男 or "2" 女, when the number says it.
        problem: Why the number cannot be true, or None.
        warning: A remark that stops nothing, in Chinese.
        reason: The problem in Chinese, with what to do.
    """

    number: str
    birth: date | None
    gender: str | None
    problem: ProblemCode | None
    warning: str = ""
    reason: str = ""


class _Areas(dict[str, int]):
    """First six digits → their part of the check sum, of provinces that exist."""

    def __missing__(self, digits: str) -> int:
        if not _DIGITS.fullmatch(digits) or len(digits) != 6 or digits[:2] not in _PROVINCES:
            raise KeyError(digits)
        self[digits] = found = _weigh(digits, 0)
        return found


class _Births(dict[str, tuple[date, int]]):
    """Eight digits → the day they are, and their part of the check sum."""

    def __missing__(self, digits: str) -> tuple[date, int]:
        if not _DIGITS.fullmatch(digits) or len(digits) != 8:
            raise KeyError(digits)
        birth = _birth(digits[:4], digits[4:6], digits[6:])
        if birth is None:
            raise KeyError(digits)
        self[digits] = found = birth, _weigh(digits, 6)
        return found


def _weigh(digits: str, place: int) -> int:
    weights = _WEIGHTS[place : place + len(digits)]
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))


_AREAS, _BIRTHS = _Areas(), _Births()
_SERIALS = {
    f"{serial:03d}": ("1" if serial % 2 else "2", _weigh(f"{serial:03d}", 14))
    for serial in range(1000)
}
"""Three digits → the gender they say, and their part of the check sum."""


def read_resident(number: str) -> tuple[date, str] | None:
    """Birth and gender by a resident's number that is true and written as it is stored, or None.

    ``check_document`` says what is wrong with others, or puts them right. This way is for rosters:
    parts that many numbers share are looked at once.
    """
    try:
        birth, days = _BIRTHS[number[6:14]]
        gender, serial = _SERIALS[number[14:17]]
        true = number[17:] == _CHECK_MARKS[(_AREAS[number[:6]] + days + serial) % 11]
    except KeyError:
        return None
    return (birth, gender) if true else None


def check_digit(first_seventeen: str) -> str:
    """The 18th character for the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(map(mul, _WEIGHTS, first_seventeen.encode("ascii"))) - _ZEROS
    return _CHECK_MARKS[total % 11]


def check_document(id_type: str | None, text: str) -> DocumentCheck:
    """Read a document number; nothing is guessed, a number that cannot be true has a problem.

    Args:
        id_type: Code of the id_type dictionary; None means 内地居民身份证.
        text: As written; full-width, spaces, tabs and a leading apostrophe are put right.
    """
    if id_type in (None, "", RESIDENT):
        if _EIGHTEEN.fullmatch(text):
            return _check_eighteen(text)
        text = text.translate(_WIDE)
        return _check_resident(_NOISE.sub("", text).upper())
    number = _EDGE_NOISE.sub("", text.translate(_WIDE)).upper()
    if id_type in PERMITS and _EIGHTEEN.fullmatch(number):
        return _check_resident(number)
    if _SCIENTIFIC.fullmatch(number):
        return _lost(number)
    if number and not 5 <= len(number) <= 30:
        return _refused(number, ProblemCode.ID_LENGTH, "证件号码的长度不对，请对照证件核对。")
    if number and not any(mark.isdecimal() for mark in number):
        return _refused(number, ProblemCode.ID_LENGTH, "证件号码里没有数字，请对照证件核对。")
    if number and id_type in _LATIN and not _PLAIN_NUMBER.fullmatch(number):
        said = "这种证件的号码只有字母和数字，请对照证件核对，或改选证件类型。"
        return _refused(number, ProblemCode.ID_LENGTH, said)
    return DocumentCheck(number, None, None, None)


def _refused(number: str, problem: ProblemCode, reason: str) -> DocumentCheck:
    return DocumentCheck(number, None, None, problem, reason=reason)


def _lost(number: str) -> DocumentCheck:
    return _refused(
        number,
        ProblemCode.ID_PRECISION_LOST,
        "身份证号被表格软件变成了数字，末几位已丢失；请把该列设为文本后重新填写。",
    )


def _check_resident(number: str) -> DocumentCheck:
    if not number:
        return DocumentCheck("", None, None, None)
    if _EIGHTEEN.fullmatch(number):
        return _check_eighteen(number)
    if _SCIENTIFIC.fullmatch(number) or _LOST_TAIL.fullmatch(number):
        return _lost(number)
    if _FIFTEEN.fullmatch(number):
        return _check_fifteen(number)
    if len(number) == 18:
        return _refused(
            number, ProblemCode.ID_CHECKSUM, "身份证号里有不该有的字符，请对照证件核对。"
        )
    said = f"身份证号应为18位，这里是{len(number)}位，请核对。"
    if number[:1].isalpha():
        said = f"身份证号应为18位，这里是{len(number)}位；护照、通行证请先选证件类型。"
    return _refused(number, ProblemCode.ID_LENGTH, said)


def _check_eighteen(number: str) -> DocumentCheck:
    read = read_resident(number)
    if read is None:
        if number.endswith("000"):
            return _lost(number)
        days = number[6:10], number[10:12], number[12:14]
        said = _wrong_part(number, days) or "校验不通过，可能抄错了一位"
        return _refused(number, ProblemCode.ID_CHECKSUM, f"身份证号{said}，请对照证件核对。")
    warning = ""
    if number.endswith("000"):
        warning = "身份证号以000结尾，像是表格软件丢了末位，请对照证件核对。"
    return DocumentCheck(number, *read, None, warning)


def _check_fifteen(number: str) -> DocumentCheck:
    days = "19" + number[6:8], number[8:10], number[10:12]
    birth, wrong = _birth(*days), _wrong_part(number, days)
    if wrong:
        said = f"15位身份证号{wrong}，请对照证件核对。"
        return _refused(number, ProblemCode.ID_CHECKSUM, said)
    warning = "15位旧身份证号，请换成18位新号。"
    return DocumentCheck(number, birth, _gender(number[14]), None, warning)


def _wrong_part(number: str, days: tuple[str, str, str]) -> str:
    """What of a number's province and day cannot be, in Chinese; "" when both can."""
    if number[:2] not in _PROVINCES:
        return "前两位不是省份的代码"
    last = 14 if len(number) == 18 else 12
    return "" if _birth(*days) else f"第7到{last}位不是真实的日期"


def _birth(year: str, month: str, day: str) -> date | None:
    try:
        birth = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return birth if 1850 <= birth.year <= 2200 else None


def _gender(digit: str) -> str:
    return "1" if int(digit) % 2 else "2"


def cross_check(
    check: DocumentCheck, birth: date | None, gender: str | None, *, month_only: bool = False
) -> list[ProblemCode]:
    """Compare what the document says with what the other columns say.

    Args:
        check: The document after reading; one with a problem says nothing.
        birth: The birth column, or None when blank.
        gender: "1" or "2" from the gender column, or None when blank.
        month_only: The birth column named a month without a day (出生年月).

    Returns:
        BIRTH_MISMATCH and GENDER_MISMATCH, where they apply.
    """
    found: list[ProblemCode] = []
    if birth and check.birth and birth != check.birth:
        same_month = (birth.year, birth.month) == (check.birth.year, check.birth.month)
        if not (month_only and same_month):
            found.append(ProblemCode.BIRTH_MISMATCH)
    if gender in ("1", "2") and check.gender and gender != check.gender:
        found.append(ProblemCode.GENDER_MISMATCH)
    return found
