"""The month's figures as a table: by team, category, unit, and the lines of the paper chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from volunteer_desk.domain.monthly import MonthlySheet, SheetKind
from volunteer_desk.domain.sheet_entries import By
from volunteer_desk.ui.folding_table import FoldingTable
from volunteer_desk.ui.report.columns import COLUMNS
from volunteer_desk.ui.report.lines import MonthLine, month_lines
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import TabButton

TABS: tuple[tuple[By, str, str], ...] = (
    (By.TEAM, "按队伍", "Alt+T"),
    (By.CATEGORY, "按类别", "Alt+C"),
    (By.UNIT, "按单位", "Alt+U"),
    (By.ACTIVITY, "按活动", "Alt+A"),
    (By.PERSON, "按人", "Alt+P"),
)
LEAVING = ("minutes_before", "team", "activities", "people", "attendances", "day")
"""What gives way first; hours are always in sight."""
_OF_KIND = {SheetKind.ACTIVITIES: By.ACTIVITY, SheetKind.HOURS: By.PERSON}


class FiguresTable(FoldingTable):
    """Enter explains a line; the tabs that choose its rows stand where the page puts them."""

    explained = Signal(object)
    """A ``MonthLine``."""

    def __init__(self) -> None:
        super().__init__(LEAVING, "label")
        self.sheet: MonthlySheet | None = None
        self.rows: RowsModel[MonthLine] = RowsModel(COLUMNS[By.TEAM])
        self.show_model(self.rows)
        self.by = QButtonGroup(self)
        for by, label, key in TABS:
            button = TabButton(label, key)
            button.setChecked(by is By.TEAM)
            if by not in (By.TEAM, By.CATEGORY):
                button.hide()  # shown here, with no parent yet, it would be a window of its own
            self.by.addButton(button, by)
        self.by.idClicked.connect(self._show_lines)
        self.row_activated.connect(self._explain)
        self.setAccessibleDescription("回车看这个数怎么来的")

    def put_tabs(self, line: QHBoxLayout) -> None:
        """Place the tabs."""
        for button in self.by.buttons():
            line.addWidget(button)

    def show_sheet(self, sheet: MonthlySheet) -> None:
        """Show a sheet; a paper with lines of its own shows them."""
        before = self.sheet.kind if self.sheet else SheetKind.SUMMARY
        self.sheet = sheet
        own = _OF_KIND.get(sheet.kind)
        shown = {By.TEAM, By.CATEGORY, *((By.UNIT,) if sheet.by_unit else ())}
        if own is not None:
            shown.add(own)
        for by, _, _ in TABS:
            self.by.button(by).setVisible(by in shown)
        if own is not None and sheet.kind is not before:
            self.by.button(own).setChecked(True)
        elif self.by.checkedId() not in shown:
            self.by.button(By.TEAM).setChecked(True)
        self._show_lines()

    def chosen(self) -> MonthLine | None:
        """The line it stands on."""
        return self.rows.row(self.current_row())

    def _show_lines(self) -> None:
        if self.sheet is None:
            return
        by = By(self.by.checkedId())
        self.rows = RowsModel(COLUMNS[by], month_lines(self.sheet, by))
        self.show_model(self.rows)
        self.fold()

    def _explain(self, number: int) -> None:
        line = self.rows.row(number)
        if line is not None:
            self.explained.emit(line)
