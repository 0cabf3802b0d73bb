"""签到表 onto A4: one tall row a person to sign in, each with its small code."""

from functools import partial

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD, missing_characters
from volunteer_desk.documents.lettering import draw_text, fit_size
from volunteer_desk.documents.line_breaking import break_lines
from volunteer_desk.documents.paging import Block, draw_blocks, paginate
from volunteer_desk.documents.paper_table import Slot, share_width, table_row
from volunteer_desk.documents.paper_text import draw_page_number
from volunteer_desk.documents.pdf_file import A4, MM, make_pdf
from volunteer_desk.documents.qr import qr_ink
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.sign_codes import spaced_code
from volunteer_desk.domain.sign_sheets import SignLine, SignSheet

HEADERS = ("序号", "姓名", "电话", "签到", "签退", "时长", "本人签名", "扫码")
_SHARES = (10.0, 33.0, 28.0, 20.0, 20.0, 17.0, 29.0, 27.0)
_ALIGNS = ("centre", "left", "left", "left", "left", "left", "left", "left")

MARGIN_X, TOP, FOOT = 13 * MM, 14 * MM, 19 * MM
WIDTH = A4[0] - 2 * MARGIN_X
FIRST, CONTINUED = 40 * MM, 20 * MM
"""Room of the heading above the table on the first page and on the others."""
ROW = 11.8 * MM
ROW_QR, SHEET_QR = 9.6 * MM, 15 * MM
"""Sides of the codes: 21 modules of a row's make 0.46 mm each, wide enough for any scanner."""
NAME, NAME_LEAST, CELL = 12.0, 9.0, 9.5

_HOW = "签到、签退写几点几分；没有来的整行留空。事后扫右边的码，或照次序录入。"


def sign_sheet_pdf(sheet: SignSheet) -> bytes:
    """The sheet as a PDF: its code on each page, the header repeated, page x of y."""
    slots = _slots()

    def draw(canvas: Canvas) -> None:
        room = A4[1] - TOP - FOOT
        pages = paginate(_blocks(sheet, slots), room - FIRST, room - CONTINUED)
        for at, page in enumerate(pages, 1):
            _draw_code(canvas, sheet)
            if at == 1:
                _draw_heading(canvas, sheet)
            else:
                _draw_continued(canvas, sheet)
            draw_blocks(canvas, page, A4[1] - TOP - (FIRST if at == 1 else CONTINUED))
            draw_text(canvas, A4[0] / 2, 14.5 * MM, _HOW, SERIF, 8.5, align="centre")
            draw_page_number(canvas, A4[0] / 2, at, len(pages))
            canvas.showPage()

    return make_pdf(A4, SignSheet.TITLE, draw)


def sign_sheet_missing(sheet: SignSheet) -> tuple[str, ...]:
    """The characters of a sheet that no font has; paper would leave them out."""
    here = sheet.occasion
    used = set(sheet.unit + here.project + here.place + here.leader + here.team)
    return missing_characters("".join(sorted(used.union(*(line.name for line in sheet.lines)))))


def _slots() -> list[Slot]:
    edges = share_width(_SHARES, MARGIN_X, WIDTH)
    return [Slot(left, part, align) for (left, part), align in zip(edges, _ALIGNS, strict=True)]


def _blocks(sheet: SignSheet, slots: list[Slot]) -> list[Block]:
    header = table_row(HEADERS, slots, bold=True, centred=True, tinted=True, keep=True, size=CELL)
    return [
        header,
        *(Block(ROW, partial(_draw_row, line, slots), header) for line in sheet.lines),
    ]


def _draw_row(line: SignLine, slots: list[Slot], canvas: Canvas, top: float) -> None:
    left, right = slots[0].left, slots[-1].left + slots[-1].width
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.6)
    canvas.rect(left, top - ROW, right - left, ROW)
    for slot in slots[1:]:
        canvas.line(slot.left, top, slot.left, top - ROW)
    middle = top - ROW / 2
    number = slots[0]
    draw_text(
        canvas,
        number.left + number.width / 2,
        middle - CELL * 0.36,
        str(line.position),
        SERIF,
        CELL,
        align="centre",
    )
    _draw_name(canvas, line.name, slots[1], middle)
    phone = slots[2]
    draw_text(
        canvas, phone.left + 4, middle - CELL * 0.36, line.phone, SERIF, CELL, width=phone.width - 8
    )
    code = slots[-1]
    canvas.addLiteral(qr_ink(line.code, code.left + 1.6 * MM, middle - ROW_QR / 2, ROW_QR))
    said, x = spaced_code(line.code).split(), code.left + ROW_QR + 3.2 * MM
    for at, part in enumerate((" ".join(said[:2]), " ".join(said[2:]))):
        draw_text(canvas, x, middle + 2.2 - at * 9.5, part, SERIF, 7.5)


def _draw_name(canvas: Canvas, name: str, slot: Slot, middle: float) -> None:
    """One line as large as it fits, or two where one would be too small to read."""
    room = slot.width - 8
    size = fit_size(name, SERIF, NAME, room)
    if size >= NAME_LEAST:
        draw_text(canvas, slot.left + 4, middle - size * 0.36, name, SERIF, size)
        return
    lines, size = _split_name(name, room)
    for at, text in enumerate(lines):
        base = middle + size * (0.3 - at * 1.25)
        draw_text(canvas, slot.left + 4, base, text, SERIF, size, width=room)


def _split_name(name: str, room: float) -> tuple[list[str], float]:
    """Two lines and their size: behind a dot where the name has one, else where it must."""
    dots = [at + 1 for at, letter in enumerate(name[:-1]) if letter in "·•"]
    if dots:
        at = min(dots, key=lambda dot: (abs(2 * dot - len(name)), -dot))
        parts = [name[:at], name[at:]]
        return parts, min(fit_size(part, SERIF, NAME_LEAST + 0.5, room) for part in parts)
    size = NAME_LEAST
    while len(lines := [one.text for one in break_lines(name, SERIF, size, room)]) > 2:
        size *= 0.93
    return lines, size


def _draw_code(canvas: Canvas, sheet: SignSheet) -> None:
    """The sheet's own code, top right of every page."""
    right, top = A4[0] - MARGIN_X, A4[1] - TOP
    canvas.addLiteral(qr_ink(sheet.code, right - SHEET_QR, top - SHEET_QR, SHEET_QR))
    x = right - SHEET_QR - 2.5 * MM
    draw_text(canvas, x, top - 8, "签到表编号", SERIF, 8.0, align="right")
    draw_text(canvas, x, top - 20, spaced_code(sheet.code), SERIF_BOLD, 10.5, align="right")


def _draw_heading(canvas: Canvas, sheet: SignSheet) -> None:
    top, here = A4[1] - TOP, sheet.occasion
    canvas.setFillGray(0)
    draw_text(
        canvas,
        A4[0] / 2,
        top - 24,
        SignSheet.TITLE,
        SERIF_BOLD,
        20.0,
        align="centre",
        spacing=2.0,
    )
    day = "　".join(filter(None, (plain_date(here.held_on), here.times)))
    half = WIDTH / 2
    unit = "　".join(filter(None, (sheet.unit, here.team)))
    rows = (
        (("活动", here.project, half * 1.1), ("日期", day, half * 0.9)),
        (("地点", here.place, half * 1.1), ("负责人", here.leader, half * 0.9)),
        (("组织单位", unit, half * 1.1), ("人数", _counts(sheet), half * 0.9)),
    )
    base = top - SHEET_QR - 14
    for row in rows:
        x = MARGIN_X
        for label, text, width in row:
            _draw_fact(canvas, label, text, x, base, width - 4 * MM)
            x += width
        base -= 18


def _draw_fact(canvas: Canvas, label: str, text: str, x: float, base: float, width: float) -> None:
    """A label and what stands on its line; an empty one leaves the line to be written on."""
    draw_text(canvas, x, base, f"{label}：", SERIF, 10.5)
    after = (len(label) + 1) * 10.5
    canvas.setStrokeGray(0.55)
    canvas.setLineWidth(0.4)
    canvas.line(x + after, base - 3, x + width, base - 3)
    draw_text(canvas, x + after + 2, base, text, SERIF, 10.5, width=width - after - 4)


def _counts(sheet: SignSheet) -> str:
    named = sum(line.volunteer_id is not None for line in sheet.lines)
    blank = len(sheet.lines) - named
    parts = (f"名单{named}人" if named else "", f"空白{blank}行" if blank else "")
    return "，".join(filter(None, parts))


def _draw_continued(canvas: Canvas, sheet: SignSheet) -> None:
    top, here = A4[1] - TOP, sheet.occasion
    canvas.setFillGray(0)
    draw_text(canvas, MARGIN_X, top - 12, f"{SignSheet.TITLE}（续）", SERIF_BOLD, 12.0)
    said = f"{here.project}　{plain_date(here.held_on)}　{here.place}"
    draw_text(canvas, MARGIN_X, top - 30, said, SERIF, 10.0, width=WIDTH * 0.62)
