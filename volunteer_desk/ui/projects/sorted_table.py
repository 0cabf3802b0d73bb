"""A list of rows held whole whose headings ask for another order, by mouse or by keys."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from volunteer_desk.ui.fitting_table import FittingTable, R
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.tokens import scaled


class SortedRows(RowsModel[R]):
    """Rows in the order they were read in; a heading only asks."""

    sort_asked = Signal(str, bool)
    """(column key, descending)."""

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Hand the wish on; SQL sorts."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            self.sort_asked.emit(self.columns[column].key, order == Qt.SortOrder.DescendingOrder)


class SortedTable(FittingTable):
    """A click on a heading sorts, and a second one turns it; S offers the same by keys."""

    order_changed = Signal(str, bool)
    """(column key, descending); "" for the usual order."""

    def __init__(self, rows: SortedRows[R], leaving: Sequence[str]) -> None:
        self._order = ("", False)
        super().__init__(rows, leaving, sortable=True)
        self.sort_menu = QMenu(self)
        rows.sort_asked.connect(self._take)

    def sorted_by(self) -> tuple[str, bool]:
        """(key, descending) of the order shown, "" for the usual one."""
        return self._order

    def show_order(self, key: str, descending: bool) -> None:
        """Mark an order as the one shown, without asking for it."""
        known = {one for one, _label in self.every_column()}
        self._order = (key, descending) if key in known else ("", False)
        self._mark_order([one.key for one in self._model.columns])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """S offers the orders."""
        if event.key() == Qt.Key.Key_S and not event.modifiers():
            self.offer_orders()
        else:
            super().keyPressEvent(event)

    def offer_orders(self) -> None:
        """Offer every column to sort by; the one sorted by turns round."""
        self.sort_menu.clear()
        now, down = self._order
        for key, label in self.every_column():
            turned = key == now and not down
            action = self.sort_menu.addAction(f"按{label}{'（倒序）' if turned else ''}")
            action.setCheckable(True)
            action.setChecked(key == now)
            action.triggered.connect(partial(self._ask, key, turned))
        self.sort_menu.addSeparator()
        usual = self.sort_menu.addAction("恢复默认顺序")
        usual.setEnabled(bool(now))
        usual.triggered.connect(partial(self._ask, "", False))
        header = self.horizontalHeader()
        self.sort_menu.popup(header.mapToGlobal(QPoint(scaled(12), header.height())))

    def _ask(self, key: str, descending: bool, _on: bool = False) -> None:
        self.show_order(key, descending)
        self._take(key, descending)

    def _take(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self.order_changed.emit(key, descending)
