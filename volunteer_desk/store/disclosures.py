"""The log of personal data shown or handed out unmasked; append-only."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from volunteer_desk.domain.disclosure import DisclosureKind, DisclosureRow
from volunteer_desk.store.register_tables import Disclosure
from volunteer_desk.store.tables import Volunteer

_DISCLOSURE = Disclosure.__table__
_VOLUNTEER = Volunteer.__table__


def record_disclosure(
    connection: Connection,
    *,
    now: datetime,
    by: str,
    kind: DisclosureKind,
    reason: str,
    volunteer_id: int | None = None,
    rows: int = 1,
) -> None:
    """Add one row in the caller's transaction: one person's data, or a list of ``rows``."""
    connection.execute(
        insert(_DISCLOSURE).values(
            at=now, by=by, action=kind.value, volunteer_id=volunteer_id, rows=rows, reason=reason
        )
    )


def list_rows(
    connection: Connection, *, volunteer_id: int | None = None, limit: int = 200
) -> list[DisclosureRow]:
    """The newest rows first, of one person or of the whole desk."""
    c = _DISCLOSURE.c
    wanted = (
        select(c.id, c.at, c.by, c.action, c.volunteer_id, _VOLUNTEER.c.number, c.rows, c.reason)
        .select_from(_DISCLOSURE.outerjoin(_VOLUNTEER, _VOLUNTEER.c.id == c.volunteer_id))
        .order_by(c.id.desc())
        .limit(limit)
    )
    if volunteer_id is not None:
        wanted = wanted.where(c.volunteer_id == volunteer_id)
    return [
        DisclosureRow(
            row.id,
            row.at,
            row.by,
            DisclosureKind(row.action),
            row.volunteer_id,
            row.number or "",
            row.rows,
            row.reason,
        )
        for row in connection.execute(wanted)
    ]
