"""Names of people: one spelling for the same name, rare characters untouched."""

import re
import unicodedata

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DOTS = dict.fromkeys(map(ord, "・•‧·･∙⋅●"), "·")


def _legacy_glyphs() -> dict[int, str]:
    """Private-use code points that old GBK systems write for real characters (䶮 as U+E863).

    GBK rows FE50-FEA0 lay linearly at U+E815-U+E864 before GB 18030 gave them real code points.
    """
    found: dict[int, str] = {}
    trails = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
    for offset, trail in enumerate(trails):
        real = bytes((0xFE, trail)).decode("gb18030")
        if not 0xE000 <= ord(real) <= 0xF8FF:
            found[0xE815 + offset] = real
    return found


_TRANSLATION: dict[int, int | str] = {**_WIDE, **_DOTS, 0x3000: " ", **_legacy_glyphs()}
_CJK = "\u3005\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_PLAIN = re.compile(r"[\u4e00-\u9fa5]{1,30}")
_SPACES = re.compile(r"\s+")
_CJK_GAP = re.compile(rf"(?<=[{_CJK}·]) (?=[{_CJK}·])")
_DOT_GAP = re.compile(r" ?· ?")
_CJK_POINT = re.compile(rf"(?<=[{_CJK}])\.(?=[{_CJK}])")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def clean_name(text: str) -> str:
    """The name as it is stored and printed.

    Full-width letters and digits become plain, spaces between Chinese characters and around the
    middle dot go ("王　伟" is 王伟), every middle dot is "·", zero-width characters go, spaces in
    Latin names collapse to one. Unified and compatibility ideographs are kept as they are.
    """
    if _PLAIN.fullmatch(text):  # nine names in ten, and a roster may hold 450,000
        return text
    text = text.translate(_TRANSLATION)
    text = "".join(
        " " if mark.isspace() else mark
        for mark in text
        if mark.isspace() or unicodedata.category(mark) not in ("Cf", "Cc", "Zl", "Zp")
    )
    text = _SELECTORS.sub("", text)
    text = _SPACES.sub(" ", text).strip()
    text = _DOT_GAP.sub("·", text)
    text = _CJK_GAP.sub("", text)
    text = _CJK_POINT.sub("·", text)
    if any(unicodedata.category(mark) == "Mn" for mark in text):
        # Only for letters with loose accents: NFC would also swap compatibility ideographs.
        text = unicodedata.normalize("NFC", text)
    return text


def name_key(name: str) -> str:
    """What matching compares: cleaned, without dots and spaces, case folded."""
    return clean_name(name).replace("·", "").replace(" ", "").casefold()


def unprintable(name: str) -> str:
    """The characters of a cleaned name that no font can show: private use, unassigned, U+FFFD."""
    return "".join(
        mark
        for mark in name
        if mark == "\ufffd" or unicodedata.category(mark) in ("Co", "Cn", "Cs")
    )
