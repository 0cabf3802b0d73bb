"""Workbooks (.xlsx .xls .et .ods) opened by their content, whatever their suffix says."""

import zipfile
from collections.abc import Iterator
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

WORKBOOK_SUFFIXES = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ett", ".xlsb", ".ods", ".xlt"))
"""Names that promise a workbook."""

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNPACKED_LIMIT = 2_000_000_000
"""Bytes a zipped workbook may unpack to; 450,000 people need some 400 MB."""


@dataclass(frozen=True)
class Sheet:
    """One worksheet; ``height`` counts rows down to the last used one."""

    name: str
    height: int
    cells: CalamineSheet


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so is a zipped or an OLE container."""
    return head.startswith((_ZIP, _OLE))


@contextmanager
def open_workbook(stream: BinaryIO, path: Path) -> Iterator[Iterator[Sheet]]:
    """The visible worksheets of a workbook, first to last, read one at a time.

    Raises:
        UserFacingError: It has a password, is damaged, or is no workbook.
    """
    _refuse_locked(stream, path)
    try:
        book = CalamineWorkbook.from_filelike(stream)
    except PasswordError:
        raise _password(path) from None
    except CalamineError:
        raise _damaged(path) from None
    with book:
        yield _sheets(book, path)


def _sheets(book: CalamineWorkbook, path: Path) -> Iterator[Sheet]:
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
            continue
        try:
            sheet = book.get_sheet_by_name(meta.name)
        except PasswordError:
            raise _password(path) from None
        except CalamineError:
            raise _damaged(path) from None
        yield Sheet(meta.name, sheet.total_height, sheet)


def _refuse_locked(stream: BinaryIO, path: Path) -> None:
    """Say "password" for an encrypted package, and refuse a zip that unpacks without end."""
    head = stream.read(8)
    stream.seek(0)
    if head.startswith(_OLE):
        if _ENCRYPTED in stream.read():
            raise _password(path)
        stream.seek(0)
        return
    try:
        with zipfile.ZipFile(stream) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise _damaged(path) from None
    stream.seek(0)
    if unpacked > _UNPACKED_LIMIT:
        raise too_large(path)


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
