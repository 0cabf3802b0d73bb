"""A field of several lines: it grows with what is written, and scrolls where that is much."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from volunteer_desk.ui.fields import FieldBox
from volunteer_desk.ui.tokens import scaled

MOST_LINES = 4
"""Lines in sight; more of them scroll."""
ONE = 36
"""Pixels at 100 % of a box with one line, like any other field."""


class _Lines(QPlainTextEdit):
    """As high as what it holds; Enter makes a line, Tab leaves; where nothing is, Enter too."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words alone: a tab out of a spreadsheet is a blank."""
        self.insertPlainText(source.text().replace("\t", " "))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whoever goes through a form by Enter passes an empty field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.document().isEmpty():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size is another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        # a plain text's document is as high as it has lines
        lines, line = int(self.document().size().height()), self.fontMetrics().lineSpacing()
        more = lines > MOST_LINES
        beside = max(0, (scaled(ONE) - line - 4) // 2)
        self.setViewportMargins(0, beside, 0, beside)
        self.setFixedHeight(ceil(self._written()) + 4 + 2 * beside)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if more else policy.ScrollBarAlwaysOff
        )

    def _written(self) -> float:
        """Pixels of the lines in sight; one with a rare character may be higher than others."""
        high, left, block = 0.0, MOST_LINES, self.document().firstBlock()
        while block.isValid() and left > 0:
            self.blockBoundingRect(block)  # lays it out
            layout = block.layout()
            high += sum(layout.lineAt(at).height() for at in range(min(left, layout.lineCount())))
            left -= layout.lineCount()
            block = block.next()
        return max(high, self.fontMetrics().lineSpacing())


class MemoField(FieldBox):
    """Free words in lines."""

    lines = "many"
    grown = Signal()
    """It became higher or lower while somebody writes in it."""

    def __init__(self, label: str, placeholder: str = "", tip: str = "") -> None:
        self.edit = _Lines()
        self.edit.setPlaceholderText(placeholder)
        self._given = ""
        super().__init__(label, self.edit, tip)
        self.label.setMinimumHeight(scaled(ONE))
        self._line.setAlignment(self.label, Qt.AlignmentFlag.AlignTop)
        self.edit.textChanged.connect(self.changed)

    def text(self) -> str:
        """What was written, without outer blanks; as it was given where nobody wrote."""
        if not self.edit.document().isModified():
            return self._given.strip()
        return self.edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show a text, from its beginning, without ``changed``."""
        blocked = self.edit.blockSignals(True)
        self._given = text
        self.edit.setPlainText(text)
        self.edit.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so where another height moves what is written out of sight."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height() and self.edit.hasFocus():
            self.grown.emit()
