"""The grid: Enter opens or edits, typing changes a time, Delete removes, arrows reach the line."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
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
from volunteer_desk.ui.hours.people_model import PeopleModel
from volunteer_desk.ui.hours.sheet import Sheet
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.table_view import CellDelegate
from volunteer_desk.ui.tokens import current_tokens

Index = QModelIndex | QPersistentModelIndex
MINUTES = [column.key for column in GRID_COLUMNS].index("minutes")
OVERNIGHT = 94
"""Pixels of 止 where somebody ends on the next day."""
LEAVING = ("source", "remark", "number", "nature", "team")
"""Columns that fold away where there is little room, the first to go first."""


class _GridDelegate(CellDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, HoursGrid)  # noqa: S101 - made by it alone
        row = view.people.row(index.row())
        doubted = row is not None and GRID_COLUMNS[index.column()].key in row.verdict.cells
        if doubted and row is not None:
            ground = current_tokens().pair(row.verdict.tone)[1]
            painter.fillRect(view.visualRect(index).adjusted(2, 3, -2, -4), ground)
        super().paint(painter, option, index)
        if doubted and row is not None:  # seen on the chosen row too
            ink, rect = current_tokens().pair(row.verdict.tone)[0], view.visualRect(index)
            painter.fillRect(rect.left() + 2, rect.bottom() - 4, rect.width() - 4, 2, ink)
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
        number = GRID_COLUMNS[index.column()].kind == "number"
        if isinstance(editor, QLineEdit) and number:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is being typed stays when the rows say something else meanwhile."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


class HoursGrid(FoldingTable):
    """Everyone of the occasion; as tall as its rows where there is room."""

    removed = Signal(int)
    """Delete on a row number."""
    nature_asked = Signal(int)
    """The space bar on a row number: 信用 or 荣誉; -1 is every row."""
    another_asked = Signal(int)
    """F4 on a row number: somebody else is meant."""
    cells_pasted = Signal(str)
    """Ctrl+V: a text of copied cells."""
    left_below = Signal()
    """↓ on the last row."""
    focus_left = Signal()
    heads_copied = False

    def __init__(self) -> None:
        super().__init__(LEAVING, "name")
        self.people = PeopleModel()
        self._order = 0
        self._row_keys: list[int] = []
        self.setItemDelegate(_GridDelegate(self))
        self.setAccessibleName("参加的人")
        self.show_model(self.people)
        self.popup: Candidates | None = None
        self._fit_height()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet; the current cell stays where the same people are shown."""
        if sheet.order == self._order:
            self.people.show_again()
            return
        self._order = sheet.order
        place, before = self.currentIndex(), self._row_keys
        key = before[place.row()] if 0 <= place.row() < len(before) else None
        self._row_keys = [row.key for row in sheet.written]
        self.people.show_order(sheet.rows)
        self._fit_height()
        many = len(self._row_keys)
        found = self._row_keys.index(key) if key in self._row_keys else None
        if found is None and place.isValid() and many:
            found = min(place.row(), many - 1)
        if found is not None:
            self.setCurrentIndex(self.people.index(found, max(place.column(), 0)))

    def let_speak(self, speaking: Collection[str]) -> None:
        """Columns that say nothing leave before those in which rows differ; 荣誉 stays."""
        early = [key for key in ("source", "remark") if key not in speaking]
        silent = [key for key in ("nature",) if key not in speaking]
        late = [key for key in ("source", "remark") if key in speaking]
        wider = {"ends": OVERNIGHT} if "overnight" in speaking else {}
        self.let_leave([*early, "number", *silent, "team", *late], wider)

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
        return claim_escape(event, self._is_choosing) or super().event(event)

    def _is_choosing(self) -> bool:
        return self.popup is not None and self.popup.isVisible()

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
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Paste) and not editing:
            self.cells_pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Delete and row >= 0 and not editing:
            self.removed.emit(row)
        elif event.key() == Qt.Key.Key_Space and row >= 0 and not editing:
            self.nature_asked.emit(-1 if shift else row)
        elif event.key() == Qt.Key.Key_F4 and row >= 0 and not editing:
            self.another_asked.emit(row)
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
