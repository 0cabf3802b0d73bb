"""队伍负责人通讯录 onto A4 and into a workbook."""

from pathlib import Path

from volunteer_desk.documents.fonts import missing_characters
from volunteer_desk.documents.list_paper import Heading, list_pdf, tell_layout
from volunteer_desk.documents.paging import Block
from volunteer_desk.documents.paper_table import Slot, share_width, table_row
from volunteer_desk.documents.paper_text import MARGIN_X
from volunteer_desk.documents.pdf_file import A4
from volunteer_desk.documents.roster_xlsx import table_xlsx
from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.phone_list import PhoneList

HEADERS = ("序号", "队伍", "类型", "所属单位", "负责人", "联系电话", "队员")
_SHARES = (6.0, 23.0, 11.5, 19.0, 18.0, 15.5, 7.0)
_ALIGNS = ("centre", "left", "left", "left", "left", "left", "right")
_WHOLE = (False, False, True, False, True, True, True)
_WIDTHS = (6, 30, 14, 26, 12, 16, 8)


def phone_list_pdf(listed: PhoneList, progress: Progress = no_progress) -> bytes:
    """The list as a PDF; header repeated, page x of y.

    Args:
        listed: What is printed.
        progress: Told (teams done, teams in all); one laid out is half done.
    """
    blocks = _blocks(listed, A4[0] - 2 * MARGIN_X, progress)
    return list_pdf(A4, MARGIN_X, _heading(listed), blocks, len(listed.lines), progress)


def phone_list_xlsx(listed: PhoneList, out: Path) -> int:
    """The list as a workbook; says how many teams it has.

    Raises:
        UserFacingError: The file cannot be written there.
    """
    rows = (
        (at, line.team, line.kind, line.unit, line.leader, line.phone, line.members)
        for at, line in enumerate(listed.lines, 1)
    )
    return table_xlsx(out, _heading(listed).line(), HEADERS, rows, _WIDTHS, wrapped=True)


def phone_list_missing(listed: PhoneList) -> tuple[str, ...]:
    """The characters of a list that no font has; paper would leave them out."""
    used = set(listed.unit).union(
        *(line.team + line.kind + line.unit + line.leader for line in listed.lines)
    )
    return missing_characters("".join(sorted(used)))


def _blocks(listed: PhoneList, width: float, progress: Progress) -> list[Block]:
    edges = share_width(_SHARES, MARGIN_X, width)
    slots = [
        Slot(left, part, align, whole)
        for (left, part), align, whole in zip(edges, _ALIGNS, _WHOLE, strict=True)
    ]
    header = table_row(HEADERS, slots, bold=True, centred=True, tinted=True, keep=True)
    blocks = [header]
    for at, line in enumerate(listed.lines, 1):
        tell_layout(progress, at, len(listed.lines))
        cells = (str(at), line.team, line.kind, line.unit, line.leader, line.phone)
        blocks.append(table_row((*cells, f"{line.members:,}"), slots, header=header))
    if not listed.lines:
        blocks.append(table_row(["还没有队伍"], [Slot(MARGIN_X, width, "centre")], header=header))
    return blocks


def _heading(listed: PhoneList) -> Heading:
    return Heading(listed.TITLE, listed.unit, listed.note, listed.made_on)
