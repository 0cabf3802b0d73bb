"""Sheets in which somebody left a cell far away from the list."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.intake import read_table

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383


def a_book(path: Path, *strays: tuple[int, int], text: str = " ", streamed: bool = False) -> Path:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": streamed})
    sheet, look = book.add_worksheet(), book.add_format({"bold": True})
    for number, cells in enumerate((("姓名", "手机"), ("王伟", "13800001111"))):
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, cell)
    for row, column in sorted(strays):
        if text:
            sheet.write_string(row, column, text)
        else:
            sheet.write_blank(row, column, None, look)
    book.close()
    return path


@pytest.mark.parametrize("streamed", [False, True])
def test_a_stray_cell_in_the_last_row_and_one_in_the_last_column(
    tmp_path: Path, streamed: bool
) -> None:
    strays = (3, LAST_COLUMN), (LAST_ROW, 0)
    path = a_book(tmp_path / "名单.xlsx", *strays, streamed=streamed)
    with pytest.raises(UserFacingError, match="到第1,048,576行、第16,384列") as refused:
        read_table(path)
    assert "删去名单以外的行和列" in (refused.value.remedy or "")


def test_formats_that_reach_to_the_end_are_no_content(tmp_path: Path) -> None:
    path = a_book(tmp_path / "名单.xlsx", (3, LAST_COLUMN), (LAST_ROW, 0), text="")
    assert [row.row for row in read_table(path).rows] == [2]


def test_a_far_cell_alone_in_its_direction_is_read_past(tmp_path: Path) -> None:
    path = a_book(tmp_path / "名单.xlsx", (0, 3000))
    assert [row.row for row in read_table(path).rows] == [2]


def test_a_sheet_that_does_not_say_its_size_is_looked_at(tmp_path: Path) -> None:
    path = a_book(tmp_path / "名单.xlsx", (3, LAST_COLUMN), (LAST_ROW, 0))
    silent = tmp_path / "无尺寸.xlsx"
    with zipfile.ZipFile(path) as had, zipfile.ZipFile(silent, "w") as made:
        for part in had.infolist():
            content = had.read(part)
            made.writestr(part, content.replace(b'<dimension ref="A1:XFD1048576"/>', b""))
    with pytest.raises(UserFacingError, match="读不下整张表"):
        read_table(silent)
