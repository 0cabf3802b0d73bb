"""The still part of a certificate, drawn once a document: paper tone, gilt frame, title, rule."""

from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import KAI
from volunteer_desk.documents.lettering import draw_text
from volunteer_desk.documents.pdf_file import A4_LANDSCAPE, MM
from volunteer_desk.documents.templates import Palette

WIDTH, HEIGHT = A4_LANDSCAPE
FRAME = 10 * MM
STEP = 6 * MM
"""How far the inner line steps back at each corner."""

TITLE_BASE = HEIGHT - 53 * MM
RULE = HEIGHT - 62.5 * MM


@cache
def colour(code: str) -> Color:
    """A ``#RRGGBB`` code as ReportLab's colour."""
    return HexColor(code)


def draw_ground(canvas: Canvas, palette: Palette, title: str) -> None:
    """Paper tone, double gilt line with stepped corners, and the title with its rule."""
    canvas.setFillColor(colour(palette.ground))
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(colour(palette.field))
    canvas.rect(FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME, stroke=0, fill=1)
    canvas.setLineJoin(0)
    canvas.setStrokeColor(colour(palette.frame))
    canvas.setLineWidth(2.6)
    canvas.rect(FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME)
    canvas.setLineWidth(0.8)
    _draw_stepped_line(canvas, FRAME + 2.2 * MM)
    canvas.setStrokeColor(colour(palette.hairline))
    canvas.setLineWidth(0.5)
    _draw_stepped_line(canvas, FRAME + 3.3 * MM)
    canvas.setFillColor(colour(palette.frame))
    for x in (FRAME + 2.2 * MM + STEP / 2, WIDTH - FRAME - 2.2 * MM - STEP / 2):
        for y in (FRAME + 2.2 * MM + STEP / 2, HEIGHT - FRAME - 2.2 * MM - STEP / 2):
            _draw_diamond(canvas, x, y, 1.7 * MM)
    _draw_rule(canvas, palette)
    canvas.setFillColor(colour(palette.title))
    spacing = 34.0 if len(title) <= 4 else 16.0
    size = 62.0 if len(title) <= 5 else 50.0
    draw_text(
        canvas, WIDTH / 2, TITLE_BASE, title, KAI, size, align="centre", spacing=spacing, width=430
    )


def _draw_stepped_line(canvas: Canvas, inset: float) -> None:
    left, right, foot, top = inset, WIDTH - inset, inset, HEIGHT - inset
    path = canvas.beginPath()
    path.moveTo(left + STEP, foot)
    for x, y in (
        (right - STEP, foot),
        (right - STEP, foot + STEP),
        (right, foot + STEP),
        (right, top - STEP),
        (right - STEP, top - STEP),
        (right - STEP, top),
        (left + STEP, top),
        (left + STEP, top - STEP),
        (left, top - STEP),
        (left, foot + STEP),
        (left + STEP, foot + STEP),
    ):
        path.lineTo(x, y)
    path.close()
    canvas.drawPath(path)


def _draw_diamond(canvas: Canvas, x: float, y: float, reach: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x - reach, y)
    for dx, dy in ((0.0, reach), (reach, 0.0), (0.0, -reach)):
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_rule(canvas: Canvas, palette: Palette) -> None:
    canvas.setStrokeColor(colour(palette.frame))
    canvas.setLineWidth(0.7)
    middle, gap, reach = WIDTH / 2, 5 * MM, 44 * MM
    canvas.line(middle - reach, RULE, middle - gap, RULE)
    canvas.line(middle + gap, RULE, middle + reach, RULE)
    _draw_diamond(canvas, middle, RULE, 1.5 * MM)
    _draw_diamond(canvas, middle - 3.2 * MM, RULE, 0.7 * MM)
    _draw_diamond(canvas, middle + 3.2 * MM, RULE, 0.7 * MM)
