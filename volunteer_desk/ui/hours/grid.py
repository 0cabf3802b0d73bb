"""The grid: Enter opens or edits, typing changes a time, Delete removes, arrows reach the line."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from volunteer_desk.ui.hours.candidates import Candidates
from volunteer_desk.ui.hours.checked_cells import CheckedCells, CheckedTable
from volunteer_desk.ui.hours.columns import GRID_COLUMNS
from volunteer_desk.ui.hours.people_model import PeopleModel
from volunteer_desk.ui.hours.rows import GridRow, Verdict
from volunteer_desk.ui.hours.sheet import Sheet
from volunteer_desk.ui.own_keys import claim_escape

MINUTES = [column.key for column in GRID_COLUMNS].index("minutes")
OVERNIGHT = 94
"""Pixels of 止 where somebody ends on the next day."""
LEAVING = ("source", "remark", "number", "nature", "team")
"""Columns that fold away where there is little room, the first to go first."""


class HoursGrid(CheckedTable):
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
        self.setItemDelegate(CheckedCells(self))
        self.setAccessibleName("参加的人")
        self.show_model(self.people)
        self.popup: Candidates | None = None
        self._fit_height()

    def key_of(self, column: int) -> str:
        """The key of a column."""
        return GRID_COLUMNS[column].key

    def is_number(self, column: int) -> bool:
        """Whether a column is typed right-aligned."""
        return GRID_COLUMNS[column].kind == "number"

    def verdict_of(self, row: int) -> Verdict | None:
        """What the checks say of a row."""
        found = self.row_at(row)
        return found.verdict if isinstance(found, GridRow) else None

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
