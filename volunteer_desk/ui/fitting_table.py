"""A table that shows as many columns as there is room for; the least needed give way first."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent

from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import Column, TableModel
from volunteer_desk.ui.tokens import scaled

R = TypeVar("R")


def fitting(
    columns: Sequence[Column[R]], leaving: Sequence[str], width: float
) -> tuple[Column[R], ...]:
    """The columns that fit into ``width`` pixels (at 100 % text size), in their order.

    Args:
        columns: All of them.
        leaving: Keys of those that may go, the first to go first.
        width: Pixels; columns that may not go stay, however little there is.
    """
    shown = list(columns)
    for key in leaving:
        if sum(column.width for column in shown) <= width:
            break
        shown = [column for column in shown if column.key != key]
    return tuple(shown)


class FittingTable(TableView):
    """A ``TableView`` whose columns follow its width and the text size."""

    def __init__(
        self, model: TableModel[R], leaving: Sequence[str], sortable: bool = False
    ) -> None:
        super().__init__()
        self._model = model
        self._every = model.columns
        self._leaving = leaving
        self._chosen: tuple[str, ...] = ()
        self.show_model(model, sortable=sortable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the columns before the kit gives them their widths."""
        self.suit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Choose again at another text size."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self.suit()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Choose the columns at the text size there is by now."""
        self.suit()
        super().showEvent(event)

    def sorted_by(self) -> tuple[str, bool]:
        """(key, descending) of the order shown, "" when none was asked for."""
        return "", False

    def suit(self) -> None:
        """Show the columns that fit now, keeping the chosen row and the sort mark."""
        known = {column.key: column for column in self._every}
        columns = tuple(known[key] for key in self._chosen if key in known)
        columns = columns or fitting(self._every, self._leaving, self.room())
        if columns != self._model.columns:
            with self.swapping_columns():
                self._model.columns = columns

    def every_column(self) -> tuple[tuple[str, str], ...]:
        """(key, heading) of every column there is, shown or not."""
        return tuple((column.key, column.label) for column in self._every)

    def shape(self, keys: Sequence[str], widths: Mapping[str, int]) -> None:
        """Show exactly these columns in this order, ``widths`` in pixels at 100 % of some.

        Without keys as many of the usual ones as fit.
        """
        self._chosen = tuple(keys)
        self.widths = dict(widths)
        self.suit()
        self._fit_columns()

    def room(self) -> float:
        """Pixels for columns, counted at 100 % text size."""
        return self.viewport().width() * 100 / scaled(100)

    @contextmanager
    def swapping_columns(self) -> Iterator[None]:
        """While the model gets other columns: the chosen row and the sort mark stay."""
        kept = self.current_row()
        blocked = self.blockSignals(True)
        self._model.beginResetModel()
        yield
        self._model.endResetModel()
        self._mark_order([column.key for column in self._model.columns])
        if kept >= 0:
            self.choose_row(kept)
        self.blockSignals(blocked)

    def _mark_order(self, keys: Sequence[str]) -> None:
        header = self.horizontalHeader()
        key, descending = self.sorted_by()
        blocked = header.blockSignals(True)
        header.setSortIndicator(
            keys.index(key) if key in keys else -1,
            Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder,
        )
        header.blockSignals(blocked)
