import os
import shutil
import struct
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

from .conftest import Line


def empty(place: Path) -> Path:
    (made := place / "空.xlsx").touch()
    return made


def text_named_xlsx(place: Path) -> Path:
    (made := place / "假.xlsx").write_text("姓名,电话\n王伟,13800001111\n", encoding="utf-8")
    return made


def password_protected(place: Path) -> Path:
    """The compound file that Office writes around an encrypted workbook, as far as its names."""
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    )
    head += bytes(10) + struct.pack("<IIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE)
    head += struct.pack("<II", 0, 0) + b"\xff\xff\xff\xff" * 108
    names = b""
    for name, kind in (("Root Entry", 5), ("EncryptionInfo", 2), ("EncryptedPackage", 2)):
        coded = name.encode("utf-16-le")
        names += coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded) + 2, kind, 1)
        names += b"\xff" * 12 + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)
    made = place / "加密.xlsx"
    made.write_bytes(head[:512].ljust(512, b"\xff") + names.ljust(512, b"\0") + bytes(1024))
    return made


def without_rows(place: Path) -> Path:
    return book(place / "没有行.xlsx", [["姓名", "身份证号", "电话"]])


def without_a_name_column(place: Path) -> Path:
    return book(place / "没有姓名.xlsx", [["数量", "单价"], ["3", "5"], ["4", "6"]])


def folder(place: Path) -> Path:
    (made := place / "文件夹.xlsx").mkdir()
    return made


def missing(place: Path) -> Path:
    return place / "没有.xlsx"


def book(path: Path, rows: list[list[str]]) -> Path:
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet()
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)
    made.close()
    return path


@pytest.mark.parametrize("verb", ["volunteers", "hours"])
@pytest.mark.parametrize(
    "make",
    [
        empty,
        text_named_xlsx,
        password_protected,
        without_rows,
        without_a_name_column,
        folder,
        missing,
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    line: Line, tmp_path: Path, make: Callable[[Path], Path], verb: str
) -> None:
    said = line("import", verb, make(tmp_path))
    assert said.code == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "程序出错" not in said.err
    assert line("check", "--json").json["counts"]["volunteer"] == 0


def test_a_password_is_named(line: Line, tmp_path: Path) -> None:
    assert "密码" in line("import", "volunteers", password_protected(tmp_path)).err


@pytest.mark.parametrize("make", [folder, missing])
def test_a_sign_up_text_that_cannot_be_read(
    line: Line, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    words = ["--project", "x", "--date", "2026-10-17", "--minutes", "60"]
    said = line("paste", make(tmp_path), *words)
    assert (said.code, said.out) == (1, "")
    assert "程序出错" not in said.err


@pytest.mark.parametrize(
    "words",
    [
        ["sheet", "2026-13", "--out", "x.pdf"],
        ["sheet", "2026-10", "--out", "x.docx"],
        ["proof", "ZY0", "--from", "2026-10-01", "--to", "2026-10-40", "--out", "x.pdf"],
        ["proof", "ZY0", "--from", "2026-10-02", "--to", "2026-10-01", "--out", "x.pdf"],
        ["export", "volunteers", "x.xlsx", "--unmasked"],
    ],
)
def test_a_value_that_means_nothing_is_refused(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = line(*words)
    assert (said.code, said.out) == (1, "")
    assert "程序出错" not in said.err
    assert not list(tmp_path.glob("x.*"))


def test_a_full_disk_leaves_the_old_sheet(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line("demo")
    out = tmp_path / "月报.pdf"
    out.write_text("上个月")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    said = line("sheet", "2026-10", "--out", out)
    assert said.code == 1
    assert "程序出错" not in said.err
    assert out.read_text() == "上个月"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["月报.pdf"]


@pytest.fixture
def read_only_home(home: Path, line: Line) -> Iterator[Path]:
    """A filled data folder that nobody may write, and a process that is not root."""
    line("demo")
    line("import", "volunteers", home / "missing.csv")  # root's own modules are loaded by now
    line("backup", home / "copy.sqlite3")
    line("undo", 999)
    line("check")
    place = Path(tempfile.mkdtemp())
    shutil.copy(home / "desk.sqlite3", place)
    (place / "desk.sqlite3").chmod(0o444)
    place.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield place
    if root:
        os.seteuid(0)
    place.chmod(0o755)
    shutil.rmtree(place)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="folders have other rights here")
@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["undo", "1"],
        ["import", "volunteers", "x.csv"],
        ["backup", "x.sqlite3"],
        ["demo"],
    ],
)
def test_a_read_only_data_folder_is_said(
    line: Line, read_only_home: Path, words: list[str]
) -> None:
    said = line("--data", read_only_home, *words)
    assert (said.code, said.out) == (1, "")
    assert "只读" in said.err
    assert [path.name for path in read_only_home.iterdir()] == ["desk.sqlite3"]
