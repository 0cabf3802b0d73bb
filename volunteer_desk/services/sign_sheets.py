"""签到表: made for an activity, printed, and brought back by its code."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.masking import mask_phone
from volunteer_desk.domain.papers import DrawnPaper
from volunteer_desk.domain.sign_codes import (
    MOST_ROWS,
    SERIALS,
    SignCode,
    is_meant_as_code,
    read_sign_code,
    sheet_code,
    spaced_code,
)
from volunteer_desk.domain.sign_sheets import SheetPeople, SheetRow, SignLine, SignSheet
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.sign_occasions import occasion_in, people_for_sheet
from volunteer_desk.services.volunteer_masking import is_child
from volunteer_desk.store import sign_sheets as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.memberships import open_teams
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.sign_sheets import StoredSheet


def make_sheet(desk: Desk, activity_id: int, people: Sequence[int], blank_rows: int) -> SignSheet:
    """Keep a sheet with codes of its own; the newest one is used again where it is alike.

    Raises:
        UserFacingError: No rows, too many, or the activity is gone.
    """
    rows = len(people) + blank_rows
    if rows < 1 or blank_rows < 0:
        raise UserFacingError("签到表上还没有行。", "请选择名单，或填写空白行数。")
    if rows > MOST_ROWS:
        raise UserFacingError(f"一张签到表最多{MOST_ROWS}行。", "请分成几张打印。")
    with desk.database.writing() as connection:
        occasion_in(connection, activity_id)
        sheet_id = _alike(connection, activity_id, people, blank_rows)
        if sheet_id is None:
            code = sheet_code(secrets.choice(SERIALS))
            while store.is_code_taken(connection, code):
                code = sheet_code(secrets.choice(SERIALS))
            sheet_id = store.add_sheet(
                connection, activity_id, code, people, blank_rows, desk.now()
            )
            append_audit(
                connection,
                now=desk.now(),
                by=desk.operator,
                action="print_sign_sheet",
                noun=Noun.ACTIVITY,
                row_id=activity_id,
                detail={"rows": rows},
            )
        return _read(connection, desk, sheet_id)


def draw_sign_sheet(desk: Desk, sheet: SignSheet) -> DrawnPaper:
    """A sheet on A4, to be seen, printed or filed.

    Raises:
        UserFacingError: A character no font has.
    """
    # the drawing room is heavy: loaded only when a paper is made
    from volunteer_desk.documents.sign_sheet import sign_sheet_missing, sign_sheet_pdf
    from volunteer_desk.services.certificate_wording import explain_unprintable

    lost = sign_sheet_missing(sheet)
    if lost:
        raise UserFacingError(explain_unprintable("签到表", lost), "请改用能打印的字。")
    here = sheet.occasion
    named = sum(line.volunteer_id is not None for line in sheet.lines)
    return DrawnPaper(
        title=SignSheet.TITLE,
        pdf=sign_sheet_pdf(sheet),
        name=("签到表", f"签到表_{here.held_on}_{sheet.code}.pdf"),
        told=f"编号 {spaced_code(sheet.code)} · 名单{named}人，空白{len(sheet.lines) - named}行。"
        "电话已脱敏。",
        rows=len(sheet.lines),
        in_full=None,
        layout="portrait",
    )


def draw_new_sheet(desk: Desk, activity_id: int, whose: SheetPeople, blank: int) -> DrawnPaper:
    """Make a sheet of an activity for these people and draw it.

    Args:
        desk: The desk.
        activity_id: The activity.
        whose: Which people it lists.
        blank: Empty rows below them.

    Raises:
        UserFacingError: There are none of these people, or as ``make_sheet``.
    """
    people = people_for_sheet(desk, activity_id, whose)
    if whose is not SheetPeople.NOBODY and not people:
        raise UserFacingError("这份名单里没有人。", "请换一份名单，或选“空白表”。")
    return draw_sign_sheet(desk, make_sheet(desk, activity_id, people, blank))


def sheets_of(desk: Desk, activity_id: int) -> list[SheetRow]:
    """The sheets made for an activity, the newest first."""
    with desk.database.reading() as connection:
        found = store.sheets_of(connection, activity_id)
    zone = desk.now().tzinfo
    return [replace(row, printed_at=row.printed_at.astimezone(zone)) for row in found]


def open_sheet(desk: Desk, sheet_id: int) -> SignSheet:
    """A sheet in its printed order, with what it has credited by now.

    Raises:
        UserFacingError: It is gone.
    """
    with desk.database.reading() as connection:
        return _read(connection, desk, sheet_id)


def find_by_code(desk: Desk, text: str) -> tuple[SignSheet, int | None]:
    """The sheet that a scanned or typed code means, and the row, None for the sheet itself.

    Raises:
        UserFacingError: It is no code, has a slip in it, or is no sheet of this desk.
    """
    code = read_code(text)
    with desk.database.reading() as connection:
        stored = store.read_sheet(connection, code=code.sheet)
        if stored is None:
            raise UserFacingError("这里没有这张签到表。", "可能是在别的电脑上打印的，或已经作废。")
        sheet = _read(connection, desk, stored.id)
    if code.position is not None and code.position > len(sheet.lines):
        raise UserFacingError("这张签到表没有这一行。", "请再扫一次。")
    return sheet, code.position


def read_code(text: str) -> SignCode:
    """A scanned or typed code.

    Raises:
        UserFacingError: It is none, or has a slip in it.
    """
    code = read_sign_code(text)
    if code is None:
        if is_meant_as_code(text):
            raise UserFacingError("这个编号读错或打错了，没有采用。", "请再扫一次，或重新输入。")
        raise UserFacingError("这不是签到表上的编号。", "编号印在表的右上角和每行右边，都是数字。")
    return code


def discard_sheet(desk: Desk, sheet_id: int) -> Changed:
    """作废: forget a sheet that was never logged; its codes mean nothing any more.

    Raises:
        UserFacingError: Hours were logged from it.
    """
    with desk.database.writing() as connection:
        stored = stored_sheet(connection, sheet_id)
        if store.standing_batches(connection, store.request_head(stored.uid)):
            raise UserFacingError("这张签到表已经登记过时长，不能作废。", "请先撤销它的登记。")
        store.remove_sheet(connection, sheet_id)
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="discard_sign_sheet",
            noun=Noun.ACTIVITY,
            row_id=stored.activity_id,
        )
    return Changed(frozenset({Noun.ACTIVITY}), None, "签到表已作废，它的编号不再有效。", 1)


def _alike(
    connection: Connection, activity_id: int, people: Sequence[int], blank_rows: int
) -> int | None:
    """The newest sheet of an activity when it has the same rows and was not logged."""
    sheets = store.sheets_of(connection, activity_id)[:1]
    if not sheets or sheets[0].logged or sheets[0].blank_rows != blank_rows:
        return None
    rows = store.read_rows(connection, sheets[0].id)
    whose = [row.volunteer_id for row in rows[: len(rows) - blank_rows]]
    return sheets[0].id if whose == list(people) else None


def stored_sheet(connection: Connection, sheet_id: int) -> StoredSheet:
    """A sheet's own row.

    Raises:
        UserFacingError: It is gone.
    """
    stored = store.read_sheet(connection, sheet_id=sheet_id)
    if stored is None:
        raise UserFacingError("这张签到表已经作废。", "请重新打印一张。")
    return stored


def _read(connection: Connection, desk: Desk, sheet_id: int) -> SignSheet:
    stored = stored_sheet(connection, sheet_id)
    rows = store.read_rows(connection, sheet_id)
    ids = [row.volunteer_id for row in rows if row.volunteer_id is not None]
    cards = store.read_people(connection, ids)
    teams = open_teams(connection, ids)
    settings = settings_from(read_values(connection))
    batches = store.standing_batches(connection, store.request_head(stored.uid))
    credited = store.credited_in(connection, batches)
    lines = []
    for row in rows:
        card = cards.get(row.volunteer_id or 0)
        if card is None:
            lines.append(SignLine(row.position, row.code))
            continue
        child = is_child(card.birth, desk.today(), settings.sensitive_under)
        lines.append(
            SignLine(
                row.position,
                row.code,
                card.id,
                card.name,
                "" if child else mask_phone(card.phone),
                "、".join(teams.get(card.id, ())),
                card.status == "active" and not card.gone,
                credited.get(card.id, 0),
            )
        )
    return SignSheet(
        stored.id,
        stored.code,
        settings.unit,
        occasion_in(connection, stored.activity_id),
        stored.printed_at,
        tuple(lines),
        tuple(batches),
    )
