"""Photos and documents of an activity: taken in after a look at their content, and listed."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from volunteer_desk.domain.attachments import (
    MOST_ON_SHEET,
    AttachmentRow,
    FileKind,
    RefusedFile,
    size_words,
    type_of,
)
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun, Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.services.attachment_files import (
    GONE,
    clear_waiting,
    drop_files,
    kept_path,
    put_in_place,
    small_path,
    waiting_path,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import read_settings, settings_from
from volunteer_desk.store import attachments as store
from volunteer_desk.store.activities import read_occasion
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.instants import new_uid
from volunteer_desk.store.settings import read_values

MEGABYTE = 1_000_000
SMALL_EDGE = 320
"""Pixels of a thumbnail's longer side."""


@dataclass(frozen=True)
class IncomingFile:
    """A file to take in: where it lies, or its bytes where it was pasted."""

    name: str
    path: Path | None = None
    data: bytes = b""


@dataclass(frozen=True)
class AddedFiles:
    """What became of files somebody brought: the write, and those refused with their reasons."""

    changed: Changed
    refused: tuple[RefusedFile, ...] = ()


def list_attachments(desk: Desk, activity_id: int) -> tuple[AttachmentRow, ...]:
    """An activity's photos and documents, in their order."""
    with desk.database.reading() as connection:
        return tuple(store.attachments_of(connection, activity_id))


def removed_attachments(desk: Desk, activity_id: int) -> tuple[AttachmentRow, ...]:
    """What was taken away from an activity; the files are still kept."""
    with desk.database.reading() as connection:
        return tuple(store.attachments_of(connection, activity_id, removed=True))


def attachment_path(desk: Desk, attachment_id: int) -> Path:
    """Where an attachment lies, to be opened with the system's program.

    Raises:
        UserFacingError: There is no such attachment, or its file is gone.
    """
    with desk.database.reading() as connection:
        rows = store.read_attachments(connection, [attachment_id])
    if not rows:
        raise UserFacingError("这个附件已经移除了。", "请刷新后再试。")
    path = kept_path(desk.folder, rows[0].stored)
    if not path.is_file():
        raise GONE
    return path


def thumbnail(desk: Desk, row: AttachmentRow) -> bytes:
    """A small JPEG of a photo; made when it is not there.

    Raises:
        UserFacingError: The photo's file is gone or damaged.
    """
    small = small_path(desk.folder, row.stored)
    if small.is_file():
        return small.read_bytes()
    from volunteer_desk.documents.photos import shrink_photo
    from volunteer_desk.documents.safe_write import write_safely

    path = kept_path(desk.folder, row.stored)
    if not path.is_file():
        raise GONE
    data = shrink_photo(path.read_bytes(), SMALL_EDGE, SMALL_EDGE)
    write_safely(small, data)
    return data


def add_attachments(
    desk: Desk,
    activity_id: int,
    files: Sequence[IncomingFile],
    progress: Progress = no_progress,
) -> AddedFiles:
    """Copy files into the data folder and name them in the database; one batch, undoable.

    Every file is judged by its content and size. Those that cannot be kept, and those the
    activity already has, are left out and said with their reason. The first photos go onto the
    record sheet while it has room.

    Raises:
        UserFacingError: No such activity, or the disk refuses; nothing was written then.
        Cancelled: The user stopped it; nothing was written.
    """
    settings = read_settings(desk)
    fresh: list[store.NewAttachment] = []
    refused: list[RefusedFile] = []
    clear_waiting(desk.folder)
    with ExitStack() as undoing:
        undoing.callback(lambda: drop_files(desk.folder, waiting))
        waiting: list[str] = []
        for number, file in enumerate(files):
            progress(number, len(files))
            taken = _take(desk, file, settings)
            if isinstance(taken, str):
                refused.append(RefusedFile(file.name, taken))
            else:
                waiting.append(taken.stored)
                fresh.append(taken)
        progress(len(files), len(files))
        changed, more = _write(desk, activity_id, fresh, waiting)
    return AddedFiles(changed, (*refused, *more))


def _take(desk: Desk, file: IncomingFile, settings: DeskSettings) -> store.NewAttachment | str:
    """Judge a file and write it aside, or say why it is left out."""
    limit = settings.attachment_megabytes * MEGABYTE
    try:
        size = file.path.stat().st_size if file.path is not None else len(file.data)
        if size > limit:
            return f"{size_words(size)}，超过每个{settings.attachment_megabytes} MB的上限。"
        data = file.path.read_bytes() if file.path is not None else file.data
    except OSError:
        return "这个文件读不出来，可能是文件夹，或正被别的程序打开。"
    meant = type_of(data, file.name)
    if isinstance(meant, str):
        return meant
    from volunteer_desk.documents.photos import measure_photo, shrink_photo
    from volunteer_desk.documents.safe_write import write_safely

    width = height = None
    uid = new_uid()
    stored = f"{desk.today().year}/{uid.hex()}{meant.ending}"
    if meant.kind is FileKind.PHOTO:
        try:
            width, height = measure_photo(data)
            small = shrink_photo(data, SMALL_EDGE, SMALL_EDGE)
        except UserFacingError as fault:
            return f"{fault.message}{fault.remedy}"
        write_safely(small_path(desk.folder, stored), small)
    write_safely(waiting_path(desk.folder, stored), data)
    return store.NewAttachment(
        uid,
        meant.kind,
        file.name.strip()[:200] or meant.word,
        stored,
        meant.media_type,
        len(data),
        sha256(data).digest(),
        width,
        height,
        False,
    )


def _write(
    desk: Desk, activity_id: int, fresh: Sequence[store.NewAttachment], waiting: list[str]
) -> tuple[Changed, list[RefusedFile]]:
    """Name the files in the database; ``waiting`` keeps those that were not put in place."""
    refused: list[RefusedFile] = []
    with desk.database.writing() as connection:
        if read_occasion(connection, activity_id) is None:
            raise UserFacingError("这场活动已经不在了。", "请刷新列表后再试。")
        settings = settings_from(read_values(connection))
        here = store.attachments_of(connection, activity_id)
        known = store.digests_of(connection, activity_id)
        room = settings.attachments_most - len(here)
        places = MOST_ON_SHEET - sum(row.on_sheet for row in here)
        kept: list[store.NewAttachment] = []
        for file in fresh:
            twin = known.get(file.sha256)
            if twin is not None:
                refused.append(RefusedFile(file.name, f"和已有的“{twin}”是同一个文件。"))
            elif len(kept) >= room:
                why = f"一场活动最多{settings.attachments_most}个附件。"
                refused.append(RefusedFile(file.name, why))
            else:
                known[file.sha256] = file.name
                on_sheet = file.kind is FileKind.PHOTO and places > 0
                places -= on_sheet
                kept.append(file._replace(on_sheet=on_sheet))
        if not kept:
            return Changed(frozenset(), None, "没有添加照片或文件。", 0, activity_id), refused
        words = _count_words(kept)
        batch = open_batch(
            connection,
            kind=BatchKind.ATTACHMENT,
            label=f"添加{words}",
            now=desk.now(),
            by=desk.operator,
        )
        store.add_attachments(
            connection,
            activity_id,
            kept,
            position=len(here),
            added_at=desk.now(),
            batch_id=batch,
        )
        close_batch(connection, batch, len(kept))
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="attach",
            noun=Noun.ACTIVITY,
            row_id=activity_id,
            batch_id=batch,
            detail={"rows": len(kept)},
        )
        # last, within the transaction: a row never names a file that is not there
        put_in_place(desk.folder, [file.stored for file in kept])
    stored = {file.stored for file in kept}
    waiting[:] = [name for name in waiting if name not in stored]
    nouns = frozenset({Noun.ACTIVITY, Noun.BATCH})
    return Changed(nouns, batch, f"已添加{words}。", len(kept), activity_id), refused


def _count_words(files: Sequence[store.NewAttachment]) -> str:
    photos = sum(file.kind is FileKind.PHOTO for file in files)
    parts = (f"{photos}张照片" if photos else "", f"{len(files) - photos}个文件")
    return "、".join(part for part in parts if part and not part.startswith("0"))
