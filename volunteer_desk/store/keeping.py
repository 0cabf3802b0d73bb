"""Database files as wholes: copying, judging and replacing them, never behind SQLite's back."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import migrations
from volunteer_desk.store.database import schema_version
from volunteer_desk.store.faults import explain

COUNTED = (
    "volunteer", "team", "membership", "project", "activity", "hour_entry", "certificate",
    "batch", "audit_row", "setting",
)  # fmt: skip

_NOT_OURS = UserFacingError(
    "这个文件不是志愿服务台的备份。", "请选择用“备份”做出的 .sqlite3 文件。"
)


def count_rows(ask: Callable[[str], int]) -> dict[str, int]:
    """Rows by table; ``ask`` runs one statement and returns its number."""
    return {table: ask(f"SELECT count(*) FROM {table}") for table in COUNTED}


def copy_whole(source: Path, target: Path) -> None:
    """Copy a database that may be in use with the backup API, into one file without a WAL.

    Raises:
        UserFacingError: Source or target cannot be read or written.
    """
    with _explained():
        with (
            closing(dbapi2.connect(f"{source.as_uri()}?mode=ro", uri=True)) as live,
            closing(dbapi2.connect(str(target))) as copy,
        ):
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        with target.open("rb+") as written:
            os.fsync(written.fileno())


def inspect_copy(path: Path) -> dict[str, int]:
    """Judge a database file that nobody uses, and count its rows.

    Raises:
        UserFacingError: It is no desk's database, newer than this program, or not sound.
    """
    version = _version_of(path)
    known = {script.name.split("_")[0] for script in migrations().glob("migrations/versions/*.py")}
    if version not in known:
        raise UserFacingError(
            "这份备份是更新版本的志愿服务台做的。", "请先安装新版本，再用它恢复。"
        )
    with (
        _explained(),
        closing(dbapi2.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection,
    ):
        judged = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if judged != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise UserFacingError("这份备份已损坏，没有使用它。", "请换一份备份。")
        return count_rows(lambda sql: int(connection.execute(sql).fetchone()[0]))


def _version_of(path: Path) -> str:
    if not path.is_file():
        raise UserFacingError("找不到这个备份文件，或者它是一个文件夹。", "请检查文件的位置。")
    try:
        version = schema_version(path)
    except UserFacingError as fault:
        raise _NOT_OURS from fault
    if version is None:
        raise _NOT_OURS
    return version


def claim(path: Path) -> bool:
    """Fold the WAL of the live file into it, which works only while nobody else has it open.

    Returns:
        False when the file is too damaged to be opened at all.

    Raises:
        UserFacingError: Another window or program has it open.
    """
    try:
        with closing(dbapi2.connect(str(path))) as live:
            # leaving WAL needs the file to itself: SQLite refuses while anyone holds it open
            live.execute("PRAGMA journal_mode = DELETE").fetchone()
    except dbapi2.DatabaseError as fault:
        if "locked" in str(fault):
            raise UserFacingError(
                "数据正被志愿服务台的窗口或另一个程序使用，没有恢复。", "请先关闭窗口，再恢复。"
            ) from fault
        return False
    return True


def set_aside(live: Path, kept: Path, *, readable: bool) -> None:
    """Keep what lies at ``live`` as ``kept``: copied, or moved as it is when it cannot be read.

    A moved file takes its WAL along; a WAL left behind would be played into its successor.
    """
    kept.parent.mkdir(parents=True, exist_ok=True)
    if readable:
        try:
            copy_whole(live, kept)
        except UserFacingError:
            kept.unlink(missing_ok=True)
        else:
            return
    for ending in ("", "-wal", "-shm", "-journal"):
        part = live.with_name(live.name + ending)
        if part.exists():
            part.replace(kept.with_name(kept.name + ending))


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except dbapi2.DatabaseError as fault:
        raise explain(fault) from fault
    except OSError as fault:
        raise UserFacingError(
            "文件写不进去：磁盘已满、只读或没有权限。", "请换一个位置，或清理磁盘后再试。"
        ) from fault
