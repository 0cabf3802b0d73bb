"""Showing one person's data in full for a minute, with a reason, and the log of who saw what."""

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.disclosure import (
    SHOWN_FOR,
    DisclosureKind,
    DisclosureRow,
    Revealed,
)
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.custom_fields import read_values_of
from volunteer_desk.store.disclosures import list_rows, record_disclosure
from volunteer_desk.store.erasing import find_erased
from volunteer_desk.store.volunteers import read_drafts


def reveal(desk: Desk, volunteer_id: int, reason: str) -> Revealed:
    """One person's card in full; the screen hides it again at ``until``.

    The look is logged before anything is shown (个人信息保护法 art.51).

    Raises:
        UserFacingError: No reason, no such person, or the data was removed.
    """
    now = desk.now()
    with desk.database.writing() as connection:
        draft = read_drafts(connection, [volunteer_id]).get(volunteer_id)
        if draft is None:
            raise UserFacingError("找不到这位志愿者。", "可能已被撤销，请刷新后再试。")
        if find_erased(connection, [volunteer_id]):
            raise UserFacingError("这张卡的资料已按要求删除，没有可以查看的内容。")
        log_disclosure(desk, connection, DisclosureKind.REVEAL, reason, volunteer_id=volunteer_id)
        values = read_values_of(connection, [volunteer_id]).get(volunteer_id, {})
    return Revealed(
        volunteer_id=volunteer_id,
        document=draft.id_number or "",
        phone=draft.phone or "",
        guardian_phone=draft.guardian_phone or "",
        emergency_phone=draft.emergency_phone or "",
        birth=draft.birth.isoformat() if draft.birth else "",
        until=now + SHOWN_FOR,
        draft=draft,
        values=values,
    )


def log_disclosure(
    desk: Desk,
    connection: Connection,
    kind: DisclosureKind,
    reason: str,
    *,
    volunteer_id: int | None = None,
    rows: int = 1,
) -> None:
    """Log data that leaves its mask, in the caller's transaction; the audit row says no reason.

    Raises:
        UserFacingError: There is no reason.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise UserFacingError("还没有写理由。", "请写明用途，例如“核对保险信息”，它会记入日志。")
    now = desk.now()
    record_disclosure(
        connection,
        now=now,
        by=desk.operator,
        kind=kind,
        reason=reason[:200],
        volunteer_id=volunteer_id,
        rows=rows,
    )
    append_audit(
        connection,
        now=now,
        by=desk.operator,
        action=kind.value,
        noun=Noun.VOLUNTEER,
        row_id=volunteer_id,
        detail={"rows": rows},
    )


def list_disclosures(
    desk: Desk, volunteer_id: int | None = None, limit: int = 200
) -> tuple[DisclosureRow, ...]:
    """Who saw or took out whose data and why, the newest first."""
    with desk.database.reading() as connection:
        return tuple(list_rows(connection, volunteer_id=volunteer_id, limit=limit))
