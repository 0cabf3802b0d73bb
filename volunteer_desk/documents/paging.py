"""Blocks onto pages: what follows what, headers that repeat, and the count of pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas, float], None]
"""Draws a block whose upper edge lies at the given height in points."""


@dataclass(frozen=True)
class Block:
    """A piece of a page that is never cut.

    Attributes:
        height: Points.
        draw: How.
        header: The block to repeat above this one when it begins a page.
        keep: Whether it must stand on one page with the block after it.
    """

    height: float
    draw: Draw
    header: "Block | None" = None
    keep: bool = False


def gap(height: float) -> Block:
    """Empty space; it vanishes at the top of a page."""
    return Block(height, _draw_nothing)


def _draw_nothing(_canvas: Canvas, _top: float) -> None:
    return


def paginate(blocks: Sequence[Block], first: float, others: float) -> list[list[Block]]:
    """Share blocks out over pages.

    Args:
        blocks: In order.
        first: Points of room on the first page.
        others: Points of room on every page after it.
    """
    pages: list[list[Block]] = [[]]
    room = first
    at = 0
    while at < len(blocks):
        group = [blocks[at]]
        while group[-1].keep and at + len(group) < len(blocks):
            group.append(blocks[at + len(group)])
        height = sum(block.height for block in group)
        if height > room and pages[-1]:
            pages.append([])
            room = others
        for block in group:
            if not pages[-1]:
                if block.draw is _draw_nothing:
                    continue
                if block.header is not None:
                    pages[-1].append(block.header)
                    room -= block.header.height
            pages[-1].append(block)
            room -= block.height
        at += len(group)
    return pages


def draw_blocks(canvas: Canvas, blocks: Sequence[Block], top: float) -> None:
    """Draw blocks downwards from a height in points."""
    for block in blocks:
        block.draw(canvas, top)
        top -= block.height
