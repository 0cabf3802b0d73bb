"""The table of the roll: any number of people, sorted in SQL, many chosen at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from volunteer_desk.domain.volunteers import VolunteerRow
from volunteer_desk.ui.fitting_table import fitting
from volunteer_desk.ui.header_drags import HeaderDrags
from volunteer_desk.ui.many_rows import ManyRows
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.volunteers.columns import COLUMNS, LEAVING
from volunteer_desk.ui.windowed_model import WindowedModel


class RollTable(ManyRows):
    """The roll; a heading asks for another order, is dragged elsewhere, or made wider."""

    moved = Signal(list)
    """Headings were dragged: the keys in their new order."""
    resized = Signal(str, int)
    """A heading was dragged wider or narrower: its key, pixels at 100 %."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[VolunteerRow]],
        sort: Callable[[str, bool], None],
    ) -> None:
        self._picked: tuple[Column[VolunteerRow], ...] = ()
        self._order: tuple[str, bool] = ("", False)
        self._ask = sort
        self.roll: WindowedModel[VolunteerRow] = WindowedModel(COLUMNS, fetch, self._sort, block=16)
        super().__init__(self.roll, LEAVING)
        HeaderDrags(self).shaped.connect(self._shaped)

    def sorted_by(self) -> tuple[str, bool]:
        """The order asked for last."""
        return self._order

    def show_columns(self, columns: Sequence[Column[VolunteerRow]]) -> None:
        """Show exactly these columns, or the usual ones as they fit when none are given."""
        self._picked = tuple(columns)
        self.suit()
        self._fit_columns()

    def suit(self) -> None:
        """Show the columns picked, or as many of the usual ones as fit."""
        columns = self._picked or fitting(COLUMNS, LEAVING, self.room())
        if columns != self.roll.columns:
            with self.swapping_columns():
                self.roll.columns = columns

    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self._ask(key, descending)

    def _shaped(self, keys: list[str], dragged: dict[str, int]) -> None:
        if keys != [column.key for column in self.roll.columns]:
            self.moved.emit(keys)
        for key, width in dragged.items():
            self.resized.emit(key, width)
