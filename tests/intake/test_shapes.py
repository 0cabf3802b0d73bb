"""Delimited files in the shapes that people export: every oddity, invented people."""

from pathlib import Path

import pytest

from volunteer_desk.intake import RawTable, read_table, text_of


def shaped(folder: Path, text: str, encoding: str = "utf-8") -> RawTable:
    path = folder / "名单.csv"
    path.write_bytes(text.encode(encoding))
    return read_table(path)


def people(table: RawTable) -> list[tuple[str, str]]:
    return [(table.text(row, "name"), table.text(row, "phone")) for row in table.rows]


WANTED = [("王伟", "13800001111"), ("李娜", "13800002222")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(tmp_path: Path, encoding: str, end: str) -> None:
    text = end.join(["姓名,手机", "王伟,13800001111", "李娜,13800002222", ""])
    assert people(shaped(tmp_path, text, encoding)) == WANTED


def test_blank_lines_are_nobody_wherever_they_stand(tmp_path: Path) -> None:
    text = "\n\n姓名,手机\n\n王伟,13800001111\n,\n  ,\t\n李娜,13800002222\n\n\n"
    table = shaped(tmp_path, text)
    assert people(table) == WANTED
    assert [row.row for row in table.rows] == [5, 8]


def test_padded_cells_and_headings(tmp_path: Path) -> None:
    text = " 姓 名 ,\t手机 *\n  王伟 ,  13800001111\n\u3000李娜\u3000,13800002222  \n"
    assert people(shaped(tmp_path, text)) == WANTED


def test_of_duplicate_columns_the_left_one_counts_and_the_other_is_shown(tmp_path: Path) -> None:
    table = shaped(tmp_path, "姓名,手机,手机\n王伟,13800001111,13900001111\n李娜,13800002222,\n")
    assert people(table) == WANTED
    assert table.ignored == ("手机",)


def test_columns_without_heading_and_rows_longer_or_shorter_than_the_heading(
    tmp_path: Path,
) -> None:
    table = shaped(tmp_path, "姓名,,手机\n王伟,x,13800001111,多,余\n李娜,,13800002222\n赵六\n")
    assert people(table) == [*WANTED, ("赵六", "")]
    assert table.headers[:3] == ("姓名", "", "手机")


def test_quotes_commas_and_line_breaks_inside_cells(tmp_path: Path) -> None:
    text = '姓名;手机;备注\n"王伟";"13800001111";"甲;乙\n丙 ""丁"""\n李娜;13800002222;\n'
    table = shaped(tmp_path, text)
    assert people(table) == WANTED
    assert table.text(table.rows[0], "remark") == '甲;乙\n丙 "丁"'


def test_dates_stay_as_they_were_written(tmp_path: Path) -> None:
    written = ["1985-03-05", "1985/3/5", "1985.03.05", "19850305", "1985年3月5日", "1985-03"]
    lines = "".join(f"王{at},{text}\n" for at, text in enumerate(written))
    table = shaped(tmp_path, f"姓名,出生日期\n{lines}")
    assert [text_of(table.cell(row, "birth")) for row in table.rows] == written
