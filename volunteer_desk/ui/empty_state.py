"""What an empty page or list shows: a picture, what is missing, and the next step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.ui.icons import paint_icon
from volunteer_desk.ui.tokens import current_tokens, scaled
from volunteer_desk.ui.widgets import QuietButton, words


class Picture(QWidget):
    """A big icon in the faint colour of the theme."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(scaled(40), scaled(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        paint_icon(QPainter(self), self.rect(), self._name, QColor(current_tokens().faint))


_PICTURED = 140
"""Pixels at 100 % from which an empty page has room for its picture."""


class EmptyState(QWidget):
    """An empty page says the next step, and offers it."""

    def __init__(
        self,
        title: str,
        next_step: str,
        button: str = "",
        pressed: Callable[[], None] | None = None,
        icon_name: str = "",
        shortcut: str = "",
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        self.picture = Picture(icon_name) if icon_name else None
        if self.picture is not None:
            layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(words(title, "card-title"), 0, Qt.AlignmentFlag.AlignHCenter)
        said = words(next_step, "soft")
        said.setWordWrap(True)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(said)
        if button and pressed is not None:
            self.button = QuietButton(button, shortcut)
            call = pressed
            self.button.clicked.connect(lambda: call())
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words go before the picture."""
        super().resizeEvent(event)
        if self.picture is not None:
            self.picture.setVisible(self.height() >= scaled(_PICTURED))
