"""The monthly sheet onto A4: title, heads, ruled tables, figures, sign-off, page x of y."""

from collections.abc import Callable
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD
from volunteer_desk.documents.lettering import draw_text
from volunteer_desk.documents.paging import Block, draw_blocks, gap, paginate
from volunteer_desk.documents.paper_table import Slot, share_width, table_row
from volunteer_desk.documents.paper_text import (
    MARGIN_FOOT,
    MARGIN_TOP,
    MARGIN_X,
    NOTE_SIZE,
    TEXT_SIZE,
    draw_page_number,
    text_block,
)
from volunteer_desk.documents.pdf_file import A4, A4_LANDSCAPE, make_pdf
from volunteer_desk.documents.sheet_tables import TITLES, tables_of
from volunteer_desk.documents.sheet_words import (
    decimals_of,
    feet_of,
    heads_of,
    notes_of,
    remarks_of,
    sentences_of,
    write_cell,
)
from volunteer_desk.documents.table_form import Form, SheetTable
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.monthly import MonthlySheet, SheetKind

TITLE_SIZE = 19.0
HEADING = 62.0
"""Points the title and the heads take on the first page."""

CONTINUED = 26.0
"""Points the short title takes on the pages after it."""

OFTEN = 200
"""Lines laid out between two looks at whether to stop."""


def sheet_pdf(sheet: MonthlySheet, progress: Progress = no_progress) -> bytes:
    """The sheet as a PDF; the 活动月报表 lies, the others stand.

    Raises:
        Cancelled: By ``progress``, which is told (lines done, lines in all); a line laid out is
            half done.
    """
    size = A4_LANDSCAPE if sheet.kind is SheetKind.ACTIVITIES else A4
    width, height = size[0] - 2 * MARGIN_X, size[1] - MARGIN_TOP - MARGIN_FOOT

    def draw(canvas: Canvas) -> None:
        blocks = _blocks(sheet, width, progress)
        pages = paginate(blocks, height - HEADING, height - CONTINUED)
        lines = _lines_of(sheet)
        for at, page in enumerate(pages, 1):
            progress((lines + lines * at // len(pages)) // 2, lines)
            top = size[1] - MARGIN_TOP
            if at == 1:
                _draw_heading(canvas, sheet, top, width)
                draw_blocks(canvas, page, top - HEADING)
            else:
                _draw_continued(canvas, sheet, top, width)
                draw_blocks(canvas, page, top - CONTINUED)
            draw_page_number(canvas, size[0] / 2, at, len(pages))
            canvas.showPage()

    title = f"{sheet.head.month.words}{TITLES[sheet.kind]}"
    return make_pdf(size, title, draw)


def _draw_heading(canvas: Canvas, sheet: MonthlySheet, top: float, width: float) -> None:
    middle = MARGIN_X + width / 2
    draw_text(
        canvas,
        middle,
        top - TITLE_SIZE,
        TITLES[sheet.kind],
        SERIF_BOLD,
        TITLE_SIZE,
        align="centre",
        spacing=2.0,
    )
    unit, month, filled = heads_of(sheet)
    base = top - HEADING + 8
    draw_text(canvas, MARGIN_X, base, unit, SERIF, TEXT_SIZE, width=width * 0.44)
    draw_text(
        canvas,
        MARGIN_X + width * 0.58,
        base,
        month,
        SERIF,
        TEXT_SIZE,
        align="centre",
        width=width / 4,
    )
    draw_text(
        canvas, MARGIN_X + width, base, filled, SERIF, TEXT_SIZE, align="right", width=width / 4
    )


def _draw_continued(canvas: Canvas, sheet: MonthlySheet, top: float, width: float) -> None:
    words = f"{TITLES[sheet.kind]}（续）"
    draw_text(canvas, MARGIN_X, top - 10, words, SERIF, NOTE_SIZE, width=width * 0.4)
    unit = f"{sheet.head.unit}　{sheet.head.month.words}"
    draw_text(
        canvas,
        MARGIN_X + width,
        top - 10,
        unit,
        SERIF,
        NOTE_SIZE,
        align="right",
        width=width * 0.55,
    )


def _lines_of(sheet: MonthlySheet) -> int:
    """Lines of the longest table the sheet may have."""
    return max(len(sheet.persons), len(sheet.activities), len(sheet.by_team), 1)


def _blocks(sheet: MonthlySheet, width: float, progress: Progress) -> list[Block]:
    tables = tables_of(sheet)
    decimals = decimals_of(tables)
    blocks: list[Block] = []
    for table in tables:
        if table.caption:
            if blocks:
                blocks.append(gap(12))
            blocks.append(
                text_block(table.caption, width, font=SERIF_BOLD, before=3, after=4, keep=True)
            )
        laid_out = partial(_tell, progress, len(table.rows))
        blocks.extend(_table_blocks(table, width, decimals, laid_out))
    notes = (*notes_of(tables), *remarks_of(sheet))
    blocks.extend(text_block(note, width, size=NOTE_SIZE, before=4) for note in notes)
    sentences = sentences_of(sheet, decimals)
    blocks.append(text_block(sentences, width, before=12, indent=2 * TEXT_SIZE, keep=True))
    blocks.append(Block(46, partial(_draw_feet, feet_of(sheet), width)))
    return blocks


def _tell(progress: Progress, total: int, at: int) -> None:
    if at % OFTEN == 0:
        progress(at // 2, total)


def _table_blocks(
    table: SheetTable, width: float, decimals: int, laid_out: Callable[[int], None]
) -> list[Block]:
    edges = share_width([column.share for column in table.columns], MARGIN_X, width)
    slots = [
        Slot(left, part, "left" if column.form is Form.TEXT else "right", column.whole)
        for (left, part), column in zip(edges, table.columns, strict=True)
    ]
    header = table_row(
        [column.header for column in table.columns],
        slots,
        bold=True,
        centred=True,
        tinted=True,
        keep=True,
    )
    forms = [column.form for column in table.columns]

    def written(row: tuple[str | int | float | None, ...]) -> list[str]:
        return [write_cell(cell, form, decimals) for cell, form in zip(row, forms, strict=True)]

    blocks = [header]
    last = len(table.rows) - 1
    # The last row goes with 合计, so that a total never stands alone on a page.
    for at, row in enumerate(table.rows):
        laid_out(at)
        blocks.append(table_row(written(row), slots, header=header, keep=at == last))
    if not table.rows:
        whole = [Slot(MARGIN_X, width, "centre")]
        blocks.append(table_row(["本月没有记录"], whole, header=header, keep=True))
    blocks.append(table_row(written(table.total), slots, bold=True, header=header))
    return blocks


def _draw_feet(feet: tuple[str, ...], width: float, canvas: Canvas, top: float) -> None:
    part = width / len(feet)
    for at, words in enumerate(feet):
        draw_text(canvas, MARGIN_X + at * part, top - 34, words, SERIF, TEXT_SIZE, width=part - 6)
