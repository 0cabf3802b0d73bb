"""A page of a PDF as pixels, for the screens that show what will be printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageImage:
    """One rendered page of a document.

    Attributes:
        width: Pixels.
        height: Pixels.
        stride: Bytes a row.
        bgra: ``height * stride`` bytes, blue green red and an unused byte a pixel (RGB32).
        page: Which page, from 0.
        pages: Pages of the document.
    """

    width: int
    height: int
    stride: int
    bgra: bytes
    page: int
    pages: int


def render(pdf: bytes, page: int, width: int) -> PageImage:
    """Render a page (from 0; the last one when there are fewer) ``width`` pixels wide."""
    from volunteer_desk.documents.preview import page_count, render_page  # PDFium is big

    pages = page_count(pdf)
    page = min(max(page, 0), pages - 1)
    drawn = render_page(pdf, page, width)
    return PageImage(drawn.width, drawn.height, drawn.stride, drawn.bgra, page, pages)
