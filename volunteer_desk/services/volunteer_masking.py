"""People as screens show them: masked, and under 14 hidden altogether."""

from dataclasses import replace
from datetime import date

from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.volunteers import VolunteerDraft

HIDDEN = "******"
CHILD = 14
"""Under this age all data is sensitive (个人信息保护法 art.28)."""

MASKED = ("id_number", "phone", "emergency_phone", "guardian_phone")
"""Fields of a draft that are shown masked."""


def age_on(birth: date, day: date) -> int:
    """Whole years on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_child(birth: date | None, day: date) -> bool:
    """Whether a person is known to be under 14 on a day."""
    return birth is not None and age_on(birth, day) < CHILD


def mask_draft(draft: VolunteerDraft, today: date) -> VolunteerDraft:
    """A person as a card shows them; under 14 everything is sensitive (个人信息保护法 art.28).

    ``save_volunteer`` takes a masked value that was left as it is for "not changed".
    """
    hidden = is_child(draft.birth, today)

    def phone(number: str | None) -> str | None:
        return number and (HIDDEN if hidden else mask_phone(number))

    document = draft.id_number
    return replace(
        draft,
        id_number=document and (HIDDEN if hidden else mask_document(document)),
        phone=phone(draft.phone),
        emergency_phone=phone(draft.emergency_phone),
        guardian_phone=phone(draft.guardian_phone),
    )
