"""Handing a person everything kept about them, as a PDF or a workbook."""

from pathlib import Path

from volunteer_desk.documents.own_data_pdf import own_data_missing, own_data_pdf
from volunteer_desk.documents.own_data_xlsx import own_data_xlsx
from volunteer_desk.documents.safe_write import writing_safely
from volunteer_desk.domain.availability import availability_words
from volunteer_desk.domain.certificates import TemplateName
from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.disclosure import DISCLOSURE_WORDS, DisclosureKind
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.entry_notes import entry_remark
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourRow, counted_minutes
from volunteer_desk.domain.own_data import OwnCell, OwnData, OwnFields, OwnTable
from volunteer_desk.domain.records import MARKS, RECORD_WORDS, RecordRow
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerDraft, VolunteerStatus
from volunteer_desk.services.certificate_wording import explain_unprintable
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import every_word
from volunteer_desk.services.disclosure import log_disclosure
from volunteer_desk.services.exports import NATURE_WORDS, SOURCE_WORDS
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_checks import CODED, LABELS
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.custom_fields import list_fields, read_values_of
from volunteer_desk.store.disclosures import list_rows
from volunteer_desk.store.erasing import find_erased
from volunteer_desk.store.hour_history import unapproved_rows
from volunteer_desk.store.hour_rows import hour_rows
from volunteer_desk.store.records import records_of
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.status_changes import history_of, read_standings
from volunteer_desk.store.team_times import times_of
from volunteer_desk.store.timeline import papers_of
from volunteer_desk.store.volunteers import numbers_of, read_drafts

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("基本信息", ("name", "gender", "birth", "id_type", "id_number", "ethnicity",
                  "political_status", "education", "occupation", "employer")),
    ("联系方式", ("phone", "area", "emergency_name", "emergency_phone")),
    ("志愿服务", ("skills", "service_categories", "availability", "clothing_size",
                  "registered_on", "remark")),
    ("同意与监护人", ("consent_on", "consent_way", "consent_by", "guardian_name",
                      "guardian_relation", "guardian_phone", "guardian_consent_on")),
)  # fmt: skip
_ALL = 1_000_000
REASON = "本人查阅复制"
TEMPLATE_WORDS: dict[str, str] = {
    TemplateName.HONOUR: "荣誉证书",
    TemplateName.STAR: "星级证书",
    TemplateName.THANKS: "感谢信",
    TemplateName.APPOINTMENT: "聘书",
    "proof": "服务记录证明",
}

Words = dict[str, dict[str, str]]
"""Name of a coded field → code → word."""


def export_own_data(desk: Desk, volunteer_id: int, out: Path) -> Changed:
    """Write everything kept about a person into ``out`` (.pdf or .xlsx), in full, and log it.

    Raises:
        UserFacingError: Another kind of file, no such person, the data was removed, a character
            no font has (PDF), or the file cannot be written; then nothing is logged.
    """
    kind = out.suffix.lower()
    if kind not in (".pdf", ".xlsx"):
        raise UserFacingError("只能写成 PDF 或 Excel 文件。", "请用 .pdf 或 .xlsx 结尾的文件名。")
    words = {field: every_word(desk, field) for field in CODED}
    # The file is renamed into its place only when the log is committed.
    with writing_safely(out) as aside, desk.database.writing() as connection:
        _read_person(connection, volunteer_id)
        log_disclosure(desk, connection, DisclosureKind.OWN_DATA, REASON, volunteer_id=volunteer_id)
        data = _gather(desk, connection, volunteer_id, words)
        if kind == ".pdf":
            lost = own_data_missing(data)
            if lost:
                raise UserFacingError(explain_unprintable("PDF", lost), "请导出为 .xlsx 文件。")
            aside.write_bytes(own_data_pdf(data))
        else:
            own_data_xlsx(aside, data)
    return Changed(frozenset(), None, f"已写成“{out.name}”，并记入日志。", 1)


def gather_own_data(desk: Desk, volunteer_id: int) -> OwnData:
    """What ``export_own_data`` would write, for a page to show; the caller logs the look.

    Raises:
        UserFacingError: No such person, or the data was removed.
    """
    words = {field: every_word(desk, field) for field in CODED}
    with desk.database.reading() as connection:
        return _gather(desk, connection, volunteer_id, words)


def _gather(desk: Desk, connection: Connection, volunteer_id: int, words: Words) -> OwnData:
    draft = _read_person(connection, volunteer_id)
    settings = settings_from(read_values(connection))
    return OwnData(
        name=draft.name,
        number=numbers_of(connection, [volunteer_id])[volunteer_id],
        unit=settings.unit,
        contact=settings.phone,
        made_on=desk.today(),
        fields=(
            *(_group(title, fields, draft, words) for title, fields in _GROUPS),
            *_custom(connection, volunteer_id),
        ),
        tables=(
            _statuses(connection, volunteer_id),
            _teams(connection, volunteer_id),
            _hours(connection, volunteer_id),
            _records(connection, volunteer_id),
            _papers(connection, volunteer_id),
            _disclosures(desk, connection, volunteer_id),
        ),
    )


def _read_person(connection: Connection, volunteer_id: int) -> VolunteerDraft:
    draft = read_drafts(connection, [volunteer_id]).get(volunteer_id)
    if draft is None:
        raise UserFacingError("找不到这位志愿者。", "可能已被撤销，请刷新后再试。")
    if find_erased(connection, [volunteer_id]):
        raise UserFacingError("这张卡的资料已按要求删除，没有可以提供的内容。")
    return draft


def _group(title: str, fields: tuple[str, ...], draft: VolunteerDraft, words: Words) -> OwnFields:
    pairs: list[tuple[str, OwnCell]] = []
    for field in fields:
        value = getattr(draft, field)
        if field in words:
            value = words[field].get(value or "", value)
        if field == "availability":
            value = availability_words(value)
        pairs.append((LABELS[field], value))
    return OwnFields(title, tuple(pairs))


def _custom(connection: Connection, volunteer_id: int) -> list[OwnFields]:
    values = read_values_of(connection, [volunteer_id]).get(volunteer_id, {})
    pairs = tuple(
        (field.name, values.get(field.id))
        for field in list_fields(connection, retired=True)
        if field.active or field.id in values
    )
    return [OwnFields("本单位增加的字段", pairs)] if pairs else []


def _statuses(connection: Connection, volunteer_id: int) -> OwnTable:
    (standing,) = read_standings(connection, [volunteer_id])
    rows: list[tuple[OwnCell, ...]] = [
        (STATUS_WORDS[line.status], line.changed_on, line.reason)
        for line in history_of(connection, volunteer_id)
    ]
    first = STATUS_WORDS[VolunteerStatus.ACTIVE]
    rows.append((first, standing.registered_on, "登记为志愿者"))
    return OwnTable("状态", ("状态", "日期", "原因"), (1.0, 1.3, 5.0), tuple(rows))


def _teams(connection: Connection, volunteer_id: int) -> OwnTable:
    rows = times_of(connection, [volunteer_id]).get(volunteer_id, [])
    return OwnTable(
        "所属队伍",
        ("队伍", "角色", "加入日期", "退出日期"),
        (4.0, 1.5, 1.5, 1.5),
        tuple((row.team, row.role, row.from_on, row.to_on) for row in rows),
    )


def _hours(connection: Connection, volunteer_id: int) -> OwnTable:
    waiting = unapproved_rows(connection, volunteer_id=volunteer_id, limit=_ALL)
    rows = (*waiting, *hour_rows(connection, volunteer_id=volunteer_id, limit=_ALL))
    said = f"合计{format_hours(counted_minutes(rows))}小时；冲销的记录与原记录相抵"
    said += "，待核和退回的不计入。" if waiting else "。"
    return OwnTable(
        "服务时长",
        ("服务日期", "项目", "队伍", "时长(小时)", "来源", "状态", "性质", "备注和原因"),
        (1.6, 2.9, 2.2, 1.35, 0.9, 1.1, 0.9, 2.3),
        tuple(
            (
                row.served_on,
                row.project,
                row.team,
                round(row.minutes / 60, 2),
                SOURCE_WORDS[row.source],
                _standing(row),
                NATURE_WORDS[row.nature].removesuffix("时长"),
                entry_remark(row),
            )
            for row in rows
        ),
        said if rows else "",
    )


def _standing(row: HourRow) -> str:
    if row.waiting:
        return "未生效" if row.reversed else "待核"
    if row.minutes < 0:
        return "冲销"
    return "已冲销" if row.reversed else "已生效"


def _records(connection: Connection, volunteer_id: int) -> OwnTable:
    return OwnTable(
        "培训、表彰、评价和异议",
        ("种类", "日期", "名称", "单位", "内容", "处理结果"),
        (1.5, 1.4, 2.5, 2.0, 3.2, 2.0),
        tuple(_record(row) for row in records_of(connection, volunteer_id)),
    )


def _record(row: RecordRow) -> tuple[OwnCell, ...]:
    draft = row.draft
    said = [
        f"{format_hours(draft.minutes)}小时" if draft.minutes else "",
        draft.reference,
        "、".join(f"{mark}{given}分" for mark, given in zip(MARKS, draft.marks, strict=False)),
        draft.words,
    ]
    outcome = f"{draft.closed_on} {draft.outcome}" if draft.closed_on else draft.outcome
    content = "；".join(text for text in said if text)
    word = RECORD_WORDS[draft.kind]
    return (word, draft.held_on, draft.title, draft.by_unit, content, outcome)


def _papers(connection: Connection, volunteer_id: int) -> OwnTable:
    return OwnTable(
        "证书和证明",
        ("编号", "种类", "日期", "状态"),
        (4.0, 2.5, 1.5, 1.0),
        tuple(
            (
                paper.number,
                TEMPLATE_WORDS.get(paper.template, paper.template),
                paper.issued_on,
                "作废" if paper.status == "void" else "有效",
            )
            for paper in papers_of(connection, volunteer_id)
        ),
    )


def _disclosures(desk: Desk, connection: Connection, volunteer_id: int) -> OwnTable:
    zone = desk.now().tzinfo
    return OwnTable(
        "完整信息的查看和提供",
        ("时间", "经办人", "事项", "理由"),
        (2.0, 1.5, 2.0, 4.0),
        tuple(
            (
                row.at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
                row.by,
                DISCLOSURE_WORDS[row.kind],
                row.reason,
            )
            for row in list_rows(connection, volunteer_id=volunteer_id, limit=_ALL)
        ),
    )
