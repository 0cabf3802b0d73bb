"""这个数怎么来的: the ledger rows behind one figure of the month."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.hours import HourRow
from volunteer_desk.ui.report.columns import ENTRIES, hours_words
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import Card, QuietButton, words


class EntriesCard(Card):
    """The rows, their sum, and the way back to the paper."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("这个数怎么来的", " ")
        if parent is not None:
            self.setParent(parent)
        back = QuietButton("回到打印预览", "Esc", "关闭明细，回到打印预览", "arrow-left")
        back.clicked.connect(self.closed)
        self.head.addWidget(back)
        self.model: RowsModel[HourRow] = RowsModel(ENTRIES)
        self.table = TableView()
        self.table.show_model(self.model)
        self.body.addWidget(self.table, 1)
        self.sum = words("", "soft")
        self.sum.setWordWrap(True)
        self.body.addWidget(self.sum)

    def show_rows(
        self,
        label: str,
        rows: tuple[HourRow, ...],
        minutes: int,
        limit: int,
        rounding: str = "",
    ) -> None:
        """Show the rows that make ``minutes``; at ``limit`` rows it says that there are more.

        ``rounding`` is the rule that some of them were rounded by, in words.
        """
        self.title.setText(f"{label} · {hours_words(minutes)} 小时怎么来的")
        self.note.setText("")
        self.model.set_rows(rows)
        credited = sum(row.minutes for row in rows if row.minutes > 0)
        back = -sum(row.minutes for row in rows if row.minutes < 0)
        if len(rows) >= limit:
            self.sum.setText(f"只列出最近的 {limit:,} 条；全部明细请用“存表格”里的时长汇总。")
            return
        self.sum.setText(
            f"登记 {hours_words(credited)} 小时，减去冲销 {hours_words(back)} 小时，"
            f"等于 {hours_words(credited - back)} 小时（按分钟相加，只在显示时保留一位小数）。"
            f"{rounding}"
        )
