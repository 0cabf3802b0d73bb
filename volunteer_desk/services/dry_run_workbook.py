"""A dry run as a workbook to be kept or shown to somebody: what would become of every row."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from volunteer_desk.documents.roster_xlsx import ListCell, table_xlsx
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.imports import PlannedHours, PlannedVolunteer, RowState
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.volunteers import teams_named
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.services.volunteer_masking import HIDDEN

STATE_WORDS = {
    RowState.NEW: "新增",
    RowState.CHANGED: "变化",
    RowState.UNCHANGED: "不变",
    RowState.PROBLEM: "问题",
}
_PRINTED = 5000
"""Longer ones are searched, not printed."""
_ROSTER = ("行", "情况", "姓名", "证件号码", "联系电话", "栏目", "名册里", "文件里", "说明")
_ROSTER_WIDTHS = (7, 8, 18, 22, 15, 14, 26, 26, 60)
_HOURS = ("行", "情况", "姓名", "项目", "日期", "小时", "说明")
_HOURS_WIDTHS = (7, 8, 18, 30, 12, 8, 70)


def write_roster_dry_run(
    source: str,
    rows: Sequence[PlannedVolunteer],
    places: Sequence[int],
    out: Path,
    progress: Progress = no_progress,
) -> int:
    """Write these rows of a roster's dry run, a line for each change; say how many lines.

    Documents and phones are masked, and of a child nothing but the name is shown, as on screen.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    lines = (line for place in places for line in _person_lines(rows[place]))
    return table_xlsx(
        out,
        f"{source} 试算",
        _ROSTER,
        lines,
        _ROSTER_WIDTHS,
        wrapped=len(places) <= _PRINTED,
        progress=progress,
        total=len(places),
    )


def write_hours_dry_run(
    source: str,
    rows: Sequence[PlannedHours],
    places: Sequence[int],
    out: Path,
    progress: Progress = no_progress,
) -> int:
    """Write these rows of an hour sheet's dry run; say how many.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    lines = (_hours_line(rows[place]) for place in places)
    return table_xlsx(
        out,
        f"{source} 试算",
        _HOURS,
        lines,
        _HOURS_WIDTHS,
        wrapped=len(places) <= _PRINTED,
        progress=progress,
        total=len(places),
    )


def _person_lines(row: PlannedVolunteer) -> Iterator[tuple[ListCell, ...]]:
    draft = row.draft
    document = (draft and draft.id_number) or ""
    phone = (draft and draft.phone) or ""
    who = (
        row.row,
        STATE_WORDS[row.state],
        draft.name if draft else "",
        document and (HIDDEN if row.hidden else mask_document(document)),
        phone and (HIDDEN if row.hidden else mask_phone(phone)),
    )
    for one in row.differences:
        yield (*who, one.label, one.old, one.new, "")
    for problem in row.problems:
        yield (*who, LABELS.get(problem.field, ""), "", "", problem.message)
    if not row.differences and not row.problems:
        teams = "、".join(teams_named(draft.team)) if draft else ""
        said = f"加入 {teams}" if teams and row.state is RowState.NEW else ""
        yield (*who, "", "", "", said)


def _hours_line(row: PlannedHours) -> tuple[ListCell, ...]:
    return (
        row.row,
        STATE_WORDS[row.state],
        row.name,
        row.project,
        row.served_on,
        format_hours(row.minutes) if row.minutes else "",
        "；".join(one.message for one in (*row.problems, *row.warnings)),
    )
