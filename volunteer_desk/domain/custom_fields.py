"""Fields an office adds to its volunteers: their kinds, and reading what is typed into them."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from unicodedata import normalize

from volunteer_desk.domain.dates import parse_date

LONGEST = 500


class CustomKind(StrEnum):
    """文字 / 数字 / 日期 / 选项."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


KIND_WORDS: dict[CustomKind, str] = {
    CustomKind.TEXT: "文字",
    CustomKind.NUMBER: "数字",
    CustomKind.DATE: "日期",
    CustomKind.CHOICE: "选项",
}


@dataclass(frozen=True)
class CustomFieldDraft:
    """A field as an office defines it; ``choices`` of a choice only."""

    name: str
    kind: CustomKind = CustomKind.TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class CustomFieldRow:
    """A defined field, in the order of cards and lists."""

    id: int
    name: str
    kind: CustomKind
    choices: tuple[str, ...]
    active: bool


@dataclass(frozen=True)
class CustomFilter:
    """What a list asks of one field; every bound given must be met.

    Attributes:
        field_id: The field.
        equals: Exactly this (as stored, see ``read_value``).
        contains: These characters somewhere (text).
        low: At least this number or date, as stored.
        high: At most this.
        filled: True for those who have a value, False for those who have none.
    """

    field_id: int
    equals: str | None = None
    contains: str | None = None
    low: str | None = None
    high: str | None = None
    filled: bool | None = None


@dataclass(frozen=True)
class ReadValue:
    """A typed value as it is stored, or what is wrong with it in Chinese."""

    value: str
    problem: str = ""


def read_value(field: CustomFieldRow, text: str) -> ReadValue:
    """What was typed as it is stored: trimmed text, a plain decimal, an ISO date, a choice.

    "" empties the field and is never a problem.
    """
    plain = " ".join(text.split())
    if not plain:
        return ReadValue("")
    if field.kind is CustomKind.NUMBER:
        return _read_number(field.name, plain)
    if field.kind is CustomKind.DATE:
        day = parse_date(plain)
        if day is None:
            return ReadValue("", f"“{field.name}”不是日期，请写成2026-3-5这样。")
        return ReadValue(day.isoformat())
    if field.kind is CustomKind.CHOICE and plain not in field.choices:
        return ReadValue("", f"“{field.name}”没有这个选项，可选：{'、'.join(field.choices)}。")
    if len(plain) > LONGEST:
        return ReadValue("", f"“{field.name}”太长了，请不要超过{LONGEST}个字。")
    return ReadValue(plain)


def _read_number(name: str, text: str) -> ReadValue:
    plain = normalize("NFKC", text).replace(",", "").replace(" ", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or "_" in plain or abs(number) >= Decimal(10) ** 15:
        return ReadValue("", f"“{name}”不是数字，请只填数字。")
    said = f"{number:f}"
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    return ReadValue("0" if said in ("-0", "") else said)
