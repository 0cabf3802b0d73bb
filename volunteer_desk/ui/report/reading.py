"""What the month's page reads and writes beside the window: figures, papers, entries."""

from dataclasses import dataclass
from pathlib import Path

from volunteer_desk.domain.hours import HourRow
from volunteer_desk.domain.monthly import Basis, MonthlySheet, SheetKind
from volunteer_desk.domain.months import MonthState, OpenMatters
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.report.columns import By, MonthLine

KINDS = (
    (SheetKind.SUMMARY, "汇总表", "Alt+1"),
    (SheetKind.ACTIVITIES, "活动月报", "Alt+2"),
    (SheetKind.HOURS, "时长汇总", "Alt+3"),
)
ENTRY_LIMIT = 5_000


@dataclass(frozen=True)
class Drawn:
    """A sheet and the paper made of it."""

    sheet: MonthlySheet
    pdf: bytes = b""


@dataclass(frozen=True)
class Behind:
    """The entries behind one line."""

    line: MonthLine
    rows: tuple[HourRow, ...]


@dataclass(frozen=True)
class MonthNow:
    """A month's closings, and what is still open in it.

    Attributes:
        state: Whether it is closed, and by whom.
        matters: What closing it would leave unsettled.
        ever_closed: Whether any month of this desk was ever closed.
    """

    state: MonthState
    matters: OpenMatters
    ever_closed: bool


def compute_sheet(desk: Desk, month: Month, basis: Basis = Basis.RECORDED) -> MonthlySheet:
    """The month's figures."""
    from volunteer_desk.services.monthly import build_sheet

    return build_sheet(desk, month, basis=basis)


def read_month(desk: Desk, month: Month) -> MonthNow:
    """The month's closings, and what is still open in it."""
    from volunteer_desk.services.months import months_of, open_matters

    states = months_of(desk, 10_000)
    state = next((one for one in states if one.month == month), MonthState(month, closed=False))
    return MonthNow(state, open_matters(desk, month), bool(states))


def draw_paper(desk: Desk, sheet: MonthlySheet, kind: SheetKind) -> Drawn:
    """The paper of a summary; another kind is computed first, in a snapshot of its own."""
    from volunteer_desk.services.monthly import build_sheet, sheet_pdf_bytes

    if kind is not sheet.kind:
        sheet = build_sheet(desk, sheet.head.month, kind, sheet.basis)
    return Drawn(sheet, sheet_pdf_bytes(sheet))


def write_paper(desk: Desk, sheet: MonthlySheet, ending: str) -> Path:
    """Write the sheet into the papers folder, under a name that says what it is."""
    from volunteer_desk.services.monthly import write_sheet

    label = {kind: words for kind, words, _ in KINDS}[sheet.kind]
    name = f"志愿服务{label}_{sheet.head.month}{ending}"
    return write_sheet(desk, sheet, desk.folder.papers / "月报" / name)


def read_year(desk: Desk, month: Month, line: MonthLine, basis: Basis) -> Behind:
    """The entries behind 本年累计, ``ENTRY_LIMIT`` at most."""
    from volunteer_desk.services.year_entries import entries_of_year

    return Behind(line, entries_of_year(desk, month, ENTRY_LIMIT, basis))


def read_behind(
    desk: Desk, month: Month, line: MonthLine, by: By, basis: Basis = Basis.RECORDED
) -> Behind:
    """The entries behind one line, ``ENTRY_LIMIT`` at most."""
    from volunteer_desk.services.monthly import (
        entries_adjusting,
        entries_behind,
        entries_of_unit,
    )

    if line.late:
        return Behind(line, entries_adjusting(desk, month, ENTRY_LIMIT))
    if by is By.UNIT and line.line is not None:
        return Behind(line, entries_of_unit(desk, month, line.line, limit=ENTRY_LIMIT, basis=basis))
    by_category = by is By.CATEGORY
    rows = entries_behind(
        desk, month, line.line, by_category=by_category, limit=ENTRY_LIMIT, basis=basis
    )
    return Behind(line, rows)
