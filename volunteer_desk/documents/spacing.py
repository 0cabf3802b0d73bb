"""Fine spacing of Chinese text: marks that meet share a space, figures are not pulled apart."""

import re
from functools import lru_cache

from volunteer_desk.documents.fonts import text_width

_CLOSING = "，。、；：？！）》〉」』】〕”’"
_OPENING = "（《〈「『【〔“‘"

_MEETING = re.compile(rf"[{_CLOSING}][{_CLOSING}]")

_PIECES = re.compile(
    rf"(?P<close>[{_CLOSING}](?=[{_CLOSING}]))"
    rf"|(?P<word>[A-Za-z0-9.,:%/+\-]+(?=[A-Za-z0-9.,:%/+\-]))"
    rf"|(?P<plain>(?:(?![{_CLOSING}][{_CLOSING}])(?![A-Za-z0-9.,:%/+\-]{{2}}).)+)",
    re.DOTALL,
)


@lru_cache(maxsize=4096)
def space_out(text: str, size: float, spacing: float) -> tuple[tuple[str, float], ...]:
    """Cut a text into parts and the points to add after each of their characters.

    Args:
        text: One line.
        size: Points.
        spacing: What justification adds between characters.

    A closing mark before another closing mark gives up its empty half (”。), and figures or Latin
    letters keep together.
    """
    if not spacing and not _MEETING.search(text):
        return ((text, 0.0),)
    parts: list[tuple[str, float]] = []
    for found in _PIECES.finditer(text):
        if found["close"]:
            parts.append((found[0], spacing - size / 2))
        elif found["word"]:
            parts.append((found[0], 0.0))
        else:
            parts.append((found[0], spacing))
    return tuple(parts)


@lru_cache(maxsize=8192)
def set_width(text: str, font: str, size: float) -> float:
    """Width in points of a text set by ``space_out`` without justification."""
    spare = sum(len(part) * extra for part, extra in space_out(text, size, 0.0))
    return text_width(text, font, size) + spare


def count_gaps(text: str) -> int:
    """How many places of a line justification may widen."""
    return sum(len(part) for part, extra in space_out(text, 0.0, 1.0) if extra) - 1
