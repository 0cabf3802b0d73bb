"""Workbooks (.xlsx .xls .et .ods) opened by their content, whatever their suffix says."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.intake.error_cells import RowsOf, find_errors
from volunteer_desk.intake.extent import refuse_endless
from volunteer_desk.intake.table import Cell

WORKBOOK_SUFFIXES = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ett", ".xlsb", ".ods", ".xlt"))
"""Names that promise a workbook."""

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BIFF8_GLOBALS = re.compile(re.escape(bytes.fromhex("0908100000060500")))
_FILE_PASS = 0x2F
_MANIFEST = "META-INF/manifest.xml"
_ODS_KEY = b"encryption-data"
_BROKEN = zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, ValueError, IndexError
"""How damaged files show themselves to those who unpack them."""
_UNPACKED_LIMIT = 2_000_000_000
"""Bytes a zipped workbook may unpack to; 450,000 people need some 400 MB."""


@dataclass(frozen=True)
class Sheet:
    """One worksheet; ``height`` counts rows down to the last used one.

    ``errors`` waits for what was sought beside the reading: see ``find_errors``.
    """

    name: str
    height: int
    cells: CalamineSheet
    place: int
    path: Path
    errors: Callable[[], RowsOf]

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The rows from the sheet's first on; a cell whose formula failed holds its error as text.

        Raises:
            UserFacingError: The file is damaged.
        """
        with _faults(self.path):
            return self.errors()(self.place, self.cells)

    def fill_down(
        self,
        rows: Iterable[Sequence[Cell]],
        header_rows: int,
        serial: int | None,
        repeated: Collection[int],
    ) -> Iterable[Sequence[Cell]]:
        """The rows, with cells merged downwards below the header repeated in each of their rows.

        Offices merge the date and the activity over all its people; the file holds them once.
        Rows that hold nothing of their own but a serial number stay blank, and columns that are
        not in ``repeated`` (a person's own) hold for their first row alone.
        """
        left = self.cells.start[1] if self.cells.start else 0
        merged: dict[int, list[tuple[int, int]]] = {}
        for (top, column), (bottom, _) in self.cells.merged_cell_ranges or ():
            if bottom > top >= header_rows and column - left in repeated:
                merged.setdefault(top, []).append((column - left, bottom))
        return _repeat(rows, merged, serial) if merged else rows


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so is a zipped or an OLE container."""
    return head.startswith((_ZIP, _OLE))


@contextmanager
def open_workbook(stream: BinaryIO, path: Path) -> Iterator[Iterator[Sheet]]:
    """The visible worksheets of a workbook, first to last, read one at a time.

    Raises:
        UserFacingError: It has a password, is damaged, or is no workbook.
    """
    zipped = _refuse_unreadable(stream, path)
    with ThreadPoolExecutor(1) as beside:  # the reader leaves the interpreter free meanwhile
        errors = beside.submit(find_errors, path, zipped=zipped)
        with _faults(path):
            book = CalamineWorkbook.from_filelike(stream)
        with book:
            yield _sheets(book, path, errors.result)


def _sheets(book: CalamineWorkbook, path: Path, errors: Callable[[], RowsOf]) -> Iterator[Sheet]:
    for place, meta in enumerate(book.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
            continue
        with _faults(path):
            sheet = book.get_sheet_by_name(meta.name)
        end = sheet.end
        yield Sheet(meta.name, end[0] + 1 if end else 0, sheet, place, path, errors)


def _repeat(
    rows: Iterable[Sequence[Cell]],
    merged: Mapping[int, list[tuple[int, int]]],
    serial: int | None,
) -> Iterator[Sequence[Cell]]:
    open_until: dict[int, tuple[int, Cell]] = {}
    for number, row in enumerate(rows):
        if open_until:
            open_until = {at: held for at, held in open_until.items() if held[0] >= number}
            if any(cell and at != serial for at, cell in enumerate(row)):
                row = [open_until[at][1] if at in open_until else c for at, c in enumerate(row)]
        for column, bottom in merged.get(number, ()):
            if 0 <= column < len(row):
                open_until[column] = bottom, row[column]
        yield row


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """Calamine's errors and panics over broken bytes, and what unpackers say, as one refusal."""
    try:
        yield
    except PasswordError:
        raise _password(path) from None
    except (CalamineError, *_BROKEN):
        raise _damaged(path) from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # of Rust; it has no importable class
            raise
        raise _damaged(path) from None


def _refuse_unreadable(stream: BinaryIO, path: Path) -> bool:
    """Name passwords, which calamine only calls an unknown format, and endless zips.

    Returns:
        Whether the file is a zip.
    """
    content = stream.read(8)
    stream.seek(0)
    if content.startswith(_OLE):
        content = stream.read()
        stream.seek(0)
        if _ENCRYPTED in content or _has_file_pass(content):
            raise _password(path)
        return False
    try:
        with zipfile.ZipFile(stream) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            if unpacked > _UNPACKED_LIMIT:
                raise too_large(path)
            refuse_endless(packed, path)
            if _MANIFEST in packed.namelist() and _ODS_KEY in packed.read(_MANIFEST):
                raise _password(path)
    except (*_BROKEN, OSError):
        raise _damaged(path) from None
    stream.seek(0)
    return True


def _has_file_pass(content: bytes) -> bool:
    """Whether the records after a BIFF8 workbook's BOF say that the rest is encrypted."""
    found = _BIFF8_GLOBALS.search(content)
    if not found:
        return False
    place = found.start()
    for _ in range(4):
        if place + 4 > len(content):
            return False
        record, length = struct.unpack_from("<HH", content, place)
        if record == _FILE_PASS:
            return True
        place += 4 + length
    return False


def too_large(path: Path) -> UserFacingError:
    """The refusal of a file that would not fit into memory."""
    return UserFacingError(f"“{path.name}”太大，无法一次读入。", "请拆成几个文件分别导入。")


def _password(path: Path) -> UserFacingError:
    return UserFacingError(
        f"“{path.name}”设了打开密码，无法读取。", "请在表格软件里取消密码，另存后再导入。"
    )


def _damaged(path: Path) -> UserFacingError:
    return UserFacingError(
        f"“{path.name}”不是可以读取的表格文件，或者已损坏。",
        "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
    )
