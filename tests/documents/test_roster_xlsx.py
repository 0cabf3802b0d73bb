import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from volunteer_desk.documents import roster_xlsx
from volunteer_desk.documents.roster_xlsx import ListCell, table_xlsx


def test_text_stays_text_and_no_formula_runs(tmp_path: Path) -> None:
    out = tmp_path / "名单.xlsx"
    row: list[ListCell] = [
        "王建国",
        "110101199003071233",
        "=1+1",
        "@SUM(A1)",
        "https://example.org",
        3.5,
        date(2026, 3, 5),
        None,
    ]
    assert table_xlsx(out, "=花名册", [str(at) for at in range(8)], [row]) == 1
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "=花名册"
    assert rows[2] == [*row[:7], ""]


def test_rows_over_one_sheet_go_on_a_further_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_xlsx, "SHEET_ROWS", 3)
    out = tmp_path / "多.xlsx"

    def rows() -> Iterator[list[ListCell]]:
        for at in range(7):
            yield [at]

    assert table_xlsx(out, "多", ["数"], rows()) == 7
    book = CalamineWorkbook.from_path(str(out))
    assert [len(book.get_sheet_by_index(at).to_python()) - 2 for at in range(3)] == [3, 3, 1]


def test_an_empty_list_has_its_header(tmp_path: Path) -> None:
    out = tmp_path / "空.xlsx"
    assert table_xlsx(out, "空", ["姓名", "电话"], []) == 0
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["姓名", "电话"]


def test_a_printed_list_gives_long_text_the_lines_it_needs(tmp_path: Path) -> None:
    out = tmp_path / "名单.xlsx"
    rows = [["王伟", "青年队"], ["欧阳·买买提江·吐尔逊", "青年志愿服务队、党员志愿服务队"]]
    table_xlsx(out, "名单", ["姓名", "队伍"], rows, (12, 12), wrapped=True)
    sheet = zipfile.ZipFile(out).read("xl/worksheets/sheet1.xml").decode()
    heights = dict(re.findall(r'<row r="(\d+)"[^>]*?(?: ht="([\d.]+)")?[^>]*>', sheet))
    assert (heights["3"], float(heights["4"])) == ("", 3 * roster_xlsx.LINE_HEIGHT)
    assert 'wrapText="1"' in zipfile.ZipFile(out).read("xl/styles.xml").decode()


def test_a_cell_of_several_lines_shows_them_and_runs_no_formula(tmp_path: Path) -> None:
    out = tmp_path / "名单.xlsx"
    cells: list[ListCell] = ["会开车。\n周三不来。", "=1+1\n=2", "会开车。"]
    table_xlsx(out, "名单", ["备注", "备注", "备注"], [cells])
    assert CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()[2] == cells
    with zipfile.ZipFile(out) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        looks = re.findall(r"<xf [^>]*?/?>(?:<alignment[^>]*>)?", _cell_looks(parts))
    styles = [int(one) for one in re.findall(r'<c r="[ABC]3" s="(\d+)"', sheet)]
    assert ["wrapText" in looks[one] for one in styles] == [True, True, False]
    assert ["quotePrefix" in looks[one] for one in styles] == [False, True, False]


def _cell_looks(parts: zipfile.ZipFile) -> str:
    return parts.read("xl/styles.xml").decode().split("<cellXfs")[1].split("</cellXfs>")[0]
