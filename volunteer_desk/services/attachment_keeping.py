"""Attachments kept safe: copied beside a backup, brought back from there, and looked over."""

from dataclasses import dataclass
from pathlib import Path

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.attachment_files import (
    INCOMING,
    copy_file,
    digest_of,
    files_on_disk,
    kept_path,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.attachments import KeptFile, known_files
from volunteer_desk.store.connection import Connection

BESIDE = "附件"
"""The folder beside a backup that holds the files of every backup in that place."""


@dataclass(frozen=True)
class Brought:
    """What a restore found of the attachments the restored data names."""

    there: int
    missing: int

    def findings(self) -> tuple[str, ...]:
        """What is wrong, in words."""
        if not self.missing:
            return ()
        return (f"有{self.missing}个照片或文件不在备份旁的“{BESIDE}”文件夹里，没有恢复。",)


def beside(backup: Path) -> Path:
    """The folder in which a backup's attachments lie."""
    return backup.parent / BESIDE


def copy_beside(
    folder: DataFolder, files: list[KeptFile], out: Path, progress: Progress = no_progress
) -> int:
    """Copy attachments beside a backup; one that lies there already is not copied again.

    A file never changes under its name, so every backup in one place shares them.

    Returns:
        How many could not be copied because they are gone from the data folder.

    Raises:
        UserFacingError: They cannot be written there.
    """
    missing = 0
    for number, file in enumerate(files):
        progress(number, len(files))
        source, target = kept_path(folder, file.stored), beside(out) / file.stored
        if lies_there(target, file.size):
            continue
        if not source.is_file():
            missing += 1
            continue
        copy_file(source, target)
    return missing


def bring_back(desk: Desk, source: Path) -> Brought:
    """Bring the attachments of restored data from beside their backup.

    What lay in the data folder and the restored data does not name goes beside the copy of the
    replaced data, so that this can be restored in its turn.
    """
    with desk.database.reading() as connection:
        files = known_files(connection)
    missing = 0
    for file in files:
        target = kept_path(desk.folder, file.stored)
        if lies_there(target, file.size):
            continue
        kept = beside(source) / file.stored
        try:
            if not lies_there(kept, file.size):
                missing += 1
                continue
            copy_file(kept, target)
        except UserFacingError:
            missing += 1
    named = {file.stored for file in files}
    spare = [stored for stored, _size in files_on_disk(desk.folder) if stored not in named]
    for stored in spare:
        target = desk.folder.backups / BESIDE / stored
        target.parent.mkdir(parents=True, exist_ok=True)
        kept_path(desk.folder, stored).replace(target)
    return Brought(len(files) - missing, missing)


def attachment_findings(
    folder: DataFolder, connection: Connection, *, thorough: bool, progress: Progress = no_progress
) -> list[str]:
    """Where files and database disagree, in words.

    Args:
        folder: Whose files.
        connection: A reading connection.
        thorough: Every file's content is compared, not only its size.
        progress: Told (files looked at, files in all).
    """
    known = known_files(connection)
    lying = dict(files_on_disk(folder))
    missing = altered = 0
    for number, file in enumerate(known):
        progress(number, len(known))
        size = lying.pop(file.stored, None)
        if size is None:
            missing += 1
        elif size != file.size or (
            thorough and digest_of(kept_path(folder, file.stored)) != file.sha256
        ):
            altered += 1
    incoming = folder.attachments / INCOMING
    unnamed = len(lying) + (sum(1 for _ in incoming.iterdir()) if incoming.is_dir() else 0)
    return [
        sentence.format(found)
        for found, sentence in (
            (missing, f"有{{}}个照片或文件不在数据文件夹里，可从备份旁的“{BESIDE}”文件夹找回。"),
            (altered, "有{}个照片或文件的内容被改动过。"),
            (unnamed, "附件文件夹里有{}个没有登记的文件，可能是断电时留下的。"),
        )
        if found
    ]


def lies_there(path: Path, size: int) -> bool:
    """Whether a file of that size lies there."""
    try:
        return path.stat().st_size == size
    except OSError:
        return False
