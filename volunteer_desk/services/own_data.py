"""Handing a person everything kept about them, as a PDF or a workbook."""

from pathlib import Path

from volunteer_desk.documents.own_data_pdf import own_data_missing, own_data_pdf
from volunteer_desk.documents.own_data_xlsx import own_data_xlsx
from volunteer_desk.documents.safe_write import writing_safely
from volunteer_desk.domain.availability import availability_words
from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.own_data import OwnCell, OwnData, OwnFields
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services import own_data_tables as tables
from volunteer_desk.services.certificate_wording import explain_unprintable
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import every_word
from volunteer_desk.services.disclosure import log_disclosure
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_checks import CODED, LABELS
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.custom_fields import list_fields, read_values_of
from volunteer_desk.store.erasing import find_erased
from volunteer_desk.store.settings import read_values
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
REASON = "本人查阅复制"

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
            tables.statuses(connection, volunteer_id),
            tables.teams(connection, volunteer_id),
            tables.hours(connection, volunteer_id),
            tables.expected(connection, volunteer_id),
            tables.comings(connection, volunteer_id, desk.now().tzinfo),
            tables.records(connection, volunteer_id),
            tables.papers(connection, volunteer_id),
            tables.disclosures(connection, volunteer_id, desk.now().tzinfo),
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
