"""Two cards side by side, masked, before somebody says that they are one person."""

from collections.abc import Mapping
from datetime import date

from volunteer_desk.domain.availability import availability_words
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.merging import CUSTOM, MergeField, MergePreview, chosen_side
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import short_words
from volunteer_desk.services.merging import notes_on, read_both
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.volunteer_checks import CODED, LABELS
from volunteer_desk.services.volunteer_masking import HIDDEN, HIDDEN_OF_CHILD, is_child, mask_values
from volunteer_desk.store.custom_fields import list_fields, read_values_of
from volunteer_desk.store.merging import FACTS, Value

_PHONES = ("phone", "emergency_phone", "guardian_phone")
_WITH_DOCUMENT = "id_type"
"""Follows the document number; nobody chooses it alone."""


def preview_merge(desk: Desk, kept_id: int, merged_id: int) -> MergePreview:
    """What merging the second card into the first would do; nothing is written.

    Raises:
        UserFacingError: They cannot be merged; the message says why.
    """
    words = {field: short_words(desk, field) for field in CODED}
    with desk.database.reading() as connection:
        kept, merged = read_both(connection, kept_id, merged_id)
        customs = read_values_of(connection, (kept_id, merged_id))
        names = {one.id: one.name for one in list_fields(connection, retired=True)}
        notes = notes_on(connection, kept_id, merged_id)
    today, under = desk.today(), read_settings(desk).sensitive_under
    ours = mask_values(customs.get(kept_id, {}), hidden=_is_hidden(kept, today, under))
    theirs = mask_values(customs.get(merged_id, {}), hidden=_is_hidden(merged, today, under))
    fields = [
        MergeField(
            column,
            LABELS.get(column, column),
            _shown(column, kept, words, today, under),
            _shown(column, merged, words, today, under),
            chosen_side(kept[column], merged[column], None),
        )
        for column in FACTS
        if column != _WITH_DOCUMENT and (kept[column] or "") != (merged[column] or "")
    ]
    fields += [
        MergeField(
            f"{CUSTOM}{one}",
            names[one],
            ours.get(one, ""),
            theirs.get(one, ""),
            chosen_side(ours.get(one), theirs.get(one), None),
        )
        for one in sorted({*ours, *theirs})
        if customs.get(kept_id, {}).get(one) != customs.get(merged_id, {}).get(one)
    ]
    return MergePreview(str(kept["number"]), str(merged["number"]), tuple(fields), notes)


def _shown(
    column: str,
    card: Mapping[str, Value],
    words: Mapping[str, Mapping[str, str]],
    today: date,
    under: int,
) -> str:
    text = str(card[column] or "")
    if text and _is_hidden(card, today, under) and column in (*HIDDEN_OF_CHILD, "birth"):
        return HIDDEN
    if column == "availability":
        return availability_words(text)
    if not text or column not in ("id_number", *_PHONES):
        return words[column].get(text, text) if column in words else text
    return mask_document(text) if column == "id_number" else mask_phone(text)


def _is_hidden(card: Mapping[str, Value], today: date, under: int) -> bool:
    birth = card["birth"]
    return is_child(date.fromisoformat(str(birth)) if birth else None, today, under)
