"""What a row of a roster would change of somebody known, and what of it is written."""

from collections.abc import Mapping, Sequence
from datetime import date

from volunteer_desk.domain.availability import availability_words
from volunteer_desk.domain.filling import fillable
from volunteer_desk.domain.imports import Difference, PlannedVolunteer
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.volunteers import VolunteerDraft, teams_named
from volunteer_desk.services.roster_reading import ReadPerson
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.services.volunteer_masking import HIDDEN, HIDDEN_IN_FILE
from volunteer_desk.store.volunteers import FIELDS

_PLACES = {name: place for place, name in enumerate(FIELDS)}

Words = Mapping[str, Mapping[str, str]]
"""List name → code → word."""


def compare(
    draft: VolunteerDraft,
    stored: VolunteerDraft,
    teams: Sequence[str],
    words: Words,
    hidden: bool = False,
    keep_filled: bool = False,
) -> tuple[Difference, ...]:
    """What the row would change; a blank changes nothing."""
    new, old = draft.__dict__, stored.__dict__
    moved = [
        name
        for name, value in new.items()
        if value is not None and name in _PLACES and value != old.get(name)
    ]
    if keep_filled:
        moved = fillable(moved, old)
    if len(moved) > 1:
        moved.sort(key=_PLACES.__getitem__)
    found = [
        Difference(
            name,
            LABELS[name],
            *(_say(name, said, words, hidden) for said in (old.get(name), new[name])),
        )
        for name in moved
    ]
    joined = [team for team in teams_named(draft.team) if team not in teams]
    if keep_filled and teams:
        joined = []
    if joined:
        after = "、".join((*teams, *joined))
        found.append(Difference("team", LABELS["team"], "、".join(teams), after))
    return tuple(found)


def adds_only_teams(one: ReadPerson, before: ReadPerson) -> bool:
    """Whether a row says of a person but other teams than an earlier row has said already."""
    said = before.draft.__dict__
    teams = teams_named(one.draft.team)
    return (
        not set(teams) <= set(teams_named(before.draft.team))
        and set(one.custom) <= set(before.custom)
        and all(
            value is None or value == said.get(name)
            for name, value in one.draft.__dict__.items()
            if name != "team"
        )
    )


def changes_of(row: PlannedVolunteer) -> dict[str, str | date | None]:
    """Field → new value of what a settled row changes, of the fields of this program.

    Teams to join stand together under ``team``, those among them that are joined already too.
    """
    said = row.draft.__dict__ if row.draft else {}
    return {one.field: said[one.field] for one in row.differences if one.field in said}


def _say(name: str, value: str | date | None, words: Words, hidden: bool) -> str:
    """A value as people read it: words for codes, documents and phones masked, a child's hidden."""
    if value is None:
        return ""
    if hidden and name in HIDDEN_IN_FILE:
        return HIDDEN
    if isinstance(value, date):
        return value.isoformat()
    if name == "id_number":
        return mask_document(value)
    if name.endswith("phone"):
        return mask_phone(value)
    if name == "availability":
        return availability_words(value)
    return words.get(name, {}).get(value, value)
