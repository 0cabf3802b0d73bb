"""Text onto a ReportLab canvas with font fallback, fitted, aligned and spaced."""

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from volunteer_desk.documents.fonts import split_runs
from volunteer_desk.documents.spacing import set_width, space_out


def put_text(
    ink: PDFTextObject, x: float, y: float, text: str, font: str, size: float, spacing: float = 0.0
) -> None:
    """Add a text to an open text object, its baseline starting at (x, y) points."""
    ink.setTextOrigin(x, y)
    added, chosen = 0.0, ""
    for piece, extra in space_out(text, size, spacing):
        if extra != added:
            ink.setCharSpace(extra)
            added = extra
        for name, part in split_runs(piece, font):
            if name != chosen:
                ink.setFont(name, size)
                chosen = name
            ink.textOut(part)
    if added:
        ink.setCharSpace(0)


def draw_text(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    font: str,
    size: float,
    *,
    align: str = "left",
    width: float | None = None,
    spacing: float = 0.0,
) -> None:
    """Draw one line.

    Args:
        canvas: Where.
        x: Points; the left edge, the centre or the right edge, by ``align``.
        y: Baseline in points.
        text: What.
        font: Preferred font.
        size: Points; made smaller when ``width`` is given and the text is wider.
        align: "left", "centre" or "right".
        width: Most points it may take, or None.
        spacing: Points added between characters.
    """
    if width is not None:
        size = fit_size(text, font, size, width - spacing * max(len(text) - 1, 0))
    taken = set_width(text, font, size) + spacing * max(len(text) - 1, 0)
    left = x - (taken if align == "right" else taken / 2 if align == "centre" else 0.0)
    ink = canvas.beginText()
    put_text(ink, left, y, text, font, size, spacing)
    canvas.drawText(ink)


def fit_size(text: str, preferred: str, size: float, width: float) -> float:
    """The size, or the smaller one at which the text just fits a width in points."""
    natural = set_width(text, preferred, size)
    return size if natural <= width else size * width / natural
