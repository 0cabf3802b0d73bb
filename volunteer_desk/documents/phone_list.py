"""队伍负责人通讯录 onto A4 and into a workbook."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD
from volunteer_desk.documents.lettering import draw_text
from volunteer_desk.documents.paging import Block, draw_blocks, paginate
from volunteer_desk.documents.paper_table import Slot, share_width, table_row
from volunteer_desk.documents.paper_text import (
    MARGIN_FOOT,
    MARGIN_TOP,
    MARGIN_X,
    NOTE_SIZE,
    TEXT_SIZE,
    draw_page_number,
)
from volunteer_desk.documents.pdf_file import A4, make_pdf
from volunteer_desk.documents.roster_xlsx import table_xlsx
from volunteer_desk.domain.phone_list import PhoneList

HEADERS = ("序号", "队伍", "类型", "所属单位", "负责人", "联系电话", "队员")
_SHARES = (5.0, 23.5, 12.5, 19.5, 16.0, 16.0, 7.5)
_ALIGNS = ("centre", "left", "left", "left", "left", "left", "right")
_WHOLE = (False, False, True, False, True, True, True)
_WIDTHS = (6, 30, 14, 26, 12, 16, 8)
TITLE_SIZE = 18.0
HEADING, CONTINUED = 58.0, 24.0
"""Points above the table on the first page and on the others."""


def phone_list_pdf(listed: PhoneList) -> bytes:
    """The list as a PDF; header repeated, page x of y."""
    width = A4[0] - 2 * MARGIN_X
    room = A4[1] - MARGIN_TOP - MARGIN_FOOT

    def draw(canvas: Canvas) -> None:
        pages = paginate(_blocks(listed, width), room - HEADING, room - CONTINUED)
        top = A4[1] - MARGIN_TOP
        for at, page in enumerate(pages, 1):
            _draw_head(canvas, listed, top, width, first=at == 1)
            draw_blocks(canvas, page, top - (HEADING if at == 1 else CONTINUED))
            draw_page_number(canvas, A4[0] / 2, at, len(pages))
            canvas.showPage()

    return make_pdf(A4, listed.TITLE, draw)


def phone_list_xlsx(listed: PhoneList, out: Path) -> int:
    """The list as a workbook; says how many teams it has.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    title = f"{listed.unit}{listed.TITLE}（{listed.made_on}）{listed.note}"
    rows = (
        (at, line.team, line.kind, line.unit, line.leader, line.phone, line.members)
        for at, line in enumerate(listed.lines, 1)
    )
    return table_xlsx(out, title, HEADERS, rows, _WIDTHS)


def _blocks(listed: PhoneList, width: float) -> list[Block]:
    edges = share_width(_SHARES, MARGIN_X, width)
    slots = [
        Slot(left, part, align, whole)
        for (left, part), align, whole in zip(edges, _ALIGNS, _WHOLE, strict=True)
    ]
    header = table_row(HEADERS, slots, bold=True, centred=True, tinted=True, keep=True)
    blocks = [header]
    for at, line in enumerate(listed.lines, 1):
        cells = (str(at), line.team, line.kind, line.unit, line.leader, line.phone)
        blocks.append(table_row((*cells, f"{line.members:,}"), slots, header=header))
    if not listed.lines:
        blocks.append(table_row(["还没有队伍"], [Slot(MARGIN_X, width, "centre")], header=header))
    return blocks


def _draw_head(canvas: Canvas, listed: PhoneList, top: float, width: float, *, first: bool) -> None:
    right = MARGIN_X + width
    if not first:
        said = f"{listed.TITLE}（续）"
        draw_text(canvas, MARGIN_X, top - 10, said, SERIF, NOTE_SIZE, width=width * 0.4)
        draw_text(
            canvas, right, top - 10, listed.unit, SERIF, NOTE_SIZE, align="right", width=width / 2
        )
        return
    middle, base = MARGIN_X + width / 2, top - HEADING + 8
    draw_text(
        canvas,
        middle,
        top - TITLE_SIZE,
        listed.TITLE,
        SERIF_BOLD,
        TITLE_SIZE,
        align="centre",
        spacing=1.5,
    )
    draw_text(canvas, MARGIN_X, base, listed.unit, SERIF, TEXT_SIZE, width=width * 0.4)
    said = f"{listed.note}　{listed.made_on:%Y年%m月%d日}"
    draw_text(canvas, right, base, said, SERIF, TEXT_SIZE, align="right", width=width * 0.58)
