"""The one door for brought tables: a path in, understood raw rows or one clear refusal out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.mapping import SheetChoice
from volunteer_desk.intake.data_rows import data_rows
from volunteer_desk.intake.delimited import DELIMITERS, decode, split_rows
from volunteer_desk.intake.finding import (
    HEADER_DEPTH,
    Header,
    find_header,
    guess_header,
    nearest_header,
)
from volunteer_desk.intake.headers import OCCASION
from volunteer_desk.intake.table import Cell, Field, Kind, RawTable
from volunteer_desk.intake.web_table import is_web_page, web_rows
from volunteer_desk.intake.workbook import (
    WORKBOOK_SUFFIXES,
    Sheet,
    is_workbook,
    open_workbook,
    too_large,
)

_SIZE_LIMIT = 300_000_000
"""Bytes of a file that is read into memory."""

_LOOSE = frozenset((".xls",))
"""Names under which office systems export text and web pages too, as Excel opens them."""

Choose = Callable[[Sequence[str]], Mapping[Field, int] | None]
"""Headers as written → field and its column, or None for what the words of the headers say."""


@dataclass(frozen=True)
class _Wish:
    """What is asked of a file beside its path."""

    kind: Kind
    progress: Progress
    sheet: str
    choose: Choose | None

    def header(self, rows: Sequence[Sequence[Cell]]) -> Header | None:
        """The header that names people, under the columns chosen for it."""
        return self.chosen(find_header(rows, self.kind))

    def guess(self, rows: Sequence[Sequence[Cell]]) -> Header | None:
        """What is most like a header, where somebody is there to say which column is 姓名."""
        return self.chosen(guess_header(rows, self.kind)) if self.choose else None

    def chosen(self, header: Header | None) -> Header | None:
        """The header with the columns chosen for it."""
        columns = self.choose(header.headers) if header and self.choose else None
        return (
            header if header is None or columns is None else replace(header, columns=dict(columns))
        )


def read_table(
    path: Path,
    kind: Kind = "roster",
    progress: Progress = no_progress,
    *,
    sheet: str = "",
    choose: Choose | None = None,
) -> RawTable:
    """Read the first sheet of a brought file in which a header is found.

    Args:
        path: .xlsx .xls .et .ods, delimited text, or the web page that some systems call .xls; what
            it is, its content says.
        kind: Which columns to expect: people ("roster") or served time ("hours").
        progress: Called with (rows read, rows in all); it may raise ``Cancelled``.
        sheet: Read this sheet of a workbook, "" for the first with a header.
        choose: Says what the columns mean. With it a header in which no column is called 姓名
            is read too, and the sheets of a workbook are listed.

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
            return _read(stream, path, _Wish(kind, progress, sheet, choose))
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


def _read(stream: BinaryIO, path: Path, wish: _Wish) -> RawTable:
    head = stream.read(8)
    stream.seek(0)
    if is_workbook(head):
        return _read_workbook(stream, path, wish)
    suffix = path.suffix.lower()
    if suffix in WORKBOOK_SUFFIXES and suffix not in _LOOSE:
        raise _only_named_so(path)
    try:
        text = decode(stream.read(), path)
        return _read_page(text, path, wish) if is_web_page(text) else _read_text(text, path, wish)
    except UserFacingError:
        if suffix in WORKBOOK_SUFFIXES:
            raise _only_named_so(path) from None
        raise


def _only_named_so(path: Path) -> UserFacingError:
    return UserFacingError(
        f"“{path.name}”的内容不是表格文件，只是后缀像。",
        "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
    )


def _read_page(text: str, path: Path, wish: _Wish) -> RawTable:
    rows = web_rows(text, wish.progress)
    top = rows[:HEADER_DEPTH]
    header = wish.header(top) or wish.guess(top)
    if header is None:
        raise _no_header(path, wish.kind, [top])
    return _table(path, "", header, rows, len(rows), wish.progress)


def _read_workbook(stream: BinaryIO, path: Path, wish: _Wish) -> RawTable:
    seen: list[tuple[Sheet, Sequence[Sequence[Cell]], Header | None]] = []
    with open_workbook(stream, path) as sheets:
        for sheet in sheets:
            top = list(islice(sheet.cells.iter_rows(), HEADER_DEPTH))
            seen.append((sheet, top, wish.header(top)))
            if seen[-1][2] and not wish.choose:
                break
    asked = [one for one in seen if one[0].name == wish.sheet] or seen
    found = next(((one, header) for one, _top, header in asked if header), None)
    if found is None:
        guessed = ((one, wish.guess(top)) for one, top, _none in asked)
        found = next(((one, header) for one, header in guessed if header), None)
    if found is None:
        raise _no_header(path, wish.kind, [top for _sheet, top, _header in asked])
    sheet, header = found
    choices = tuple(
        SheetChoice(one.name, max(0, one.height - (own.last_row if own else 0)), own is not None)
        for one, _top, own in seen
    )
    every = sheet.fill_down(
        sheet.rows(),
        header.last_row,
        header.columns.get("serial"),
        {
            header.columns[field] + block
            for field in OCCASION[wish.kind]
            if field in header.columns
            for block in header.blocks
        },
    )
    table = _table(path, sheet.name, header, every, sheet.height, wish.progress)
    return replace(table, sheets=choices)


def _read_text(text: str, path: Path, wish: _Wish) -> RawTable:
    tops = {one: list(islice(split_rows(text, one, path), HEADER_DEPTH)) for one in DELIMITERS}
    for look in (wish.header, wish.guess):
        best: tuple[int, str, Header] | None = None
        for delimiter, top in tops.items():
            header = look(top)
            if header and (best is None or len(header.columns) > best[0]):
                best = len(header.columns), delimiter, header
        if best:
            _count, delimiter, header = best
            rows = split_rows(text, delimiter, path, len(header.headers) * len(header.blocks))
            return _table(path, "", header, rows, text.count("\n") + 1, wish.progress)
    raise _no_header(path, wish.kind, list(tops.values()))


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
    return RawTable(
        path.name,
        sheet,
        header.headers,
        header.columns,
        tuple(ignored),
        found,
        lists=len(header.blocks),
    )


def refuse_nameless(table: RawTable, path: Path) -> UserFacingError:
    """The refusal of a table in which nobody said which column is 姓名."""
    return _no_name([text for text in table.headers if text], path)


def _no_header(path: Path, kind: Kind, seen: Sequence[Sequence[Sequence[Cell]]]) -> UserFacingError:
    if not any(cell not in ("", None) for top in seen for row in top for cell in row):
        return UserFacingError(f"“{path.name}”里没有任何内容。", "请确认选对了文件和工作表。")
    return _no_name(max((nearest_header(top, kind) for top in seen), key=len, default=()), path)


def _no_name(headers: Sequence[str], path: Path) -> UserFacingError:
    remedy = "请在表头里写明“姓名”，再导入。"
    if headers:
        return UserFacingError(
            f"“{path.name}”里没有“姓名”列，只找到这些表头：{'、'.join(headers)}。", remedy
        )
    return UserFacingError(f"“{path.name}”里没有找到带“姓名”的表头行。", remedy)
