"""Workbooks in which a formula failed: its cell is not blank, it shows an error."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.intake import Cell, RawTable, read_table, zipped_errors
from volunteer_desk.intake.biff_errors import failed_cells
from volunteer_desk.intake.zipped_errors import spell_errors_out

MADE = Path(__file__).parent.parent / "fixtures" / "formula_errors"
"""One sheet with errors and another before it, calculated and written by LibreOffice 7.4."""

SHEET = "xl/worksheets/sheet1.xml"


def a_book(path: Path, *rows: list[str], ahead: int = 0) -> Path:
    """A workbook with 姓名 手机 备注; a cell that begins with # is a formula that failed."""
    book = xlsxwriter.Workbook(str(path))
    for _one in range(ahead):
        book.add_worksheet().write_string(0, 0, "请填后面的表")
    sheet = book.add_worksheet()
    for at, row in enumerate([["姓名", "手机", "备注"], *rows]):
        for column, text in enumerate(row):
            if text.startswith("#"):
                sheet.write_formula(at, column, "=A1", None, text)
            elif text:
                sheet.write_string(at, column, text)
    book.close()
    return path


def rewritten(path: Path, change: Callable[[bytes], bytes], part: str = SHEET) -> Path:
    """A copy of a workbook with one part of it changed."""
    copy = path.with_name(f"改_{path.name}")
    with zipfile.ZipFile(path) as had, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as made:
        for one in had.namelist():
            made.writestr(one, change(had.read(one)) if one == part else had.read(one))
    return copy


def cells(table: RawTable) -> list[list[Cell]]:
    return [list(row.cells) for row in table.rows]


def test_a_failed_formula_is_not_a_blank_cell(tmp_path: Path) -> None:
    shown = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"]
    path = a_book(tmp_path / "名单.xlsx", *(["王伟", one, ""] for one in shown), ["李娜", "", ""])
    assert [row[1] for row in cells(read_table(path))] == [*shown, ""]


def test_cells_keep_their_places_in_later_sheets(tmp_path: Path) -> None:
    rows = ["王伟", "", "会手语"], ["#REF!", "13800001111", ""], ["李娜", "#N/A", "#N/A"]
    path = a_book(tmp_path / "名单.xlsx", *rows, ahead=2)
    table = read_table(path)
    assert cells(table) == [list(row) for row in rows]
    assert [row.row for row in table.rows] == [2, 3, 4]


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_what_libreoffice_writes(kind: str) -> None:
    table = read_table(MADE / f"libreoffice.{kind}")
    rest = "Err:502" if kind == "ods" else "#VALUE!"
    last = "Err:520" if kind == "ods" else "#N/A"
    assert cells(table) == [
        ["王伟", "#N/A", "13800001111", "", "会手语"],
        ["#REF!", "", "13800002222", "", ""],
        ["李娜", "", "#DIV/0!", "", ""],
        ["张三", "", "", "#NAME?", rest],
        ["赵六", "", "13800003333", "", ""],
        ["钱七", "", "#N/A", "", ""],
        ["孙八", "", "", "", rest],
        ["周九", "", "", "", last],
    ]
    assert [row.row for row in table.rows] == list(range(3, 11))


def test_a_zero_that_openoffice_shows_as_an_error_is_one(tmp_path: Path) -> None:
    """It writes the value 0 under the error's text; a typed #N/A and a true 0 stay theirs."""
    old = rewritten(
        MADE / "libreoffice.ods",
        lambda text: text.replace(
            b'office:value-type="string" office:string-value="" calcext:value-type="error"',
            b'office:value-type="float" office:value="0"',
        ),
        "content.xml",
    ).rename(tmp_path / "旧.ods")
    assert cells(read_table(old)) == cells(read_table(MADE / "libreoffice.ods"))


def test_an_error_in_a_merged_date_holds_for_all_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "时长.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, row in enumerate([["活动日期", "姓名", "时长"], *(["", one, "2"] for one in "甲乙丙")]):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text)
    sheet.merge_range(1, 0, 3, 0, "")
    sheet.write_formula(1, 0, "=NA()", None, "#N/A")
    book.close()
    assert [row[0] for row in cells(read_table(path, "hours"))] == ["#N/A"] * 3


def test_a_sheet_under_another_prefix_and_other_quotes(tmp_path: Path) -> None:
    path = a_book(tmp_path / "名单.xlsx", ["王伟", "#N/A", ""])

    def prefixed(text: bytes) -> bytes:
        text = text.replace(b"<worksheet xmlns=", b"<worksheet xmlns:x=")
        head, _found, rest = text.partition(b"<worksheet ")
        for tag in (b"<", b"</"):
            for name in (b"sheetData", b"row", b"c", b"f", b"v", b"dimension"):
                for end in (b" ", b">", b"/"):
                    rest = rest.replace(tag + name + end, tag + b"x:" + name + end)
        return head + b"<x:worksheet " + rest.replace(b"</worksheet>", b"</x:worksheet>")

    for change in (prefixed, lambda text: text.replace(b't="e"', b"t='e'")):
        assert cells(read_table(rewritten(path, change))) == [["王伟", "#N/A", ""]]


def test_words_that_look_like_the_mark_of_an_error_stay(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})  # texts in the sheet itself
    sheet = book.add_worksheet()
    for at, row in enumerate([["姓名", "备注"], ["王伟", '<c t="e"> t="e" #N/A'], ["李娜", "#3"]]):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text)
    book.close()
    assert [row[1] for row in cells(read_table(path))] == ['<c t="e"> t="e" #N/A', "#3"]


@pytest.mark.parametrize("piece", [7, 64, 1000])
@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_sheets_are_mended_whatever_pieces_they_come_in(
    monkeypatch: pytest.MonkeyPatch, kind: str, piece: int
) -> None:
    whole = cells(read_table(MADE / f"libreoffice.{kind}"))
    monkeypatch.setattr(zipped_errors, "_CHUNK", piece)
    assert cells(read_table(MADE / f"libreoffice.{kind}")) == whole


@pytest.mark.parametrize("piece", range(1, 8))
def test_one_error_is_found_wherever_a_piece_ends(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, piece: int
) -> None:
    monkeypatch.setattr(zipped_errors, "_CHUNK", piece)
    assert spell_errors_out(a_book(tmp_path / "名单.xlsx", ["王伟", "#N/A", ""])) is not None


def test_a_workbook_without_errors_is_not_copied(tmp_path: Path) -> None:
    assert spell_errors_out(a_book(tmp_path / "名单.xlsx", ["王伟", "", ""])) is None


def test_bytes_broken_behind_the_head_of_a_sheet_are_refused(tmp_path: Path) -> None:
    path = a_book(tmp_path / "名单.xlsx", *([f"王{at}", f"{at:08}", ""] for at in range(5000)))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        at = packed.getinfo(SHEET)
        middle = at.header_offset + at.compress_size // 2
    content[middle : middle + 64] = bytes(64)
    path.write_bytes(content)
    with pytest.raises(UserFacingError, match="损坏"):
        read_table(path)


def a_record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def a_compound(stream: bytes, *, whole: bool) -> bytes:
    """A compound file with this stream as its workbook, its sectors laid down backwards."""
    if whole:
        stream = stream.ljust(4096, b"\0")
    size = 512 if whole else 64
    count = -(-len(stream) // size)
    pieces = [stream[at * size : (at + 1) * size].ljust(size, b"\0") for at in range(count)]
    chain = [0xFFFFFFFE, *range(count - 1)]  # the last piece lies first
    body = b"".join(reversed(pieces))
    held = -(-len(body) // 512)

    def entry(name: str, first: int, length: int) -> bytes:
        return struct.pack("<64sHBB48xII4x", (name + "\0").encode("utf-16-le"), 2 * len(name) + 2,
                           5 if name.startswith("Root") else 2, 1, first, length)  # fmt: skip

    first = count - 1
    fat = [*chain] if whole else [*range(1, held), 0xFFFFFFFE]
    directory, mini, table = held, held + 1, held + 2
    fat += [0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD]
    root = entry("Root Entry", 0xFFFFFFFE if whole else 0, 0 if whole else len(body))
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HH", header, 0x1E, 9, 6)
    struct.pack_into("<II", header, 0x2C, 1, directory)
    struct.pack_into("<III", header, 0x38, 4096, mini, 1)
    struct.pack_into("<II", header, 0x44, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 0x4C, table, *[0xFFFFFFFF] * 108)

    def sector(content: bytes) -> bytes:
        return content.ljust(512, b"\xff")

    return b"".join((
        bytes(header),
        body.ljust(held * 512, b"\0"),
        sector(root + entry("Workbook", first, len(stream))),
        sector(struct.pack(f"<{count}I", *chain)),
        sector(struct.pack(f"<{len(fat)}I", *fat)),
    ))  # fmt: skip


@pytest.mark.parametrize("whole", [True, False], ids=["in sectors", "in small sectors"])
def test_an_old_workbook_with_values_and_formulas_that_failed(whole: bool) -> None:
    begin, end = a_record(0x0809, bytes(16)), a_record(0x0A, b"")
    failed = a_record(0x0205, struct.pack("<HHHBB", 7, 2, 0, 0x2A, 1))
    true = a_record(0x0205, struct.pack("<HHHBB", 8, 2, 0, 1, 0))
    like_one = struct.unpack("<d", bytes.fromhex("02002a0000000440"))  # some 2.5
    number = a_record(0x06, struct.pack("<HHHdHI", 9, 2, 0, *like_one, 0, 0))
    formula = a_record(0x06, struct.pack("<HHHBxBxxxHHI", 10, 3, 0, 2, 0x17, 0xFFFF, 0, 0))
    word = a_record(0x06, struct.pack("<HHHBxBxxxHHI", 11, 3, 0, 0, 0, 0xFFFF, 0, 0))
    chart = begin + true + end
    first = begin + true + chart + number + end
    second = begin + chart + failed + true + number + formula + word + end
    head = begin + 2 * a_record(0x85, bytes(12)) + end
    stream = begin
    for at in (len(head), len(head) + len(first)):
        stream += a_record(0x85, struct.pack("<IHBB", at, 0, 1, 0) + b"\0" * 4)
    stream += end + first + second
    found = failed_cells(a_compound(stream, whole=whole))
    assert found == {1: {(7, 2): "#N/A", (10, 3): "#REF!"}}
