"""People as screens show them: masked, and children hidden altogether."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from volunteer_desk.domain.consent import age_on
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.volunteers import VolunteerDraft

__all__ = [
    "CHILD",
    "HIDDEN",
    "HIDDEN_IN_FILE",
    "HIDDEN_OF_CHILD",
    "MASKED",
    "age_on",
    "is_child",
    "mask_draft",
    "mask_values",
]

HIDDEN = "******"
CHILD = 14
"""Under this age all data is sensitive (个人信息保护法 art.28); configurable."""

HIDDEN_OF_CHILD = (
    "id_number", "phone", "emergency_phone", "guardian_phone", "employer", "area",
    "guardian_name", "guardian_relation", "emergency_name", "consent_by", "ethnicity",
    "education", "occupation", "political_status", "skills", "remark",
)  # fmt: skip
"""Of a child only name, gender and what service needs is shown (个人信息保护法 art.28)."""

HIDDEN_IN_FILE = frozenset({*HIDDEN_OF_CHILD, "birth", "id_type"})
"""Fields of a child's row in a brought file that a screen hides as the card does."""

MASKED = HIDDEN_OF_CHILD
"""Fields that may be shown masked; one that comes back as it was shown was not changed."""


def is_child(birth: date | None, day: date, under: int = CHILD) -> bool:
    """Whether a person is known to be younger than ``under`` on a day."""
    return birth is not None and age_on(birth, day) < under


def mask_draft(draft: VolunteerDraft, today: date, under: int = CHILD) -> VolunteerDraft:
    """A person as a card shows them; a child's data is sensitive (个人信息保护法 art.28).

    Of a child the birth date is left out as well. ``save_volunteer`` takes a masked value that
    was left as it is for "not changed".
    """
    if is_child(draft.birth, today, under):
        shown: dict[str, Any] = {
            field: getattr(draft, field) and HIDDEN for field in HIDDEN_OF_CHILD
        }
        return replace(draft, birth=None, **shown)
    return replace(
        draft,
        id_number=draft.id_number and mask_document(draft.id_number),
        phone=draft.phone and mask_phone(draft.phone),
        emergency_phone=draft.emergency_phone and mask_phone(draft.emergency_phone),
        guardian_phone=draft.guardian_phone and mask_phone(draft.guardian_phone),
    )


def mask_values(values: Mapping[int, str], *, hidden: bool) -> dict[int, str]:
    """What a person has in the office's own fields (id → value), a child's hidden."""
    return {field: HIDDEN if hidden and value else value for field, value in values.items()}
