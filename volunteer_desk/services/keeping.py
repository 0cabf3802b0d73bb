"""Keeping the data safe: back up, restore, and check, each judged before it counts."""

import json
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.keeping import KeepingReport
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.attachment_keeping import bring_back, copy_beside
from volunteer_desk.services.desk import Desk, local_now, open_desk
from volunteer_desk.services.ledger_proof import prove
from volunteer_desk.store import checking
from volunteer_desk.store.attachments import known_files
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.keeping import claim, copy_whole, count_rows, inspect_copy, set_aside
from volunteer_desk.store.settings import write_values


def back_up(desk: Desk, out: Path) -> KeepingReport:
    """Copy the live data into one file, and put it in place only once it is proved sound.

    Photos and documents of activities are copied into the folder “附件” beside it, which every
    backup in that place shares (docs/decisions/0006-attachments.md).

    Args:
        desk: Its writes wait while the copy is taken.
        out: The file to write; a file of that name is replaced.

    Raises:
        UserFacingError: The place cannot be written, or the copy is not sound; ``out`` is as it
            was.
    """
    out = out.expanduser().absolute()
    _refuse_place(desk.folder, out)
    partial = out.with_name(f".{out.name}.{secrets.token_hex(4)}.partial")
    with ExitStack() as undoing:
        undoing.callback(_remove, partial)
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            partial.touch()
        except OSError as fault:
            raise UserFacingError(
                "备份的位置写不进去。", "请检查文件夹的权限和磁盘空间，或换一个位置。"
            ) from fault
        with desk.database.writing() as connection:  # nobody writes between count and copy
            counts = count_rows(lambda sql: checking.number_of(connection, sql))
            copy_whole(desk.database.path, partial)
            files = known_files(connection)
        if inspect_copy(partial) != counts:
            raise UserFacingError("备份与数据不一致，没有保留它。", "请再备份一次。")
        missing = copy_beside(desk.folder, files, out)
        partial.replace(out)
    at = desk.now()
    with desk.database.writing() as connection:
        write_values(connection, {"last_backup": json.dumps(at.isoformat(timespec="seconds"))})
        append_audit(connection, now=at, by=desk.operator, action="back_up", noun="desk")
    findings = (f"有{missing}个照片或文件已不在数据文件夹里，没有备份到。",) if missing else ()
    return KeepingReport(not missing, findings, counts, out.name, len(files) - missing)


def restore(
    folder: DataFolder, source: Path, clock: Callable[[], datetime] = local_now
) -> KeepingReport:
    """Put a backup in the place of the folder's data; what was there is kept under ``backups``.

    Args:
        folder: No window may be open on it.
        source: A file made by ``back_up`` (or any sound desk database that is not newer).
        clock: Names the copy that is kept, and dates the audit row.

    Returns:
        The restored rows; ``file`` names the copy kept of what was there before.

    Raises:
        UserFacingError: The source is no sound backup, or the data is in use; nothing changed.
    """
    source = source.expanduser().absolute()
    if source == folder.database:
        raise UserFacingError("备份文件就是正在用的数据文件。", "请选择另一个备份文件。")
    counts = inspect_copy(source)
    stamp = clock().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = folder.backups / f"replaced-{stamp}.sqlite3"
    partial = folder.root / f".restore-{secrets.token_hex(4)}.partial"
    with ExitStack() as undoing:
        undoing.callback(_remove, partial)
        try:
            folder.root.mkdir(parents=True, exist_ok=True)
            partial.touch()
        except OSError as fault:
            raise UserFacingError(
                "数据文件夹打不开或不能写入。", "请检查文件夹的权限，或换一个数据文件夹。"
            ) from fault
        copy_whole(source, partial)
        if inspect_copy(partial) != counts:
            raise UserFacingError("备份没有完整读出，没有恢复。", "请换一份备份。")
        replaced = folder.database.exists()
        if replaced:
            set_aside(folder.database, kept, readable=claim(folder.database))
        partial.replace(folder.database)
    desk = open_desk(folder, clock)  # an older backup is migrated here
    try:
        with desk.database.writing() as connection:
            append_audit(connection, now=desk.now(), by="", action="restore", noun="desk")
        brought = bring_back(desk, source)
    finally:
        desk.close()
    findings = brought.findings()
    return KeepingReport(
        not findings, findings, counts, kept.name if replaced else "", brought.there
    )


def check(desk: Desk) -> KeepingReport:
    """Look for anything in which the data disagrees with itself; it is shown, never mended."""
    return prove(desk)


def _refuse_place(folder: DataFolder, out: Path) -> None:
    if out.is_dir():
        raise UserFacingError("备份的位置是一个文件夹。", "请写出文件名，例如 备份.sqlite3。")
    if out == folder.database or out.name.startswith(f"{folder.database.name}-"):
        raise UserFacingError("不能备份到正在用的数据文件上。", "请换一个文件名。")


def _remove(partial: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        partial.with_name(partial.name + ending).unlink(missing_ok=True)
