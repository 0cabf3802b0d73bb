"""花名册 onto A4 landscape and into a workbook, from the same columns."""

from collections.abc import Sequence
from pathlib import Path

from volunteer_desk.documents.fonts import missing_characters
from volunteer_desk.documents.list_paper import Heading, list_pdf, tell_layout
from volunteer_desk.documents.paging import Block
from volunteer_desk.documents.paper_table import Slot, share_width, table_row, table_rows
from volunteer_desk.documents.pdf_file import A4_LANDSCAPE, MM
from volunteer_desk.documents.roster_xlsx import table_xlsx
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.papers import RosterLine, RosterSheet

HEADERS = (
    "序号", "姓名", "性别", "出生年月", "政治面貌", "证件号", "电话", "队伍", "特长", "注册日期",
)  # fmt: skip
_SHARES = (34.0, 100.0, 30.0, 52.0, 70.0, 112.0, 76.0, 146.0, 94.0, 66.0)
_ALIGNS = (
    "right", "left", "centre", "centre", "left", "left", "left", "left", "left", "centre",
)  # fmt: skip
_WHOLE = (True, True, True, True, True, True, True, False, False, True)
_WIDTHS = (6, 18, 6, 10, 14, 21, 14, 30, 20, 12)
_PRINTED = 20_000
"""More people than this are a workbook that nobody prints."""

MARGIN_X = 13 * MM
WIDTH = A4_LANDSCAPE[0] - 2 * MARGIN_X
CELL = 9.5


def roster_pdf(sheet: RosterSheet, progress: Progress = no_progress) -> bytes:
    """The sheet as a PDF: header repeated, page x of y.

    Args:
        sheet: What is printed.
        progress: Told (people done, people in all); one laid out is half done.
    """
    blocks = _blocks(sheet, progress)
    return list_pdf(A4_LANDSCAPE, MARGIN_X, _heading(sheet), blocks, len(sheet.lines), progress)


def roster_xlsx(sheet: RosterSheet, out: Path, progress: Progress = no_progress) -> int:
    """The sheet as a workbook; says how many people it has.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    rows = ((at, *_texts(line), line.registered_on or "") for at, line in enumerate(sheet.lines, 1))
    wrapped = len(sheet.lines) <= _PRINTED
    return table_xlsx(
        out,
        _heading(sheet).line(),
        HEADERS,
        rows,
        _WIDTHS,
        wrapped=wrapped,
        progress=progress,
        total=len(sheet.lines),
    )


def roster_missing(sheet: RosterSheet) -> tuple[str, ...]:
    """The characters of a sheet that no font has; paper would leave them out."""
    texts = (text for line in sheet.lines for text in _texts(line))
    used = set(sheet.unit + sheet.of).union(*texts)
    return missing_characters("".join(sorted(used)))


def _texts(line: RosterLine) -> tuple[str, ...]:
    return (
        line.name,
        line.gender,
        line.birth,
        line.political_status,
        line.document,
        line.phone,
        line.team,
        line.skills,
    )


def _cells(at: int, line: RosterLine) -> Sequence[str]:
    registered = f"{line.registered_on:%Y-%m-%d}" if line.registered_on else ""
    return (str(at), *_texts(line), registered)


def _blocks(sheet: RosterSheet, progress: Progress) -> list[Block]:
    edges = share_width(_SHARES, MARGIN_X, WIDTH)
    slots = [
        Slot(left, part, align, whole)
        for (left, part), align, whole in zip(edges, _ALIGNS, _WHOLE, strict=True)
    ]
    header = table_row(HEADERS, slots, bold=True, centred=True, tinted=True, keep=True, size=CELL)
    blocks = [header]
    for at, line in enumerate(sheet.lines, 1):
        tell_layout(progress, at, len(sheet.lines))
        blocks += table_rows(_cells(at, line), slots, header=header, size=CELL)
    if not sheet.lines:
        whole = [Slot(MARGIN_X, WIDTH, "centre")]
        blocks.append(table_row(["名单里没有人"], whole, header=header, size=CELL))
    return blocks


def _heading(sheet: RosterSheet) -> Heading:
    return Heading(sheet.title, sheet.unit, sheet.note, sheet.made_on)
