"""Cells of old workbooks (.xls .et) whose formula failed, found among their records ([MS-XLS])."""

import re
import struct
from collections.abc import Iterator, Mapping

from volunteer_desk.intake.compound import read_stream

Place = tuple[int, int]
"""0-based row and column."""

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_CODES = re.escape(bytes(_ERRORS))
_SIGNS = (
    re.compile(rb"\x05\x02\x08\x00.{6}[%s]\x01" % _CODES, re.DOTALL),
    re.compile(rb"\x02.[%s].{3}\xff\xff" % _CODES, re.DOTALL),
)
"""What no workbook without an error holds, but for rare chances: looked for before any record."""
_BOOLERR, _FORMULA, _SHEET, _EOF = 0x0205, 0x0006, 0x0085, 0x000A
_BOF = frozenset((0x0809, 0x0409, 0x0209, 0x0009))


def failed_cells(content: bytes) -> Mapping[int, Mapping[Place, str]]:
    """Sheet (0-based, hidden ones and charts counted) → place of a failed formula → its error.

    Raises:
        ValueError, struct.error, IndexError: The file is damaged.
    """
    records = read_stream(content, "Workbook", "Book")
    if not any(sign.search(records) for sign in _SIGNS):
        return {}
    begins = [
        struct.unpack_from("<I", records, at)[0]
        for kind, at, _size in _records(records, 0)
        if kind == _SHEET
    ]
    return {
        sheet: failed
        for sheet, begin in enumerate(begins)
        if (failed := dict(_errors_of(records, begin)))
    }


def _errors_of(records: bytes, begin: int) -> Iterator[tuple[Place, str]]:
    for kind, at, size in _records(records, begin):
        if kind == _BOOLERR and size >= 8:
            row, column, _look, code, is_error = struct.unpack_from("<HHHBB", records, at)
            if is_error:
                yield (row, column), _ERRORS.get(code, "#N/A")
        elif kind == _FORMULA and size >= 14:
            row, column, _look, result, code, mark = struct.unpack_from("<HHHBxBxxxH", records, at)
            if mark == 0xFFFF and result == 2:
                yield (row, column), _ERRORS.get(code, "#N/A")


def _records(records: bytes, begin: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where its content begins, bytes of it) up to the end of the part that begins there."""
    at, depth = begin, 0
    while at + 4 <= len(records):
        kind, size = struct.unpack_from("<HH", records, at)
        depth += (kind in _BOF) - (kind == _EOF)
        yield kind, at + 4, size
        if depth <= 0:
            return
        at += 4 + size
