"""Codes on a 签到表: digits that survive an input method, with two that catch every slip."""

import unicodedata
from dataclasses import dataclass

SERIALS = range(200_000, 1_000_000)
"""What a sheet may be numbered; no code of a row looks like a mobile phone."""
MOST_ROWS = 500
"""Rows of one sheet at most."""

_MODULUS = 97
_SHEET, _ROW = 8, 11
"""Digits of a sheet's code, and of a row's: serial, row number, check."""
_SLIPS = range(7, 13)
"""So many digits are meant as a code."""


@dataclass(frozen=True)
class SignCode:
    """A code that was read well.

    Attributes:
        sheet: The code of its sheet, 8 digits.
        position: The row, from 1; None when the sheet itself is meant.
    """

    sheet: str
    position: int | None = None


def sheet_code(serial: int) -> str:
    """The code of a sheet (6 digits and 2 that check them).

    Args:
        serial: One of ``SERIALS``.
    """
    if serial not in SERIALS:
        raise ValueError("no serial of a sheet")
    return _checked(str(serial))


def row_code(sheet: str, position: int) -> str:
    """The code of a row (serial, 3 digits of the row from 1, 2 that check them)."""
    if not 1 <= position <= MOST_ROWS:
        raise ValueError("no row of a sheet")
    return _checked(f"{sheet[:6]}{position:03d}")


def read_sign_code(text: str) -> SignCode | None:
    """The code that was typed or scanned, or None when it is none or has a slip in it.

    ISO/IEC 7064 MOD 97-10: one wrong digit, or two that changed places wherever they stand, never
    make another code. Blanks, dashes and full-width digits are understood.
    """
    digits = _digits(text)
    if len(digits) not in (_SHEET, _ROW) or int(digits) % _MODULUS != 1:
        return None
    sheet = sheet_code(int(digits[:6])) if int(digits[:6]) in SERIALS else ""
    if len(digits) == _SHEET:
        return SignCode(sheet) if sheet else None
    position = int(digits[6:9])
    return SignCode(sheet, position) if sheet and 1 <= position <= MOST_ROWS else None


def is_meant_as_code(text: str) -> bool:
    """Whether a text is nothing but digits, about as many as a code has."""
    return len(_digits(text)) in _SLIPS


def spaced_code(code: str) -> str:
    """A code as it is printed: in threes ("482 913 012 41")."""
    return " ".join(code[at : at + 3] for at in range(0, len(code), 3))


def _checked(digits: str) -> str:
    return f"{digits}{98 - int(digits) * 100 % _MODULUS:02d}"


def _digits(text: str) -> str:
    """Its digits where it has nothing else but blanks and dashes, else nothing."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace("-", "")
    return plain if plain.isascii() and plain.isdigit() else ""
