"""Certificate numbers: ``前缀〔2026〕第0001号``, gapless per prefix and year."""

import re
import unicodedata
from dataclasses import dataclass

_NUMBER = re.compile(r"[〔\[(【［]((?:19|20|21)\d{2})[〕\])】］]第?0*(\d{1,9})号?")

_UNSEEN = re.compile(r"[\s\-\u2010-\u2015\u200b-\u200f\ufeff]+")


@dataclass(frozen=True)
class FoundNumber:
    """A certificate number somewhere in a text, plain (see ``plain_text``).

    Attributes:
        before: Everything before the year, which ends with the prefix.
        year: The year in brackets.
        serial: The running number.
        after: Everything behind the number.
    """

    before: str
    year: int
    serial: int
    after: str


def format_number(prefix: str, year: int, serial: int) -> str:
    """``志服证〔2026〕第0001号``; four digits, more when they are needed."""
    return f"{prefix}〔{year}〕第{serial:04d}号"


def file_stem(number: str) -> str:
    """The number as a file name: nothing in it that a file system refuses."""
    return re.sub(r'[\\/:*?"<>|\s]+', "_", number).strip("._") or "_"


def plain_text(text: str) -> str:
    """A typed or scanned text without spaces, dashes and widths: what is compared."""
    return re.sub(
        r"[\s\-\u2010-\u2015\u200b-\u200f\ufeff]+", "", unicodedata.normalize("NFKC", text)
    )


def find_number(text: str) -> FoundNumber | None:
    """The first certificate number in a text, whatever brackets or widths were typed."""
    plain = plain_text(text)
    found = _NUMBER.search(plain)
    if found is None:
        return None
    return FoundNumber(plain[: found.start()], int(found[1]), int(found[2]), plain[found.end() :])
