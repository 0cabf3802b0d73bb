"""志愿服务活动记录表: an activity frozen with its people and photos, then onto paper."""

from volunteer_desk.domain.activity_facts import (
    ActivityFacts,
    ActivitySheet,
    SheetPerson,
    SheetPhoto,
)
from volunteer_desk.domain.attachments import MOST_ON_SHEET, AttachmentRow, FileKind, caption_of
from volunteer_desk.domain.durations import format_clock, format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.papers import DrawnPaper
from volunteer_desk.services.attachment_files import kept_path
from volunteer_desk.services.certificate_wording import explain_unprintable
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.store.activity_facts import TookPart, read_facts, took_part
from volunteer_desk.store.attachments import attachments_of
from volunteer_desk.store.settings import read_values


def activity_facts(desk: Desk, activity_id: int) -> ActivityFacts:
    """An activity with its figures and what hangs on it.

    Raises:
        UserFacingError: There is no such activity.
    """
    with desk.database.reading() as connection:
        facts = read_facts(connection, activity_id)
    if facts is None:
        raise UserFacingError("这场活动已经不在了。", "请刷新列表后再试。")
    return facts


def activity_sheet(desk: Desk, activity_id: int) -> ActivitySheet:
    """What an activity's record sheet says; a chosen photo that is gone is counted, not printed.

    Raises:
        UserFacingError: There is no such activity.
    """
    facts = activity_facts(desk, activity_id)
    with desk.database.reading() as connection:
        served = took_part(connection, activity_id)
        attached = attachments_of(connection, activity_id)
        settings = settings_from(read_values(connection))
    chosen = [row for row in attached if row.on_sheet and row.kind is FileKind.PHOTO]
    photos = [_photo(desk, row) for row in chosen[:MOST_ON_SHEET]]
    there = tuple(photo for photo in photos if photo is not None)
    return ActivitySheet(
        facts,
        _people(served),
        there,
        facts.recorders or settings.filled_by or desk.operator,
        desk.today(),
        len(photos) - len(there),
    )


def activity_sheet_pdf(desk: Desk, activity_id: int) -> bytes:
    """An activity's record sheet as the PDF that would be printed.

    Raises:
        UserFacingError: No such activity, or a character that no font has.
    """
    return draw_activity_sheet(desk, activity_id).pdf


def draw_activity_sheet(desk: Desk, activity_id: int) -> DrawnPaper:
    """An activity's record sheet to be looked at, then printed or filed as it was seen.

    Raises:
        UserFacingError: No such activity, or a character that no font has.
    """
    # the drawing rooms are heavy: loaded only when a paper is made
    from volunteer_desk.documents.activity_sheet import sheet_pdf
    from volunteer_desk.documents.fonts import missing_characters

    sheet = activity_sheet(desk, activity_id)
    lost = missing_characters(*sheet.texts())
    if lost:
        raise UserFacingError(explain_unprintable("记录表", lost), "请改用能打印的字。")
    facts = sheet.facts
    told = f"{facts.people}人，{format_hours(facts.minutes)}小时，{len(sheet.photos)}张照片。"
    if sheet.lost_photos:
        told += f"有{sheet.lost_photos}张选中的照片打不开，没有印。"
    return DrawnPaper(
        title=sheet.TITLE,
        pdf=sheet_pdf(sheet),
        name=("活动记录表", f"活动记录表_{facts.held_on}_{facts.id}.pdf"),
        told=told,
        rows=len(sheet.people),
        in_full=None,
        layout="portrait",
    )


def _people(served: list[TookPart]) -> tuple[SheetPerson, ...]:
    """One line a person, in the order logged; who came twice has both times."""
    lines: dict[int, SheetPerson] = {}
    for one in served:
        before = lines.get(one.volunteer_id)
        times = _times(one)
        if before is not None:
            times = "、".join(filter(None, (before.times, times)))
        minutes = one.minutes + (before.minutes if before is not None else 0)
        lines[one.volunteer_id] = SheetPerson(one.name, one.number, times, minutes)
    return tuple(lines.values())


def _times(one: TookPart) -> str:
    if one.starts is None or one.ends is None:
        return ""
    return f"{format_clock(one.starts)}-{format_clock(one.ends)}"


def _photo(desk: Desk, row: AttachmentRow) -> SheetPhoto | None:
    from volunteer_desk.documents.activity_sheet import PHOTO_PIXELS
    from volunteer_desk.documents.photos import measure_photo, shrink_photo

    try:
        data = kept_path(desk.folder, row.stored).read_bytes()
        jpeg = shrink_photo(data, *PHOTO_PIXELS)
        width, height = measure_photo(jpeg)
    except (OSError, UserFacingError):
        return None
    return SheetPhoto(jpeg, width, height, caption_of(row.name))
