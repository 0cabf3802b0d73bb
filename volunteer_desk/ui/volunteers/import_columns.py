"""How a planned row of a roster is told: its state, and in words what would change or is wrong."""

from volunteer_desk.domain.identity import check_document
from volunteer_desk.domain.imports import PlannedVolunteer, RowState
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.volunteers import teams_named
from volunteer_desk.services.volunteer_masking import HIDDEN
from volunteer_desk.ui.importing.states import STATES
from volunteer_desk.ui.tables import Column


def what_happens(row: PlannedVolunteer) -> str:
    """The problems in words, or each change as "电话 138****1111 → 139****2222"."""
    if row.problems:
        return "；".join(problem.message for problem in row.problems)
    warning = document_warning(row)
    if row.state is RowState.NEW:
        team = _team(row)
        said = [f"加入 {team}"] if team else []
    else:
        said = [f"{one.label} {one.old or '空'} → {one.new}" for one in row.differences]
    return "；".join([warning, *said] if warning else said)


def document_warning(row: PlannedVolunteer) -> str:
    """What is said of a document number that stands all the same: 15 digits, or 000 at its end."""
    draft = row.draft
    moves = row.state in (RowState.NEW, RowState.CHANGED)
    if not moves or draft is None or not draft.id_number:
        return ""
    return check_document(draft.id_type, draft.id_number).warning


def _name(row: PlannedVolunteer) -> str:
    return row.draft.name if row.draft else ""


def _document(row: PlannedVolunteer) -> str:
    number = row.draft.id_number if row.draft else None
    return HIDDEN if row.hidden and number else mask_document(number)


def _phone(row: PlannedVolunteer) -> str:
    phone = row.draft.phone if row.draft else None
    return HIDDEN if row.hidden and phone else mask_phone(phone)


def _team(row: PlannedVolunteer) -> str:
    return "、".join(teams_named(row.draft.team)) if row.draft else ""


COLUMNS: tuple[Column[PlannedVolunteer], ...] = (
    Column("row", "行", lambda row: str(row.row), 54, "number"),
    Column(
        "state",
        "情况",
        lambda row: STATES[row.state][0],
        76,
        "pill",
        tone=lambda row: STATES[row.state][1],
    ),
    Column("name", "姓名", _name, 118, tip=_name),
    Column("document", "证件号", _document, 158, "soft"),
    Column("phone", "电话", _phone, 118, "soft"),
    Column("what", "会怎样", what_happens, 146, tip=what_happens, stretch=True),
)
