"""One row of an hour sheet's dry run put right where it stands; a reason where one is wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from volunteer_desk.domain.changes import no_progress
from volunteer_desk.domain.imports import PlannedHours
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.fixed_cells import cell_texts as cell_texts
from volunteer_desk.services.fixed_cells import fixed_table
from volunteer_desk.services.hours_import import HoursPlan, new_projects
from volunteer_desk.services.hours_reading import read_rows
from volunteer_desk.services.hours_settling import match_rows, settle_rows
from volunteer_desk.store.connection import Connection


def fix_hours_row(desk: Desk, plan: HoursPlan, place: int, changes: Mapping[str, str]) -> HoursPlan:
    """The plan with cells of one row as the user typed them; nothing is written.

    The row is read again, and settled again together with the rows of the person it meant and of
    the one it means now, in the order of the sheet; all others stay as they were.

    Args:
        desk: The desk.
        plan: The dry run.
        place: The row's place in ``plan.rows``.
        changes: Field → text; "" is a blank cell.
    """
    fixes = {**plan.fixes, place: {**plan.fixes.get(place, {}), **changes}}
    plan = replace(plan, fixes=fixes)
    with desk.database.reading() as connection:
        (again,) = _matched(connection, plan, [place])
        people = {plan.rows[place].volunteer_id, again.volunteer_id} - {None}
        places = [
            at for at, row in enumerate(plan.rows) if at == place or row.volunteer_id in people
        ]
        beside = settle_rows(connection, desk, _matched(connection, plan, places), plan.reason)
        rows = list(plan.rows)
        for at, row in zip(places, beside, strict=True):
            rows[at] = row
        return replace(plan, rows=tuple(rows), new_projects=new_projects(connection, rows))


def give_reason(desk: Desk, plan: HoursPlan, reason: str) -> HoursPlan:
    """The plan with rules set aside, where they give way to a reason; "" asks for it again."""
    with desk.database.reading() as connection:
        rows: Sequence[PlannedHours] = plan.rows
        if not reason.strip():
            rows = _matched(connection, plan, range(len(plan.rows)))
        settled = settle_rows(connection, desk, rows, reason)
        fresh = new_projects(connection, settled)
    return replace(plan, rows=settled, new_projects=fresh, reason=reason.strip())


def _matched(connection: Connection, plan: HoursPlan, places: Sequence[int]) -> list[PlannedHours]:
    """Rows of the file read and matched again, with what was typed instead of their cells."""
    return match_rows(connection, read_rows(fixed_table(plan, places), no_progress))
