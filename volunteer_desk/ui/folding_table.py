"""A table that never scrolls sideways: the least needed columns give way, then one is cut."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent

from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import TableModel
from volunteer_desk.ui.tokens import scaled

LEAST = 84
"""Pixels at 100 % that the cut column keeps."""


class FoldingTable(TableView):
    """Hides the columns ``leaving`` in their order until the others fit; ``cut`` shrinks last."""

    def __init__(self, leaving: Sequence[str], cut: str) -> None:
        super().__init__()
        self._leaving = tuple(leaving)
        self._wider: dict[str, int] = {}
        self._cut = cut

    def let_leave(self, leaving: Sequence[str], wider: Mapping[str, int] | None = None) -> None:
        """Columns leave in another order from now on; some are ``wider`` (key → pixels)."""
        asked = (tuple(leaving), dict(wider or {}))
        if asked != (self._leaving, self._wider):
            self._leaving, self._wider = asked
            self.fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold to the new width."""
        super().resizeEvent(event)
        self.fold()

    def changeEvent(self, event: QEvent) -> None:
        """Fold to another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
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
        }
        hidden: set[str] = set()
        for key in self._leaving:
            if sum(widths.values()) <= room:
                break
            hidden.add(key)
            del widths[key]
        spare = room - sum(widths.values())
        growing = [
            column.key for column in model.columns if column.stretch and column.key in widths
        ]
        for key in growing or [self._cut]:
            widths[key] += max(0, spare) // max(1, len(growing))
        if spare < 0:
            widths[self._cut] = max(scaled(LEAST), widths[self._cut] + spare)
        header = self.horizontalHeader()
        for number, column in enumerate(model.columns):
            self.setColumnHidden(number, column.key in hidden)
            if column.key in widths:
                header.resizeSection(number, widths[column.key])
