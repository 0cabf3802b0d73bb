"""Hour sheets in: a dry run of every row, and the good rows written as one batch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from pathlib import Path

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.imports import (
    HoursImportPlan,
    ImportReport,
    OnProblem,
    PlannedHours,
    RowState,
)
from volunteer_desk.domain.mapping import FileMapping, ImportChoice, MappingOrigin
from volunteer_desk.intake import RawTable, read_table
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.fixed_cells import Fixes
from volunteer_desk.services.given_values import with_given
from volunteer_desk.services.hours_crediting import credits_of
from volunteer_desk.services.hours_reading import lacking_columns, read_rows, require_columns
from volunteer_desk.services.hours_settling import match_rows, settle_rows
from volunteer_desk.services.import_mapping import (
    ColumnChooser,
    labels_of,
    mapping_of,
    remember_mapping,
)
from volunteer_desk.services.long_work import uncollected
from volunteer_desk.services.taking_hours import take_hours
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.projects import projects_named


@dataclass(frozen=True, kw_only=True)
class HoursPlan(HoursImportPlan):
    """A plan with the sheet it was made of; ``rows`` and ``table.rows`` go side by side.

    Attributes:
        table: The raw rows.
        mapping: What every column is taken for.
        fixes: Place in ``rows`` → field → what the user typed instead of the file's cell.
        given: What the user typed for all rows; ``table`` has it in columns behind the file's.
        wide: Columns of the file itself.
    """

    table: RawTable
    mapping: FileMapping
    fixes: Fixes = dataclass_field(default_factory=dict)
    given: tuple[tuple[str, str], ...] = ()
    wide: int

    @property
    def lacking(self) -> tuple[str, ...]:
        """What no row can do without and no column gives, in words."""
        return lacking_columns(self.table.columns.keys())


def plan_hours_import(
    desk: Desk,
    path: Path,
    progress: Progress = no_progress,
    choice: ImportChoice | None = None,
    *,
    reason: str = "",
) -> HoursPlan:
    """Read an hour sheet and check every row; nothing is written.

    With a ``reason``, which is kept with the rows that need it, rules that give way to one are
    set aside.

    Args:
        desk: The desk.
        path: The file.
        progress: Called with (done, total); it may raise ``Cancelled``.
        choice: Sheet and columns as the user wants them. Without it columns are taken by what is
            remembered of files of this shape, else by their headings, and none may lack that no
            row can do without; with it such a sheet is read, and all its rows wait.
        reason: Why rules that give way to a reason are set aside.

    Raises:
        UserFacingError: The file cannot be read, or lacks a column no row can do without.
    """
    wish = choice or ImportChoice()
    chooser = ColumnChooser(desk, "hours", wish)
    with uncollected():
        table = read_table(path, "hours", progress, sheet=wish.sheet, choose=chooser)
        if choice is None:
            require_columns(table)
        brought = table
        table = with_given(brought, wish.given, labels_of())
        read = read_rows(table, progress)
        with desk.database.reading() as connection:
            progress(len(read), len(read))
            matched = match_rows(connection, read)
            rows = settle_rows(connection, desk, matched, reason, progress)
            fresh = new_projects(connection, rows)
    return HoursPlan(
        table.source,
        rows,
        fresh,
        table.understood,
        table.ignored,
        reason.strip(),
        table=table,
        mapping=mapping_of(brought, chooser.origin(brought.headers)),
        given=wish.given,
        wide=len(brought.headers),
    )


def new_projects(connection: Connection, rows: Sequence[PlannedHours]) -> tuple[str, ...]:
    """Names of the projects that writing these rows would make, in the order of the rows."""
    wanted = dict.fromkeys(row.project for row in rows if row.state is RowState.NEW)
    known = projects_named(connection, wanted)
    return tuple(name for name in wanted if name not in known)


def report_of(plan: HoursImportPlan) -> ImportReport:
    """The figures of a dry run."""
    states = [row.state for row in plan.rows]
    return ImportReport(
        rows=len(states),
        new=states.count(RowState.NEW),
        updated=0,
        unchanged=states.count(RowState.UNCHANGED),
        problems=tuple(problem for row in plan.rows for problem in row.problems),
        batch=None,
        minutes=sum(row.minutes or 0 for row in plan.rows if row.state is RowState.NEW),
        new_projects=plan.new_projects,
        warnings=tuple(
            warning for row in plan.rows if row.state is RowState.NEW for warning in row.warnings
        ),
    )


def commit_hours_import(
    desk: Desk, plan: HoursImportPlan, on_problem: OnProblem, progress: Progress = no_progress
) -> ImportReport:
    """Write the good rows of a plan as one batch, checked again against what is true now.

    With ``OnProblem.STOP`` nothing is written while any row has a problem. Projects and activities
    that do not exist are made within the batch. ``batch`` is None when nothing was written.
    """
    with uncollected(), desk.database.writing() as connection:
        plan = replace(plan, rows=settle_rows(connection, desk, plan.rows, plan.reason, progress))
        wanted = {row.project for row in plan.rows if row.state is RowState.NEW}
        fresh = tuple(name for name in plan.new_projects if name in wanted)
        plan = replace(plan, new_projects=fresh)
        report = report_of(plan)
        if not report.new or (report.problems and on_problem is OnProblem.STOP):
            return report
        progress(0, report.new)
        now = desk.now()
        batch = open_batch(
            connection,
            kind=BatchKind.IMPORT_HOURS,
            label=f"导入时长 {plan.source} {report.new}条",
            now=now,
            by=desk.operator,
        )
        rows = [row for row in plan.rows if row.state is RowState.NEW]
        credits_ = credits_of(connection, desk, plan.reason, rows, batch)
        progress(report.new // 2, report.new)  # made ready; what is left is written
        waits = take_hours(connection, credits_, batch_id=batch, now=now)
        if isinstance(plan, HoursPlan) and plan.mapping.origin is MappingOrigin.CHOSEN:
            own = {field: at for field, at in plan.table.columns.items() if at < plan.wide}
            remember_mapping(connection, plan.table.headers[: plan.wide], own, "hours")
        close_batch(connection, batch, report.new)
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="import",
            noun="hours",
            batch_id=batch,
            detail={"rows": report.new, "minutes": report.minutes or 0},
        )
        progress(report.new, report.new)
    return replace(report, batch=batch, waiting=waits)
