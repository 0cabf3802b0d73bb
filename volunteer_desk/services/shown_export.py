"""A list of projects, teams or units out into a workbook as it is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from volunteer_desk.documents.roster_xlsx import ListCell, table_xlsx
from volunteer_desk.domain.changes import Noun
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.audit import append_audit

_TITLES = {Noun.PROJECT: "项目", Noun.TEAM: "队伍", Noun.UNIT: "单位"}


@dataclass(frozen=True)
class Heading:
    """A column's words, and its width in pixels at 100 % text size."""

    label: str
    width: int


def export_title(noun: Noun) -> str:
    """``队伍名单``: the first line of the workbook and the beginning of its name."""
    return f"{_TITLES[noun]}名单"


def export_shown(
    desk: Desk,
    noun: Noun,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[ListCell]],
    out: Path,
) -> int:
    """Write these rows under these headings, and say how many; the trail keeps that it was done.

    The rows are those of the lists, whose phones are masked where they are read.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    lines = list(rows)
    with desk.database.writing() as connection:
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="export",
            noun=noun,
            detail={"rows": len(lines)},
        )
    widths = [max(8.0, one.width / 8) for one in headings]
    return table_xlsx(out, export_title(noun), [one.label for one in headings], lines, widths)
