"""Which rows below a header hold data: not blanks, totals, notes, examples or repeated headers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from volunteer_desk.domain.changes import Progress
from volunteer_desk.intake.finding import Header
from volunteer_desk.intake.headers import plain_header
from volunteer_desk.intake.table import Cell, RawRow

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
_END = re.compile(r"\W*(?:以下|此处|下方|本页以下)(?:空白|无正文|无内容|为空|无)\W*")
_EXAMPLE = re.compile(r"[((\[【]?(?:填写|填表)?(?:示例|样例|范例|举例|例)\d*(?:[))\]】::]|行?$)")
_HINT = re.compile(r"(?:必填|选填|可选|非必填|可不填)项?|请(?:填写|输入|选择).*")
_BLANKS = re.compile(r"\s+")
_ODD = re.compile(r"[计:：表册名者注员例填请空无]|^\s*$")
"""What a name or a first cell shows in rows that may be no data."""
_ODD_NAME = re.compile(rf"{_ODD.pattern}|^\W*\d+\W*$")
_KEYS = ("id_number", "phone", "hours", "minutes", "starts", "served_on", "number")


def data_rows(
    rows: Iterable[tuple[int, Sequence[Cell]]], header: Header, total: int, progress: Progress
) -> Iterator[RawRow]:
    """The rows that hold data, below the header; side by side lists one after another.

    Left out: blank rows (also with a serial number only), 小计/合计/总计, a header repeated on a
    new page, numbers of columns, rows that show how to fill the form in, title and notes lines.
    A row without a name but with other cells is data.
    """
    name = header.columns.get("name", -1)
    width = len(header.headers)
    odd, odd_name = _ODD.search, _ODD_NAME.search
    if len(header.blocks) > 1:
        rows = _unfold(rows, header.blocks, width)
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
            or odd_name(label)
            or (isinstance(first, str) and odd(first))
        ) and _is_no_data(cells, header):
            continue
        yield RawRow(number, cells)


def _unfold(
    rows: Iterable[tuple[int, Sequence[Cell]]], blocks: Sequence[int], width: int
) -> Iterator[tuple[int, Sequence[Cell]]]:
    for number, cells in rows:
        for start in blocks:
            yield number, cells[start : start + width]


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
    if _repeats_header(cells, texts, header) or _teaches(filled, texts, header):
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


def _teaches(filled: Mapping[int, Cell], texts: Mapping[int, str], header: Header) -> bool:
    """A row of column numbers, an example, or what to write in each column."""
    name = texts.get(header.columns.get("name", -1), "")
    first = texts.get(min(filled), "")
    if any(_EXAMPLE.match(text) or _END.fullmatch(text) for text in (name, first)):
        return True
    if _HINT.fullmatch(name):
        return True
    if len(filled) < 3:
        return False
    numbers = [text.strip("()") if isinstance(text, str) else text for text in filled.values()]
    return all(str(one) in {str(at), f"{at}.0"} for at, one in enumerate(numbers, 1))


def _repeats_header(cells: Sequence[Cell], texts: Mapping[int, str], header: Header) -> bool:
    name = header.columns.get("name", -1)
    if name in texts and plain_header(texts[name]) == plain_header(header.headers[name]):
        return True
    same = sum(1 for index, text in texts.items() if text == header.headers[index])
    return same >= 2 and len(texts) == sum(1 for cell in cells if cell not in ("", None))
