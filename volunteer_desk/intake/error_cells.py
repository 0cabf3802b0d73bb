"""The rows of a workbook's sheet with what stands in the cells whose formula failed.

The reader hands such a cell out as a blank one, as if nobody had filled it in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineSheet, CalamineWorkbook

from volunteer_desk.intake.biff_errors import Place, failed_cells
from volunteer_desk.intake.table import Cell
from volunteer_desk.intake.zipped_errors import spell_errors_out

RowsOf = Callable[[int, CalamineSheet], Iterator[Sequence[Cell]]]
"""Gives the rows of a sheet, whose 0-based place in the workbook goes with it."""


def find_errors(path: Path, *, zipped: bool) -> RowsOf:
    """Look for cells whose formula failed; sheets without one are read as they are.

    Args:
        path: A workbook that can be read.
        zipped: Whether it is a zip (.xlsx .ods), not a compound file (.xls .et).

    Raises:
        zipfile.BadZipFile, zlib.error, struct.error, ValueError, IndexError: It is damaged.
    """
    if not zipped:
        return partial(_rows_over, failed_cells(path.read_bytes()))
    copy = spell_errors_out(path)
    return _rows_read if copy is None else partial(_rows_of_copy, copy)


def _rows_read(_place: int, sheet: CalamineSheet) -> Iterator[Sequence[Cell]]:
    return sheet.iter_rows()


def _rows_of_copy(copy: BinaryIO, _place: int, sheet: CalamineSheet) -> Iterator[Sequence[Cell]]:
    copy.seek(0)
    with CalamineWorkbook.from_filelike(copy) as book:
        return book.get_sheet_by_name(sheet.name).iter_rows()


def _rows_over(
    failed: Mapping[int, Mapping[Place, str]], place: int, sheet: CalamineSheet
) -> Iterator[Sequence[Cell]]:
    by_row: dict[int, dict[int, str]] = {}
    left = sheet.start[1] if sheet.start else 0
    for (row, column), error in failed.get(place, {}).items():
        by_row.setdefault(row, {})[column - left] = error
    return _laid_over(sheet.iter_rows(), by_row) if by_row else sheet.iter_rows()


def _laid_over(
    rows: Iterator[Sequence[Cell]], by_row: Mapping[int, Mapping[int, str]]
) -> Iterator[Sequence[Cell]]:
    for number, cells in enumerate(rows):
        errors = by_row.get(number)
        yield cells if errors is None else [errors.get(at, cell) for at, cell in enumerate(cells)]
