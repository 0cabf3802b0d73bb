"""The widgets of 签到记录 and their places; what they do is said in ``attendance_view``."""

from volunteer_desk.domain.kiosk import AttendanceLine
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.hours.checked_cells import CheckedCells, CheckedTable
from volunteer_desk.ui.hours.rows import Verdict
from volunteer_desk.ui.signing.columns import (
    ATTENDANCE_COLUMNS,
    attendance_cells,
    attendance_state,
)
from volunteer_desk.ui.signing.time_line import TimeLine
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import Card, PrimaryButton, QuietButton, row_layout, words

HOW = "Enter 改时间（或写明原因）；Delete 不计，再按一次恢复。没有签退的人先补上，再登记。"


class AttendanceTable(CheckedTable):
    """The people in the order they came; cells that lack something are painted."""

    def __init__(self) -> None:
        super().__init__(("number", "team", "note"), "name")
        self.lines: RowsModel[AttendanceLine] = RowsModel(ATTENDANCE_COLUMNS)
        self.setItemDelegate(CheckedCells(self))
        self.setAccessibleName("签到的人")
        self.show_model(self.lines)

    def key_of(self, column: int) -> str:
        """The key of a column."""
        return ATTENDANCE_COLUMNS[column].key

    def is_number(self, column: int) -> bool:
        """Whether a column is typed right-aligned; none is typed here."""
        return False

    def verdict_of(self, row: int) -> Verdict | None:
        """What is said of a row."""
        line = self.lines.row(row)
        if line is None:
            return None
        said, tone = attendance_state(line)
        return Verdict(said, tone, line.ready, cells=attendance_cells(line))


class AttendanceLayout(Card):
    """The people, the line that changes one of them, and the sum."""

    def __init__(self) -> None:
        super().__init__("签到记录", " ")
        self.table = AttendanceTable()
        self.lines = self.table.lines
        self.says = ElidedLabel(HOW, "soft", asks=False)
        self.editing = TimeLine()
        self.total = words("", "soft")
        self.ends = QuietButton("补签退", "Ctrl+E", "没有签退的人都按活动结束时间签退")
        self.kiosk = QuietButton("接着签到", "F11", "再打开扫码签到")
        self.entries = QuietButton("看登记的明细", "Ctrl+D", "打开这场活动登记过的每一条")
        self.leave = QuietButton("返回", "", "回到活动（Esc）")
        self.save = PrimaryButton("登记", "Ctrl+Return", "把可以登记的人登记成一批")
        for button in (self.entries, self.kiosk):
            self.head.addWidget(button)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.editing)
        self.body.addWidget(self.says)
        foot = row_layout(10)
        foot.addWidget(self.total)
        foot.addStretch(1)
        foot.addWidget(self.ends)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        self.body.addLayout(foot)
        self.editing.hide()
