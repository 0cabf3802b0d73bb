"""Rosters in: a dry run that shows everything first, and one batch that writes it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Noun, Progress, no_progress
from volunteer_desk.domain.consent import born_after
from volunteer_desk.domain.imports import (
    ImportReport,
    OnProblem,
    PlannedVolunteer,
    RowState,
    VolunteerImportPlan,
)
from volunteer_desk.domain.mapping import CUSTOM, ImportChoice, MappingOrigin
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.intake import read_table, refuse_nameless
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import short_words
from volunteer_desk.services.import_mapping import ColumnChooser, mapping_of, remember_mapping
from volunteer_desk.services.long_work import uncollected
from volunteer_desk.services.roster_custom import compare_own, read_own, write_own
from volunteer_desk.services.roster_differences import changes_of
from volunteer_desk.services.roster_meant import load_meant, read_and_load
from volunteer_desk.services.roster_plan import RosterPlan, Settled
from volunteer_desk.services.roster_reading import ReadPerson, read_people
from volunteer_desk.services.roster_settling import SETTLED, settle_rows
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_checks import CODED
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.roster import (
    people_made,
    register_moment,
    write_roster,
)
from volunteer_desk.store.settings import read_values


def plan_volunteer_import(
    desk: Desk,
    path: Path,
    progress: Progress = no_progress,
    choice: ImportChoice | None = None,
) -> RosterPlan:
    """Read and check a roster; nothing is written.

    Args:
        desk: The desk.
        path: The file.
        progress: Called with (done, total); it may raise ``Cancelled``.
        choice: Sheet and columns as the user wants them. Without it columns are taken by what is
            remembered of files of this shape, else by their headings, and one must be 姓名.

    Raises:
        UserFacingError: The file cannot be read as a roster; the message says why.
    """
    with uncollected():
        return _plan(desk, path, progress, choice)


def _plan(desk: Desk, path: Path, progress: Progress, choice: ImportChoice | None) -> RosterPlan:
    wish = choice or ImportChoice()
    chooser = ColumnChooser(desk, "roster", wish)
    table = read_table(path, "roster", progress, sheet=wish.sheet, choose=chooser)
    if choice is None and "name" not in table.columns:
        raise refuse_nameless(table, path)
    table = chooser.with_own_fields(table)
    own = chooser.own_fields(table)
    people = read_people(desk, table, progress)
    words = words_of_lists(desk)
    total = len(table.rows)
    with desk.database.reading() as connection:
        moment = register_moment(connection)
        read, known = read_and_load(connection, read_own(people, table, own) if own else people)
        progress(total, total)
        young = sensitive_after(desk, connection)
        settled = settle_rows(read, known, words, young, keep_filled=wish.keep_filled)
        progress(total, total)
        if own:
            fields = [field for field, _at in own]
            settled = compare_own(connection, settled, read, fields, keep_filled=wish.keep_filled)
    rows = tuple(settled)
    return RosterPlan(
        table.source,
        rows,
        tuple((header, _plain(field)) for header, field in table.understood),
        table.ignored,
        table=table,
        mapping=mapping_of(table, chooser.origin(table.headers)),
        own=tuple(own),
        settled=Settled(rows, moment),
        keep_filled=wish.keep_filled,
    )


def words_of_lists(desk: Desk) -> dict[str, dict[str, str]]:
    """List name → code → word, of every coded field."""
    return {name: short_words(desk, name) for name in CODED}


def sensitive_after(desk: Desk, connection: Connection) -> str:
    """The ISO day after which those are born whose data is sensitive today (configurable)."""
    return born_after(desk.today(), settings_from(read_values(connection)).sensitive_under)


def report_of(plan: VolunteerImportPlan) -> ImportReport:
    """The dry run's figures; ``batch`` is None."""
    return _report(plan.rows, None)


def commit_volunteer_import(
    desk: Desk,
    plan: VolunteerImportPlan,
    on_problem: OnProblem,
    progress: Progress = no_progress,
) -> ImportReport:
    """Write a planned roster as one batch, settled again where anything was written since.

    With ``OnProblem.STOP`` and a problem, and where nothing would change, nothing is written and
    ``batch`` is None.

    Raises:
        UserFacingError: The disk refuses; nothing was written.
        Cancelled: By ``progress``; nothing was written.
    """
    if not any(row.state in _MOVES for row in plan.rows):
        return _report(plan.rows, None)
    with uncollected(), desk.database.writing() as connection:
        return _write(desk, connection, plan, on_problem, progress)


def _write(
    desk: Desk,
    connection: Connection,
    plan: VolunteerImportPlan,
    on_problem: OnProblem,
    progress: Progress,
) -> ImportReport:
    rows = _settled_now(connection, plan)
    count = Counter(row.state for row in rows)
    stopped = on_problem is OnProblem.STOP and count[RowState.PROBLEM]
    if stopped or not count[RowState.NEW] + count[RowState.CHANGED]:
        return _report(rows, None)
    now = desk.now()
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
            (row.volunteer_id, changes_of(row))
            for row in rows
            if row.state is RowState.CHANGED and row.volunteer_id
        ],
        prefix=prefix,
        now=now,
        batch_id=batch,
        progress=progress,
    )
    if _has_own(plan):
        write_own(connection, rows, people_made(connection, batch), batch)
    if isinstance(plan, RosterPlan) and plan.mapping.origin is MappingOrigin.CHOSEN:
        remember_mapping(connection, plan.table.headers, plan.table.columns, "roster")
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


def _settled_now(connection: Connection, plan: VolunteerImportPlan) -> Sequence[PlannedVolunteer]:
    """The plan's rows as they stand against the register of this transaction."""
    settled = plan.settled if isinstance(plan, RosterPlan) else None
    if settled and settled.holds(plan, register_moment(connection)):
        return plan.rows
    read = [read_again(row) for row in plan.rows]
    known = load_meant(connection, read)
    keep = isinstance(plan, RosterPlan) and plan.keep_filled
    rows = settle_rows(read, known, {}, keep_filled=keep)
    return compare_own(connection, rows, read, (), keep_filled=keep) if _has_own(plan) else rows


def _has_own(plan: VolunteerImportPlan) -> bool:
    """Whether any row fills a field of the office's own."""
    return any(row.custom for row in plan.rows)


_MOVES = frozenset({RowState.NEW, RowState.CHANGED})


def read_again(row: PlannedVolunteer) -> ReadPerson:
    """The row as it was read: only problems of its own stay with it."""
    own = tuple(problem for problem in row.problems if problem.code not in SETTLED)
    return ReadPerson(row.row, row.draft or VolunteerDraft(""), own, row.custom, row.number)


def _plain(field: str) -> str:
    """A field as reports name it; an office's own field has no name of this program."""
    return "custom" if field.startswith(CUSTOM) else field


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
