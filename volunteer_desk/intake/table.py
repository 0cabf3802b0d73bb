"""A brought sheet after its header was understood: raw cells under known field names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from volunteer_desk.domain.mapping import SheetChoice

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell as the file holds it; a blank one is "" or None."""

Kind = Literal["roster", "hours"]
"""Which table of synonyms the headers are looked up in."""

Field = str
"""An English field name ("name", "id_number", …; see ``headers.FIELDS``)."""

_EXACT_DIGITS = 10**15
"""Spreadsheets keep 15 significant digits; a longer whole number has lost its tail."""


class RawRow(NamedTuple):
    """One data row: the sheet's own 1-based row number, and its cells, as many as headers."""

    row: int
    cells: Sequence[Cell]


@dataclass(frozen=True)
class RawTable:
    """The data rows of one sheet; blank, total, title and notes rows are left out.

    Attributes:
        source: File name without its folder.
        sheet: Sheet name, "" for delimited text.
        headers: Every header as written, by column; "" above a blank column.
        columns: Field name → index into ``RawRow.cells``.
        ignored: Headers of columns nobody understood.
        rows: The data rows.
        sheets: The visible sheets of a workbook, first to last.
        lists: How many lists stood side by side and were read one after another.
    """

    source: str
    sheet: str
    headers: tuple[str, ...]
    columns: Mapping[Field, int]
    ignored: tuple[str, ...]
    rows: tuple[RawRow, ...]
    sheets: tuple[SheetChoice, ...] = ()
    lists: int = 1

    @property
    def understood(self) -> tuple[tuple[str, Field], ...]:
        """(header as written, field name) of the columns understood, from left to right."""
        places = sorted(self.columns.items(), key=lambda item: item[1])
        return tuple((self.headers[index], field) for field, index in places)

    def cell(self, row: RawRow, field: Field) -> Cell:
        """The raw cell of a field, None where the sheet has no such column."""
        index = self.columns.get(field)
        return None if index is None else row.cells[index]

    def text(self, row: RawRow, field: Field) -> str:
        """The cell of a field as exact text, "" where blank or absent."""
        index = self.columns.get(field)
        return "" if index is None else text_of(row.cells[index])


def text_of(cell: Cell) -> str:
    """A cell as exact text, without blanks around it.

    15885390920.0 is "15885390920"; a whole number of 16 digits or more, whose tail a spreadsheet
    has lost, stays recognisable as "3.205082005052528E+17" and is never written out in full.
    """
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float):
        return _text_of_float(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        minutes = cell // timedelta(minutes=1)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(cell)


def _text_of_float(number: float) -> str:
    if abs(number) >= _EXACT_DIGITS:
        mantissa, _, exponent = f"{number:.15E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    return str(int(number)) if number.is_integer() else repr(number)
