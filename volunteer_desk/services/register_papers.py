"""花名册: people of a list in the order it shows, frozen, then onto paper or into a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from volunteer_desk.documents.safe_write import file_words, write_safely
from volunteer_desk.domain.changes import Noun, Progress, no_progress
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.papers import (
    RosterLine,
    RosterSheet,
)
from volunteer_desk.domain.volunteers import VolunteerRow
from volunteer_desk.services.certificate_wording import explain_unprintable
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import log_disclosure
from volunteer_desk.services.list_rows import list_rows
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.volunteer_masking import HIDDEN, is_child
from volunteer_desk.store.audit import append_audit

MOST_ON_PAPER = 20_000
"""More people than this on one 花名册 (some 700 pages) is a workbook's job."""

_PART = 1000


def roster_sheet(
    desk: Desk,
    ids: Sequence[int],
    *,
    reason: str = "",
    kind: DisclosureKind = DisclosureKind.PRINT,
    of: str = "",
    when: str = "",
    progress: Progress = no_progress,
) -> RosterSheet:
    """These people in this order as a 花名册; who is gone is left out.

    Documents and phones are masked; with a reason they are in full, which is logged before
    anything is read (个人信息保护法 art.51). Of a child nothing is shown either way (art.28).

    Args:
        desk: The desk.
        ids: Whose, in the order of the list.
        reason: "" for the masked sheet, else why it is needed in full.
        kind: What the log calls a sheet in full: printed, or exported as a workbook.
        of: The team whose people they are, "" for people of any.
        when: Whose time in it counts, as ``RosterSheet`` says it.
        progress: Told (people read, people in all).

    Raises:
        UserFacingError: The reason is blank.
    """
    in_full = reason != ""
    if in_full:
        with desk.database.writing() as connection:
            log_disclosure(desk, connection, kind, reason, rows=len(ids))
    settings, today = read_settings(desk), desk.today()
    lines = []
    for row in listed_people(desk, ids, in_full, progress):
        if in_full and is_child(row.birth, today, settings.sensitive_under):
            row = replace(
                row,
                birth=None,
                id_masked=row.id_masked and HIDDEN,
                phone_masked=row.phone_masked and HIDDEN,
                political_status=row.political_status and HIDDEN,
                more={key: value and HIDDEN for key, value in row.more.items()},
            )
        lines.append(_line(row))
    return RosterSheet(
        settings.unit, today, in_full, settings.sensitive_under, tuple(lines), of, when
    )


def roster_pdf_bytes(sheet: RosterSheet, progress: Progress = no_progress) -> bytes:
    """The sheet as the PDF that would be printed.

    Raises:
        UserFacingError: Too many people for paper, or a character no font has.
    """
    # the drawing rooms are heavy: loaded only when a paper is made
    from volunteer_desk.documents.roster_pdf import roster_missing, roster_pdf

    if len(sheet.lines) > MOST_ON_PAPER:
        raise UserFacingError(
            f"花名册有{len(sheet.lines):,}人，超过{MOST_ON_PAPER:,}人，不宜打印。",
            "请先筛选，或存成 .xlsx 工作簿。",
        )
    lost = roster_missing(sheet)
    if lost:
        raise UserFacingError(
            explain_unprintable("花名册", lost), "请改用能打印的字，或存成 .xlsx 工作簿。"
        )
    return roster_pdf(sheet, progress)


def write_roster(
    desk: Desk, sheet: RosterSheet, out: Path, progress: Progress = no_progress
) -> Path:
    """Write the sheet by the file's ending.

    Raises:
        UserFacingError: Another ending than .pdf or .xlsx, as ``roster_pdf_bytes``, or the file
            cannot be written.
        Cancelled: The user stopped it; no file is left.
    """
    from volunteer_desk.documents.roster_pdf import roster_xlsx

    suffix = out.suffix.lower()
    if suffix == ".pdf":
        write_safely(out, roster_pdf_bytes(sheet, progress))
    elif suffix == ".xlsx":
        roster_xlsx(sheet, out, progress)
    else:
        raise UserFacingError(
            f"花名册不能写成“{out.suffix or '没有后缀'}”文件。",
            "请把文件名写成 .pdf 或 .xlsx 结尾。",
        )
    note_written(desk, "write_roster", len(sheet.lines), in_full=sheet.in_full)
    return out


def roster_path(desk: Desk, sheet: RosterSheet, ending: str = ".pdf") -> Path:
    """Where a sheet goes unless somebody says otherwise: the papers folder, named by its day."""
    word = "完整" if sheet.in_full else "脱敏"
    name = f"{file_words(sheet.title)}_{word}_{sheet.made_on}{ending}"
    return desk.folder.papers / "名册" / name


def listed_people(
    desk: Desk, ids: Sequence[int], in_full: bool, progress: Progress
) -> Iterator[VolunteerRow]:
    """These people as papers need them, read part by part."""
    for start in range(0, len(ids), _PART):
        progress(start, len(ids))
        yield from list_rows(desk, ids[start : start + _PART], ("skills",), unmasked=in_full)


def _line(row: VolunteerRow) -> RosterLine:
    return RosterLine(
        name=row.name,
        gender=row.gender,
        birth=f"{row.birth:%Y-%m}" if row.birth else "",
        political_status=row.political_status,
        document=row.id_masked,
        phone=row.phone_masked,
        team=row.team,
        skills=row.more.get("skills", ""),
        registered_on=row.registered_on,
    )


def note_written(desk: Desk, action: str, rows: int, *, in_full: bool) -> None:
    """Leave word of a paper that was written."""
    with desk.database.writing() as connection:
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action=action,
            noun=Noun.VOLUNTEER,
            detail={"rows": rows, "in_full": in_full},
        )
