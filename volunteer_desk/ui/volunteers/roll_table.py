"""The table of the roll: it shows as many columns as there is room for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent

from volunteer_desk.domain.volunteers import VolunteerRow
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import Column, WindowedModel
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.columns import COLUMNS, fitting


class RollModel(WindowedModel[VolunteerRow]):
    """Volunteers by id, with columns that can change."""

    def show_columns(self, columns: Sequence[Column[VolunteerRow]]) -> None:
        """Show these columns instead."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()


class RollTable(TableView):
    """The roll; a heading sorts in SQL through ``sort``."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[VolunteerRow]],
        sort: Callable[[str, bool], None],
    ) -> None:
        super().__init__()
        self._sorted: tuple[str, bool] = ("", False)
        self._ask = sort
        self.roll = RollModel(COLUMNS, fetch, self._sort)
        self.show_model(self.roll, sortable=True)

    def chosen_id(self) -> int | None:
        """The id of the current row."""
        number = self.current_row()
        return self.roll.row_id(number) if 0 <= number < self.roll.rowCount() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the columns before the kit gives them their widths."""
        self._suit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Choose again at another text size."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._suit()
        super().changeEvent(event)

    def _sort(self, key: str, descending: bool) -> None:
        self._sorted = (key, descending)
        self._ask(key, descending)

    def _suit(self) -> None:
        columns = fitting(self.viewport().width(), scaled(100) / 100)
        if columns == self.roll.columns:
            return
        kept = self.current_row()
        blocked = self.blockSignals(True)
        self.roll.show_columns(columns)
        header = self.horizontalHeader()
        key, descending = self._sorted
        keys = [column.key for column in columns]
        header_blocked = header.blockSignals(True)
        header.setSortIndicator(
            keys.index(key) if key in keys else -1,
            Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder,
        )
        header.blockSignals(header_blocked)
        if kept >= 0:
            self.choose_row(kept)
        self.blockSignals(blocked)
