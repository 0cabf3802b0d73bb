"""A person's own data as a workbook: the card on the first sheet, a sheet for every list."""

from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from volunteer_desk.documents.roster_xlsx import Looks, write_row
from volunteer_desk.documents.safe_write import writing_safely
from volunteer_desk.domain.own_data import OwnCell, OwnData, OwnTable

CARD = "个人信息"


def own_data_xlsx(out: Path, data: OwnData) -> None:
    """Write the workbook.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    with writing_safely(out) as temporary:
        book = Workbook(str(temporary), {"constant_memory": True})
        looks = Looks(book)
        _write_card(book, looks, data)
        for table in data.tables:
            _write_table(book, looks, table)
        try:
            book.close()
        except FileCreateError as fault:
            cause = fault.args[0] if fault.args else None
            raise (cause if isinstance(cause, OSError) else OSError(str(fault))) from fault


def _write_card(book: Workbook, looks: Looks, data: OwnData) -> None:
    page = book.add_worksheet(CARD)
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 60)
    page.set_row(0, 30)
    page.write_string(0, 0, f"志愿者个人信息　{data.name}", looks.title)
    heads: tuple[tuple[str, OwnCell], ...] = (
        ("志愿者编号", data.number),
        ("保存单位", data.unit),
        ("联系方式", data.contact),
        ("出具日期", data.made_on),
    )
    row = 1
    for pair in heads:
        write_row(page, looks, row, pair)
        row += 1
    for group in data.fields:
        page.write_string(row + 1, 0, group.title, looks.header)
        row += 2
        for pair in group.pairs:
            write_row(page, looks, row, pair)
            row += 1
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页 共 &N 页")


def _write_table(book: Workbook, looks: Looks, table: OwnTable) -> None:
    page = book.add_worksheet(table.title)
    for at, (header, share) in enumerate(zip(table.headers, table.shares, strict=True)):
        page.set_column(at, at, max(2.2 * len(header) + 2, 9 * share))
    page.set_row(0, 30)
    page.write_string(0, 0, table.title, looks.title)
    for at, header in enumerate(table.headers):
        page.write_string(1, at, header, looks.header)
    for at, row in enumerate(table.rows, 2):
        write_row(page, looks, at, row)
    if table.note:
        write_row(page, looks, len(table.rows) + 2, (table.note,))
    page.freeze_panes(2, 0)
    page.repeat_rows(0, 1)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页 共 &N 页")
