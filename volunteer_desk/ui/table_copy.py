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
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\u0085\u2028\u2029]")
_SAME_CELL = '<br style="mso-data-placement:same-cell">'
"""A line end that a spreadsheet does not take for another row."""


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
    make a date of 3-5. Lines of a cell stay in it: the text has it in quotes, as spreadsheets do.
    A tab within a cell becomes a blank.

    Args:
        heads: The headings, none for rows alone; columns without one keep their place.
        rows: The cells of each row.
        numbers: Which columns hold figures.
    """
    clean = [[_LINE_END.sub("\n", cell.replace("\t", " ")) for cell in row] for row in rows]
    lines = ["".join(f"<th>{escape(head)}</th>" for head in heads)] if heads else []
    for row in clean:
        cells = zip(row, numbers, strict=True)
        lines.append("".join(_cell(text, number) for text, number in cells))
    written = ([list(heads)] if heads else []) + clean
    text = "\n".join("\t".join(map(_quoted, row)) for row in written)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return WrittenTable(text, f'<meta charset="utf-8"><table>{table}</table>', len(rows))


def put_table(table: WrittenTable) -> None:
    """Put a table on the clipboard."""
    data = QMimeData()
    data.setText(table.text)
    data.setHtml(table.html)
    QGuiApplication.clipboard().setMimeData(data)


def _quoted(cell: str) -> str:
    """A cell as plain text; one that begins with a quote would be read to the next quote."""
    if "\n" not in cell and not cell.startswith('"'):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _cell(text: str, number: bool) -> str:
    words = escape(text).replace("\n", _SAME_CELL)
    return f"<td>{words}</td>" if number else f'<td style="{_TEXT}">{words}</td>'
