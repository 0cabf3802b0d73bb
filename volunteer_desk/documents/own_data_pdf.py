"""A person's own data onto A4: the card in groups, then every list, headers repeated."""

from collections.abc import Sequence
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD, missing_characters
from volunteer_desk.documents.lettering import draw_text
from volunteer_desk.documents.paging import Block, draw_blocks, gap, paginate
from volunteer_desk.documents.paper_table import Slot, share_width, table_row, table_rows
from volunteer_desk.documents.paper_text import (
    MARGIN_FOOT,
    MARGIN_TOP,
    MARGIN_X,
    NOTE_SIZE,
    TEXT_SIZE,
    draw_page_number,
    text_block,
)
from volunteer_desk.documents.pdf_file import A4, make_pdf
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.own_data import OwnCell, OwnData, OwnFields, OwnTable

TITLE = "志愿者个人信息"
PURPOSE = (
    "本表依据《中华人民共和国个人信息保护法》第四十五条向本人提供，列出{unit}保存的全部个人信息。"
    "内容有误的，可以要求更正；不再需要保存的，可以要求删除。"
)
CELL = 9.0
LONG = 80
"""Characters of a value that has a line of the card to itself, as one of several lines has."""
WIDTH = A4[0] - 2 * MARGIN_X
HEADING, CONTINUED = 58.0, 26.0


def own_data_pdf(data: OwnData) -> bytes:
    """The person's data as a PDF."""
    room = A4[1] - MARGIN_TOP - MARGIN_FOOT

    def draw(canvas: Canvas) -> None:
        pages = paginate(_blocks(data), room - HEADING, room - CONTINUED)
        top = A4[1] - MARGIN_TOP
        for at, page in enumerate(pages, 1):
            if at == 1:
                _draw_heading(canvas, data, top)
                draw_blocks(canvas, page, top - HEADING)
            else:
                words = f"{TITLE}（续）　{data.number} {data.name}"
                draw_text(canvas, MARGIN_X, top - 10, words, SERIF, NOTE_SIZE, width=WIDTH)
                draw_blocks(canvas, page, top - CONTINUED)
            draw_page_number(canvas, A4[0] / 2, at, len(pages))
            canvas.showPage()

    return make_pdf(A4, TITLE, draw)


def own_data_missing(data: OwnData) -> tuple[str, ...]:
    """The characters of a person's data that no font has; paper would leave them out."""
    texts = [data.name, data.unit, data.contact]
    texts += [text for group in data.fields for pair in group.pairs for text in map(_write, pair)]
    texts += [_write(cell) for table in data.tables for row in table.rows for cell in row]
    return missing_characters(*texts)


def _draw_heading(canvas: Canvas, data: OwnData, top: float) -> None:
    draw_text(canvas, A4[0] / 2, top - 20, TITLE, SERIF_BOLD, 20.0, align="centre", spacing=4.0)
    left = f"{data.name}　{data.number}"
    draw_text(canvas, MARGIN_X, top - HEADING + 12, left, SERIF, TEXT_SIZE, width=WIDTH * 0.6)
    words = f"出具日期：{plain_date(data.made_on)}"
    draw_text(canvas, MARGIN_X + WIDTH, top - HEADING + 12, words, SERIF, TEXT_SIZE, align="right")


def _blocks(data: OwnData) -> list[Block]:
    said = PURPOSE.format(unit=data.unit or "本单位")
    blocks = [text_block(said, WIDTH, size=NOTE_SIZE, after=4, indent=2 * NOTE_SIZE)]
    for group in data.fields:
        blocks += _field_rows(group)
    for table in data.tables:
        blocks += _table_rows(table)
    kept = f"保存单位：{data.unit or '　　　　　　'}　　联系方式：{data.contact or '　　　　　　'}"
    blocks.append(text_block(kept, WIDTH, before=12, size=TEXT_SIZE))
    return blocks


def _title(words: str) -> Block:
    return text_block(words, WIDTH, font=SERIF_BOLD, before=9, after=3, keep=True)


def _field_rows(group: OwnFields) -> list[Block]:
    edges = share_width([1.5, 3.5, 1.5, 3.5], MARGIN_X, WIDTH)
    slots = [Slot(left, width, "left", whole=at % 2 == 0) for at, (left, width) in enumerate(edges)]
    across = [slots[0], Slot(slots[1].left, WIDTH - slots[0].width, "left")]
    rows: list[Block] = []
    beside: list[str] = []
    for label, cell in group.pairs:
        text = _write(cell)
        if len(text) > LONG or "\n" in text:
            rows += _beside(beside, slots) + table_rows((label, text), across, size=CELL)
            beside = []
        else:
            beside += [label, text]
        if len(beside) == len(slots):
            rows += _beside(beside, slots)
            beside = []
    return [_title(group.title), *rows, *_beside(beside, slots)]


def _beside(cells: Sequence[str], slots: Sequence[Slot]) -> list[Block]:
    """Two values beside each other, or one and an empty place; nothing for none."""
    filled = [*cells, *[""] * (len(slots) - len(cells))]
    return [table_row(filled, slots, size=CELL)] if cells else []


def _table_rows(table: OwnTable) -> list[Block]:
    if not table.rows:
        return [_title(table.title), text_block("没有记录。", WIDTH, size=NOTE_SIZE)]
    edges = share_width(table.shares, MARGIN_X, WIDTH)
    slots = [
        Slot(left, width, "right" if _is_figure(table, at) else "left")
        for at, (left, width) in enumerate(edges)
    ]
    header = table_row(
        table.headers, slots, bold=True, centred=True, tinted=True, keep=True, size=CELL
    )
    rows = [
        piece
        for row in table.rows
        for piece in table_rows([_write(cell) for cell in row], slots, header=header, size=CELL)
    ]
    note = [text_block(table.note, WIDTH, size=NOTE_SIZE, before=3)] if table.note else []
    return [_title(table.title), header, *rows, *note, gap(2)]


def _is_figure(table: OwnTable, at: int) -> bool:
    cells = [row[at] for row in table.rows]
    return all(isinstance(cell, (int, float)) or cell is None for cell in cells) and any(cells)


def _write(cell: OwnCell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.2f}".rstrip("0").rstrip(".")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).replace("\t", " ")  # a blank by another name, which no font has
