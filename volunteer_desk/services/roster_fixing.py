"""One row of a dry run put right where it stands, and checked again with those it meets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from volunteer_desk.domain.changes import no_progress
from volunteer_desk.domain.imports import PlannedVolunteer
from volunteer_desk.domain.mapping import CUSTOM
from volunteer_desk.domain.names import name_key
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.fixed_cells import cell_texts as cell_texts
from volunteer_desk.services.fixed_cells import fixed_table
from volunteer_desk.services.roster_custom import compare_own, read_own
from volunteer_desk.services.roster_meant import load_meant
from volunteer_desk.services.roster_plan import RosterPlan
from volunteer_desk.services.roster_reading import ReadPerson, read_people
from volunteer_desk.services.roster_settling import settle_rows
from volunteer_desk.services.volunteer_import import read_again, sensitive_after, words_of_lists

Keys = frozenset[tuple[str, ...]]


def fix_row(desk: Desk, plan: RosterPlan, place: int, changes: Mapping[str, str]) -> RosterPlan:
    """The plan with cells of one row as the user typed them; nothing is written.

    The row is read again, and settled again together with the rows that name the same document,
    phone or person; all others stay as they were.

    Args:
        desk: The desk.
        plan: The dry run.
        place: The row's place in ``plan.rows``.
        changes: Field (or ``custom:<id>``) → text; "" is a blank cell.
    """
    fixes = {**plan.fixes, place: {**plan.fixes.get(place, {}), **changes}}
    (read,) = _read(desk, replace(plan, fixes=fixes), [place])
    rows = list(plan.rows)
    before = rows[place]
    rows[place] = replace(
        before, draft=read.draft, problems=read.problems, volunteer_id=None, number=read.number
    )
    keys = [_keys(row) for row in rows]
    asked = _keys(before) | keys[place]
    words = words_of_lists(desk)
    with desk.database.reading() as connection:
        young = sensitive_after(desk, connection)
        while True:
            places = [at for at, one in enumerate(keys) if at == place or asked & one]
            again = [read if at == place else read_again(rows[at]) for at in places]
            settled = settle_rows(
                again,
                load_meant(connection, again),
                words,
                young,
                keep_filled=plan.keep_filled,
            )
            found = asked.union(*map(_keys, settled))
            if found == asked:  # whom the row means now, other rows may mean as well
                break
            asked = found
        if plan.own:
            settled = compare_own(
                connection,
                settled,
                again,
                [field for field, _at in plan.own],
                keep_filled=plan.keep_filled,
            )
    for at, row in zip(places, settled, strict=True):
        rows[at] = row
    return replace(plan, rows=tuple(rows), fixes=fixes)


def _read(desk: Desk, plan: RosterPlan, places: Sequence[int]) -> list[ReadPerson]:
    """Rows of the file read again, with what was typed instead of their cells."""
    table = fixed_table(plan, places)
    people = read_people(desk, table, no_progress)
    own = [(field, table.columns[f"{CUSTOM}{field.id}"]) for field, _at in plan.own]
    return list(read_own(people, table, own) if own else people)


def _keys(row: PlannedVolunteer) -> Keys:
    """What a row may share with another that means the same person."""
    keys: list[tuple[str, ...]] = []
    draft = row.draft
    if draft is not None:
        if draft.id_number:
            keys.append(("document", draft.id_type or "", draft.id_number))
        if draft.phone:
            keys.append(("phone", draft.phone, name_key(draft.name)))
        if not keys:
            keys.append(("bare", name_key(draft.name)))
    if row.number:
        keys.append(("number", row.number))
    if row.volunteer_id is not None:
        keys.append(("person", str(row.volunteer_id)))
    return frozenset(keys)
