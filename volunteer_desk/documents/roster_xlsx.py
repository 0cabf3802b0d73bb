"""Any list as a workbook: a title line, a header, rows; text stays text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from volunteer_desk.documents.safe_write import writing_safely
from volunteer_desk.domain.changes import Progress, no_progress

if TYPE_CHECKING:  # 13 MB that a window which writes no workbook need not hold
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ListCell = str | int | float | date | None

SHEET_ROWS = 1_000_000
"""Rows on one worksheet; Excel holds 1,048,576, and what is over goes to a further sheet."""

_TELL = 2000

LINE_HEIGHT = 14.5
"""Points of one line of 10.5 point text."""

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet could take for a formula; such text is marked as quoted."""


def table_xlsx(
    out: Path,
    title: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[ListCell]],
    widths: Sequence[float] = (),
    *,
    wrapped: bool = False,
    progress: Progress = no_progress,
    total: int = 0,
) -> int:
    """Write a list and say how many rows it has; rows are streamed, so any number will do.

    Args:
        out: The .xlsx file.
        title: First line, over all columns.
        headers: One a column.
        rows: One cell a header; str is always text (document numbers never become numbers, and
            "=1+1" is no formula), int and float are numbers, dates are dates, None is blank.
        widths: Characters a column; guessed from the header where missing.
        wrapped: For lists that are printed: cells are framed, and long text takes more lines, so
            that no neighbour cuts it.
        progress: Told (rows written, ``total``) every few thousand rows; it may raise
            ``Cancelled``, and then no file is left.
        total: Rows in all.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with writing_safely(out) as temporary:
        book = Workbook(str(temporary), {"constant_memory": True})
        looks = Looks(book, wrapped=wrapped)
        count = 0
        page: Worksheet | None = None
        for row in rows:
            if count % _TELL == 0:
                progress(count, total)
            if page is None or count % SHEET_ROWS == 0:
                page = _begin_sheet(book, looks, title, headers, widths, count // SHEET_ROWS)
            at = 2 + count % SHEET_ROWS
            if wrapped and (lines := _lines(row, widths)) > 1:
                page.set_row(at, LINE_HEIGHT * lines)
            write_row(page, looks, at, row)
            count += 1
        if page is None:
            _begin_sheet(book, looks, title, headers, widths, 0)
        try:
            book.close()
        except FileCreateError as fault:
            cause = fault.args[0] if fault.args else None
            raise (cause if isinstance(cause, OSError) else OSError(str(fault))) from fault
    return count


def _lines(cells: Sequence[ListCell], widths: Sequence[float]) -> int:
    """Lines that the longest text of a row takes in its column."""
    return max(
        (
            sum(max(1, ceil(_breadth(part) / width)) for part in cell.split("\n"))
            for cell, width in zip(cells, widths, strict=False)
            if isinstance(cell, str) and (len(cell) * 2 > width or "\n" in cell)
        ),
        default=1,
    )


def _breadth(text: str) -> float:
    """Characters of a column that a text takes; a Chinese one takes two and a little."""
    return sum(1.0 if mark < "\u2000" else 2.15 for mark in text)


class Looks:
    """The formats of one workbook."""

    def __init__(self, book: Workbook, *, wrapped: bool = False) -> None:
        font = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
        self.wrapped = wrapped
        cell = {**font, "text_wrap": True, "border": 1} if wrapped else font
        title = {**font, "font_size": 16, "bold": True}
        if wrapped:
            title |= {"text_wrap": True, "align": "center"}
        self.title: Format = book.add_format(title)
        self.header: Format = book.add_format(
            {**font, "bold": True, "border": 1, "bg_color": "#F3F3F3", "align": "center"}
        )
        self.text: Format = book.add_format({**cell, "num_format": "@"})
        self.quoted: Format = book.add_format({**cell, "num_format": "@", "quote_prefix": True})
        self.lines: Format = book.add_format({**cell, "num_format": "@", "text_wrap": True})
        self.quoted_lines: Format = book.add_format(
            {**cell, "num_format": "@", "text_wrap": True, "quote_prefix": True}
        )
        self.number: Format = book.add_format(cell)
        self.day: Format = book.add_format({**cell, "num_format": "yyyy-mm-dd"})

    def of_text(self, text: str) -> Format:
        """The look of a text: no formula, and with line ends of its own as high as it is."""
        risky = text.startswith(_RISKY)
        if "\n" in text:
            return self.quoted_lines if risky else self.lines
        return self.quoted if risky else self.text


def _begin_sheet(
    book: Workbook,
    looks: Looks,
    title: str,
    headers: Sequence[str],
    widths: Sequence[float],
    number: int,
) -> Worksheet:
    page = book.add_worksheet("名单" if number == 0 else f"名单（续{number}）")
    for at, header in enumerate(headers):
        width = widths[at] if at < len(widths) else max(10.0, 2.2 * len(header) + 2)
        page.set_column(at, at, width)
    if looks.wrapped and len(headers) > 1:
        lines = ceil(1.6 * _breadth(title) / sum(widths)) if len(widths) == len(headers) else 1
        page.set_row(0, 30 if lines == 1 else 24 * lines)
        page.merge_range(0, 0, 0, len(headers) - 1, title, looks.title)
    else:
        page.set_row(0, 30)
        page.write_string(0, 0, title, looks.title)
    for at, header in enumerate(headers):
        page.write_string(1, at, header, looks.header)
    page.freeze_panes(2, 0)
    page.repeat_rows(0, 1)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页 共 &N 页")
    return page


def write_row(page: Worksheet, looks: Looks, row: int, cells: Sequence[ListCell]) -> None:
    """One line: text stays text and no formula, None and "" are blank, dates are dates."""
    for at, cell in enumerate(cells):
        if cell is None or cell == "":
            if looks.wrapped:  # the frame of a printed list has no gaps
                page.write_blank(row, at, None, looks.text)
            continue
        if isinstance(cell, str):
            page.write_string(row, at, cell, looks.of_text(cell))
        elif isinstance(cell, date):
            page.write_datetime(row, at, cell, looks.day)
        else:
            page.write_number(row, at, cell, looks.number)
