"""The PIN that leaves the kiosk: kept as a slow hash (RFC 7914), never as it was typed."""

import secrets
import unicodedata
from hashlib import scrypt
from hmac import compare_digest

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import change_settings, read_settings

SHORTEST, LONGEST = 4, 12
_COST, _BLOCK, _LANES = 2**14, 8, 1
"""16 MB and some 50 ms a try."""


def has_pin(desk: Desk) -> bool:
    """Whether a PIN was set."""
    return bool(read_settings(desk).kiosk_pin)


def set_pin(desk: Desk, pin: str, again: str) -> Changed:
    """Set the PIN.

    Raises:
        UserFacingError: Too short or long, other characters than digits, or not the same twice.
    """
    pin, again = _plain(pin), _plain(again)
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        raise UserFacingError(f"退出密码要{SHORTEST}到{LONGEST}位数字。", "请重新输入。")
    if pin != again:
        raise UserFacingError("两次输入的退出密码不一样。", "请重新输入。")
    salt = secrets.token_bytes(16)
    kept = f"scrypt${_COST}${_BLOCK}${_LANES}${salt.hex()}${_hash(pin, salt).hex()}"
    return change_settings(desk, kiosk_pin=kept)


def is_pin(desk: Desk, pin: str) -> bool:
    """Whether this is the PIN; never when none was set."""
    kept = read_settings(desk).kiosk_pin
    if not kept:
        return False
    name, cost, block, lanes, salt, digest = kept.split("$")
    if name != "scrypt":
        return False
    tried = _hash(_plain(pin), bytes.fromhex(salt), int(cost), int(block), int(lanes))
    return compare_digest(tried, bytes.fromhex(digest))


def _plain(pin: str) -> str:
    return unicodedata.normalize("NFKC", pin).strip()


def _hash(
    pin: str, salt: bytes, cost: int = _COST, block: int = _BLOCK, lanes: int = _LANES
) -> bytes:
    return scrypt(pin.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=2**26, dklen=32)
