"""People as screens show them: masked, and children hidden altogether."""

from dataclasses import replace
from datetime import date

from volunteer_desk.domain.consent import age_on
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.volunteers import VolunteerDraft

__all__ = ["CHILD", "HIDDEN", "MASKED", "age_on", "is_child", "mask_draft"]

HIDDEN = "******"
CHILD = 14
"""Under this age all data is sensitive (个人信息保护法 art.28); configurable."""

MASKED = (
    "id_number", "phone", "emergency_phone", "guardian_phone",
    "employer", "area", "guardian_name", "emergency_name",
)  # fmt: skip
"""Fields of a draft that are shown masked; the second line, school, home and family, of a child."""


def is_child(birth: date | None, day: date, under: int = CHILD) -> bool:
    """Whether a person is known to be younger than ``under`` on a day."""
    return birth is not None and age_on(birth, day) < under


def mask_draft(draft: VolunteerDraft, today: date, under: int = CHILD) -> VolunteerDraft:
    """A person as a card shows them; a child's data is sensitive (个人信息保护法 art.28).

    Of a child the birth date is left out as well. ``save_volunteer`` takes a masked value that
    was left as it is for "not changed".
    """
    hidden = is_child(draft.birth, today, under)

    def phone(number: str | None) -> str | None:
        return number and (HIDDEN if hidden else mask_phone(number))

    document = draft.id_number
    shown = replace(
        draft,
        id_number=document and (HIDDEN if hidden else mask_document(document)),
        phone=phone(draft.phone),
        emergency_phone=phone(draft.emergency_phone),
        guardian_phone=phone(draft.guardian_phone),
    )
    if not hidden:
        return shown
    return replace(
        shown,
        birth=None,
        employer=draft.employer and HIDDEN,
        area=draft.area and HIDDEN,
        guardian_name=draft.guardian_name and HIDDEN,
        emergency_name=draft.emergency_name and HIDDEN,
    )
