"""Ruled tables on paper: cells wrap, then shrink, and are never cut off."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD
from volunteer_desk.documents.lettering import draw_text, fit_size
from volunteer_desk.documents.line_breaking import break_paragraphs
from volunteer_desk.documents.paging import Block

SIZE = 10.0
LEADING = 1.36
PAD_X, PAD_Y = 4.0, 4.6
RULE = 0.6
SMALLEST = 0.66
TALLEST = 150.0
"""Points of one row; a cell of more lines goes on in the next."""
TINT = 0.955
"""Grey of the header row, light enough for a copier."""


@dataclass(frozen=True)
class Slot:
    """A column on paper: left edge and width in points, "left", "centre" or "right".

    ``whole`` cells (names, dates) shrink by up to a third before they are broken over lines.
    """

    left: float
    width: float
    align: str
    whole: bool = False


@dataclass(frozen=True)
class _Set:
    lines: tuple[str, ...]
    size: float


def share_width(shares: Sequence[float], left: float, width: float) -> list[tuple[float, float]]:
    """Left edge and width in points of each column, by shares of a width."""
    edges, total = [], sum(shares)
    for share in shares:
        part = width * share / total
        edges.append((left, part))
        left += part
    return edges


def table_row(
    cells: Sequence[str],
    slots: Sequence[Slot],
    *,
    bold: bool = False,
    centred: bool = False,
    tinted: bool = False,
    header: Block | None = None,
    keep: bool = False,
    size: float = SIZE,
) -> Block:
    """One ruled row as a block."""
    font = SERIF_BOLD if bold else SERIF
    settings = _set_cells(cells, slots, font, size, centred=centred)
    return _row(settings, slots, font, centred=centred, tinted=tinted, header=header, keep=keep)


def table_rows(
    cells: Sequence[str], slots: Sequence[Slot], *, header: Block | None = None, size: float = SIZE
) -> list[Block]:
    """One row that may be longer than a page: a tall cell goes on in rows below it."""
    settings = _set_cells(cells, slots, SERIF, size)
    most = int((TALLEST - 2 * PAD_Y) / (size * LEADING))
    rows = range(0, max(len(one.lines) for one in settings), most)
    pieces = [
        tuple(_Set(one.lines[at : at + most] or ("",), one.size) for one in settings) for at in rows
    ]
    return [_row(piece, slots, SERIF, header=header) for piece in pieces]


def _set_cells(
    cells: Sequence[str], slots: Sequence[Slot], font: str, size: float, *, centred: bool = False
) -> tuple[_Set, ...]:
    # Headers and figures stay on one line: half a number on the next one is misread.
    return tuple(
        _set_cell(
            cell,
            font,
            size,
            slot.width - 2 * PAD_X,
            0.0 if centred or slot.align == "right" else SMALLEST if slot.whole else 1.0,
        )
        for cell, slot in zip(cells, slots, strict=True)
    )


def _row(
    settings: tuple[_Set, ...],
    slots: Sequence[Slot],
    font: str,
    *,
    centred: bool = False,
    tinted: bool = False,
    header: Block | None = None,
    keep: bool = False,
) -> Block:
    height = max(len(one.lines) * one.size * LEADING for one in settings) + 2 * PAD_Y
    return Block(
        height,
        partial(_draw_row, settings, tuple(slots), height, font, centred, tinted),
        header,
        keep,
    )


def _set_cell(text: str, font: str, size: float, width: float, least: float) -> _Set:
    """One line while that needs no more shrinking than to ``least``; else lines, then smaller."""
    fitted = fit_size(text, font, size, width)
    if fitted >= size * least and "\n" not in text:
        return _Set((text,), fitted)
    for smaller in (size, size * 0.9, size * 0.8):
        lines = break_paragraphs(text, font, smaller, width)
        if len(lines) <= 2 or "\n" in text:
            return _Set(lines, smaller)
    return _Set(lines, size * 0.8)


def _draw_row(
    settings: Sequence[_Set],
    slots: Sequence[Slot],
    height: float,
    font: str,
    centred: bool,
    tinted: bool,
    canvas: Canvas,
    top: float,
) -> None:
    left, right = slots[0].left, slots[-1].left + slots[-1].width
    if tinted:
        canvas.setFillGray(TINT)
        canvas.rect(left, top - height, right - left, height, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setLineWidth(RULE)
    canvas.rect(left, top - height, right - left, height)
    for slot in slots[1:]:
        canvas.line(slot.left, top, slot.left, top - height)
    for one, slot in zip(settings, slots, strict=True):
        leading = one.size * LEADING
        base = top - (height - leading * len(one.lines)) / 2 - one.size * 1.02
        align = "centre" if centred else slot.align
        x = {
            "left": slot.left + PAD_X,
            "centre": slot.left + slot.width / 2,
            "right": slot.left + slot.width - PAD_X,
        }[align]
        room = slot.width - 2 * PAD_X + 0.5
        for at, line in enumerate(one.lines):
            if line:
                draw_text(
                    canvas, x, base - at * leading, line, font, one.size, align=align, width=room
                )
