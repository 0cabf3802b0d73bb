"""Rows on the clipboard as a table that WPS and Excel take as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

MOST_COPIED = 20_000
"""More is no matter for a clipboard; a workbook takes any number."""
_TEXT = "mso-number-format:'\\@'"
_PARTED = re.compile(r"[\t\r\n\v\f\u2028\u2029]+")
"""What would part a cell in two; an ideographic blank before a name says how deep it stands."""


@dataclass(frozen=True)
class WrittenTable:
    """A table as the clipboard takes it, in both its kinds, and how many rows it has."""

    text: str
    html: str
    rows: int


def write_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]
) -> WrittenTable:
    """Tab-separated text and an HTML table, headings first; for many rows beside the window.

    In the HTML every cell but a number's says that it is text, or WPS would round 18 digits and
    make a date of 3-5. Tabs and line ends within a cell become blanks.

    Args:
        heads: The headings, none for rows alone; columns without one keep their place.
        rows: The cells of each row.
        numbers: Which columns hold figures.
    """
    clean = [[_PARTED.sub(" ", cell) for cell in row] for row in rows]
    lines = ["".join(f"<th>{escape(head)}</th>" for head in heads)] if heads else []
    for row in clean:
        cells = zip(row, numbers, strict=True)
        lines.append("".join(_cell(text, number) for text, number in cells))
    text = "\n".join("\t".join(row) for row in ([list(heads)] if heads else []) + clean)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return WrittenTable(text, f'<meta charset="utf-8"><table>{table}</table>', len(rows))


def put_table(table: WrittenTable) -> None:
    """Put a table on the clipboard."""
    data = QMimeData()
    data.setText(table.text)
    data.setHtml(table.html)
    QGuiApplication.clipboard().setMimeData(data)


def _cell(text: str, number: bool) -> str:
    return f"<td>{escape(text)}</td>" if number else f'<td style="{_TEXT}">{escape(text)}</td>'
