"""The grid: Enter opens or edits, typing changes a time, Delete removes, arrows reach the line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from volunteer_desk.ui.hours.candidates import Candidates
from volunteer_desk.ui.hours.columns import GRID_COLUMNS
from volunteer_desk.ui.hours.folding_table import FoldingTable
from volunteer_desk.ui.hours.rows import GridRow
from volunteer_desk.ui.table_view import CellDelegate, TableView
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.tokens import current_tokens

Index = QModelIndex | QPersistentModelIndex
FEW = 50
"""Rows that are shown one by one; more are shown anew together."""
MINUTES = [column.key for column in GRID_COLUMNS].index("minutes")


class _GridDelegate(CellDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        assert isinstance(view, TableView)  # noqa: S101 - made by it alone
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if not (editable and view.hasFocus() and view.currentIndex() == index):
            return
        ring = QRectF(view.visualRect(index)).adjusted(3, 4, -3, -5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_tokens().info), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring, 4, 4)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor


class HoursGrid(FoldingTable):
    """Everyone of the occasion; as tall as its rows where there is room."""

    removed = Signal(int)
    """Delete on a row number."""
    left_below = Signal()
    """↓ on the last row."""
    focus_left = Signal()

    def __init__(self) -> None:
        super().__init__(("number", "team"), "name")
        self.people: RowsModel[GridRow] = RowsModel(GRID_COLUMNS)
        self.setItemDelegate(_GridDelegate(self))
        self.setAccessibleName("参加的人")
        self.show_model(self.people)
        self.popup: Candidates | None = None
        self._fit_height()

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show rows; the current cell stays where the same people are shown."""
        before = self.people.rows
        if len(before) == len(rows):
            moved = [n for n, row in enumerate(rows) if row is not before[n]]
            alike = all(before[n].key == rows[n].key for n in moved)
            if alike and len(moved) <= FEW:
                for number in moved:
                    self.people.replace_row(number, rows[number])
                return
        place = self.currentIndex()
        key = before[place.row()].key if place.isValid() else None
        self.people.set_rows(rows)
        self._fit_height()
        found = next((n for n, row in enumerate(rows) if row.key == key), None)
        if found is None and place.isValid() and rows:
            found = min(place.row(), len(rows) - 1)
        if found is not None:
            self.setCurrentIndex(self.people.index(found, max(place.column(), 0)))

    def choose_cell(self, row: int, column: int = MINUTES) -> None:
        """Make a cell current and bring it into sight."""
        index = self.people.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def edit_current(self) -> None:
        """Edit the current cell, the hours when the current one cannot be edited."""
        index = self.currentIndex()
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(MINUTES)
            self.setCurrentIndex(index)
        if index.isValid():
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell moves down the column."""
        down = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        super().closeEditor(editor, hint)
        index = self.currentIndex()
        if down and index.row() + 1 < self.people.rowCount():
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))

    def event(self, event: QEvent) -> bool:
        """Esc closes the open candidates first, and is the window's own otherwise."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.popup is not None
            and self.popup.isVisible()
        ):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that something else has the keys now."""
        super().focusOutEvent(event)
        self.focus_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the candidates do not take: Delete, ↓ on the last row, and the table's own."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if self.popup is not None and self.popup.take_key(event):
            return
        row = self.current_row()
        if event.key() == Qt.Key.Key_Delete and row >= 0 and not editing:
            self.removed.emit(row)
        elif event.key() == Qt.Key.Key_Down and row == self.people.rowCount() - 1:
            self.left_below.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_height()

    def _fit_height(self) -> None:
        if not hasattr(self, "people"):
            return  # the style arrives before the model
        rows = max(1, self.people.rowCount())
        header = self.horizontalHeader().sizeHint().height()
        self.setMaximumHeight(header + rows * self.verticalHeader().defaultSectionSize() + 6)
