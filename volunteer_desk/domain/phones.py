"""Telephone numbers of the mainland, reduced to their digits."""

import re

_WIDE = str.maketrans("０１２３４５６７８９＋－（）", "0123456789+-()")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
PLAIN_MOBILE = _MOBILE.fullmatch
"""Finds something in a mobile number that is as it is stored already."""
_LANDLINE = re.compile(r"(?:0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}|[2-8]\d{6,7}|[48]00\d{7})", re.ASCII)
_NOISE = re.compile(r"[\s\-‐-―−_.()'\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_COUNTRY = re.compile(r"(?:\+|00)86|86(?=1[3-9]\d{9}$)")


def clean_phone(text: str) -> str | None:
    """The digits of a mainland mobile or landline number, or None if it is no phone.

    Spaces, dashes, dots, brackets, full-width digits, a leading apostrophe and +86 / 0086 / 86
    go. Mobiles have 11 digits from 13 to 19; landlines have an area code and 7 or 8 digits, or
    only those; 400 and 800 numbers have 10.
    """
    if _MOBILE.fullmatch(text):
        return text
    digits = _NOISE.sub("", text.translate(_WIDE))
    digits = _COUNTRY.sub("", digits, count=1) if _COUNTRY.match(digits) else digits
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return digits
    return None
