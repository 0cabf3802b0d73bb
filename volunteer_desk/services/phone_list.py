"""队伍负责人通讯录: masked, or in full with a reason that is kept."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.masking import mask_phone
from volunteer_desk.domain.phone_list import PhoneList
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import read_settings
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.disclosures import record_disclosure
from volunteer_desk.store.teams import leader_lines


def read_phone_list(desk: Desk, teams: Collection[int] | None = None) -> PhoneList:
    """The leaders of these teams as far as they are in use, of all by default; phones masked."""
    with desk.database.reading() as connection:
        lines = leader_lines(connection, teams)
    masked = tuple(replace(line, phone=mask_phone(line.phone)) for line in lines)
    return PhoneList(read_settings(desk).unit, desk.today(), False, masked)


def read_phone_list_in_full(
    desk: Desk, reason: str, teams: Collection[int] | None = None
) -> PhoneList:
    """The same with phones in full; who took it out and why is kept.

    Raises:
        UserFacingError: No reason.
    """
    reason = reason.strip()
    if not reason:
        raise UserFacingError("显示完整电话要写明理由。", "请写一句用途，它会记入日志。")
    with desk.database.writing() as connection:
        lines = leader_lines(connection, teams)
        count = sum(bool(line.phone) for line in lines)
        record_disclosure(
            connection,
            now=desk.now(),
            by=desk.operator,
            kind=DisclosureKind.EXPORT,
            reason=reason,
            rows=count,
        )
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="phone_list_unmasked",
            noun="team",
            detail={"rows": count},
        )
    return PhoneList(read_settings(desk).unit, desk.today(), True, lines)


def write_phone_list(listed: PhoneList, out: Path) -> Path:
    """Write the list by the ending of ``out``: .pdf, else a workbook.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    # the drawing rooms are heavy: loaded only when a paper is made
    from volunteer_desk.documents.phone_list import phone_list_pdf, phone_list_xlsx
    from volunteer_desk.documents.safe_write import write_safely

    if out.suffix.lower() == ".pdf":
        write_safely(out, phone_list_pdf(listed))
    else:
        phone_list_xlsx(listed, out)
    return out


def phone_list_path(desk: Desk, listed: PhoneList, ending: str) -> Path:
    """Where a list goes unless somebody says otherwise: the papers folder, named by its day."""
    word = "完整" if listed.in_full else "脱敏"
    return desk.folder.papers / "通讯录" / f"队伍负责人通讯录_{word}_{listed.made_on}{ending}"
