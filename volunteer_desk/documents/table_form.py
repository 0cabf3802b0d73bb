"""What a table of a monthly sheet is made of: columns, their forms, rows and the total."""

from dataclasses import dataclass
from enum import Enum

Cell = str | int | float | None


class Form(Enum):
    """How a column's cells are meant: text, a count, whole minutes, or a share (0.08 = +8%)."""

    TEXT = "text"
    COUNT = "count"
    HOURS = "hours"
    CHANGE = "change"


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        header: Its header.
        form: What it holds.
        share: Its share of the width.
        summed: Whether its total is the sum of its cells.
        whole: Whether its texts (names, dates) would rather shrink than break.
    """

    header: str
    form: Form
    share: float
    summed: bool = False
    whole: bool = False


@dataclass(frozen=True)
class SheetTable:
    """One table of the sheet.

    Attributes:
        caption: Words above it, or "".
        columns: Its columns.
        rows: One cell a column; HOURS cells are whole minutes, CHANGE cells shares or None.
        total: The 合计 row, in the same forms.
        note: A remark below it, or "".
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    note: str = ""
