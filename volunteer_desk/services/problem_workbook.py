"""The rows of a dry run that wait, as a workbook to be corrected and imported again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from volunteer_desk.documents.roster_xlsx import table_xlsx
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.imports import RowState
from volunteer_desk.domain.mapping import CUSTOM, REASON, FileMapping, MappingOrigin
from volunteer_desk.domain.problems import Problem
from volunteer_desk.intake import Field, Kind, text_of
from volunteer_desk.intake.headers import field_of
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.fixed_cells import Fixable
from volunteer_desk.services.import_mapping import labels_of, remember_mapping


class _Row(Protocol):
    """A row of either kind of dry run."""

    @property
    def row(self) -> int:
        """The sheet's own row number."""

    @property
    def state(self) -> RowState:
        """What would become of it."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why it waits."""


class SheetPlan(Fixable, Protocol):
    """A dry run of a roster or an hour sheet."""

    @property
    def source(self) -> str:
        """The file's name."""

    @property
    def rows(self) -> Sequence[_Row]:
        """Beside ``table.rows``."""

    @property
    def mapping(self) -> FileMapping:
        """What every column is taken for."""


def write_problem_workbook(
    desk: Desk,
    plan: SheetPlan,
    out: Path,
    kind: Kind = "roster",
    progress: Progress = no_progress,
) -> int:
    """Write the rows that wait in their file's own columns, each with its reasons; say how many.

    The workbook is read like the file: columns the user chose are remembered for it, and the
    column 原因 is passed over. What was typed in the dry run stands in place of the file's cells.

    Args:
        desk: The desk.
        plan: The dry run.
        out: The .xlsx file.
        kind: What the file is.
        progress: Told (rows written, rows in all).

    Raises:
        UserFacingError: The file cannot be written there.
        Cancelled: By ``progress``; no file is left.
    """
    table, labels = plan.table, labels_of()
    by_column = {at: field for field, at in table.columns.items()}
    kept = [at for at, text in enumerate(table.headers) if text != REASON]
    headers = [_heading(plan, at, by_column.get(at, ""), kind) for at in kept]
    typed = {field for fixes in plan.fixes.values() for field in fixes} - table.columns.keys()
    added = [field for field in labels if field in typed]
    rows = []
    for place, row in enumerate(plan.rows):
        if row.state is not RowState.PROBLEM:
            continue
        fixes = plan.fixes.get(place, {})
        raw = table.rows[place].cells
        cells = [
            fixes.get(by_column.get(at, ""), text_of(raw[at]) if at < len(raw) else "")
            for at in kept
        ]
        said = "；".join(problem.message for problem in row.problems)
        rows.append([*cells, *(fixes.get(field, "") for field in added), f"第{row.row}行：{said}"])
    headers += [labels[field] for field in added]
    count = table_xlsx(
        out,
        f"{plan.source} 有问题的行",
        [*headers, REASON],
        rows,
        [*(max(10.0, 2.2 * len(text) + 2) for text in headers), 60],
        progress=progress,
        total=len(rows),
    )
    if plan.mapping.origin is not MappingOrigin.MATCHED:
        written = {
            **{field: kept.index(at) for field, at in table.columns.items() if at in kept},
            **{field: len(kept) + at for at, field in enumerate(added)},
        }
        with desk.database.writing() as connection:
            remember_mapping(connection, headers, written, kind)
    return count


def _heading(plan: SheetPlan, at: int, field: Field, kind: Kind) -> str:
    """The heading as it was, or the field's own name where one row of headings would mislead."""
    header = plan.table.headers[at] or labels_of().get(field, "")
    if plan.mapping.origin is not MappingOrigin.MATCHED or field.startswith(CUSTOM):
        return header
    same = (field_of(header, kind) or "") == field
    return header if same else labels_of().get(field, header)
