import errno
import os
from pathlib import Path

import pytest

from volunteer_desk.documents.safe_write import write_safely, writing_safely
from volunteer_desk.domain.errors import UserFacingError


def test_a_missing_folder_is_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    out = write_safely(tmp_path / "新" / "纸.pdf", b"ink")
    assert out.read_bytes() == b"ink"
    assert list(out.parent.iterdir()) == [out]


def test_an_older_file_is_replaced_only_when_all_went_well(tmp_path: Path) -> None:
    out = write_safely(tmp_path / "纸.pdf", b"old")
    with pytest.raises(RuntimeError), writing_safely(out) as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]
    assert write_safely(out, b"new").read_bytes() == b"new"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="文件夹"):
        write_safely(tmp_path, b"")


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    write_safely(tmp_path / "纸", b"")
    with pytest.raises(UserFacingError, match="没有写成"):
        write_safely(tmp_path / "纸" / "页.pdf", b"")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有权限"),
        (errno.EIO, "没有写成"),
    ],
)
def test_faults_are_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserFacingError, match=words):
        write_safely(tmp_path / "纸.pdf", b"ink")
    assert not list(tmp_path.iterdir())


def test_a_target_held_open_elsewhere_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = write_safely(tmp_path / "纸.pdf", b"old")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserFacingError, match="正被别的程序打开"):
        write_safely(out, b"new")
    assert out.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_really_full_disk_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(UserFacingError, match="磁盘已满"),
        writing_safely(tmp_path / "纸.pdf") as at,
    ):
        at.symlink_to("/dev/full")
        with at.open("wb", buffering=0) as sink:
            sink.write(b"ink")
