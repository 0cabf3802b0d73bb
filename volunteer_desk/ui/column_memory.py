"""Columns of a list as the user wants them: chosen, dragged, widened, and so again next time."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from volunteer_desk.domain.changes import Progress
from volunteer_desk.services.list_views import ShownColumn, read_view, save_columns
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.header_drags import HeaderDrags
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tokens import scaled


class ColumnMemory(QObject):
    """Lets headings be dragged and resized, columns be chosen (right click or the menu key).

    Args:
        table: Whose columns.
        context: Where they are kept.
        name: What the list is kept under; two tables of one name share their columns.
    """

    def __init__(self, table: FittingTable, context: PageContext, name: str) -> None:
        super().__init__(table)
        self._table, self._context, self._name = table, context, name
        self.menu = QMenu(table)
        self._drags = HeaderDrags(table)
        self._drags.shaped.connect(self._shaped)
        header = table.horizontalHeader()
        header.setToolTip("拖动换位置，拖边换宽窄，右键选要看的列")
        for part in (header, table):
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            part.customContextMenuRequested.connect(self.offer)
        self._show(read_view(context.desk, name).columns)

    def shown(self) -> tuple[str, ...]:
        """The keys of the columns shown now, in order."""
        return self._drags.shown()

    def columns(self) -> tuple[ShownColumn, ...]:
        """The columns shown now, each with the width it was given."""
        widths = self._table.widths
        return tuple(ShownColumn(key, widths.get(key, 0)) for key in self.shown())

    def take(self, columns: Sequence[ShownColumn]) -> None:
        """Show these columns from now on; none for the usual ones."""
        self._table.widths = {one.key: one.width for one in columns if one.width}
        self._keep(tuple(one.key for one in columns))

    def offer(self, _at: QPoint | None = None) -> None:
        """Offer every column with a tick, and the way back to the usual ones."""
        self.menu.clear()
        shown = self.shown()
        for key, label in self._table.every_column():
            action = self.menu.addAction(label or "（无题）")
            action.setCheckable(True)
            action.setChecked(key in shown)
            action.setEnabled(shown != (key,))  # a list without columns would be no list
            action.triggered.connect(partial(self.turn, key))
        self.menu.addSeparator()
        self.menu.addAction("恢复默认").triggered.connect(self.restore)
        header = self._table.horizontalHeader()
        self.menu.popup(header.mapToGlobal(QPoint(scaled(12), header.height())))

    def turn(self, key: str, _on: bool = True) -> None:
        """Show a column at its usual place, or take it away."""
        shown = self.shown()
        if key in shown:
            self._keep(tuple(one for one in shown if one != key))
            return
        order = [one for one, _label in self._table.every_column()]
        before = [one for one in shown if order.index(one) < order.index(key)]
        at = shown.index(before[-1]) + 1 if before else 0
        self._keep((*shown[:at], key, *shown[at:]))

    def restore(self) -> None:
        """The usual columns, as many as fit, in their usual widths."""
        self._table.widths = {}
        self._keep(())

    def _shaped(self, keys: list[str], dragged: dict[str, int]) -> None:
        self._table.widths.update(dragged)
        self._keep(tuple(keys))

    def _keep(self, keys: tuple[str, ...]) -> None:
        widths = self._table.widths
        columns = tuple(ShownColumn(key, widths.get(key, 0)) for key in keys)
        self._show(columns)
        desk, name = self._context.desk, self._name

        def work(_progress: Progress) -> None:
            save_columns(desk, name, columns)

        self._context.tasks.run(work, self._kept, label="正在记住列", quiet=True)

    def _kept(self, _nothing: None) -> None:
        """Nothing is to be shown anew."""

    def _show(self, columns: tuple[ShownColumn, ...]) -> None:
        known = {key for key, _label in self._table.every_column()}
        kept = [one for one in columns if one.key in known]
        self._table.shape(
            [one.key for one in kept], {one.key: one.width for one in kept if one.width}
        )
