"""Buttons beside each other that go on in the next line; those hidden take no room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class ButtonRow(QWidget):
    """Places its buttons itself; its height follows its width."""

    def __init__(self, buttons: Sequence[QWidget], spacing: int = 6) -> None:
        super().__init__()
        self._spacing = spacing
        self._buttons = tuple(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for button in self._buttons:
            button.setParent(self)

    def arrange(self) -> None:
        """Put every shown button where it belongs; call it when words or visibility changed."""
        left = top = line = 0
        for button in self._buttons:
            if button.isHidden():
                continue
            button.ensurePolished()
            hint = button.sizeHint()
            if left and left + hint.width() > self.width():
                left, top, line = 0, top + line + self._spacing, 0
            button.setGeometry(left, top, hint.width(), hint.height())
            left += hint.width() + self._spacing
            line = max(line, hint.height())
        if self.height() != top + line:
            self.setFixedHeight(top + line)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(100, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Break the lines anew at another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.arrange()
