import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.registered import an_activity
from tests.services.pictures_made import a_docx, a_photo
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder
from volunteer_desk.services import keeping
from volunteer_desk.services.attachments import (
    IncomingFile,
    add_attachments,
    attachment_path,
    list_attachments,
)
from volunteer_desk.services.desk import Desk, open_desk


@pytest.fixture
def pictured(desk: Desk) -> Desk:
    activity = an_activity(desk)
    files = [IncomingFile("一.jpg", data=a_photo(64, 48)), IncomingFile("二.docx", data=a_docx())]
    add_attachments(desk, activity, files)
    return desk


@pytest.fixture
def other(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "另一台")


def paths(desk: Desk) -> list[Path]:
    return [attachment_path(desk, row.id) for row in list_attachments(desk, 1)]


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_backup_takes_the_attachments_along(pictured: Desk, tmp_path: Path) -> None:
    out = tmp_path / "u盘" / "备份.sqlite3"
    report = keeping.back_up(pictured, out)
    assert (report.sound, report.attachments) == (True, 2)
    assert lying(out.parent / "附件") == sorted(path.name for path in paths(pictured))
    assert "2个照片和文件" in report.beside_words()


def test_the_next_backup_copies_only_what_is_new(pictured: Desk, tmp_path: Path) -> None:
    keeping.back_up(pictured, tmp_path / "一.sqlite3")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "附件").rglob("*.*")}
    add_attachments(pictured, 1, [IncomingFile("三.jpg", data=a_photo(70, 40))])
    assert keeping.back_up(pictured, tmp_path / "二.sqlite3").attachments == 3
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "附件").rglob("*.*")}
    assert len(after) == 3
    assert {path: after[path] for path in before} == before


def test_another_machine_gets_everything_back(
    pictured: Desk, other: DataFolder, tmp_path: Path, now: datetime
) -> None:
    out = tmp_path / "备份.sqlite3"
    keeping.back_up(pictured, out)
    originals = [path.read_bytes() for path in paths(pictured)]
    report = keeping.restore(other, out, lambda: now)
    assert (report.sound, report.attachments) == (True, 2)
    restored = open_desk(other, lambda: now)
    try:
        assert [path.read_bytes() for path in paths(restored)] == originals
        assert keeping.check(restored).sound
    finally:
        restored.close()


def test_a_backup_without_its_folder_says_what_is_missing(
    pictured: Desk, other: DataFolder, tmp_path: Path, now: datetime
) -> None:
    out = tmp_path / "备份.sqlite3"
    keeping.back_up(pictured, out)
    (tmp_path / "附件").rename(tmp_path / "没拷")
    report = keeping.restore(other, out, lambda: now)
    assert (report.sound, report.attachments) == (False, 0)
    assert report.findings[0].startswith("有2个照片或文件不在备份旁的“附件”文件夹里")


def test_restoring_and_restoring_back_loses_nothing(
    pictured: Desk, tmp_path: Path, now: datetime
) -> None:
    folder = pictured.folder
    out = tmp_path / "备份.sqlite3"
    keeping.back_up(pictured, out)
    add_attachments(pictured, 1, [IncomingFile("后来.jpg", data=a_photo(99, 33))])
    pictured.close()

    report = keeping.restore(folder, out, lambda: now)
    opened = open_desk(folder, lambda: now)
    assert len(paths(opened)) == 2
    assert keeping.check(opened).sound  # what is not named any more lies beside the replaced copy
    opened.close()
    keeping.restore(folder, folder.backups / report.file, lambda: now)
    opened = open_desk(folder, lambda: now)
    assert len(paths(opened)) == 3
    assert keeping.check(opened).sound
    opened.close()


def test_a_disk_that_refuses_the_photos_leaves_no_backup(
    pictured: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "备份.sqlite3"
    out.write_text("上一份")
    (tmp_path / "附件").write_text("一个文件占了名字")
    with pytest.raises(UserFacingError):
        keeping.back_up(pictured, out)
    assert out.read_text() == "上一份"
    assert not list(tmp_path.glob(".*partial*"))


def test_check_says_what_is_missing_altered_or_unnamed(pictured: Desk) -> None:
    assert keeping.check(pictured).sound
    photo, document = paths(pictured)
    data = bytearray(photo.read_bytes())
    data[-1] ^= 1
    photo.write_bytes(data)
    document.rename(document.with_name("不认识.docx"))
    found = keeping.check(pictured).findings
    assert len(found) == 3
    assert found[0].startswith("有1个照片或文件不在数据文件夹里")
    assert found[1] == "有1个照片或文件的内容被改动过。"
    assert found[2].startswith("附件文件夹里有1个没有登记的文件")


def test_a_missing_file_is_said_by_the_backup(pictured: Desk, tmp_path: Path) -> None:
    paths(pictured)[0].unlink()
    report = keeping.back_up(pictured, tmp_path / "备份.sqlite3")
    assert (report.sound, report.attachments) == (False, 1)
    assert "有1个照片或文件已不在数据文件夹里" in report.beside_words()


_KILLED = """
import os, sys
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from volunteer_desk.paths import DataFolder
from volunteer_desk.services import attachments
from volunteer_desk.services.desk import open_desk

root, instant, moment, photo = sys.argv[1:]
desk = open_desk(DataFolder(Path(root)), lambda: datetime.fromisoformat(instant))
real = attachments.put_in_place


def die(folder, stored):
    if moment == "after":
        real(folder, stored)
    os._exit(9)


attachments.put_in_place = die
attachments.add_attachments(desk, 1, [attachments.IncomingFile("四.jpg", Path(photo))])
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_power_cut_while_adding_leaves_no_row_and_is_said(
    pictured: Desk, tmp_path: Path, now: datetime, moment: str
) -> None:
    """Killed just before, or just after, the file is renamed to its place."""
    root = pictured.folder.root
    pictured.close()
    photo = tmp_path / "四.jpg"
    photo.write_bytes(a_photo(90, 60))
    words = [sys.executable, "-c", _KILLED, str(root), now.isoformat(), moment, str(photo)]
    assert subprocess.run(words, check=False, timeout=60).returncode == 9

    desk = open_desk(DataFolder(root), lambda: now)
    try:
        assert len(list_attachments(desk, 1)) == 2
        found = keeping.check(desk).findings
        assert found == ("附件文件夹里有1个没有登记的文件，可能是断电时留下的。",)
        again = add_attachments(desk, 1, [IncomingFile("四.jpg", photo)])
        assert again.changed.rows == 1
        assert len(paths(desk)) == 3
        assert keeping.check(desk).sound == (moment == "before")  # what only waited is cleared
    finally:
        desk.close()
