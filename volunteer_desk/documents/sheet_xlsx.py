"""The monthly sheet as a workbook: the paper's tables with live sums, ready to print on A4."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from volunteer_desk.documents.safe_write import write_safely
from volunteer_desk.documents.sheet_tables import TITLES, tables_of
from volunteer_desk.documents.sheet_words import (
    decimals_of,
    feet_of,
    heads_of,
    notes_of,
    remarks_of,
    sentences_of,
)
from volunteer_desk.documents.table_form import Cell, Column, Form, SheetTable
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.monthly import MonthlySheet, SheetKind

A4_PAPER = 9
ROW_HEIGHT = 19.0
OFTEN = 200
"""Rows between two looks at whether to stop."""
CHANGE_FORMAT = "+0%;-0%;0%"


def sheet_xlsx(sheet: MonthlySheet, out: Path, progress: Progress = no_progress) -> Path:
    """Write the sheet to ``out``.

    Hours are numbers (minutes / 60), every 合计 of a summable column is a SUM formula with its
    value stored beside it; the total of 服务人数 counts people once and is a plain number.

    Raises:
        UserFacingError: The file cannot be written there.
        Cancelled: By ``progress``, which is told of the rows; no file is left.
    """
    return write_safely(out, sheet_xlsx_bytes(sheet, progress))


def sheet_xlsx_bytes(sheet: MonthlySheet, progress: Progress = no_progress) -> bytes:
    """The workbook's bytes; the same sheet gives the same bytes."""
    sink = BytesIO()
    book = Workbook(sink, {"in_memory": True})
    midnight = datetime.combine(sheet.head.filled_on, datetime.min.time())
    book.set_properties({"title": TITLES[sheet.kind], "created": midnight})
    _Writer(book, sheet, progress).write()
    book.close()
    return sink.getvalue()


def _characters(text: str) -> float:
    """Width in a column's units: a Chinese character takes two."""
    return sum(2 if ord(character) > 0xA0 else 1 for character in text)


class _Writer:
    """Fills one worksheet from the top, remembering the next free row."""

    def __init__(self, book: Workbook, sheet: MonthlySheet, progress: Progress) -> None:
        self.book = book
        self.progress = progress
        self.sheet = sheet
        self.tables = tables_of(sheet)
        self.decimals = decimals_of(self.tables)
        columns = self.tables[0].columns
        self.last_column = len(columns) - 1
        room = 132 if sheet.kind is SheetKind.ACTIVITIES else 92
        scale = room / sum(column.share for column in columns)
        self.widths = [round(column.share * scale, 1) for column in columns]
        self.page: Worksheet = book.add_worksheet(str(sheet.head.month))
        self.row = 0
        self.formats: dict[tuple[str, bool], Format] = {}

    def write(self) -> None:
        """Title, heads, tables, notes, figures, feet; then the print set-up."""
        self._span(TITLES[self.sheet.kind], 34, size=18, bold=True, align="center")
        self._share_out(heads_of(self.sheet), (4.4, 2.6, 3), 24)
        first_header: int | None = None
        for table in self.tables:
            if table.caption:
                self._span(table.caption, 24, bold=True)
            if first_header is None:
                first_header = self.row
            self._write_table(table)
        for note in (*notes_of(self.tables), *remarks_of(self.sheet)):
            self._span(note, 18, size=9)
        self._span(sentences_of(self.sheet, self.decimals), 54, wrap=True)
        self._share_out(feet_of(self.sheet), (1, 0.9, 0.9, 1.4), 32)
        self._set_up_print(first_header or 0)

    def _set_up_print(self, header: int) -> None:
        for at, width in enumerate(self.widths):
            self.page.set_column(at, at, width)
        self.page.set_paper(A4_PAPER)
        if self.sheet.kind is SheetKind.ACTIVITIES:
            self.page.set_landscape()
        self.page.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        self.page.center_horizontally()
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(header)
        self.page.freeze_panes(header + 1, 0)
        self.page.set_footer("&C第 &P 页 共 &N 页")
        self.page.hide_gridlines()

    def _span(
        self,
        text: str,
        height: float,
        *,
        size: float = 11,
        bold: bool = False,
        align: str = "left",
        wrap: bool = False,
    ) -> None:
        look = self.book.add_format(
            {
                "font_name": "宋体",
                "font_size": size,
                "bold": bold,
                "align": align,
                "valign": "vcenter",
                "text_wrap": wrap,
            }
        )
        # merge_range would read a leading "=" as a formula; the text cell is written over it.
        self.page.merge_range(self.row, 0, self.row, self.last_column, "", look)
        self.page.write_string(self.row, 0, text, look)
        self.page.set_row(self.row, height)
        self.row += 1

    def _share_out(self, texts: Sequence[str], parts: Sequence[float], height: float) -> None:
        """Several texts side by side over the columns, each over about its part of the width."""
        look = self.book.add_format(
            {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "shrink": True}
        )
        start, passed = 0, 0.0
        for at, text in enumerate(texts):
            passed += parts[at] / sum(parts) * sum(self.widths)
            end = start
            while end < self.last_column and sum(self.widths[: end + 1]) < passed - 1:
                end += 1
            end = self.last_column if at == len(texts) - 1 else end
            if end > start:
                self.page.merge_range(self.row, start, self.row, end, "", look)
            self.page.write_string(self.row, start, text, look)
            start = end + 1
        self.page.set_row(self.row, height)
        self.row += 1

    def _look(self, kind: str, *, bold: bool = False) -> Format:
        """The ruled cell format of a kind: header, text, count, hours, change."""
        key = (kind, bold)
        if key not in self.formats:
            numbers = {
                "count": "#,##0",
                "hours": f"#,##0.{'0' * self.decimals}",
                "change": CHANGE_FORMAT,
            }
            properties: dict[str, object] = {
                "font_name": "宋体",
                "font_size": 10.5,
                "border": 1,
                "valign": "vcenter",
                "bold": bold,
                "text_wrap": kind in ("text", "header"),
                "align": {"text": "left", "header": "center"}.get(kind, "right"),
            }
            if kind in numbers:
                properties["num_format"] = numbers[kind]
            if kind == "header":
                properties["bg_color"] = "#F3F3F3"
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]

    def _write_table(self, table: SheetTable) -> None:
        for at, column in enumerate(table.columns):
            self.page.write_string(self.row, at, column.header, self._look("header", bold=True))
        self.page.set_row(self.row, 22)
        self.row += 1
        first = self.row
        for number, row in enumerate(table.rows):
            if number % OFTEN == 0:
                self.progress(number, 2 * len(table.rows))  # packing them takes as long
            for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self._write_cell(at, cell, column, bold=False)
            self.page.set_row(self.row, self._row_height(row))
            self.row += 1
        if not table.rows:
            blank = self._look("header")
            self.page.merge_range(self.row, 0, self.row, self.last_column, "本月没有记录", blank)
            self.row += 1
        for at, (cell, column) in enumerate(zip(table.total, table.columns, strict=True)):
            if column.summed and table.rows:
                self._write_sum(at, first, cell, column)
            else:
                self._write_cell(at, cell, column, bold=True)
        self.page.set_row(self.row, ROW_HEIGHT)
        self.row += 1

    def _row_height(self, row: tuple[Cell, ...]) -> float:
        """Points for the most lines any text of the row needs; not every program fits rows."""
        lines = max(
            -(-_characters(cell) // max(width - 1, 1))
            for cell, width in zip(row, self.widths, strict=False)
            if isinstance(cell, str)
        )
        return max(ROW_HEIGHT, 15.0 * lines + 4)

    def _write_sum(self, at: int, first: int, cell: Cell, column: Column) -> None:
        letter = chr(ord("A") + at)
        value = cell if isinstance(cell, (int, float)) else 0
        if column.form is Form.HOURS:
            value = value / 60
        formula = f"=SUM({letter}{first + 1}:{letter}{self.row})"
        look = self._look(column.form.value, bold=True)
        self.page.write_formula(self.row, at, formula, look, value)

    def _write_cell(self, at: int, cell: Cell, column: Column, *, bold: bool) -> None:
        look = self._look(column.form.value, bold=bold)
        if cell is None and column.form is Form.CHANGE:
            self.page.write_string(self.row, at, "–", look)
        elif cell is None:
            self.page.write_blank(self.row, at, None, look)
        elif isinstance(cell, str):
            kind = "text" if column.form is Form.TEXT else column.form.value
            self.page.write_string(self.row, at, cell, self._look(kind, bold=bold))
        else:
            self.page.write_number(
                self.row, at, cell / 60 if column.form is Form.HOURS else cell, look
            )
