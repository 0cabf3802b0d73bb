"""The one door for brought tables: a path in, understood raw rows or one clear refusal out."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.intake.delimited import DELIMITERS, decode, split_rows
from volunteer_desk.intake.finding import (
    HEADER_DEPTH,
    Header,
    data_rows,
    find_header,
    nearest_header,
)
from volunteer_desk.intake.table import Cell, Kind, RawTable
from volunteer_desk.intake.workbook import (
    WORKBOOK_SUFFIXES,
    is_workbook,
    open_workbook,
    too_large,
)

_SIZE_LIMIT = 300_000_000
"""Bytes of a file that is read into memory."""


def read_table(path: Path, kind: Kind = "roster", progress: Progress = no_progress) -> RawTable:
    """Read the first sheet of a brought file in which a header is found.

    Args:
        path: .xlsx .xls .et .ods, or delimited text; what it is, its content says.
        kind: Which columns to expect: people ("roster") or served time ("hours").
        progress: Called with (rows read, rows in all); it may raise ``Cancelled``.

    Raises:
        UserFacingError: The file cannot be opened or read, or names no people.
    """
    try:
        if path.is_dir():
            raise UserFacingError(f"“{path.name}”是文件夹，不是文件。", "请选择一个表格文件。")
        size = path.stat().st_size
        if size == 0:
            raise UserFacingError(f"“{path.name}”是空文件。", "请确认选对了文件，或请对方重发。")
        if size > _SIZE_LIMIT:
            raise too_large(path)
        with path.open("rb") as stream:
            return _read(stream, path, kind, progress)
    except FileNotFoundError:
        raise UserFacingError(f"找不到文件“{path.name}”。", "请确认它没有被移动或改名。") from None
    except PermissionError:
        raise UserFacingError(
            f"打不开“{path.name}”：它正被别的程序占用，或没有读取权限。",
            "请先在 WPS 或 Excel 里关闭它，再试一次。",
        ) from None
    except OSError:
        raise UserFacingError(
            f"读取“{path.name}”时出错。", "请把它复制到本机的文件夹里，再试一次。"
        ) from None


def _read(stream: BinaryIO, path: Path, kind: Kind, progress: Progress) -> RawTable:
    head = stream.read(8)
    stream.seek(0)
    if is_workbook(head):
        return _read_workbook(stream, path, kind, progress)
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        raise UserFacingError(
            f"“{path.name}”的内容不是表格文件，只是后缀像。",
            "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
        )
    return _read_text(decode(stream.read(), path), path, kind, progress)


def _read_workbook(stream: BinaryIO, path: Path, kind: Kind, progress: Progress) -> RawTable:
    seen: list[Sequence[Sequence[Cell]]] = []
    with open_workbook(stream, path) as sheets:
        for sheet in sheets:
            rows = sheet.cells.iter_rows()
            top: list[Sequence[Cell]] = list(islice(rows, HEADER_DEPTH))
            header = find_header(top, kind)
            if header:
                serial = header.columns.get("serial")
                every = sheet.fill_down(chain(top, rows), header.last_row, serial)
                return _table(path, sheet.name, header, every, sheet.height, progress)
            seen.append(top)
    raise _no_header(path, kind, seen)


def _read_text(text: str, path: Path, kind: Kind, progress: Progress) -> RawTable:
    best: tuple[int, str, Header] | None = None
    seen: list[Sequence[Sequence[Cell]]] = []
    for delimiter in DELIMITERS:
        top = list(islice(split_rows(text, delimiter, path), HEADER_DEPTH))
        header = find_header(top, kind)
        if header and (best is None or len(header.columns) > best[0]):
            best = len(header.columns), delimiter, header
        seen.append(top)
    if best is None:
        raise _no_header(path, kind, seen)
    return _table(
        path, "", best[2], split_rows(text, best[1], path), text.count("\n") + 1, progress
    )


def _table(
    path: Path,
    sheet: str,
    header: Header,
    rows: Iterable[Sequence[Cell]],
    total: int,
    progress: Progress,
) -> RawTable:
    numbered = islice(enumerate(rows, 1), header.last_row, None)
    found = tuple(data_rows(numbered, header, total, progress))
    if not found:
        raise UserFacingError(
            f"“{path.name}”里只有表头，没有数据行。", "请确认选对了文件和工作表。"
        )
    known = set(header.columns.values())
    ignored = [text for i, text in enumerate(header.headers) if text and i not in known]
    return RawTable(path.name, sheet, header.headers, header.columns, tuple(ignored), found)


def _no_header(path: Path, kind: Kind, seen: Sequence[Sequence[Sequence[Cell]]]) -> UserFacingError:
    if not any(cell not in ("", None) for top in seen for row in top for cell in row):
        return UserFacingError(f"“{path.name}”里没有任何内容。", "请确认选对了文件和工作表。")
    headers = max((nearest_header(top, kind) for top in seen), key=len, default=())
    remedy = "请在表头里写明“姓名”，再导入。"
    if headers:
        return UserFacingError(
            f"“{path.name}”里没有“姓名”列，只找到这些表头：{'、'.join(headers)}。", remedy
        )
    return UserFacingError(f"“{path.name}”里没有找到带“姓名”的表头行。", remedy)
