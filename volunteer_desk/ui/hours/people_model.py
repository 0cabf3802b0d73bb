"""The grid's model: a sheet looked at row by row, nothing copied."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from volunteer_desk.ui.hours.columns import GRID_COLUMNS
from volunteer_desk.ui.hours.rows import GridRow
from volunteer_desk.ui.tables import TableModel

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PeopleModel(TableModel[GridRow]):
    """Rows that are asked for when they are painted."""

    def __init__(self) -> None:
        super().__init__(GRID_COLUMNS)
        self._rows: Sequence[GridRow] = ()
        self._many = 0

    def rowCount(self, parent: Index = _ROOT) -> int:
        """As many as were there when the order moved last."""
        return 0 if parent.isValid() else self._many

    def row(self, number: int) -> GridRow | None:
        """The row at a place as it is now."""
        return self._rows[number] if 0 <= number < min(self._many, len(self._rows)) else None

    def show_order(self, rows: Sequence[GridRow]) -> None:
        """Rows came, went or changed places."""
        self.beginResetModel()
        self._rows, self._many = rows, len(rows)
        self.endResetModel()

    def show_again(self) -> None:
        """The same rows in the same places say something else."""
        if self._many:
            last = self.index(self._many - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
