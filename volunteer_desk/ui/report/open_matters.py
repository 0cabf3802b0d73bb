"""What is still open in a month about to be closed: its activities without hours, what waits."""

from PySide6.QtCore import Signal

from volunteer_desk.domain.months import OpenMatters
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.projects import ActivityRow
from volunteer_desk.ui.folding_table import FoldingTable
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.widgets import Card, LinkButton, QuietButton, row_layout, words

COLUMNS: tuple[Column[ActivityRow], ...] = (
    Column("held_on", "日期", lambda row: row.held_on.isoformat(), 104, "soft"),
    Column("project", "活动", width=120, tip=lambda row: row.project, stretch=True),
    Column("place", "地点", width=90, kind="soft", tip=lambda row: row.place, stretch=True),
)


class OpenMattersCard(Card):
    """In place of the paper; Enter logs the hours of an activity, Esc leads back."""

    closed = Signal()
    logging_asked = Signal(int)
    """An activity's id."""
    waiting_asked = Signal()
    """Hours that wait for approval are to be looked at."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("还没有办完的", " ")
        self._context = context
        back = QuietButton("回到打印预览", "Esc", "回到打印预览", "arrow-left")
        back.clicked.connect(self.closed)
        self.head.addWidget(back)
        self.model: RowsModel[ActivityRow] = RowsModel(COLUMNS)
        self.table = FoldingTable(("place",), "project")
        self.table.show_model(self.model)
        self.table.setAccessibleDescription("回车登记这一场的时长")
        self.table.row_activated.connect(self._log)
        self.told = words("", "soft")
        self.waiting = LinkButton("", "Alt+W", "到“待核”里核准或退回")
        self.waiting.clicked.connect(self.waiting_asked)
        foot = row_layout(8)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.waiting)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)

    def show_matters(self, month: Month, matters: OpenMatters) -> None:
        """Read and show what is open in a month."""
        from volunteer_desk.services.months import unrecorded_activities

        desk = self._context.desk
        self.title.setText(f"{month.month}月还没办完的")
        self.waiting.setText(f"{matters.waiting:,} 条待核")
        self.waiting.setVisible(matters.waiting > 0)
        self._context.tasks.read(
            lambda: unrecorded_activities(desk, month), self._show, key="report.open"
        )

    def _show(self, rows: tuple[ActivityRow, ...]) -> None:
        self.model.set_rows(rows)
        self.told.setText(f"{len(rows):,} 场还没有登记时长，回车去登记" if rows else "")
        if rows:
            self.table.choose_row(0)
            self.table.setFocus()

    def _log(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.logging_asked.emit(row.id)
