"""关账记录: every closing and reopening, with its reason and the figures that were kept."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import Signal

from volunteer_desk.domain.months import MonthAction, MonthEvent, MonthState
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.report.columns import hours_words
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Card, QuietButton


@dataclass(frozen=True)
class ClosingRow:
    """One closing or reopening, and its instant in the desk's own time."""

    event: MonthEvent
    at: datetime


def _did(row: ClosingRow) -> str:
    return "关账" if row.event.action is MonthAction.LOCK else "解锁"


def _tone(row: ClosingRow) -> Tone:
    return Tone.OK if row.event.action is MonthAction.LOCK else Tone.WAITING


def _kept(row: ClosingRow) -> str:
    figures = row.event.figures
    if figures is None:
        return "–"
    late = f" +{hours_words(figures.late_minutes)}" if figures.late_minutes else ""
    return f"{hours_words(figures.minutes)}{late}"


CLOSINGS: tuple[Column[ClosingRow], ...] = (
    Column("month", "月份", lambda row: str(row.event.month), 88),
    Column("did", "", _did, 66, "pill", tone=_tone),
    Column("kept", "当时小时", _kept, 88, "number", tip=lambda row: f"{_kept(row)}（+为补录）"),
    Column(
        "at",
        "时间",
        lambda row: f"{row.at.month}月{row.at.day}日",
        84,
        "soft",
        tip=lambda row: f"{row.at:%Y-%m-%d %H:%M} {row.event.by}".rstrip(),
    ),
    Column(
        "reason",
        "原因",
        lambda row: row.event.reason,
        70,
        tip=lambda row: row.event.reason,
        stretch=True,
    ),
)


class ClosingsCard(Card):
    """The list, in place of the paper."""

    closed = Signal()
    explained = Signal(object)
    """The ``Month`` whose entries are wanted."""

    def __init__(self) -> None:
        super().__init__("关账记录", "都会保留；回车看当月明细")
        back = QuietButton("回到打印预览", "Esc", "关闭记录，回到打印预览", "arrow-left")
        back.clicked.connect(self.closed)
        self.head.addWidget(back)
        self.model: RowsModel[ClosingRow] = RowsModel(CLOSINGS)
        self.table = FittingTable(self.model, ("kept", "at"))
        self.table.setAccessibleDescription("回车看这个月的明细")
        self.table.row_activated.connect(self._explain)
        self.body.addWidget(self.table, 1)

    def _explain(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.explained.emit(row.event.month)

    def show_months(self, states: tuple[MonthState, ...], zone: tzinfo | None) -> None:
        """Show the events of these months, the latest month first; instants in ``zone``."""
        self.model.set_rows(
            tuple(
                ClosingRow(one, one.at.astimezone(zone)) for state in states for one in state.events
            )
        )
