"""Filling the blank fields of a card only: what is there stays, and fits what is filled in."""

from collections.abc import Mapping, Sequence

from volunteer_desk.domain.volunteers import VolunteerDraft

_TOGETHER = (
    ("emergency_name", "emergency_phone"),
    ("guardian_name", "guardian_phone", "guardian_relation", "guardian_consent_on"),
    ("consent_on", "consent_way", "consent_by"),
)
"""Fields that speak of one person or one act: half of one beside half of another is neither."""
_BESIDE = {name: frozenset(group) for group in _TOGETHER for name in group}


def fillable(moved: Sequence[str], old: Mapping[str, object]) -> list[str]:
    """Which of the fields that would change are blank so far and may be filled.

    A guardian's phone is not filled beside another guardian's name. The type of a document counts
    as blank while there is no number.

    Args:
        moved: Fields of ``VolunteerDraft`` with another value than before.
        old: Field → its value before; a blank one has none.
    """
    filled = {name for name in moved if old.get(name) is not None}
    if old.get("id_number") is None:
        filled.discard("id_type")
    return [
        name for name in moved if name not in filled and filled.isdisjoint(_BESIDE.get(name, ()))
    ]


def document_contradicts(draft: VolunteerDraft, stored: VolunteerDraft) -> bool:
    """Whether a document would be filled in whose birth or gender is not the card's."""
    if stored.id_number is not None or draft.id_number is None:
        return False
    pairs = ((draft.birth, stored.birth), (draft.gender, stored.gender))
    return any(None not in (new, old) and new != old for new, old in pairs)
