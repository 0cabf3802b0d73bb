import zipfile
from collections.abc import Callable, Sequence
from datetime import date, time
from pathlib import Path

import pytest
import xlsxwriter

from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.intake import Kind, RawTable, read_table

MakeCell = str | float | date | time | None
MakeWorkbook = Callable[..., Path]


@pytest.fixture
def make_workbook(tmp_path: Path) -> MakeWorkbook:
    def make(*sheets: Sequence[Sequence[MakeCell]], name: str = "made.xlsx") -> Path:
        book = xlsxwriter.Workbook(str(tmp_path / name))
        day, clock = book.add_format({"num_format": 14}), book.add_format({"num_format": "h:mm"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, day)
                    elif isinstance(cell, time):
                        length = (cell.hour * 60 + cell.minute) / 1440
                        sheet.write_number(row, column, length, clock)
                    elif cell is not None:
                        sheet.write_number(row, column, cell)
        book.close()
        return tmp_path / name

    return make


def _names(table: RawTable) -> list[tuple[int, str]]:
    return [(row.row, table.text(row, "name")) for row in table.rows]


def test_only_people_are_rows(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(
        [
            ["幸福里社区志愿者花名册"],
            ["填报单位：幸福里社区    填表说明：身份证号请填18位"],
            [],
            ["序号", "姓 名", "联系电话*", "备注"],
            [1, "王伟", 13800001111, None],
            [],
            [2, "", "13800002222", ""],
            ["小 计", 2],
            [3],
            ["幸福里社区志愿者花名册（续）"],
            ["序号", "姓 名", "联系电话*", "备注"],
            [4, "单英", "", "合计过"],
            [5, "计明", None, None],
            ["合计：", "4人"],
            ["注：本表一式两份，请勿外传"],
            ["填表人：", "李会计", "审核人：", "张三"],
        ]
    )
    table = read_table(path)
    assert _names(table) == [(5, "王伟"), (7, ""), (12, "单英"), (13, "计明")]
    assert table.headers == ("序号", "姓名", "联系电话*", "备注")


def test_the_first_sheet_with_a_header_is_read(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(
        [["填表说明"], ["请把名单填在第二张表"]],
        [["姓名", "年龄", "手机"], ["王伟", 30, "13800001111"]],
        [["姓名"], ["李娜"]],
    )
    table = read_table(path)
    assert (table.sheet, table.ignored) == ("Sheet2", ("年龄",))
    assert _names(table) == [(2, "王伟")]


def test_blank_rows_and_columns_before_the_table(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(
        [[], [], [None, None, "姓名", None, "手机"], [None, None, "王伟", None, "13800001111"]]
    )
    table = read_table(path)
    assert _names(table) == [(4, "王伟")]
    assert table.text(table.rows[0], "phone") == "13800001111"


def test_a_bare_list_of_names_is_a_roster(make_workbook: MakeWorkbook) -> None:
    path = make_workbook([["姓名"], ["王伟"], ["阿依古丽·买买提"]])
    assert _names(read_table(path)) == [(2, "王伟"), (3, "阿依古丽·买买提")]


def test_a_group_of_two_header_rows_tells_phones_apart(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(
        [
            ["姓名", "联系电话", "紧急联系人", None],
            [None, None, "姓名", "电话"],
            ["王伟", "13800001111", "李娜", "13800002222"],
        ]
    )
    table = read_table(path)
    row = table.rows[0]
    assert row.row == 3
    assert table.text(row, "name") == "王伟"
    assert table.text(row, "phone") == "13800001111"
    assert table.text(row, "emergency_name") == "李娜"
    assert table.text(row, "emergency_phone") == "13800002222"


def test_cells_keep_their_kind(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(
        [["日期", "姓名", "时长"], [date(2026, 10, 1), "王伟", 2.5], ["10.2", "李娜", time(2, 30)]]
    )
    table = read_table(path, "hours")
    assert table.cell(table.rows[0], "served_on") == date(2026, 10, 1)
    assert table.cell(table.rows[0], "hours") == 2.5
    assert table.cell(table.rows[1], "hours") == time(2, 30)
    assert table.cell(table.rows[0], "place") is None


def test_a_date_merged_over_its_people_holds_for_each(tmp_path: Path) -> None:
    path = tmp_path / "合并.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for column, header in enumerate(["日期", "姓名", "序号"], 1):
        sheet.write_string(1, column, header)
    sheet.merge_range(2, 1, 5, 1, "2026-10-01")
    for row, name in enumerate(["王伟", "李娜", "张三", "", "李四"], 2):
        sheet.write_number(row, 3, row)
        sheet.write_string(row, 2, name)
    book.close()
    table = read_table(path, "hours")
    dates = [table.text(row, "served_on") for row in table.rows]
    assert dates == ["2026-10-01", "2026-10-01", "2026-10-01", ""]


@pytest.mark.parametrize("kind", ["roster", "hours"])
def test_what_is_a_persons_own_never_bleeds_down_a_merged_cell(tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / "合并.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    heads = ["姓名", "身份证号", "手机", "备注", "所属队伍"]
    for column, header in enumerate(heads):
        sheet.write_string(0, column, header)
        if column:
            sheet.merge_range(1, column, 2, column, f"{column}{column}")
    sheet.write_string(1, 0, "王伟")
    sheet.write_string(2, 0, "李娜")
    book.close()
    table = read_table(path, kind)
    (_first, second) = table.rows
    said = [table.text(second, field) for field in ("id_number", "phone", "remark", "team")]
    assert said == ["", "", "", "44"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_text(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = ["志愿者名单", "", "姓名,手机,备注", '王伟,13800001111,"晚到,\n早退"', "㛃瑶"]
    text = "\n".join(row.replace(",", delimiter) for row in rows)
    path = tmp_path / "made.csv"
    path.write_text(text, encoding)
    table = read_table(path)
    assert _names(table) == [(4, "王伟"), (5, "㛃瑶")]
    assert table.text(table.rows[1], "phone") == ""
    assert "早退" in table.text(table.rows[0], "remark")


def test_a_workbook_named_csv_is_still_a_workbook(make_workbook: MakeWorkbook) -> None:
    path = make_workbook([["姓名"], ["王伟"]], name="made.csv")
    assert _names(read_table(path)) == [(2, "王伟")]


def test_reading_reports_progress_and_can_be_cancelled(make_workbook: MakeWorkbook) -> None:
    path = make_workbook([["姓名"], *([f"王{i}"] for i in range(5000))])
    seen: list[tuple[int, int]] = []
    read_table(path, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2000, 5001), (4000, 5001)]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_table(path, progress=stop)


def _refusal(path: Path) -> UserFacingError:
    with pytest.raises(UserFacingError) as caught:
        read_table(path)
    assert caught.value.remedy
    assert path.name in caught.value.message
    assert str(path.parent) not in str(caught.value)
    return caught.value


def test_bad_files_are_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "空.xlsx").write_bytes(b"")
    assert "空文件" in _refusal(tmp_path / "空.xlsx").message
    (tmp_path / "文字.xlsx").write_text("姓名,手机\n王伟,13800001111\n", "utf-8")
    assert "不是表格文件" in _refusal(tmp_path / "文字.xlsx").message
    (tmp_path / "夹").mkdir()
    assert "文件夹" in _refusal(tmp_path / "夹").message
    assert "找不到" in _refusal(tmp_path / "没有.xlsx").message
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04" + b"0" * 200)
    assert "损坏" in _refusal(tmp_path / "坏.xlsx").message
    (tmp_path / "坏.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    assert "损坏" in _refusal(tmp_path / "坏.xls").message
    (tmp_path / "乱.csv").write_bytes(b"\xff\xff\xff\x81\x00")
    assert "编码" in _refusal(tmp_path / "乱.csv").message
    (tmp_path / "白.csv").write_text("\n\n", "utf-8")
    assert "没有任何内容" in _refusal(tmp_path / "白.csv").message


def test_a_password_is_named_as_such(tmp_path: Path, samples: Path) -> None:
    old = (samples / "roster_old.xls").read_bytes()
    package = tmp_path / "密.xlsx"  # an encrypted .xlsx is an OLE file with this stream in it
    name, stream = "Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
    assert name + bytes(len(stream) - len(name)) in old
    package.write_bytes(old.replace(name + bytes(len(stream) - len(name)), stream))
    assert "密码" in _refusal(package).message

    locked = tmp_path / "密.xls"  # an encrypted .xls has a FILEPASS record behind its first
    first = old.index(bytes.fromhex("0908100000060500"))
    locked.write_bytes(old[: first + 20] + b"\x2f\x00" + old[first + 22 :])
    assert "密码" in _refusal(locked).message

    sheet = tmp_path / "密.ods"
    with zipfile.ZipFile(sheet, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert "密码" in _refusal(sheet).message


def test_broken_bytes_are_refused_even_where_the_reader_panics(
    tmp_path: Path, samples: Path
) -> None:
    old = (samples / "roster_old.xls").read_bytes()
    first = old.index(bytes.fromhex("0908100000060500"))
    empty = old.index(b"\xc0\x01\x00\x00", first)  # a record without content becomes one with
    path = tmp_path / "坏.xls"
    path.write_bytes(old[:empty] + b"\x2f\x00" + old[empty + 2 :])
    assert "损坏" in _refusal(path).message


def test_sheets_without_people_are_refused(make_workbook: MakeWorkbook) -> None:
    assert "没有任何内容" in _refusal(make_workbook([], name="a.xlsx")).message
    assert "没有数据行" in _refusal(make_workbook([["姓名", "手机"]], name="b.xlsx")).message
    no_name = _refusal(make_workbook([["序号", "手机"], [1, "13800001111"]], name="c.xlsx"))
    assert "序号、手机" in no_name.message
    no_header = _refusal(make_workbook([["王伟", "13800001111"]], name="d.xlsx"))
    assert "13800001111" not in no_header.message
    assert "王伟" not in no_header.message


def test_a_file_held_by_another_program_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "占用.xlsx"
    path.write_bytes(b"PK\x03\x04")

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "open", refuse)
    assert "占用" in _refusal(path).message


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    with path.open("wb") as sparse:
        sparse.truncate(400_000_000)
    assert "太大" in _refusal(path).message
