"""The check code printed on a certificate: only the desk that issued it can make one."""

import hmac
import re
from datetime import date
from hashlib import sha256

from volunteer_desk.domain.numbering import find_number, plain_text

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base32: no I, L, O, U, so that a code can be read out on the telephone."""

_MISREAD = str.maketrans("ILO", "110")
_CODE = re.compile(r"(?:校验码:?)?([0-9A-Z]{8})$")
_NAME = re.compile(r"姓名:?(.+?)(?:校验码|$)")


def check_code(secret: bytes, number: str, name: str, minutes: int, issued_on: date) -> str:
    """``K7QM-3XPD``: 40 bits of HMAC-SHA256 over what the certificate says.

    Args:
        secret: The desk's own secret.
        number: The certificate number.
        name: The name as printed.
        minutes: Whole minutes certified.
        issued_on: The date printed.
    """
    said = f"{number}|{name}|{minutes}|{issued_on.isoformat()}"
    value = int.from_bytes(hmac.new(secret, said.encode(), sha256).digest()[:5], "big")
    code = "".join(ALPHABET[value >> shift & 31] for shift in range(35, -1, -5))
    return f"{code[:4]}-{code[4:]}"


def verify_text(unit: str, title: str, number: str, name: str, code: str) -> str:
    """What the QR code says to whoever scans it: plain words and the check code."""
    return f"{unit} {title}\n编号 {number}\n姓名 {name}\n校验码 {code}"


def read_code(text: str) -> str | None:
    """The check code at the end of a text, canonical without its dash; None when none is there.

    Full-width letters, small letters, spaces, and I, L, O typed for 1 and 0 are understood.
    """
    found = find_number(text)
    rest = (found.after if found else plain_text(text)).upper()
    code = _CODE.search(rest)
    if code is None:
        return None
    read = code[1].translate(_MISREAD)
    return read if set(read) <= set(ALPHABET) else None


def read_name(text: str) -> str | None:
    """The name a scanned text says, plain; None when it says none (number and code only)."""
    found = find_number(text)
    said = _NAME.search(found.after) if found else None
    return said[1] if said else None


def same_code(printed: str, expected: str) -> bool:
    """Whether a code read from paper is the expected one, in constant time."""
    return hmac.compare_digest(printed.encode(), expected.replace("-", "").encode())
