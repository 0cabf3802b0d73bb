"""Photos and documents of activities: their rows; the files lie in the data folder."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Row, insert, select, update

from volunteer_desk.domain.attachments import AttachmentRow, FileKind
from volunteer_desk.store.activity_tables import Attachment

_ATTACHMENT = Attachment.__table__
_SHOWN = (
    _ATTACHMENT.c.id,
    _ATTACHMENT.c.activity_id,
    _ATTACHMENT.c.kind,
    _ATTACHMENT.c.name,
    _ATTACHMENT.c.stored,
    _ATTACHMENT.c.media_type,
    _ATTACHMENT.c.size,
    _ATTACHMENT.c.width,
    _ATTACHMENT.c.height,
    _ATTACHMENT.c.on_sheet,
    _ATTACHMENT.c.added_at,
)


class NewAttachment(NamedTuple):
    """A file that was copied into the data folder and is to be named in the database."""

    uid: bytes
    kind: FileKind
    name: str
    stored: str
    media_type: str
    size: int
    sha256: bytes
    width: int | None
    height: int | None
    on_sheet: bool


class KeptFile(NamedTuple):
    """What the database says of one file."""

    stored: str
    size: int
    sha256: bytes


def attachments_of(
    connection: Connection, activity_id: int, *, removed: bool = False
) -> list[AttachmentRow]:
    """An activity's photos and documents in their order, or those taken away from it."""
    found = connection.execute(
        select(*_SHOWN)
        .where(_ATTACHMENT.c.activity_id == activity_id, _ATTACHMENT.c.removed == removed)
        .order_by(_ATTACHMENT.c.position, _ATTACHMENT.c.id)
    )
    return [_row(row) for row in found]


def read_attachments(connection: Connection, ids: Collection[int]) -> list[AttachmentRow]:
    """The rows of these ids that were not removed, by id."""
    found = connection.execute(
        select(*_SHOWN)
        .where(_ATTACHMENT.c.id.in_(sorted(set(ids))), _ATTACHMENT.c.removed == False)  # noqa: E712
        .order_by(_ATTACHMENT.c.id)
    )
    return [_row(row) for row in found]


def digests_of(connection: Connection, activity_id: int) -> dict[bytes, str]:
    """SHA-256 → name of what an activity has."""
    found = connection.execute(
        select(_ATTACHMENT.c.sha256, _ATTACHMENT.c.name).where(
            _ATTACHMENT.c.activity_id == activity_id,
            _ATTACHMENT.c.removed == False,  # noqa: E712
        )
    )
    return {bytes(row.sha256): row.name for row in found}


def add_attachments(
    connection: Connection,
    activity_id: int,
    files: Sequence[NewAttachment],
    *,
    position: int,
    added_at: datetime,
    batch_id: int,
) -> None:
    """Name files in the database, from a position on."""
    if files:
        connection.execute(
            insert(_ATTACHMENT),
            [
                {
                    **file._asdict(),
                    "kind": file.kind.value,
                    "activity_id": activity_id,
                    "position": position + offset,
                    "removed": False,
                    "added_at": added_at,
                    "batch_id": batch_id,
                }
                for offset, file in enumerate(files)
            ],
        )


def change_attachment(
    connection: Connection, attachment_id: int, values: Mapping[str, str | bool]
) -> None:
    """Write the columns given."""
    connection.execute(
        update(_ATTACHMENT).where(_ATTACHMENT.c.id == attachment_id).values(**values)
    )


def stored_by(connection: Connection, batch_id: int) -> list[str]:
    """The files that a batch added."""
    found = connection.execute(
        select(_ATTACHMENT.c.stored).where(_ATTACHMENT.c.batch_id == batch_id)
    )
    return list(found.scalars())


def forget_removed(connection: Connection, activity_id: int) -> list[str]:
    """Delete the rows of what was taken away from an activity, and return their files."""
    removed = "activity_id = ? AND removed = 1"
    found = connection.exec_driver_sql(
        f"SELECT stored FROM attachment WHERE {removed}", (activity_id,)
    )
    files = [row[0] for row in found]
    connection.exec_driver_sql(f"DELETE FROM attachment WHERE {removed}", (activity_id,))
    return files


def known_files(connection: Connection) -> list[KeptFile]:
    """Every file the database names, those taken away too."""
    found = connection.execute(
        select(_ATTACHMENT.c.stored, _ATTACHMENT.c.size, _ATTACHMENT.c.sha256).order_by(
            _ATTACHMENT.c.id
        )
    )
    return [KeptFile(row.stored, row.size, bytes(row.sha256)) for row in found]


def still_named(connection: Connection, stored: Collection[str]) -> set[str]:
    """Those of the files that the database names."""
    found = connection.execute(
        select(_ATTACHMENT.c.stored).where(_ATTACHMENT.c.stored.in_(sorted(set(stored))))
    )
    return set(found.scalars())


def _row(
    row: Row[int, int, str, str, str, str, int, int | None, int | None, bool, datetime],
) -> AttachmentRow:
    number, activity_id, kind, name, stored, media, size, width, height, on_sheet, added_at = row
    return AttachmentRow(
        id=number,
        activity_id=activity_id,
        kind=FileKind(kind),
        name=name,
        stored=stored,
        media_type=media,
        size=size,
        width=width,
        height=height,
        on_sheet=on_sheet,
        added_at=added_at,
    )
