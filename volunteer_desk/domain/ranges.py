"""A span of numbers as people type it: 18-60, 60-, -17, 18."""

import re
from unicodedata import normalize

_NUMBER = r"\d+(?:\.\d+)?"
_SPAN = re.compile(rf"({_NUMBER})?\s*(?:-|~|至|到)\s*({_NUMBER})?")


def parse_range(text: str) -> tuple[str | None, str | None] | None:
    """Lowest and highest, each None where it is open; None when the text is no span.

    "18" alone is from 18 to 18. Both ends open says nothing and is no span.
    """
    plain = normalize("NFKC", text).replace("—", "-").replace("–", "-").strip()
    plain = plain.replace("以上", "-").replace("岁", "").replace("小时", "")
    if re.fullmatch(_NUMBER, plain):
        return plain, plain
    found = _SPAN.fullmatch(plain)
    if found is None or not (found[1] or found[2]):
        return None
    return found[1], found[2]
