"""Copied cells that fill columns of the grid, told from copied cells that name people."""

from volunteer_desk.domain.copied_cells import cell_rows
from volunteer_desk.domain.durations import parse_duration
from volunteer_desk.domain.names import clean_name, has_surname
from volunteer_desk.ui.hours.row_times import read_clock

FILLED = ("starts", "ends", "minutes", "remark")
"""Columns that copied cells may fill, in the grid's order."""


def fill_of(text: str, column: str) -> list[dict[str, str]] | None:
    """Row by row what the cells put into which column, from the current one to the right.

    None where they do not fit there: the current column is none of these, a cell is a name, or a
    time nobody can read stands in a column of times. Then they may name people.
    """
    if column not in FILLED:
        return None
    lines = [cells for _line, cells in cell_rows(text.rstrip("\r\n"))]
    keys = FILLED[FILLED.index(column) :]
    if not lines or max(map(len, lines)) > len(keys):
        return None
    found = []
    for cells in lines:
        put = dict(zip(keys, cells, strict=False))
        if any(not _fits(key, cell, alone=len(lines) == 1) for key, cell in put.items()):
            return None
        found.append(put)
    return found


def _fits(key: str, cell: str, *, alone: bool) -> bool:
    if not cell:
        return True
    if key == "remark":
        return alone or not has_surname(clean_name(cell))
    if key == "minutes":
        return parse_duration(cell) is not None
    return read_clock(cell.removeprefix("次日")) is not None or parse_duration(cell) is not None
