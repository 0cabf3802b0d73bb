"""志愿服务活动记录表 onto A4: the record, who took part, up to four photos, the signatures."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import zip_longest

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD
from volunteer_desk.documents.form_grid import form_row
from volunteer_desk.documents.lettering import draw_text, fit_size
from volunteer_desk.documents.line_breaking import break_lines
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
from volunteer_desk.documents.pdf_file import A4, MM, make_pdf
from volunteer_desk.domain.activities import ActivityState, span_words
from volunteer_desk.domain.activity_facts import ActivityFacts, ActivitySheet, SheetPhoto
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.durations import format_hours

WIDTH = A4[0] - 2 * MARGIN_X
TITLE_SIZE = 19.0
FIRST, CONTINUED = 58.0, 24.0
"""Points above the form on the first page and on the others."""
SIGNED = 46.0
"""Points the signatures take."""

GAP = 8.0
PHOTO_WIDTH = (WIDTH - GAP) / 2
HIGHEST, LOWEST = 62 * MM, 32 * MM
"""Points a row of photos takes at most, and at least where that brings all onto one page."""
CAPTIONS = (5.0, 15.0, 24.0)
"""Points below a photo with no words, one line of them, two lines."""
DOTS = 180
"""Dots an inch of a printed photo."""
_CAPTION_WIDTH = PHOTO_WIDTH - 8
PHOTO_PIXELS = (round(PHOTO_WIDTH / 72 * DOTS), round(HIGHEST / 72 * DOTS))

_NAMED = 24
"""Characters of the name above further pages."""
_TALL = {"服务内容": 2, "服务评价": 2}
"""Lines of room for what is often written by hand; 评价 (民函〔2012〕340号) always is."""
_WEEKDAYS = "一二三四五六日"
_HEADERS = ("序号", "姓名", "志愿者编号", "起止时间", "小时")
_SHARES = (22.0, 84.0, 62.0, 56.0, 26.0)
_ALIGNS = ("right", "left", "left", "centre", "right")
_CELL = 9.0


def sheet_pdf(sheet: ActivitySheet) -> bytes:
    """The sheet as a PDF; what does not fit goes on on further pages."""
    top = A4[1] - MARGIN_TOP
    room = top - MARGIN_FOOT

    def draw(canvas: Canvas) -> None:
        form = [*_form(sheet), *_people(sheet)]
        left = room - FIRST - SIGNED - sum(block.height for block in form)
        blocks = [*form, *_photos(sheet.photos, left)]
        # the signatures never stand alone on a page
        blocks[-1] = replace(blocks[-1], keep=True)
        blocks.append(Block(SIGNED, partial(_sign, sheet)))
        pages = paginate(blocks, room - FIRST, room - CONTINUED)
        for at, page in enumerate(pages, 1):
            if at == 1:
                _draw_heading(canvas, sheet, top)
            else:
                _draw_continued(canvas, sheet, top)
            draw_blocks(canvas, page, top - (FIRST if at == 1 else CONTINUED))
            draw_page_number(canvas, A4[0] / 2, at, len(pages))
            canvas.showPage()

    return make_pdf(A4, sheet.TITLE, draw)


def _form(sheet: ActivitySheet) -> list[Block]:
    facts = sheet.facts
    rows: list[list[tuple[str, str]]] = [
        [("活动名称", facts.project)],
        [("活动日期", _day_words(facts)), ("天气", facts.weather)],
        [("活动时间", span_words(facts.starts, facts.ends)), ("活动地点", facts.place)],
        [("组织单位", facts.unit), ("活动负责人", facts.leader)],
        [("服务对象", facts.recipients), ("受益人次", _count(facts.beneficiaries, "人次"))],
        [("参加人数", _people_words(facts)), ("时长合计", f"{format_hours(facts.minutes)} 小时")],
        [("服务内容", facts.content)],
        [("服务评价", "")],
        [("备注", _remark(facts)), ("记录人", sheet.recorder)],
    ]
    blocks: list[Block] = []
    for pairs in rows:
        blocks += form_row(pairs, MARGIN_X, WIDTH, least=_TALL.get(pairs[0][0], 1))
    return blocks


def _people(sheet: ActivitySheet) -> list[Block]:
    """Two people a row: thirty fit on the first page."""
    heading = f"参加人员（{len(sheet.people)}人）"
    blocks = [
        gap(6),
        text_block(heading, WIDTH, font=SERIF_BOLD, before=2, after=3, keep=True),
    ]
    edges = share_width(_SHARES * 2, MARGIN_X, WIDTH)
    slots = [
        Slot(left, part, align, whole=True)
        for (left, part), align in zip(edges, _ALIGNS * 2, strict=True)
    ]
    header = table_row(
        _HEADERS * 2, slots, bold=True, centred=True, tinted=True, keep=True, size=_CELL
    )
    blocks.append(header)
    lines = [
        (str(at), one.name, one.number, one.times, format_hours(one.minutes))
        for at, one in enumerate(sheet.people, 1)
    ]
    half = (len(lines) + 1) // 2
    blocks += [
        table_row([*left, *(right or ("",) * 5)], slots, header=header, size=_CELL)
        for left, right in zip_longest(lines[:half], lines[half:])
    ]
    if not lines:
        whole = [Slot(MARGIN_X, WIDTH, "centre")]
        blocks.append(table_row(["还没有登记时长"], whole, header=header, size=_CELL))
    return blocks


def _photos(photos: Sequence[SheetPhoto], left: float) -> list[Block]:
    """Two photos a row; a little lower where that saves a page."""
    if not photos:
        return []
    title = text_block("活动照片", WIDTH, font=SERIF_BOLD, before=2, after=3, keep=True)
    rows = [photos[at : at + 2] for at in range(0, len(photos), 2)]
    below = [CAPTIONS[max(len(_caption_lines(photo.caption)[0]) for photo in row)] for row in rows]
    fitting = (left - title.height - GAP - sum(below) - 1) / len(rows)  # 1: sums of floats
    height = fitting if LOWEST <= fitting < HIGHEST else HIGHEST
    blocks = [gap(GAP), title]
    blocks += [
        Block(height + words, partial(_draw_photos, row, height), keep=True)
        for row, words in zip(rows, below, strict=True)
    ]
    return blocks


def _draw_photos(row: Sequence[SheetPhoto], height: float, canvas: Canvas, top: float) -> None:
    start = MARGIN_X if len(row) > 1 else MARGIN_X + (WIDTH - PHOTO_WIDTH) / 2
    for at, photo in enumerate(row):
        left = start + at * (PHOTO_WIDTH + GAP)
        factor = min(PHOTO_WIDTH / photo.width, height / photo.height)
        wide, high = photo.width * factor, photo.height * factor
        x, y = left + (PHOTO_WIDTH - wide) / 2, top - (height + high) / 2
        canvas.drawImage(ImageReader(BytesIO(photo.jpeg)), x, y, wide, high)
        _draw_caption(canvas, photo.caption, left + PHOTO_WIDTH / 2, top - height - 10)


def _caption_lines(caption: str) -> tuple[list[str], float]:
    """A caption's lines and their size: one line, or two smaller ones, the rest as …."""
    if not caption:
        return [], NOTE_SIZE
    if fit_size(caption, SERIF, NOTE_SIZE, _CAPTION_WIDTH) >= NOTE_SIZE * 0.8:
        return [caption], NOTE_SIZE
    small = NOTE_SIZE * 0.85
    lines = [line.text for line in break_lines(caption, SERIF, small, _CAPTION_WIDTH)]
    return (lines if len(lines) <= 2 else [lines[0], f"{lines[1][:-1]}…"]), small


def _draw_caption(canvas: Canvas, caption: str, middle: float, base: float) -> None:
    lines, size = _caption_lines(caption)
    for at, line in enumerate(lines):
        y, room = base - at * size * 1.3, _CAPTION_WIDTH
        draw_text(canvas, middle, y, line, SERIF, size, align="centre", width=room)


def _sign(sheet: ActivitySheet, canvas: Canvas, top: float) -> None:
    words = ("记录人（签字）：", "负责人（签字）：", "组织单位（盖章）：", "日期：")
    part = WIDTH / len(words)
    for at, text in enumerate(words):
        draw_text(canvas, MARGIN_X + at * part, top - 32, text, SERIF, TEXT_SIZE, width=part - 6)


def _draw_heading(canvas: Canvas, sheet: ActivitySheet, top: float) -> None:
    middle, base = MARGIN_X + WIDTH / 2, top - FIRST + 8
    draw_text(
        canvas,
        middle,
        top - TITLE_SIZE,
        sheet.TITLE,
        SERIF_BOLD,
        TITLE_SIZE,
        align="centre",
        spacing=2.0,
    )
    unit, made = f"填表单位：{sheet.facts.unit}", f"填表日期：{plain_date(sheet.made_on)}"
    draw_text(canvas, MARGIN_X, base, unit, SERIF, TEXT_SIZE, width=WIDTH * 0.6)
    draw_text(
        canvas, MARGIN_X + WIDTH, base, made, SERIF, TEXT_SIZE, align="right", width=WIDTH * 0.38
    )


def _draw_continued(canvas: Canvas, sheet: ActivitySheet, top: float) -> None:
    facts = sheet.facts
    said = f"{sheet.TITLE}（续）"
    draw_text(canvas, MARGIN_X, top - 10, said, SERIF, NOTE_SIZE, width=WIDTH * 0.38)
    name = facts.project if len(facts.project) <= _NAMED else f"{facts.project[: _NAMED - 1]}…"
    said = f"{name}　{plain_date(facts.held_on)}"
    right = MARGIN_X + WIDTH
    draw_text(canvas, right, top - 10, said, SERIF, NOTE_SIZE, align="right", width=WIDTH * 0.6)


def _day_words(facts: ActivityFacts) -> str:
    return f"{plain_date(facts.held_on)} 星期{_WEEKDAYS[facts.held_on.weekday()]}"


def _people_words(facts: ActivityFacts) -> str:
    times = f"（{facts.attendances} 人次）" if facts.attendances != facts.people else ""
    planned = f"，计划 {facts.planned_people} 人" if facts.planned_people else ""
    return f"{facts.people} 人{times}{planned}"


def _count(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number:,} {unit}"


def _remark(facts: ActivityFacts) -> str:
    if facts.state is ActivityState.CANCELLED:
        why = f"：{facts.cancel_reason}" if facts.cancel_reason else ""
        return f"已取消{why}。{facts.remark}"
    return facts.remark
