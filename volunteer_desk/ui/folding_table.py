"""A table that never scrolls sideways: the least needed columns give way, then one is cut."""

from collections.abc import Iterable, Mapping, Sequence

from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import TableModel
from volunteer_desk.ui.tokens import scaled

LEAST = 84
"""Pixels at 100 % that the cut column keeps."""


class FoldingTable(TableView):
    """Hides the columns ``leaving`` in their order until the others fit; ``cut`` shrinks last.

    One that may leave and may be cut is cut first.
    """

    def __init__(self, leaving: Sequence[str], cut: str) -> None:
        super().__init__()
        self._leaving = tuple(leaving)
        self._wider: dict[str, int] = {}
        self._cut = cut
        self._left_out: frozenset[str] = frozenset()

    def let_leave(self, leaving: Sequence[str], wider: Mapping[str, int] | None = None) -> None:
        """Columns leave in another order from now on; some are ``wider`` (key → pixels)."""
        asked = (tuple(leaving), dict(wider or {}))
        if asked != (self._leaving, self._wider):
            self._leaving, self._wider = asked
            self.fold()

    def leave_out(self, keys: Iterable[str]) -> None:
        """Hide these columns whatever room there is: every row says the same in them."""
        asked = frozenset(keys)
        if asked != self._left_out:
            self._left_out = asked
            self.fold()

    def _fit_columns(self) -> None:
        self.fold()

    def fold(self) -> None:
        """Give every column its width for the room there is."""
        model = self.model()
        if not isinstance(model, TableModel):
            return  # the style arrives before the model
        room = self.viewport().width()
        widths = {
            column.key: scaled(self._wider.get(column.key, column.width))
            for column in model.columns
            if column.key not in self._left_out
        }
        hidden: set[str] = set(self._left_out)
        for key in self._leaving:
            if key not in widths:
                continue
            narrowest = min(widths[key], scaled(LEAST)) if key == self._cut else widths[key]
            if sum(widths.values()) - widths[key] + narrowest <= room:
                break
            hidden.add(key)
            del widths[key]
        spare = room - sum(widths.values())
        growing = [
            column.key for column in model.columns if column.stretch and column.key in widths
        ]
        cut = self._cut if self._cut in widths else next(iter(widths), "")
        for key in growing or [cut]:
            widths[key] += max(0, spare) // max(1, len(growing))
        if spare < 0:
            widths[cut] = max(scaled(LEAST), widths[cut] + spare)
        header = self.horizontalHeader()
        for number, column in enumerate(model.columns):
            self.setColumnHidden(number, column.key in hidden)
            if column.key in widths:
                header.resizeSection(number, widths[column.key])
