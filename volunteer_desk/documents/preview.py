"""PDF pages as pictures and as text, by PDFium; one page at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock

import pypdfium2

_PDFIUM = RLock()
"""PDFium may be called by one thread at a time only."""


@dataclass(frozen=True)
class PageImage:
    """A rendered page.

    Attributes:
        width: Pixels.
        height: Pixels.
        stride: Bytes a row.
        bgra: ``height * stride`` bytes, blue green red and an unused byte a pixel (RGB32).
    """

    width: int
    height: int
    stride: int
    bgra: bytes


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Width and height of a page (counted from 0) in points."""
    with _opened(pdf) as document:
        return document[page].get_size()


def render_page(pdf: bytes, page: int, width_px: int) -> PageImage:
    """A page (counted from 0) as a picture ``width_px`` wide, white where nothing is drawn."""
    with _opened(pdf) as document:
        sheet = document[page]
        bitmap = sheet.render(
            scale=width_px / sheet.get_width(), force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx
        )
        image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        sheet.close()
        return image


def page_text(pdf: bytes, page: int) -> str:
    """The text of a page (counted from 0), as a reader would copy it."""
    with _opened(pdf) as document:
        text = document[page].get_textpage()
        try:
            return text.get_text_bounded()
        finally:
            text.close()
