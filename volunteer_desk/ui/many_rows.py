"""A list in which many rows are chosen at once, however many it holds, and stay chosen."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from volunteer_desk.ui.fitting_table import FittingTable, R
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.windowed_model import WindowedModel

Runs = list[tuple[int, int]]
"""First and last place of each run of neighbours, in order."""


@dataclass(frozen=True)
class Kept:
    """The rows chosen, wherever they stand in the next list.

    Attributes:
        ids: Which they are; None for everything listed, whatever that is.
    """

    ids: Collection[int] | None

    def runs(self, listed: Collection[int]) -> Runs:
        """Where they stand in a list; it is read whole."""
        if self.ids is None:
            return [(0, len(listed) - 1)] if listed else []
        return runs_of(listed, set(self.ids))


def runs_of(listed: Iterable[int], wanted: Collection[int]) -> Runs:
    """The places of those wanted, neighbours as one run."""
    runs: Runs = []
    first = last = -2
    for place, one in enumerate(listed):
        if one in wanted:
            if place != last + 1:
                if first >= 0:
                    runs.append((first, last))
                first = place
            last = place
    if first >= 0:
        runs.append((first, last))
    return runs


class ManyRows(FittingTable):
    """Shift, Ctrl and Ctrl+A choose rows; Ctrl+C asks for them; Esc gives several up."""

    counted = Signal(int)
    """So many rows are chosen now."""
    copying = Signal()
    """Ctrl+C: put the chosen rows on the clipboard; they may never have been fetched."""

    def __init__(self, model: WindowedModel[R], leaving: Sequence[str]) -> None:
        super().__init__(model, leaving, sortable=True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(self._count)

    def chosen_ranges(self) -> Runs:
        """First and last row of each run of chosen rows, in order."""
        runs: Runs = []
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        for low, high in sorted((one.top(), one.bottom()) for one in parts):
            if runs and low <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(high, runs[-1][1]))
            else:
                runs.append((low, high))
        return runs

    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(high - low + 1 for low, high in self.chosen_ranges())

    def chosen_of(self, ids: Sequence[int]) -> Sequence[int]:
        """Those of the ids listed that are chosen, in their order; all of them without a copy."""
        runs = self.chosen_ranges()
        if runs == [(0, len(ids) - 1)]:
            return ids
        return [one for low, high in runs for one in ids[low : high + 1]]

    def choose_runs(self, runs: Sequence[tuple[int, int]]) -> None:
        """Choose exactly these runs of rows; the current row stays where it is."""
        chosen, last = QItemSelection(), self.model().columnCount() - 1
        for low, high in runs:
            ends = self.model().index(low, 0), self.model().index(high, last)
            chosen.append(QItemSelectionRange(*ends))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose_current(self) -> None:
        """Give every choice up but the current row's."""
        if self.current_row() >= 0:
            self.choose_row(self.current_row())
        else:
            self.clearSelection()

    def copy_rows(self) -> None:
        """Ask for the rows as a table."""
        self.copying.emit()

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the table while several rows are chosen."""
        return claim_escape(event, lambda: self.chosen_count() > 1) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives a choice of several up."""
        if event.key() == Qt.Key.Key_Escape and self.chosen_count() > 1:
            self.choose_current()
        else:
            super().keyPressEvent(event)

    def _count(self) -> None:
        self.counted.emit(self.chosen_count())
