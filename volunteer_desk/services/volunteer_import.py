"""Rosters in: a dry run that shows everything first, and one batch that writes it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Noun, Progress, no_progress
from volunteer_desk.domain.imports import (
    ImportReport,
    OnProblem,
    PlannedVolunteer,
    RowState,
    VolunteerImportPlan,
)
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.intake import read_table
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import short_words
from volunteer_desk.services.roster_reading import ReadPerson, read_people
from volunteer_desk.services.roster_settling import SETTLED, settle_rows
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_checks import CODED
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.roster import load_known, write_roster
from volunteer_desk.store.settings import read_values


def plan_volunteer_import(
    desk: Desk, path: Path, progress: Progress = no_progress
) -> VolunteerImportPlan:
    """Read and check a roster; nothing is written.

    Raises:
        UserFacingError: The file cannot be read as a roster; the message says why.
    """
    table = read_table(path, kind="roster", progress=progress)
    read = list(read_people(desk, table, progress))
    words = {name: short_words(desk, name) for name in CODED}
    with desk.database.reading() as connection:
        known = load_known(connection, [one.draft for one in read if not one.problems])
    rows = settle_rows(read, known, words)
    return VolunteerImportPlan(table.source, tuple(rows), table.understood, table.ignored)


def report_of(plan: VolunteerImportPlan) -> ImportReport:
    """The dry run's figures; ``batch`` is None."""
    return _report(plan.rows, None)


def commit_volunteer_import(
    desk: Desk,
    plan: VolunteerImportPlan,
    on_problem: OnProblem,
    progress: Progress = no_progress,
) -> ImportReport:
    """Write a planned roster as one batch, settled again by the rows of this moment.

    With ``OnProblem.STOP`` and a problem, and where nothing would change, nothing is written and
    ``batch`` is None.

    Raises:
        UserFacingError: The disk refuses; nothing was written.
        Cancelled: By ``progress``; nothing was written.
    """
    if not any(row.state in _MOVES for row in plan.rows):
        return _report(plan.rows, None)
    read = [_read_again(row) for row in plan.rows]
    now = desk.now()
    with desk.database.writing() as connection:
        known = load_known(connection, [one.draft for one in read if not one.problems])
        rows = settle_rows(read, known, {})
        count = Counter(row.state for row in rows)
        stopped = on_problem is OnProblem.STOP and count[RowState.PROBLEM]
        if stopped or not count[RowState.NEW] + count[RowState.CHANGED]:
            return _report(rows, None)
        batch = open_batch(
            connection,
            kind=BatchKind.IMPORT_VOLUNTEERS,
            label=f"导入花名册 {plan.source}",
            now=now,
            by=desk.operator,
        )
        prefix = settings_from(read_values(connection)).number_prefix
        write_roster(
            connection,
            [row.draft for row in rows if row.state is RowState.NEW and row.draft],
            [
                (row.volunteer_id, row.draft)
                for row in rows
                if row.state is RowState.CHANGED and row.draft and row.volunteer_id
            ],
            prefix=prefix,
            now=now,
            batch_id=batch,
            progress=progress,
        )
        close_batch(connection, batch, count[RowState.NEW] + count[RowState.CHANGED])
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="import",
            noun=Noun.VOLUNTEER,
            batch_id=batch,
            detail={state.value: count[state] for state in RowState},
        )
    return _report(rows, batch)


_MOVES = frozenset({RowState.NEW, RowState.CHANGED})


def _read_again(row: PlannedVolunteer) -> ReadPerson:
    """The row as it was read: only problems of its own stay with it."""
    own = tuple(problem for problem in row.problems if problem.code not in SETTLED)
    return ReadPerson(row.row, row.draft or VolunteerDraft(""), own)


def _report(rows: Sequence[PlannedVolunteer], batch: int | None) -> ImportReport:
    count = Counter(row.state for row in rows)
    return ImportReport(
        rows=len(rows),
        new=count[RowState.NEW],
        updated=count[RowState.CHANGED],
        unchanged=count[RowState.UNCHANGED],
        problems=tuple(problem for row in rows for problem in row.problems),
        batch=batch,
    )
