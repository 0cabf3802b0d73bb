"""花名册 onto A4 landscape and into a workbook, from the same columns."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD, missing_characters
from volunteer_desk.documents.lettering import draw_text
from volunteer_desk.documents.paging import Block, draw_blocks, paginate
from volunteer_desk.documents.paper_table import Slot, share_width, table_row
from volunteer_desk.documents.paper_text import (
    MARGIN_FOOT,
    MARGIN_TOP,
    NOTE_SIZE,
    TEXT_SIZE,
    draw_page_number,
)
from volunteer_desk.documents.pdf_file import A4_LANDSCAPE, MM, make_pdf
from volunteer_desk.documents.roster_xlsx import table_xlsx
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.papers import RosterLine, RosterSheet

HEADERS = (
    "序号", "姓名", "性别", "出生年月", "政治面貌", "证件号", "电话", "队伍", "特长", "注册日期",
)  # fmt: skip
_SHARES = (34.0, 100.0, 30.0, 52.0, 70.0, 112.0, 76.0, 146.0, 94.0, 66.0)
_ALIGNS = (
    "right", "left", "centre", "centre", "left", "left", "left", "left", "left", "centre",
)  # fmt: skip
_WHOLE = (True, True, True, True, True, True, True, False, False, True)
_WIDTHS = (6, 18, 6, 10, 14, 21, 14, 30, 20, 12)

MARGIN_X = 13 * MM
WIDTH = A4_LANDSCAPE[0] - 2 * MARGIN_X
CELL = 9.5
TITLE_SIZE = 18.0
HEADING, CONTINUED = 58.0, 24.0
"""Points above the table on the first page and on the others."""

_TELL = 10
"""Pages after which progress is told."""


def roster_pdf(sheet: RosterSheet, progress: Progress = no_progress) -> bytes:
    """The sheet as a PDF: header repeated, page x of y.

    Args:
        sheet: What is printed.
        progress: Told (people drawn, people in all) every few pages.
    """
    room = A4_LANDSCAPE[1] - MARGIN_TOP - MARGIN_FOOT

    def draw(canvas: Canvas) -> None:
        pages = paginate(_blocks(sheet), room - HEADING, room - CONTINUED)
        top, done = A4_LANDSCAPE[1] - MARGIN_TOP, 0
        for at, page in enumerate(pages, 1):
            if at % _TELL == 1:
                progress(done, len(sheet.lines))
            _draw_head(canvas, sheet, top, first=at == 1)
            draw_blocks(canvas, page, top - (HEADING if at == 1 else CONTINUED))
            draw_page_number(canvas, A4_LANDSCAPE[0] / 2, at, len(pages))
            canvas.showPage()
            done += len(page) - 1
        progress(len(sheet.lines), len(sheet.lines))

    return make_pdf(A4_LANDSCAPE, sheet.TITLE, draw)


def roster_xlsx(sheet: RosterSheet, out: Path) -> int:
    """The sheet as a workbook; says how many people it has.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    title = f"{sheet.unit}{sheet.TITLE}（{plain_date(sheet.made_on)}）{sheet.note}"
    rows = ((at, *_texts(line), line.registered_on or "") for at, line in enumerate(sheet.lines, 1))
    return table_xlsx(out, title, HEADERS, rows, _WIDTHS)


def roster_missing(sheet: RosterSheet) -> tuple[str, ...]:
    """The characters of a sheet that no font has; paper would leave them out."""
    used = set(sheet.unit).union(*(text for line in sheet.lines for text in _texts(line)))
    return missing_characters("".join(sorted(used)))


def _texts(line: RosterLine) -> tuple[str, ...]:
    return (
        line.name,
        line.gender,
        line.birth,
        line.political_status,
        line.document,
        line.phone,
        line.team,
        line.skills,
    )


def _cells(at: int, line: RosterLine) -> Sequence[str]:
    registered = f"{line.registered_on:%Y-%m-%d}" if line.registered_on else ""
    return (str(at), *_texts(line), registered)


def _blocks(sheet: RosterSheet) -> list[Block]:
    edges = share_width(_SHARES, MARGIN_X, WIDTH)
    slots = [
        Slot(left, part, align, whole)
        for (left, part), align, whole in zip(edges, _ALIGNS, _WHOLE, strict=True)
    ]
    header = table_row(HEADERS, slots, bold=True, centred=True, tinted=True, keep=True, size=CELL)
    blocks = [header]
    blocks.extend(
        table_row(_cells(at, line), slots, header=header, size=CELL)
        for at, line in enumerate(sheet.lines, 1)
    )
    if not sheet.lines:
        whole = [Slot(MARGIN_X, WIDTH, "centre")]
        blocks.append(table_row(["名单里没有人"], whole, header=header, size=CELL))
    return blocks


def _draw_head(canvas: Canvas, sheet: RosterSheet, top: float, *, first: bool) -> None:
    right = MARGIN_X + WIDTH
    if not first:
        said = f"{sheet.TITLE}（续）"
        draw_text(canvas, MARGIN_X, top - 10, said, SERIF, NOTE_SIZE, width=WIDTH * 0.3)
        said = f"{sheet.unit}　{plain_date(sheet.made_on)}"
        draw_text(canvas, right, top - 10, said, SERIF, NOTE_SIZE, align="right", width=WIDTH * 0.6)
        return
    draw_text(
        canvas,
        MARGIN_X + WIDTH / 2,
        top - TITLE_SIZE,
        sheet.TITLE,
        SERIF_BOLD,
        TITLE_SIZE,
        align="centre",
        spacing=2.0,
    )
    base = top - HEADING + 8
    unit, said = f"单位：{sheet.unit}", f"{sheet.note}　{plain_date(sheet.made_on)}"
    draw_text(canvas, MARGIN_X, base, unit, SERIF, TEXT_SIZE, width=WIDTH * 0.42)
    draw_text(canvas, right, base, said, SERIF, TEXT_SIZE, align="right", width=WIDTH * 0.56)
