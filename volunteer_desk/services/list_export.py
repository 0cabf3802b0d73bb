"""A list out into a workbook or onto the clipboard exactly as it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from volunteer_desk.documents.roster_xlsx import ListCell, table_xlsx
from volunteer_desk.domain.changes import Noun, Progress, no_progress
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.volunteers import VolunteerRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import log_disclosure
from volunteer_desk.services.list_columns import ListColumn
from volunteer_desk.services.list_rows import list_rows
from volunteer_desk.store.audit import append_audit

_PART = 1000


@dataclass(frozen=True)
class CopiedTable:
    """Rows for the clipboard: headings, cells as they are shown, and which columns hold figures."""

    heads: tuple[str, ...]
    rows: list[list[str]]
    numbers: tuple[bool, ...]


def export_list(
    desk: Desk,
    ids: Sequence[int],
    columns: Sequence[ListColumn],
    out: Path,
    *,
    unmasked: bool = False,
    reason: str = "",
    progress: Progress = no_progress,
) -> int:
    """Write these people in this order with these columns, and say how many.

    Masked as the screen is. In full only with a reason, which is logged before a row is written
    (个人信息保护法 art.51).

    Raises:
        UserFacingError: Unmasked without a reason, or the file cannot be written.
        Cancelled: The user stopped it; no file is left.
    """
    with desk.database.writing() as connection:
        if unmasked:
            log_disclosure(desk, connection, DisclosureKind.EXPORT, reason, rows=len(ids))
        else:
            append_audit(
                connection,
                now=desk.now(),
                by=desk.operator,
                action="export",
                noun=Noun.VOLUNTEER,
                detail={"rows": len(ids)},
            )
    people = _people(desk, ids, columns, unmasked, progress)
    rows = (tuple(_cell(column, row) for column in columns) for row in people)
    widths = [max(8.0, column.width / 8) for column in columns]
    return table_xlsx(out, "志愿者名单", [column.label for column in columns], rows, widths)


def copied_list(desk: Desk, ids: Sequence[int], columns: Sequence[ListColumn]) -> CopiedTable:
    """These people with these columns, for the clipboard; masked."""
    return CopiedTable(
        tuple(column.label for column in columns),
        [
            [column.words(row) for column in columns]
            for row in _people(desk, ids, columns, False, no_progress)
        ],
        tuple(column.number for column in columns),
    )


def _people(
    desk: Desk,
    ids: Sequence[int],
    columns: Sequence[ListColumn],
    unmasked: bool,
    progress: Progress,
) -> Iterator[VolunteerRow]:
    more = [column.key for column in columns if column.further]
    for start in range(0, len(ids), _PART):
        progress(start, len(ids))
        yield from list_rows(desk, ids[start : start + _PART], more, unmasked=unmasked)


def _cell(column: ListColumn, row: VolunteerRow) -> ListCell:
    return column.words(row) if column.cell is None else column.cell(row)
