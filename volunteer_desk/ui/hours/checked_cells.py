"""How the cells of a grid are painted and edited: what a check is about, and where the keys are."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from volunteer_desk.ui.cell_delegate import CellDelegate
from volunteer_desk.ui.folding_table import FoldingTable
from volunteer_desk.ui.hours.rows import Verdict
from volunteer_desk.ui.tokens import current_tokens

Index = QModelIndex | QPersistentModelIndex


class CheckedTable(FoldingTable):
    """A table whose rows have a verdict."""

    def key_of(self, column: int) -> str:
        """The key of a column."""
        raise NotImplementedError

    def is_number(self, column: int) -> bool:
        """Whether a column is typed right-aligned."""
        raise NotImplementedError

    def verdict_of(self, row: int) -> Verdict | None:
        """What the checks say of a row."""
        raise NotImplementedError


class CheckedCells(CellDelegate):
    """Paints the cells a row's verdict is about, and a ring where typing would go."""

    def __init__(self, view: CheckedTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground below the words, a line on it that is seen on the chosen row too."""
        view = self._view
        verdict = view.verdict_of(index.row())
        if verdict is not None and view.key_of(index.column()) in verdict.cells:
            rect, (ink, ground) = view.visualRect(index), current_tokens().pair(verdict.tone)
            painter.fillRect(rect.adjusted(2, 3, -2, -4), ground)
            super().paint(painter, option, index)
            painter.fillRect(rect.left() + 2, rect.bottom() - 4, rect.width() - 4, 2, ink)
        else:
            super().paint(painter, option, index)
        if not (view.hasFocus() and view.currentIndex() == index):
            return
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        rect = view.visualRect(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_tokens().info), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(3, 4, -3, -5), 4, 4)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Numbers are typed where they stand."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit) and self._view.is_number(index.column()):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is being typed stays when the rows say something else meanwhile."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)
