"""Running text of office papers: margins, sizes, paragraphs as blocks, page numbers."""

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF
from volunteer_desk.documents.lettering import draw_text
from volunteer_desk.documents.line_breaking import break_lines
from volunteer_desk.documents.paging import Block
from volunteer_desk.documents.pdf_file import MM

MARGIN_X, MARGIN_TOP, MARGIN_FOOT = 18 * MM, 18 * MM, 17 * MM
TEXT_SIZE, NOTE_SIZE = 10.5, 9.0


def draw_page_number(canvas: Canvas, centre: float, page: int, pages: int) -> None:
    """第 x 页 共 y 页 at the foot."""
    words = f"第 {page} 页 共 {pages} 页"
    draw_text(canvas, centre, 10 * MM, words, SERIF, NOTE_SIZE, align="centre")


def text_block(
    text: str,
    width: float,
    *,
    font: str = SERIF,
    size: float = TEXT_SIZE,
    before: float = 0.0,
    after: float = 0.0,
    indent: float = 0.0,
    keep: bool = False,
) -> Block:
    """A paragraph between the margins as a block."""
    leading = size * 1.7
    lines = break_lines(text, font, size, width, indent)

    def draw(canvas: Canvas, top: float) -> None:
        for at, line in enumerate(lines):
            base = top - before - at * leading - size * 1.15
            draw_text(
                canvas, MARGIN_X + line.indent, base, line.text, font, size, spacing=line.spacing
            )

    return Block(before + leading * len(lines) + after, draw, keep=keep)
