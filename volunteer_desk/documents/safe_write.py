"""Files written whole or not at all: a temporary name beside the target, then one rename."""

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from volunteer_desk.domain.errors import UserFacingError


def write_safely(path: Path, data: bytes) -> Path:
    """Write bytes to a file; its folder is made, an older file is replaced in one step.

    Raises:
        UserFacingError: The place is read-only, full, a folder, or the file is held open.
    """
    with writing_safely(path) as temporary, temporary.open("wb") as sink:
        sink.write(data)
    return path


@contextmanager
def writing_safely(path: Path) -> Iterator[Path]:
    """Lend a temporary path beside the target; when the block succeeds it becomes the target.

    Raises:
        UserFacingError: The place is read-only, full, a folder, or the file is held open.
    """
    if path.is_dir():
        raise UserFacingError(f"“{path.name}”是一个文件夹，不能写成文件。", "请换一个文件名。")
    temporary = path.with_name(f".{secrets.token_hex(4)}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
    except OSError as fault:
        raise _explain(fault, path) from fault
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def unused_path(path: Path) -> Path:
    """The path, or the next one（2）,（3）beside it where something lies already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}（{number}）")
    return free


def file_words(text: str) -> str:
    """Words as a file's name on any system: what no name may hold becomes 、, long ones end."""
    return re.sub(r'[\\/:*?"<>|\s]+', "、", text.strip(" ."))[:60]


def _explain(fault: OSError, path: Path) -> UserFacingError:
    name = path.name
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserFacingError(f"磁盘已满，“{name}”没有写成。", "请清理磁盘，或换一个位置保存。")
    if fault.errno == errno.EROFS:
        return UserFacingError(f"这个位置是只读的，“{name}”没有写成。", "请换一个位置保存。")
    if fault.errno in (errno.EACCES, errno.EPERM):
        if path.exists():
            return UserFacingError(
                f"“{name}”正被别的程序打开，或没有写入权限。", "请先关闭它，或换一个文件名。"
            )
        return UserFacingError(f"没有权限写入这个文件夹，“{name}”没有写成。", "请换一个位置保存。")
    if fault.errno in (errno.ENOTDIR, errno.EEXIST):
        return UserFacingError(f"“{name}”所在的位置不是文件夹，没有写成。", "请换一个位置保存。")
    if fault.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return UserFacingError(f"文件名“{name[:20]}…”不能用。", "请换一个短些的文件名。")
    return UserFacingError(f"“{name}”没有写成（{fault.strerror}）。", "请换一个位置再试。")
