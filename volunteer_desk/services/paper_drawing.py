"""Papers of the register drawn to be looked at, then filed exactly as they were seen."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from volunteer_desk.documents.safe_write import unused_path, write_safely
from volunteer_desk.domain.changes import Noun, Progress, no_progress
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.papers import CardLayout, CardRun, DrawnPaper, RosterSheet
from volunteer_desk.domain.phone_list import PhoneList
from volunteer_desk.services import card_papers
from volunteer_desk.services import register_papers as papers
from volunteer_desk.services.certificate_wording import explain_unprintable
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.phone_list import (
    phone_list_path,
    read_phone_list,
    read_phone_list_in_full,
    write_phone_list,
)
from volunteer_desk.services.team_members import member_ids, member_rows
from volunteer_desk.services.teams import read_team
from volunteer_desk.store.audit import append_audit

NAMED = 3
"""So many of those who get no card are named; the others are counted."""


def draw_roster(
    desk: Desk,
    ids: Sequence[int],
    reason: str = "",
    progress: Progress = no_progress,
    *,
    of: str = "",
    when: str = "",
) -> DrawnPaper:
    """The 花名册 of these people, masked; with a reason in full, which is logged.

    ``of`` and ``when`` as ``RosterSheet`` says them.

    Raises:
        UserFacingError: Too many people for paper, a character no font has, or a blank reason.
    """
    sheet = papers.roster_sheet(desk, ids, reason=reason, of=of, when=when, progress=progress)
    out = papers.roster_path(desk, sheet)
    return DrawnPaper(
        title=sheet.title,
        pdf=papers.roster_pdf_bytes(sheet, progress),
        name=(out.parent.name, out.name),
        told=sheet.note,
        rows=len(sheet.lines),
        in_full=sheet.in_full,
        layout="landscape",
        listed=sheet,
    )


def draw_team_roster(
    desk: Desk,
    team_id: int,
    on: date | None,
    reason: str = "",
    progress: Progress = no_progress,
) -> DrawnPaper:
    """The 花名册 of a team's people as of a day (None: all there ever were), leaders first.

    Raises:
        UserFacingError: As ``draw_roster``, or nobody is in the team.
    """
    rows = member_rows(desk, member_ids(desk, team_id, on))
    people = list(dict.fromkeys(row.volunteer_id for row in rows))
    if not people:
        raise UserFacingError("这支队伍没有队员。", "请先加队员。")
    of, when = read_team(desk, team_id).name, ""
    if on is None:
        when = "含已退出的"
    elif on != desk.today():
        when = f"截至{plain_date(on)}"
    return draw_roster(desk, people, reason, progress, of=of, when=when)


def draw_cards(
    desk: Desk,
    ids: Sequence[int],
    layout: CardLayout | str = CardLayout.A4,
    progress: Progress = no_progress,
) -> DrawnPaper:
    """The 志愿者卡 of these people; ``told`` names who gets none and why.

    Raises:
        UserFacingError: There is no card to print.
    """
    run = card_papers.card_run(desk, ids)
    out = card_papers.cards_path(desk, layout)
    return DrawnPaper(
        title=run.TITLE,
        pdf=card_papers.cards_pdf_bytes(run, layout, progress),
        name=(out.parent.name, out.name),
        told=f"共 {len(run.cards):,} 张。{_left_out(run)}",
        rows=len(run.cards),
        in_full=None,
        layout="portrait" if CardLayout(layout) is CardLayout.A4 else "card",
    )


def draw_phone_list(
    desk: Desk,
    reason: str = "",
    progress: Progress = no_progress,
    teams: Collection[int] | None = None,
) -> DrawnPaper:
    """The leaders' 通讯录 (of these teams), masked; with a reason in full, which is logged.

    Raises:
        UserFacingError: A character no font has.
    """
    # the drawing rooms are heavy: loaded only when a paper is made
    from volunteer_desk.documents.phone_list import phone_list_missing, phone_list_pdf

    listed = (
        read_phone_list_in_full(desk, reason, teams) if reason else read_phone_list(desk, teams)
    )
    lost = phone_list_missing(listed)
    if lost:
        raise UserFacingError(
            explain_unprintable("通讯录", lost), "请改用能打印的字，或存成 .xlsx 工作簿。"
        )
    out = phone_list_path(desk, listed, ".pdf")
    return DrawnPaper(
        title=listed.TITLE,
        pdf=phone_list_pdf(listed, progress),
        name=(out.parent.name, out.name),
        told=listed.note,
        rows=len(listed.lines),
        in_full=listed.in_full,
        layout="portrait",
        listed=listed,
    )


def file_paper(desk: Desk, paper: DrawnPaper) -> Path:
    """Write a paper into the papers folder as it was seen, and say where it lies.

    What was filed under its name before stays; the same paper is not filed twice.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    folder, name = paper.name
    out = desk.folder.papers / folder / name
    if not out.is_file() or out.read_bytes() != paper.pdf:
        out = write_safely(unused_path(out), paper.pdf)
    note_paper(desk, paper, "file_paper")
    return out


def file_workbook(
    desk: Desk, listed: RosterSheet | PhoneList, progress: Progress = no_progress
) -> Path:
    """Write a list into the papers folder as a workbook, beside what lies there, and say where.

    Raises:
        UserFacingError: The file cannot be written there.
        Cancelled: The user stopped it; no file is left.
    """
    if isinstance(listed, RosterSheet):
        out = unused_path(papers.roster_path(desk, listed, ".xlsx"))
        return papers.write_roster(desk, listed, out, progress)
    return write_phone_list(listed, unused_path(phone_list_path(desk, listed, ".xlsx")))


def note_paper(desk: Desk, paper: DrawnPaper, action: str = "print_paper") -> None:
    """Write into the audit trail that a paper was printed or filed."""
    with desk.database.writing() as connection:
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action=action,
            noun=Noun.VOLUNTEER,
            detail={"rows": paper.rows, "in_full": bool(paper.in_full)},
        )


def _left_out(run: CardRun) -> str:
    if not run.left_out:
        return ""
    named = "；".join(f"{one.name}（{one.reason}）" for one in run.left_out[:NAMED])
    more = f"等 {len(run.left_out):,} 人" if len(run.left_out) > NAMED else ""
    return f"没有制卡：{named}{more}。"
