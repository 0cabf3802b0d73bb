"""The rows of a dry run as a table of any length: places into the plan, nothing copied."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from volunteer_desk.domain.imports import PlannedVolunteer
from volunteer_desk.ui.tables import TableModel
from volunteer_desk.ui.volunteers.import_columns import COLUMNS

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PlanModel(TableModel[PlannedVolunteer]):
    """Shows some places of a plan's rows."""

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self._rows: Sequence[PlannedVolunteer] = ()
        self._places: Sequence[int] = ()

    @property
    def rows(self) -> tuple[PlannedVolunteer, ...]:
        """Every row shown, in order."""
        return tuple(self._rows[place] for place in self._places)

    def show_places(self, rows: Sequence[PlannedVolunteer], places: Sequence[int]) -> None:
        """Show these places of a plan's rows."""
        self.beginResetModel()
        self._rows, self._places = rows, places
        self.endResetModel()

    def show_again(self, rows: Sequence[PlannedVolunteer]) -> None:
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

    def row(self, number: int) -> PlannedVolunteer | None:
        """The row at a position."""
        return self._rows[self._places[number]] if 0 <= number < len(self._places) else None
