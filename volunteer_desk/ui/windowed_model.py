"""The table model of any number of rows: ids at hand, rows fetched where somebody looks."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from volunteer_desk.ui.tables import Column, TableModel

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()

BLOCK = 50
"""Rows fetched at a time, as a rule."""
BLOCKS_KEPT = 96
"""Blocks kept in memory; the least recently used goes first."""


class WindowedModel(TableModel[R]):
    """Any number of rows: it holds ids and fetches the blocks that are looked at.

    Args:
        columns: The columns.
        fetch: ``fetch(ids) -> rows`` in the order of ids; a primary-key query, a few ms.
        sort: Called with (column key, descending) when a heading is pressed; it asks SQL for the
            ids in that order and calls ``set_ids``.
        block: Rows fetched at a time, fewer where each is dear.
    """

    def __init__(
        self,
        columns: Sequence[Column[R]],
        fetch: Callable[[Sequence[int]], Sequence[R]],
        sort: Callable[[str, bool], None] | None = None,
        block: int = BLOCK,
    ) -> None:
        super().__init__(columns)
        self._block = block
        self._fetch = fetch
        self._sort = sort
        self._ids: Sequence[int] = ()
        self._known: int | None = None
        self._blocks: OrderedDict[int, Sequence[R]] = OrderedDict()

    def set_ids(self, ids: Sequence[int], known: int | None = None, rows: Sequence[R] = ()) -> None:
        """Show the rows of these ids, in this order.

        Args:
            ids: Every id.
            known: Only so many of them are at hand; later rows stay blank until ``fill_ids``.
            rows: The first rows, where they were read with the ids.
        """
        self.beginResetModel()
        self._ids, self._known = ids, known
        self._blocks.clear()
        for block in range(-(-len(rows) // self._block)):
            part = rows[block * self._block : (block + 1) * self._block]
            if len(part) == len(self._part(block)):
                self._keep(block, part)
        self.endResetModel()

    def fill_ids(self, ids: Sequence[int]) -> None:
        """The whole list has come: as many ids as were announced, the first ones the same."""
        self._ids, self._known = ids, None
        self.refresh()

    def refresh(self) -> None:
        """Fetch the same ids again (a write moved them)."""
        self._blocks.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def ids(self) -> Sequence[int]:
        """Every id, in order."""
        return self._ids

    def row_id(self, number: int) -> int:
        """The id at a position."""
        return self._ids[number]

    def position(self, row_id: int) -> int | None:
        """Where an id stands, None when it is not listed."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Ids held."""
        return 0 if parent.isValid() else len(self._ids)

    def row(self, number: int) -> R | None:
        """The row at a position, fetched with its block when it is not at hand."""
        end = len(self._ids) if self._known is None else self._known
        if not 0 <= number < end:
            return None
        block, offset = divmod(number, self._block)
        rows = self._blocks.get(block)
        if rows is None:
            rows = self._fetch(self._part(block))
            self._keep(block, rows)
        else:
            self._blocks.move_to_end(block)
        return rows[offset] if offset < len(rows) else None

    def look_at(self, first: int, last: int) -> None:
        """Fetch what rows ``first`` to ``last`` lack as one: two blocks cost not much more."""
        end = len(self._ids) if self._known is None else self._known
        blocks = range(max(first, 0) // self._block, min(last, end - 1) // self._block + 1)
        missing = [block for block in blocks if block not in self._blocks]
        if len(missing) < 2 or len(missing) > BLOCKS_KEPT:
            return
        parts = [self._part(block) for block in missing]
        rows = self._fetch([one for part in parts for one in part])
        if len(rows) < sum(map(len, parts)):
            return  # somebody is gone: each block is fetched for itself, and keeps its place
        for block, part in zip(missing, parts, strict=True):
            self._keep(block, rows[: len(part)])
            rows = rows[len(part) :]

    def _part(self, block: int) -> Sequence[int]:
        return self._ids[block * self._block : (block + 1) * self._block]

    def _keep(self, block: int, rows: Sequence[R]) -> None:
        self._blocks[block] = rows
        if len(self._blocks) > BLOCKS_KEPT:
            self._blocks.popitem(last=False)

    def fetch(self, ids: Sequence[int]) -> Sequence[R]:
        """The rows of these ids, as they are now."""
        return self._fetch(ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Hand the wish to SQL."""
        if self._sort is not None and 0 <= column < len(self.columns):
            chosen = self.columns[column]
            if chosen.sortable:
                self._sort(chosen.key, order == Qt.SortOrder.DescendingOrder)
