"""A list of any length on paper: its heading, its pages, the short heading of further pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD
from volunteer_desk.documents.lettering import draw_text
from volunteer_desk.documents.paging import Block, draw_blocks, paginate
from volunteer_desk.documents.paper_text import (
    MARGIN_FOOT,
    MARGIN_TOP,
    NOTE_SIZE,
    TEXT_SIZE,
    draw_page_number,
)
from volunteer_desk.documents.pdf_file import make_pdf
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.dates import plain_date

TITLE_SIZE = 18.0
FIRST, CONTINUED = 58.0, 24.0
"""Points above the table on the first page and on the others."""

_TELL = 10
_OFTEN = 200
"""Pages after which progress is told."""


@dataclass(frozen=True)
class Heading:
    """What stands above a list: its title, whose it is, what is to be known of it, its day."""

    title: str
    unit: str
    note: str
    made_on: date

    def line(self) -> str:
        """All of it in one line, as a workbook's first."""
        return f"{self.unit}{self.title}（{plain_date(self.made_on)}）{self.note}"


def tell_layout(progress: Progress, at: int, rows: int) -> None:
    """Tell of a row laid out, which is half of what is done with it, every few hundred rows."""
    if at % _OFTEN == 0:
        progress(at // 2, rows)


def list_pdf(
    size: tuple[float, float],
    margin: float,
    heading: Heading,
    blocks: Sequence[Block],
    rows: int,
    progress: Progress = no_progress,
) -> bytes:
    """The blocks of a list as a PDF: heading on the first page, its title on all, page x of y.

    Args:
        size: Width and height of a page in points.
        margin: Points left and right of the table.
        heading: What stands above.
        blocks: The table's header and rows.
        rows: How many rows there are.
        progress: Told (rows done, rows in all) every few pages; a row laid out is half done.
    """
    width, top = size[0] - 2 * margin, size[1] - MARGIN_TOP
    room = top - MARGIN_FOOT

    def draw(canvas: Canvas) -> None:
        pages, done = paginate(blocks, room - FIRST, room - CONTINUED), 0
        for at, page in enumerate(pages, 1):
            if at % _TELL == 1:
                progress((rows + min(done, rows)) // 2, rows)
            if at == 1:
                _draw_heading(canvas, heading, margin, width, top)
            else:
                _draw_continued(canvas, heading, margin, width, top)
            draw_blocks(canvas, page, top - (FIRST if at == 1 else CONTINUED))
            draw_page_number(canvas, size[0] / 2, at, len(pages))
            canvas.showPage()
            done += len(page) - 1
        progress(rows, rows)

    return make_pdf(size, heading.title, draw)


def _draw_heading(canvas: Canvas, heading: Heading, left: float, width: float, top: float) -> None:
    base = top - FIRST + 8
    draw_text(
        canvas,
        left + width / 2,
        top - TITLE_SIZE,
        heading.title,
        SERIF_BOLD,
        TITLE_SIZE,
        align="centre",
        width=width,
        spacing=2.0,
    )
    unit, said = f"单位：{heading.unit}", f"{heading.note}　{plain_date(heading.made_on)}"
    draw_text(canvas, left, base, unit, SERIF, TEXT_SIZE, width=width * 0.42)
    draw_text(canvas, left + width, base, said, SERIF, TEXT_SIZE, align="right", width=width * 0.56)


def _draw_continued(
    canvas: Canvas, heading: Heading, left: float, width: float, top: float
) -> None:
    said = f"{heading.title}（续）"
    draw_text(canvas, left, top - 10, said, SERIF, NOTE_SIZE, width=width * 0.52)
    said = f"{heading.unit}　{plain_date(heading.made_on)}"
    draw_text(
        canvas, left + width, top - 10, said, SERIF, NOTE_SIZE, align="right", width=width * 0.46
    )
