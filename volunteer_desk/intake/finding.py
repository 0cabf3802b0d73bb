"""Where the header of a sheet lies, and which rows below it are people."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from volunteer_desk.domain.changes import Progress
from volunteer_desk.intake.headers import field_of, match_columns, plain_header
from volunteer_desk.intake.table import Cell, Field, Kind, RawRow

HEADER_DEPTH = 40
"""Title and notes lines above a header end within so many rows."""

_STEP = 2000
"""Rows between two reports of progress."""
_TOTAL = re.compile(
    r"(?:本[页月表日队]|全[年月体])?(?:小计|合计|总计|共计|累计|总和|汇总)[::]?"
    r"(?:共?[\d.,]*(?:人次?|名|个|小时|分钟?|次|场)?)*"
)
_NOTE = re.compile(
    r"(?:注|备注|说明|注意|填表|制表|填报|审核|负责人|联系人|联系电话|统计|单位|日期|经办|盖章|报送)"
    r"[^::]{0,10}[::]"
)
_TITLE_END = re.compile(r".{4,}(?:表|册|名单|台账|汇总)(?:[((].*[))])?")
_BLANKS = re.compile(r"\s+")
_ODD = re.compile(r"[计:：表册名者注员]|^\s*$")
"""What a name or a first cell shows in rows that may be no data."""
_KEYS = ("id_number", "phone", "hours", "minutes", "starts", "served_on", "number")


@dataclass(frozen=True)
class Header:
    """A header found in a sheet.

    Attributes:
        last_row: 1-based row number of its last line; data begin below.
        headers: As written, one a column.
        columns: Field → column index.
    """

    last_row: int
    headers: tuple[str, ...]
    columns: dict[Field, int]


def find_header(rows: Sequence[Sequence[Cell]], kind: Kind) -> Header | None:
    """The first row (or pair of merged rows) that names a 姓名 column and looks like a header."""
    for index, row in enumerate(rows):
        columns = match_columns(row, kind)
        if not columns:
            continue
        below = rows[index + 1] if index + 1 < len(rows) else ()
        both = _pair(row, below, kind)
        if both and "name" in both[1] and len(both[1]) > len(columns):
            return Header(index + 2, *both)
        if "name" in columns and _is_header(row, columns):
            return Header(index + 1, tuple(_written(cell) for cell in row), columns)
    return None


def guess_header(rows: Sequence[Sequence[Cell]], kind: Kind) -> Header | None:
    """The row most like a header though it lacks 姓名, or all else: the user will say more."""
    best: tuple[int, Header | None] = 1, None
    for index, row in enumerate(rows):
        columns = match_columns(row, kind)
        worth = len(columns) + ("name" in columns)
        if worth > best[0] and not any(_is_value(cell) for cell in row):
            best = worth, Header(index + 1, tuple(_written(cell) for cell in row), columns)
    return best[1]


def _is_value(cell: Cell) -> bool:
    """Whether a cell holds data: no text, or text with a number, a date or a phone in it."""
    if cell is None or cell == "":
        return False
    return not isinstance(cell, str) or sum(mark.isdigit() for mark in cell) > 4


def nearest_header(rows: Sequence[Sequence[Cell]], kind: Kind) -> tuple[str, ...]:
    """The headers of the row most like one, to tell the user what was seen; () when none is."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for row in rows:
        columns = match_columns(row, kind)
        if len(columns) > best[0] and _is_header(row, columns):
            best = len(columns), tuple(text for text in map(_written, row) if text)
    return best[1]


def _written(cell: Cell) -> str:
    return _BLANKS.sub("", cell) if isinstance(cell, str) else ""


def _is_header(row: Sequence[Cell], columns: dict[Field, int]) -> bool:
    """Nothing but words, and at least two fields, or 姓名 alone in its row."""
    filled = [cell for cell in row if cell not in ("", None)]
    if not all(isinstance(cell, str) for cell in filled):
        return False
    return len(columns) >= 2 or len(filled) == 1


def _pair(
    upper: Sequence[Cell], lower: Sequence[Cell], kind: Kind
) -> tuple[tuple[str, ...], dict[Field, int]] | None:
    """Two header rows as one: the lower word wins, under the merged word above it."""
    filled = [cell for cell in lower if cell not in ("", None)]
    known = sum(1 for cell in filled if field_of(cell, kind))
    if not known or known * 2 < len(filled):
        return None
    width = max(len(upper), len(lower))
    headers: list[str] = []
    above: list[str] = []
    group = ""
    for index in range(width):
        top = _written(upper[index]) if index < len(upper) else ""
        bottom = _written(lower[index]) if index < len(lower) else ""
        if top or not bottom:
            group = top
        headers.append(bottom or top)
        above.append(group if bottom else "")
    return tuple(headers), match_columns(headers, kind, above)


def data_rows(
    rows: Iterable[tuple[int, Sequence[Cell]]], header: Header, total: int, progress: Progress
) -> Iterator[RawRow]:
    """The rows that hold data, below the header.

    Left out: blank rows (also with a serial number only), 小计/合计/总计, a header repeated on a
    new page, title and notes lines. A row without a name but with other cells is data.
    """
    name = header.columns.get("name", -1)
    width = len(header.headers)
    odd = _ODD.search
    for number, cells in rows:
        if number % _STEP == 0:
            progress(number, total)
        if len(cells) < width:
            cells = [*cells, *([""] * (width - len(cells)))]
        label, first = cells[name] if name >= 0 else None, cells[0]
        # Nearly every row is plain data: look closer only where something hints otherwise.
        if (
            not isinstance(label, str)
            or not label
            or odd(label)
            or (isinstance(first, str) and odd(first))
        ) and _is_no_data(cells, header):
            continue
        yield RawRow(number, cells)


def _is_no_data(cells: Sequence[Cell], header: Header) -> bool:
    filled = {
        index: unicodedata.normalize("NFKC", _BLANKS.sub("", cell))
        if isinstance(cell, str)
        else cell
        for index, cell in enumerate(cells)
        if cell not in ("", None) and not (isinstance(cell, str) and not cell.strip())
    }
    columns = header.columns
    if not filled or set(filled) == {columns.get("serial", -1)}:
        return True
    texts = {index: text for index, text in filled.items() if isinstance(text, str)}
    remark = columns.get("remark", -1)
    if any(_TOTAL.fullmatch(text) for index, text in texts.items() if index != remark):
        return True
    if _repeats_header(cells, texts, header):
        return True
    if _NOTE.match(texts.get(min(filled), "")):
        return min(filled) == 0 or columns.get("name", -1) not in filled
    if len(filled) > 1 or not texts:
        return False
    ((index, text),) = texts.items()
    if _TITLE_END.fullmatch(text):
        return True
    keys = {columns[field] for field in _KEYS if field in columns}
    return index != columns.get("name", -1) and index not in keys and len(text) >= 6


def _repeats_header(cells: Sequence[Cell], texts: dict[int, str], header: Header) -> bool:
    name = header.columns.get("name", -1)
    if name in texts and plain_header(texts[name]) == plain_header(header.headers[name]):
        return True
    same = sum(1 for index, text in texts.items() if text == header.headers[index])
    return same >= 2 and len(texts) == sum(1 for cell in cells if cell not in ("", None))
