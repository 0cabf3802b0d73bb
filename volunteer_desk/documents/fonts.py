"""The paper's typefaces: read once a process, only when a paper needs them, with fallback."""

import re
from collections.abc import Container
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import RLock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFont

from volunteer_desk.paths import resource

SERIF = "NotoSerifSC-Regular"
SERIF_BOLD = "NotoSerifSC-Bold"
KAI = "LXGWWenKai-Regular"
SANS = "NotoSansSC-Regular"

FALLBACK = (SERIF, KAI, SANS)
"""Where a character is looked for after the wished font (𠮷 is only in WenKai)."""

INK = RLock()
"""Held while a document is drawn: ReportLab's font objects keep reading positions of their own."""

Run = tuple[str, str]
"""(font name, text)."""


class PaperFont(TTFont):
    """A TrueType font whose characters above U+FFFF (𠮷) can be copied out of the PDF again."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Write the font's objects, then mend the character maps.

        ReportLab writes such a character as five digits, where a map wants two UTF-16 halves.
        """
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(stream, PDFStream):
                stream.content = re.sub("<([0-9A-F]{5,6})>", _in_halves, stream.content)


def _in_halves(code: re.Match[str]) -> str:
    return f"<{chr(int(code[1], 16)).encode('utf-16-be').hex().upper()}>"


class _MappedFile:
    """A font's file as ReportLab reads it; mapped, for it keeps all of it for a few glyphs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = str(path)

    def read(self) -> mmap:
        """The whole file, of which only what is looked at is loaded."""
        with self._path.open("rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_READ)


@cache
def load_font(name: str) -> TTFont:
    """The font, parsed and registered with ReportLab on its first use (0.1 to 0.3 s each)."""
    with INK:
        if name in pdfmetrics.getRegisteredFontNames():
            registered = pdfmetrics.getFont(name)
            if isinstance(registered, TTFont):
                return registered
        font = PaperFont(name, _MappedFile(resource("fonts", f"{name}.ttf")))
        pdfmetrics.registerFont(font)
        return font


def _has(name: str, character: str) -> bool:
    return ord(character) in _points_of(name)


@cache
def _points_of(name: str) -> Container[int]:
    """The code points of every character the font can draw."""
    points: dict[int, int] = load_font(name).face.charToGlyph
    return points


def missing_characters(*texts: str) -> tuple[str, ...]:
    """The characters none of the paper's fonts has, in order of appearance, once each.

    A printer would leave them blank without a word, so they are named before printing. Fonts are
    read one after the other and only while something is still missing.
    """
    missing = {character for text in texts for character in text} - {"\n"}
    for name in FALLBACK:
        if not missing:
            return ()
        missing = {one for one in missing if not _has(name, one)}
    return tuple(dict.fromkeys(char for text in texts for char in text if char in missing))


@lru_cache(maxsize=8192)
def split_runs(text: str, preferred: str = SERIF) -> tuple[Run, ...]:
    """Cut a text into runs that one font can draw: the preferred one, else Serif, WenKai, Sans.

    A character nobody has stays with the preferred font; ``missing_characters`` names it.
    """
    if all(map(_points_of(preferred).__contains__, map(ord, text))):
        return ((preferred, text),) if text else ()
    runs: list[Run] = []
    for character in text:
        font = _font_for(character, preferred)
        if runs and runs[-1][0] == font:
            runs[-1] = (font, runs[-1][1] + character)
        else:
            runs.append((font, character))
    return tuple(runs)


def _font_for(character: str, preferred: str) -> str:
    for name in (preferred, *FALLBACK):
        if _has(name, character):
            return name
    return preferred


def text_width(text: str, preferred: str, size: float) -> float:
    """Width in points of a text drawn with fallback at a size."""
    return sum(
        load_font(font).stringWidth(part, size) for font, part in split_runs(text, preferred)
    )
