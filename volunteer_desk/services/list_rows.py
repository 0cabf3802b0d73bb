"""Lines of the volunteers list with any further column, masked, or in full for an export."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from volunteer_desk.domain.availability import availability_words
from volunteer_desk.domain.consent import age_on, lacks
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import every_word
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_masking import HIDDEN, is_child, mask_draft
from volunteer_desk.services.volunteers import volunteer_rows
from volunteer_desk.store.custom_fields import read_values_of
from volunteer_desk.store.erasing import find_erased
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.volunteer_filters import PLAIN, custom_id
from volunteer_desk.store.volunteer_rows import served_figures
from volunteer_desk.store.volunteers import read_drafts

_CODED = ("id_type", "ethnicity", "education", "occupation", "clothing_size")
_FIGURES = ("minutes_year", "last_served")


def list_rows(
    desk: Desk, ids: Sequence[int], more: Collection[str] = (), *, unmasked: bool = False
) -> list[VolunteerRow]:
    """The lines of these people in the order of ``ids``; who is gone is left out.

    Args:
        desk: The desk.
        ids: Whose.
        more: Keys of further columns (``services.list_columns``), put into ``row.more``.
        unmasked: Documents, phones, and children's data in full: only for what was logged.
    """
    rows = volunteer_rows(desk, ids)
    if not more and not unmasked:
        return rows
    today = desk.today()
    codes = {name: every_word(desk, name) for name in _CODED if name in more}
    politics = every_word(desk, "political_status")
    with desk.database.reading() as connection:
        settings = settings_from(read_values(connection))
        under = settings.sensitive_under
        drafts = read_drafts(connection, ids)
        erased = find_erased(connection, ids) if "lacks" in more else set()
        figures: Mapping[int, tuple[int, date | None]] = {}
        if any(key in more for key in _FIGURES):
            figures = served_figures(connection, ids, today.replace(month=1, day=1))
        custom: Mapping[int, Mapping[int, str]] = {}
        if any(custom_id(key) for key in more):
            custom = read_values_of(connection, ids)
    found = []
    for row in rows:
        full = drafts[row.id]
        hidden = not unmasked and is_child(full.birth, today, under)
        draft = full if unmasked else mask_draft(full, today, under)
        said = _plain(draft, codes, more)
        if "lacks" in more:
            said["lacks"] = "" if row.id in erased else "、".join(lacks(full, today, settings))
        if "age" in more:
            said["age"] = str(age_on(draft.birth, today)) if draft.birth else ""
        minutes, last = figures.get(row.id, (0, None))
        said["minutes_year"] = f"{minutes / 60:,.1f}"
        said["last_served"] = f"{last:%Y-%m-%d}" if last else ""
        for key in more:
            field = custom_id(key)
            if field is not None:
                value = custom.get(row.id, {}).get(field, "")
                said[key] = HIDDEN if value and hidden else value
        if unmasked:
            row = replace(
                row,
                birth=full.birth,
                id_masked=full.id_number or "",
                phone_masked=full.phone or "",
                political_status=politics.get(full.political_status or "", ""),
            )
        found.append(replace(row, more=said))
    return found


def _plain(
    draft: VolunteerDraft, codes: Mapping[str, Mapping[str, str]], more: Collection[str]
) -> dict[str, str]:
    said = {}
    for key in more:
        if key in PLAIN:
            value = getattr(draft, key)
            text = value.isoformat() if isinstance(value, date) else value or ""
            said[key] = (
                availability_words(text)
                if key == "availability"
                else codes.get(key, {}).get(text, text)
            )
    return said
