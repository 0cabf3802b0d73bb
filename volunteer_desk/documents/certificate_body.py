"""The worded part of a certificate set into lines: the largest size that fits, evenly spaced."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from volunteer_desk.documents.fonts import SERIF
from volunteer_desk.documents.line_breaking import Line, break_lines, stretch_of

SIZES = (24.0, 23.5, 23.0, 22.5, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
LEADING = 1.72
WIDEST = "9"
EVEN = 0.05
"""Spacing, as a share of the size, below which justification goes unnoticed."""

_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True)
class Body:
    """Set lines: size and leading in points."""

    size: float
    leading: float
    lines: tuple[Line, ...]


def set_body(paragraphs: tuple[str, ...], measure: float, room: float, more: int) -> Body:
    """Set paragraphs, first lines indented by two characters.

    Args:
        paragraphs: The words.
        measure: Width of a line in points.
        room: Height in points for the lines and those that follow.
        more: How many lines (the closing) follow in the same room.
    """
    # A thousand certificates that differ in hours share one shape: that of the widest figure.
    shape = tuple(_DIGIT.sub(WIDEST, paragraph) for paragraph in paragraphs)
    body, cuts = _set_shape(shape, measure, room, more)
    if shape == paragraphs:
        return body
    lines = tuple(
        _fill_in(line, paragraphs[at][start : start + len(line.text)], body.size, measure)
        for line, (at, start) in zip(body.lines, cuts, strict=True)
    )
    return replace(body, lines=lines)


def _fill_in(line: Line, text: str, size: float, measure: float) -> Line:
    if not line.spacing or text == line.text:
        return replace(line, text=text)
    return Line(text, line.indent, stretch_of(text, SERIF, size, measure - line.indent))


@lru_cache(maxsize=512)
def _set_shape(
    paragraphs: tuple[str, ...], measure: float, room: float, more: int
) -> tuple[Body, tuple[tuple[int, int], ...]]:
    """The set body, and for every line its paragraph and where in it the line begins."""
    fitting: list[tuple[float, Body, tuple[tuple[int, int], ...]]] = []
    for size in SIZES:
        lines, cuts = _set_lines(paragraphs, size, measure)
        body = Body(size, size * LEADING, lines)
        fits = (len(lines) + more - 1) * body.leading <= room
        looseness = max((line.spacing for line in lines), default=0.0) / size
        if fits and looseness <= EVEN:
            return body, cuts
        if fits or size == SIZES[-1]:
            fitting.append((looseness, body, cuts))
        if fitting and size <= fitting[0][1].size - 2:
            break
    _, body, cuts = min(fitting, key=lambda one: one[0])
    return body, cuts


def _set_lines(
    paragraphs: tuple[str, ...], size: float, measure: float
) -> tuple[tuple[Line, ...], tuple[tuple[int, int], ...]]:
    lines: list[Line] = []
    cuts: list[tuple[int, int]] = []
    for at, paragraph in enumerate(paragraphs):
        start = 0
        for line in break_lines(paragraph, SERIF, size, measure, 2 * size):
            start = paragraph.index(line.text, start)
            lines.append(line)
            cuts.append((at, start))
            start += len(line.text)
    return tuple(lines), tuple(cuts)
