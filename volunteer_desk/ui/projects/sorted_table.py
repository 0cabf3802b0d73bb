"""A list of projects, teams or units whose headings ask for another order, by mouse or by keys."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from volunteer_desk.ui.many_rows import ManyRows
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.windowed_model import BLOCK, WindowedModel

R = TypeVar("R")


class SortedTable(ManyRows, Generic[R]):
    """A click on a heading sorts, and a second one turns it; S offers the same by keys.

    Args:
        columns: Every column there is.
        fetch: The rows of ids.
        leaving: What gives way first where there is little room.
        block: Rows fetched at a time.
    """

    order_changed = Signal(str, bool)
    """(column key, descending); "" for the usual order."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        fetch: Callable[[Sequence[int]], Sequence[R]],
        leaving: Sequence[str],
        block: int = BLOCK,
    ) -> None:
        self._order = ("", False)
        self._every_one = tuple(columns)
        self.rows: WindowedModel[R] = WindowedModel(columns, fetch, self._take, block)
        super().__init__(self.rows, leaving)
        self.sort_menu = QMenu(self)

    def sorted_by(self) -> tuple[str, bool]:
        """(key, descending) of the order shown, "" for the usual one."""
        return self._order

    def every(self) -> tuple[Column[R], ...]:
        """Every column there is, shown or not."""
        return self._every_one

    def chosen_ids(self) -> Sequence[int]:
        """Ids of the rows chosen, in the order of the list."""
        return self.chosen_of(self.rows.ids)

    def show_order(self, key: str, descending: bool) -> None:
        """Mark an order as the one shown, without asking for it."""
        known = {one for one, _label in self.every_column()}
        self._order = (key, descending) if key in known else ("", False)
        self._mark_order([one.key for one in self.rows.columns])

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
