"""Lists out into a workbook: masked, or in full with a reason that is kept."""

from itertools import chain
from pathlib import Path

from volunteer_desk.documents.roster_xlsx import ListCell, table_xlsx
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.durations import format_clock
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HoursNature, HoursSource
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerStatus
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import short_words
from volunteer_desk.services.disclosure import log_disclosure
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.volunteer_masking import HIDDEN, is_child
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.exports import (
    ExportedEntry,
    ExportedPerson,
    exported_entries,
    exported_people,
    exported_waiting,
)

PEOPLE_HEADERS = (
    "志愿者编号", "姓名", "性别", "出生日期", "证件类型", "证件号码", "联系电话", "政治面貌",
    "队伍", "累计时长(小时)", "注册日期", "状态",
)  # fmt: skip
HOURS_HEADERS = (
    "服务日期", "志愿者编号", "姓名", "队伍", "项目", "开始", "结束", "时长(小时)", "来源", "状态",
    "备注", "性质", "取整前(分钟)", "补录月份", "原因", "待核时长(小时)",
)  # fmt: skip

SOURCE_WORDS = {
    HoursSource.TYPED: "录入",
    HoursSource.SIGNED: "签到",
    HoursSource.SCANNED: "扫码",
    HoursSource.IMPORTED: "导入",
    HoursSource.PASTED: "接龙",
    HoursSource.LATE: "补录",
    HoursSource.ADJUSTED: "调整",
}
NATURE_WORDS = {HoursNature.CREDIT: "信用时长", HoursNature.HONOUR: "荣誉时长"}


def export_volunteers(desk: Desk, out: Path, *, unmasked: bool = False, reason: str = "") -> int:
    """Write everyone registered into a workbook and say how many.

    Documents and phones are masked; under 14 nothing of them is shown (个人信息保护法 art.28).

    Raises:
        UserFacingError: Unmasked without a reason, or the file cannot be written.
    """
    _allow(desk, Noun.VOLUNTEER, unmasked, reason)
    words = {name: short_words(desk, name) for name in ("gender", "id_type", "political_status")}
    today, under = desk.today(), read_settings(desk).sensitive_under
    with desk.database.reading() as connection:
        rows = (
            _person_cells(person, words, unmasked, is_child(person.birth, today, under))
            for person in exported_people(connection)
        )
        return table_xlsx(out, "志愿者花名册", PEOPLE_HEADERS, rows)


def export_hours(desk: Desk, out: Path, *, unmasked: bool = False, reason: str = "") -> int:
    """Write the whole ledger into a workbook and say how many rows it has.

    Reversals are rows with negative hours, and what waits for approval comes last with its hours
    in a column of its own, so that 时长 adds up to the total. It holds no documents and no phones;
    ``unmasked`` is kept with its reason all the same.

    Raises:
        UserFacingError: Unmasked without a reason, or the file cannot be written.
    """
    _allow(desk, Noun.HOURS, unmasked, reason)
    with desk.database.reading() as connection:
        entries = chain(exported_entries(connection), exported_waiting(connection))
        rows = (_entry_cells(entry) for entry in entries)
        return table_xlsx(out, "志愿服务时长台账", HOURS_HEADERS, rows)


def _allow(desk: Desk, noun: Noun, unmasked: bool, reason: str) -> None:
    """Keep who takes a list out, before it is written."""
    if unmasked and not reason.strip():
        raise UserFacingError("不脱敏导出要写明理由。", "请写一句用途，它会记入日志。")
    with desk.database.writing() as connection:
        if unmasked:
            log_disclosure(desk, connection, DisclosureKind.EXPORT, reason)
            return
        append_audit(connection, now=desk.now(), by=desk.operator, action="export", noun=noun)


def _person_cells(
    person: ExportedPerson, words: dict[str, dict[str, str]], unmasked: bool, hidden: bool
) -> tuple[ListCell, ...]:
    birth: ListCell = person.birth
    document, phone = person.id_number or "", person.phone or ""
    political = words["political_status"].get(person.political_status or "", "")
    if not unmasked:
        political = political and (HIDDEN if hidden else political)
        birth = HIDDEN if hidden else birth
        document = document and (HIDDEN if hidden else mask_document(document))
        phone = phone and (HIDDEN if hidden else mask_phone(phone))
    return (
        person.number,
        person.name,
        words["gender"].get(person.gender or "", ""),
        birth,
        words["id_type"].get(person.id_type or "", ""),
        document,
        phone,
        political,
        person.team or "",
        _hours(person.minutes),
        person.registered_on,
        STATUS_WORDS[VolunteerStatus(person.status)],
    )


def _entry_cells(entry: ExportedEntry) -> tuple[ListCell, ...]:
    late = entry.late_month
    return (
        entry.served_on,
        entry.number,
        entry.name,
        entry.team or "",
        entry.project,
        "" if entry.starts is None else format_clock(entry.starts),
        "" if entry.ends is None else format_clock(entry.ends),
        None if entry.waiting else _hours(entry.minutes),
        SOURCE_WORDS[HoursSource(entry.source)],
        _standing(entry),
        entry.remark,
        NATURE_WORDS[HoursNature(entry.nature)],
        entry.spent,
        "" if late is None else str(Month(*divmod(late, 100))),
        entry.reason,
        _hours(entry.minutes) if entry.waiting else None,
    )


def _standing(entry: ExportedEntry) -> str:
    if entry.waiting:
        return "待核"
    if entry.minutes < 0:
        return "冲销"
    return "已冲销" if entry.undone else "已生效"


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)
