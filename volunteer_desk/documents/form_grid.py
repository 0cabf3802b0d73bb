"""Ruled forms on paper: rows of label and value; long values wrap and go on below."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD
from volunteer_desk.documents.lettering import draw_text, fit_size
from volunteer_desk.documents.line_breaking import break_paragraphs
from volunteer_desk.documents.paging import Block
from volunteer_desk.documents.paper_table import LEADING, PAD_X, RULE, TINT

SIZE = 10.5
PAD_Y = 5.4
LABEL = 66.0
"""Points of a label's cell: four characters."""
MOST_LINES = 22
"""Lines of one block of a long value; the rest goes on in the next, on the next page if it must."""
_SMALLEST = 0.72


@dataclass(frozen=True)
class _Cell:
    left: float
    width: float
    lines: tuple[str, ...]
    size: float
    font: str
    label: bool


def form_row(
    pairs: Sequence[tuple[str, str]], left: float, width: float, *, least: int = 1
) -> list[Block]:
    """A row of labels with their values, each pair as wide as the others.

    Args:
        pairs: (label, value).
        left: Points of the left edge.
        width: Points of the whole row.
        least: Lines of room at least, for what is to be written by hand.

    Returns:
        One block; several where a single value is longer than ``MOST_LINES`` lines.
    """
    part = width / len(pairs)
    set_values = [_set_value(value, part - LABEL - 2 * PAD_X) for _label, value in pairs]
    most = max(len(lines) for lines, _size in set_values)
    blocks = []
    for start in range(0, most, MOST_LINES):
        cells, height = [], 0.0
        for at, ((label, _value), (lines, size)) in enumerate(zip(pairs, set_values, strict=True)):
            edge = left + at * part
            words = label if not start else "（续）"
            label_size = fit_size(words, SERIF_BOLD, SIZE, LABEL - 2 * PAD_X)
            cells.append(_Cell(edge, LABEL, (words,), label_size, SERIF_BOLD, True))
            shown = lines[start : start + MOST_LINES]
            cells.append(_Cell(edge + LABEL, part - LABEL, shown, size, SERIF, False))
            height = max(height, max(len(shown), least) * size * LEADING + 2 * PAD_Y)
        blocks.append(Block(height, partial(_draw, tuple(cells), height)))
    return blocks


def _set_value(value: str, width: float) -> tuple[tuple[str, ...], float]:
    """One line while a little shrinking does it, else as many lines as it takes."""
    fitted = fit_size(value, SERIF, SIZE, width)
    if "\n" not in value and fitted >= SIZE * _SMALLEST:
        return (value,), fitted
    return break_paragraphs(value, SERIF, SIZE, width), SIZE


def _draw(cells: Sequence[_Cell], height: float, canvas: Canvas, top: float) -> None:
    canvas.setLineWidth(RULE)
    for cell in cells:
        if cell.label:
            canvas.setFillGray(TINT)
            canvas.rect(cell.left, top - height, cell.width, height, stroke=0, fill=1)
            canvas.setFillGray(0)
        canvas.rect(cell.left, top - height, cell.width, height)
        leading = cell.size * LEADING
        base = top - (height - leading * len(cell.lines)) / 2 - cell.size * 1.02
        x = cell.left + (cell.width / 2 if cell.label else PAD_X)
        for at, line in enumerate(cell.lines):
            if line:
                align = "centre" if cell.label else "left"
                room = cell.width - 2 * PAD_X + 0.5
                y = base - at * leading
                draw_text(canvas, x, y, line, cell.font, cell.size, align=align, width=room)
