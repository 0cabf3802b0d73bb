"""The office's own fields in a roster: read with it, compared, and written in its batch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from volunteer_desk.domain.cell_words import has_lost_value, is_crossed_out, says_nothing
from volunteer_desk.domain.custom_fields import CustomFieldRow, CustomKind, read_value
from volunteer_desk.domain.imports import Difference, PlannedVolunteer, RowState
from volunteer_desk.domain.mapping import CUSTOM
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.intake import RawTable, text_of
from volunteer_desk.services.import_mapping import lost_value
from volunteer_desk.services.roster_reading import ReadPerson
from volunteer_desk.services.volunteer_masking import HIDDEN
from volunteer_desk.store.batches import record_changes
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.custom_fields import read_values_of, write_values_of

Own = Sequence[tuple[CustomFieldRow, int]]
"""Fields of the office that a table fills, each with its column."""


def read_own(people: Iterable[ReadPerson], table: RawTable, own: Own) -> Iterator[ReadPerson]:
    """The same people with what their rows say of the office's own fields; a blank says nothing."""
    for person, raw in zip(people, table.rows, strict=True):
        given: list[tuple[int, str]] = []
        problems: list[Problem] = []
        for field, at in own:
            text, name = text_of(raw.cells[at]), f"{CUSTOM}{field.id}"
            if has_lost_value(text):
                problems.append(lost_value(raw.row, name, text, field.name))
                continue
            read = read_value(field, "" if _is_blank(field, text) else text)
            if read.problem:
                code = (
                    ProblemCode.DATE_INVALID
                    if field.kind is CustomKind.DATE
                    else ProblemCode.CUSTOM_INVALID
                )
                problems.append(Problem(raw.row, name, code, read.problem))
            elif read.value:
                given.append((field.id, read.value))
        yield person._replace(problems=(*person.problems, *problems), custom=tuple(given))


def _is_blank(field: CustomFieldRow, text: str) -> bool:
    """Whether a cell gives no value; 无 is one where the office asks for words or offers it."""
    if field.kind is CustomKind.TEXT or text in field.choices:
        return is_crossed_out(text) and text not in field.choices
    return says_nothing(text)


def compare_own(
    connection: Connection,
    rows: Sequence[PlannedVolunteer],
    people: Sequence[ReadPerson],
    own: Sequence[CustomFieldRow],
    *,
    keep_filled: bool = False,
) -> list[PlannedVolunteer]:
    """The settled rows with what they would change in the office's own fields, or only fill."""
    names = {field.id: field.name for field in own}
    known = read_values_of(
        connection, [row.volunteer_id for row in rows if row.volunteer_id is not None]
    )
    compared = []
    for row, person in zip(rows, people, strict=True):
        had = known.get(row.volunteer_id, {}) if row.volunteer_id is not None else {}
        moved = tuple(
            Difference(
                f"{CUSTOM}{at}",
                names.get(at, ""),
                *(HIDDEN if row.hidden and said else said for said in (had.get(at, ""), value)),
            )
            for at, value in person.custom
            if row.volunteer_id is not None
            and had.get(at, "") != value
            and not (keep_filled and had.get(at))
        )
        state = row.state
        if moved and state is RowState.UNCHANGED:
            state = RowState.CHANGED
        compared.append(
            replace(
                row,
                state=state,
                differences=(*row.differences, *moved),
                custom=person.custom,
            )
        )
    return compared


def write_own(
    connection: Connection, rows: Sequence[PlannedVolunteer], made: Sequence[int], batch_id: int
) -> None:
    """Write the office's own fields of rows just written; ``made`` are the ids of the new ones.

    Of a known person those are written that the row was found to change.
    """
    new = [row.custom for row in rows if row.state is RowState.NEW]
    values = {one: dict(given) for one, given in zip(made, new, strict=True) if given}
    changed = {
        row.volunteer_id: moved
        for row in rows
        if row.state is RowState.CHANGED and row.volunteer_id is not None and (moved := _moved(row))
    }
    known = read_values_of(connection, changed)
    journal = []
    for person, moved in changed.items():
        had = known.get(person, {})
        values[person] = moved
        before = {str(field): had.get(field) for field in moved}
        journal.append((person, before, {str(field): value for field, value in moved.items()}))
    write_values_of(connection, values)
    record_changes(connection, batch_id, "custom_value", journal)


def _moved(row: PlannedVolunteer) -> dict[int, str]:
    """Own field → value, of those the settled row changes."""
    names = {one.field for one in row.differences}
    return {field: value for field, value in row.custom if f"{CUSTOM}{field}" in names}
