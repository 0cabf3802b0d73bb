"""How a cell of the styled table is painted."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from volunteer_desk.ui.cell_painting import paint_check, paint_pill

if TYPE_CHECKING:  # the table imports its delegate
    from volunteer_desk.ui.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
PADDING = 10


class CellDelegate(QStyledItemDelegate):
    """Paints ground, hover, accent edge, line, words, pill and check box."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        view = cast("TableView", self.parent())  # made by it alone
        rect, ink = view.visualRect(index), view.ink
        chosen = view.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(rect, ink.selected)
        elif view.hovered_row == index.row():
            painter.fillRect(rect, ink.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink.line)
        if chosen and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), ink.accent)
        kind, text, tone = view.cell(index)
        inner = QRectF(rect).adjusted(PADDING, 0, -PADDING, -1)
        if kind == "check":
            paint_check(painter, inner, index)
            return
        if not text:
            return
        if kind == "pill":
            paint_pill(painter, inner, text, tone)
            return
        if "\n" in text:
            text = " ".join(text.splitlines())
        painter.setFont(ink.bold if kind == "bold" else ink.plain)
        painter.setPen(ink.soft if kind == "soft" else ink.ink)
        left = inner.left()
        if kind == "number" or len(text) * ink.wide > inner.width():
            metrics = painter.fontMetrics()
            spare = inner.width() - metrics.horizontalAdvance(text)
            if spare < 0:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
            elif kind == "number":
                left += spare
        # from a point: a rectangle would be laid out as a paragraph, twice as slowly
        painter.drawText(QPointF(left, inner.center().y() + ink.rise), text)
