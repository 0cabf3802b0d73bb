"""志愿者卡 of the size of a bank card: one a page, or ten on A4 with cut marks."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import KAI, SERIF, missing_characters
from volunteer_desk.documents.lettering import draw_text, fit_size
from volunteer_desk.documents.line_breaking import break_lines
from volunteer_desk.documents.pdf_file import A4, MM, make_pdf
from volunteer_desk.documents.qr import qr_ink
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.papers import CardFacts, CardLayout, CardRun

CR80 = (85.6 * MM, 54 * MM)
"""ISO/IEC 7810 ID-1, as card printers call it."""

COLUMNS, ROWS = 2, 5
ACCENT, GROUND, INK, SOFT, LINE = (
    HexColor(code) for code in ("#B8322A", "#FDFBF7", "#23211E", "#6B665F", "#E3DED6")
)
MOTTO = "奉献　友爱　互助　进步"

_WIDTH, _HEIGHT = CR80
_LEFT, _BAND = 6 * MM, 12 * MM
_QR = 22 * MM
_QR_X, _QR_Y = _WIDTH - _LEFT - _QR, 13.5 * MM
_TEXT_WIDTH = _QR_X - _LEFT - 4 * MM
_LABEL = 9.5 * MM
_NAME, _FACTS, _LIFT = 31.5 * MM, 24 * MM, 2.5 * MM
"""Base lines of the name and of the first fact; facts of many lines stand higher."""
FACT, LEAST = 9.0, 7.0
NAME, NAME_LEAST = 21.0, 12.0
"""Points of a fact, the unit or a name, and below what it takes a further line."""
NAME_LINES, UNIT_LINES, FACT_LINES = 2, 2, 3
CLOSE = 1.2
"""Leading of second lines."""

_GROUND_FORM = "card-ground"
_TELL = 100


def volunteer_cards_pdf(
    run: CardRun, layout: CardLayout, progress: Progress = no_progress
) -> bytes:
    """The cards in their order.

    Args:
        run: At least one card.
        layout: Ten on A4 (for cutting), or one a page of 85.6 x 54 mm (for a card printer).
        progress: Told (cards drawn, cards in all) every 100 cards.
    """
    single, cards = layout is CardLayout.CR80, run.cards

    def draw(canvas: Canvas) -> None:
        canvas.beginForm(_GROUND_FORM)
        _draw_ground(canvas, run.unit)
        canvas.endForm()
        for at, facts in enumerate(cards):
            if at % _TELL == 0:
                progress(at, len(cards))
            place = at % (1 if single else COLUMNS * ROWS)
            if place == 0 and at:
                canvas.showPage()
            if place == 0 and not single:
                _draw_cut_marks(canvas)
            _draw_card(canvas, facts, (0.0, 0.0) if single else _corner(place))
        canvas.showPage()
        progress(len(cards), len(cards))

    return make_pdf(CR80 if single else A4, CardRun.TITLE, draw)


def cards_missing(run: CardRun) -> tuple[str, ...]:
    """The characters of these cards that no font has; none must be printed with one of them."""
    used = set(run.unit).union(*(one.name + one.number + one.team for one in run.cards))
    return missing_characters("".join(sorted(used)))


def _corner(place: int) -> tuple[float, float]:
    """The lower left corner of one of the ten cards; the block stands in the middle of the page."""
    left = (A4[0] - COLUMNS * _WIDTH) / 2 + place % COLUMNS * _WIDTH
    top = A4[1] - (A4[1] - ROWS * _HEIGHT) / 2
    return left, top - (place // COLUMNS + 1) * _HEIGHT


def _draw_cut_marks(canvas: Canvas) -> None:
    """Short lines outside the block, where a guillotine is laid on."""
    left, foot = _corner(COLUMNS * (ROWS - 1))
    right, top = left + COLUMNS * _WIDTH, foot + ROWS * _HEIGHT
    near, far = 1.5 * MM, 7 * MM
    canvas.setStrokeGray(0.35)
    canvas.setLineWidth(0.35)
    for column in range(COLUMNS + 1):
        x = left + column * _WIDTH
        canvas.line(x, top + near, x, top + far)
        canvas.line(x, foot - near, x, foot - far)
    for row in range(ROWS + 1):
        y = foot + row * _HEIGHT
        canvas.line(left - far, y, left - near, y)
        canvas.line(right + near, y, right + far, y)


def _draw_card(canvas: Canvas, facts: CardFacts, corner: tuple[float, float]) -> None:
    canvas.saveState()
    canvas.translate(*corner)
    canvas.doForm(_GROUND_FORM)
    canvas.setFillColor(INK)
    registered = plain_date(facts.registered_on) if facts.registered_on else ""
    told = [
        (label, *_set_text(text, SERIF, (FACT, LEAST), _TEXT_WIDTH - _LABEL, FACT_LINES))
        for label, text in (("编号", facts.number), ("队伍", facts.team), ("注册", registered))
        if text
    ]
    close = any(len(lines) > 2 for _label, lines, _size in told)
    name, size = _set_text(facts.name, KAI, (NAME, NAME_LEAST), _TEXT_WIDTH, NAME_LINES)
    lift = _LIFT if close and len(name) == 1 else 0.0
    for at, line in enumerate(reversed(name)):
        draw_text(canvas, _LEFT, _NAME + lift + at * size * CLOSE, line, KAI, size)
    base = _FACTS + (max(lift, 1 * MM) if close else 0.0)
    for label, lines, size in told:
        base = _draw_fact(canvas, label, lines, size, base) - (4.2 if close else 5) * MM
    canvas.addLiteral(qr_ink(facts.number, _QR_X, _QR_Y, _QR))
    canvas.restoreState()


def _draw_fact(canvas: Canvas, label: str, lines: Sequence[str], size: float, base: float) -> float:
    """A label and its text; the base of its last line."""
    canvas.setFillColor(SOFT)
    draw_text(canvas, _LEFT, base, label, SERIF, 7.5)
    canvas.setFillColor(INK)
    for at, line in enumerate(lines):
        draw_text(canvas, _LEFT + _LABEL, base - at * size * CLOSE, line, SERIF, size)
    return base - (len(lines) - 1) * size * CLOSE


def _set_text(
    text: str, font: str, sizes: tuple[float, float], room: float, most: int
) -> tuple[list[str], float]:
    """Lines and their size: one line, or more where one would be smaller than the second size."""
    size = fit_size(text, font, sizes[0], room)
    if size >= sizes[1]:
        return [text], size
    size = sizes[1]
    while len(lines := [one.text for one in break_lines(text, font, size, room)]) > most:
        size *= 0.93
    return lines, size


def _draw_ground(canvas: Canvas, unit: str) -> None:
    canvas.setFillColor(GROUND)
    canvas.rect(0, 0, _WIDTH, _HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(ACCENT)
    canvas.rect(0, _HEIGHT - _BAND, _WIDTH, _BAND, stroke=0, fill=1)
    canvas.setFillGray(1)
    base = _HEIGHT - _BAND / 2 - 5.2
    draw_text(canvas, _LEFT, base, CardRun.TITLE, KAI, 16.0, spacing=2.0)
    room = _WIDTH - 2 * _LEFT - 31 * MM
    lines, size = _set_text(unit, SERIF, (FACT, LEAST), room, UNIT_LINES)
    first = _HEIGHT - _BAND / 2 + (len(lines) - 1) * size * CLOSE / 2 - size * 0.37
    for at, line in enumerate(lines):
        line_base = first - at * size * CLOSE
        draw_text(canvas, _WIDTH - _LEFT, line_base, line, SERIF, size, align="right", width=room)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.line(_LEFT, 9 * MM, _WIDTH - _LEFT, 9 * MM)
    canvas.setFillColor(SOFT)
    draw_text(canvas, _LEFT, 4.6 * MM, MOTTO, SERIF, 7.0)
    draw_text(canvas, _WIDTH - _LEFT, 4.6 * MM, "扫码读取编号", SERIF, 7.0, align="right")
