"""What the page asks of the services: the month's figures, its state, its paper; no widget here."""

from dataclasses import dataclass
from pathlib import Path

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.monthly import Basis, MonthlySheet, SheetKind
from volunteer_desk.domain.months import MonthState, OpenMatters
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk

KINDS = (
    (SheetKind.SUMMARY, "汇总表", "Alt+1"),
    (SheetKind.ACTIVITIES, "活动月报", "Alt+2"),
    (SheetKind.HOURS, "时长汇总", "Alt+3"),
)


@dataclass(frozen=True)
class Drawn:
    """A sheet and the paper made of it."""

    sheet: MonthlySheet
    pdf: bytes = b""


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


def compute_sheet(
    desk: Desk, month: Month, basis: Basis = Basis.RECORDED, kind: SheetKind = SheetKind.SUMMARY
) -> MonthlySheet:
    """The month's figures, and the lines of a kind of paper."""
    from volunteer_desk.services.monthly import build_sheet

    return build_sheet(desk, month, kind, basis)


def read_month(desk: Desk, month: Month) -> MonthNow:
    """The month's closings, and what is still open in it."""
    from volunteer_desk.services.months import months_of, open_matters

    states = months_of(desk, 10_000)
    state = next((one for one in states if one.month == month), MonthState(month, closed=False))
    return MonthNow(state, open_matters(desk, month), bool(states))


def draw_paper(sheet: MonthlySheet, progress: Progress = no_progress) -> Drawn:
    """The paper of a sheet."""
    from volunteer_desk.services.monthly import sheet_pdf_bytes

    return Drawn(sheet, sheet_pdf_bytes(sheet, progress))


def write_paper(
    desk: Desk, sheet: MonthlySheet, ending: str, progress: Progress = no_progress
) -> Path:
    """Write the sheet into the papers folder, under a name that says what it is."""
    from volunteer_desk.services.monthly import write_sheet

    label = {kind: words for kind, words, _ in KINDS}[sheet.kind]
    name = f"志愿服务{label}_{sheet.head.month}{ending}"
    return write_sheet(desk, sheet, desk.folder.papers / "月报" / name, progress)
