"""The files of attachments on disk: written whole, put in place by one rename, looked over."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from volunteer_desk.documents.safe_write import write_safely
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder

INCOMING = "incoming"
"""Where a file waits until its row is written; what is left there was never added."""
SMALL = "small"
"""Thumbnails; they can be made again at any time."""

GONE = UserFacingError(
    "这个文件不在数据文件夹里了。", "请从备份旁的“附件”文件夹找回，或移除后重新添加。"
)


def waiting_path(folder: DataFolder, stored: str) -> Path:
    """Where a new file waits for its row."""
    return folder.attachments / INCOMING / Path(stored).name


def kept_path(folder: DataFolder, stored: str) -> Path:
    """Where a file lies."""
    return folder.attachments / stored


def small_path(folder: DataFolder, stored: str) -> Path:
    """Where the thumbnail of a photo lies."""
    return folder.attachments / SMALL / f"{Path(stored).stem}.jpg"


def put_in_place(folder: DataFolder, stored: Iterable[str]) -> None:
    """Rename waiting files to where they lie, and make the renaming last through a power cut.

    Raises:
        UserFacingError: The disk refuses.
    """
    folders = set()
    try:
        for name in stored:
            target = kept_path(folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting_path(folder, name).replace(target)
            folders.add(target.parent)
        for one in folders:
            _sync_folder(one)
    except OSError as fault:
        raise UserFacingError(
            "照片或文件没有放进数据文件夹。", "请检查磁盘空间和权限，再试一次。"
        ) from fault


def drop_files(folder: DataFolder, stored: Iterable[str]) -> None:
    """Remove files that no row names any more; one that is held open stays for the next time."""
    for name in stored:
        for path in (
            kept_path(folder, name),
            small_path(folder, name),
            waiting_path(folder, name),
        ):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def clear_waiting(folder: DataFolder) -> None:
    """Remove what an interrupted addition left waiting; one window alone adds at a time."""
    incoming = folder.attachments / INCOMING
    with suppress(OSError):
        for path in list(incoming.iterdir()):
            path.unlink()


def files_on_disk(folder: DataFolder) -> Iterator[tuple[str, int]]:
    """(stored name, size in bytes) of every file that lies there; thumbnails are no part of it."""
    root = folder.attachments
    if not root.is_dir():
        return
    for year in sorted(root.iterdir()):
        if year.name in (INCOMING, SMALL) or not year.is_dir():
            continue
        for path in sorted(year.iterdir()):
            if path.is_file():
                yield f"{year.name}/{path.name}", path.stat().st_size


def digest_of(path: Path) -> bytes:
    """SHA-256 of a file."""
    with path.open("rb") as source:
        total = sha256()
        while part := source.read(1 << 20):
            total.update(part)
    return total.digest()


def copy_file(source: Path, target: Path) -> None:
    """Copy one file whole or not at all.

    Raises:
        UserFacingError: It cannot be read, or its copy not be written.
    """
    try:
        data = source.read_bytes()
    except OSError as fault:
        raise UserFacingError("有一个照片或文件读不出来。", "请检查磁盘，再试一次。") from fault
    write_safely(target, data)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS logs the renaming itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
