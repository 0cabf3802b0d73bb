"""The rows of a dry run as a table of any length: places into the plan, nothing copied."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from volunteer_desk.ui.tables import TableModel

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PlanModel(TableModel[R], Generic[R]):
    """Shows some places of a plan's rows."""

    _rows: Sequence[R] = ()
    _places: Sequence[int] = ()

    @property
    def places(self) -> Sequence[int]:
        """Where in the plan the rows shown stand, in order."""
        return self._places

    @property
    def rows(self) -> tuple[R, ...]:
        """Every row shown, in order."""
        return tuple(self._rows[place] for place in self._places)

    def show_places(self, rows: Sequence[R], places: Sequence[int]) -> None:
        """Show these places of a plan's rows."""
        self.beginResetModel()
        self._rows, self._places = rows, places
        self.endResetModel()

    def show_again(self, rows: Sequence[R]) -> None:
        """The same places of a plan in which cells were put right."""
        self._rows = rows
        if self._places:
            last = self.index(len(self._places) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def place(self, number: int) -> int:
        """The place in the plan of a row shown, -1 when there is none."""
        return self._places[number] if 0 <= number < len(self._places) else -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._places)

    def row(self, number: int) -> R | None:
        """The row at a position."""
        return self._rows[self._places[number]] if 0 <= number < len(self._places) else None
