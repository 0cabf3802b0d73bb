"""How far the cells of an .xlsx reach, told before anything makes room for all of them.

The reader lays a sheet out as one block from its first to its last cell: a space typed by accident
into the last row and another into the last column make a block of 17 billion cells, and no error
but the end of the whole program.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from volunteer_desk.domain.errors import UserFacingError

MOST_CELLS = 40_000_000
"""Cells of a block that fit into memory (1.3 GB); 450,000 people in 40 columns are 18 million."""

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DECLARED = re.compile(rb'<dimension\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_SEVERAL_LETTERS = re.compile(rb'<c r="[A-Z]{2}')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?:[^>/]|/(?!>))*>')
_HEAD = 4096
_CHUNK = 1 << 20
_OVERLAP = 200


def refuse_endless(packed: zipfile.ZipFile, path: Path) -> None:
    """Refuse a workbook with a sheet that reaches too far.

    What a sheet says of its own size is believed where it is small; otherwise its cells are looked
    at, since formats alone may reach to the end.

    Raises:
        UserFacingError: Says how far the sheet reaches, and what to do.
    """
    for part in packed.infolist():
        if not _SHEET.fullmatch(part.filename):
            continue
        with packed.open(part) as stream:
            declared = _DECLARED.search(stream.read(_HEAD))
        if declared and 1 < _area(declared) <= MOST_CELLS:
            continue
        if not declared and not any(map(_SEVERAL_LETTERS.search, _chunks(packed, part))):
            continue  # no more than 26 columns: any number of rows will do
        columns, rows = _reach(packed, part)
        if columns * rows > MOST_CELLS:
            raise UserFacingError(
                f"“{path.name}”里很远的地方还有内容（到第{rows:,}行、第{columns:,}列），读不下整张表。",
                "请在表格软件里删去名单以外的行和列，另存后再导入。",
            )


def _area(declared: re.Match[bytes]) -> int:
    left, top, right, bottom = declared.groups()
    return (_number(right) - _number(left) + 1) * (int(bottom) - int(top) + 1)


def _reach(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, int]:
    """The last column and row in which a cell holds something."""
    letters, last = set[bytes](), 0
    for chunk in _chunks(packed, part):
        for column, row in _FILLED.findall(chunk):
            letters.add(column)
            last = max(last, int(row))
    return max(map(_number, letters), default=0), last


def _chunks(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's text in pieces that overlap, so that no cell's head is cut in all of them."""
    with packed.open(part) as stream:
        before = b""
        while piece := stream.read(_CHUNK):
            yield before + piece
            before = piece[-_OVERLAP:]


def _number(letters: bytes) -> int:
    """A, B, … Z, AA as 1, 2, … 26, 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
