"""The rows of a dry run that wait, as a workbook to be corrected and imported again."""

from pathlib import Path

from volunteer_desk.documents.roster_xlsx import table_xlsx
from volunteer_desk.domain.imports import RowState
from volunteer_desk.domain.mapping import CUSTOM, REASON, MappingOrigin
from volunteer_desk.intake import Field, text_of
from volunteer_desk.intake.headers import field_of
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.import_mapping import remember_mapping
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.services.volunteer_import import RosterPlan


def write_problem_workbook(desk: Desk, plan: RosterPlan, out: Path) -> int:
    """Write the rows that wait in their file's own columns, each with its reasons; say how many.

    The workbook is read like the file: columns the user chose are remembered for it, and the
    column 原因 is passed over. What was typed in the dry run stands in place of the file's cells.

    Args:
        desk: The desk.
        plan: The dry run.
        out: The .xlsx file.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    table = plan.table
    by_column = {at: field for field, at in table.columns.items()}
    kept = [at for at, text in enumerate(table.headers) if text != REASON]
    headers = [_heading(plan, at, by_column.get(at, "")) for at in kept]
    typed = {field for fixes in plan.fixes.values() for field in fixes} - table.columns.keys()
    added = [field for field in LABELS if field in typed]
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
    headers += [LABELS[field] for field in added]
    count = table_xlsx(
        out,
        f"{plan.source} 有问题的行",
        [*headers, REASON],
        rows,
        [*(max(10.0, 2.2 * len(text) + 2) for text in headers), 60],
    )
    if plan.mapping.origin is not MappingOrigin.MATCHED:
        written = {
            **{field: kept.index(at) for field, at in table.columns.items() if at in kept},
            **{field: len(kept) + at for at, field in enumerate(added)},
        }
        with desk.database.writing() as connection:
            remember_mapping(connection, headers, written, "roster")
    return count


def _heading(plan: RosterPlan, at: int, field: Field) -> str:
    """The heading as it was, or the field's own name where one row of headings would mislead."""
    header = plan.table.headers[at]
    if plan.mapping.origin is not MappingOrigin.MATCHED or field.startswith(CUSTOM):
        return header
    return header if (field_of(header, "roster") or "") == field else LABELS.get(field, header)
