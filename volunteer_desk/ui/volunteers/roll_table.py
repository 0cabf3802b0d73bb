"""The table of the roll: any number of people, sorted in SQL, many chosen at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from volunteer_desk.domain.volunteers import VolunteerRow
from volunteer_desk.ui.fitting_table import fitting
from volunteer_desk.ui.many_rows import ManyRows
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import scaled
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
        self._dragged: tuple[str, int] | None = None
        self._settling = False
        self.roll: WindowedModel[VolunteerRow] = WindowedModel(COLUMNS, fetch, self._sort)
        super().__init__(self.roll, LEAVING)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.sectionResized.connect(self._remember_width)
        header.sectionMoved.connect(self._remember_order)
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(200)
        self._let_go.timeout.connect(self._tell_header)

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

    def _remember_width(self, section: int, _old: int, width: int) -> None:
        by_mouse = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if by_mouse and self.horizontalHeader().underMouse():
            self._dragged = (self.roll.columns[section].key, width * 100 // scaled(100))
            self._let_go.start()

    def _remember_order(self) -> None:
        if not self._settling:
            self._let_go.start()

    def _tell_header(self) -> None:
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        if order != sorted(order):
            keys = [self.roll.columns[section].key for section in order]
            self._settling = True  # the model's own order follows, so the header's must not differ
            for section in range(header.count()):
                header.moveSection(header.visualIndex(section), section)
            self._settling = False
            self.moved.emit(keys)
        if self._dragged is not None:
            key, width = self._dragged
            self._dragged = None
            self.resized.emit(key, width)
