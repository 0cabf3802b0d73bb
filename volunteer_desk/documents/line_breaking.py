"""Chinese paragraphs into lines: 避头尾, words of Latin letters and figures kept whole."""

import re
from dataclasses import dataclass
from functools import lru_cache

from volunteer_desk.documents.spacing import count_gaps, set_width

NO_START = frozenset("，。、；：？！）》〉」』】〕”’…—·％%‰℃,.;:?!)]}～")
"""Marks that never begin a line (GB/T 15834)."""

NO_END = frozenset("（《〈「『【〔“‘([{￥¥$")
"""Marks that never end a line (GB/T 15834)."""

_UNITS = "小时|分钟|年度|年|月|日|人次|人|场|次"
_PIECE = re.compile(
    rf"(?:[A-Za-z0-9][A-Za-z0-9.,:/+\-@_]*[A-Za-z0-9%]|[0-9])(?: ?(?:{_UNITS}))?|\s+|.", re.DOTALL
)


_DOTTED = re.compile(r"[^\W\d_]+(?:·[^\W\d_]+)+")
"""A name of several parts alone: 阿依古丽·买买提."""


@dataclass(frozen=True)
class Line:
    """One line of a paragraph.

    Attributes:
        text: Its characters.
        indent: Points before its first character.
        spacing: Points to add after every character so that the line fills the measure.
    """

    text: str
    indent: float
    spacing: float


def _cluster(text: str) -> list[str]:
    """Pieces that stay together: a word, a mark with what it must not part from, part of a name."""
    if "·" in text and _DOTTED.fullmatch(text):
        *first, last = text.split("·")
        return [*(f"{part}·" for part in first), last]
    clusters: list[str] = []
    glue = False
    for piece in _PIECE.findall(text):
        if clusters and (glue or piece[0] in NO_START):
            clusters[-1] += piece
        else:
            clusters.append(piece)
        glue = piece[-1] in NO_END
    return clusters


@lru_cache(maxsize=4096)
def break_lines(
    text: str, font: str, size: float, width: float, indent: float = 0.0
) -> tuple[Line, ...]:
    """Set a paragraph to a measure, justified but for its last line.

    Args:
        text: One paragraph.
        font: Preferred font.
        size: Points.
        width: The measure in points.
        indent: Points before the first line (two characters by custom).
    """
    lines: list[tuple[str, float]] = []
    current, used, offset = "", 0.0, indent
    for cluster in _split_overlong(_cluster(text), font, size, width - indent):
        advance = set_width(cluster, font, size)
        bare = set_width(cluster.rstrip(), font, size)
        if current and offset + used + bare > width + 0.01:
            lines.append((current.rstrip(), offset))
            current, used, offset = "", 0.0, 0.0
            if cluster.isspace():
                continue
        current += cluster
        used += advance
    if current.strip() or not lines:
        lines.append((current.rstrip(), offset))
    return tuple(
        Line(
            line,
            first,
            0.0 if at == len(lines) - 1 else stretch_of(line, font, size, width - first),
        )
        for at, (line, first) in enumerate(lines)
    )


def break_paragraphs(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """The lines of a text that may have line ends of its own, without indents or justifying."""
    paragraphs = text.splitlines() or [""]
    return tuple(line.text for part in paragraphs for line in break_lines(part, font, size, width))


def _split_overlong(clusters: list[str], font: str, size: float, width: float) -> list[str]:
    """Cut clusters wider than a line, such as a long web address, anywhere."""
    fitting: list[str] = []
    for cluster in clusters:
        if len(cluster) > 1 and set_width(cluster, font, size) > width:
            fitting.extend(cluster)
        else:
            fitting.append(cluster)
    return fitting


def stretch_of(line: str, font: str, size: float, width: float) -> float:
    """The points to add after each character of a line so that it fills a width."""
    gaps = count_gaps(line)
    spare = width - set_width(line, font, size)
    # A line left very short by a long word looks worse spread than ragged.
    return spare / gaps if gaps > 0 and 0 < spare / gaps < size * 0.25 else 0.0
