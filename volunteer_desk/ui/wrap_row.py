"""Parts beside each other that go on in the next line where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Pill


class WrapRow(QWidget):
    """Places its parts itself; its height follows its width."""

    def __init__(self, parts: Sequence[QWidget] = (), spacing: int = 6) -> None:
        super().__init__()
        self._spacing = spacing
        self._parts: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_parts(parts)

    def set_parts(self, parts: Sequence[QWidget]) -> None:
        """Show these parts instead of the former ones."""
        for part in self._parts:
            if part not in parts:
                part.hide()
                part.deleteLater()
        self._parts = list(parts)
        for part in self._parts:
            part.setParent(self)
            part.show()
        self.arrange()

    def arrange(self) -> None:
        """Put every part where it belongs; call it when a part's words changed."""
        lines: list[list[tuple[QWidget, QSize]]] = [[]]
        left = 0
        for part in self._parts:
            part.ensurePolished()
            hint = part.sizeHint().expandedTo(part.minimumSize())
            if left and left + hint.width() > self.width():
                lines.append([])
                left = 0
            lines[-1].append((part, hint))
            left += hint.width() + self._spacing
        top = 0
        for line in lines:
            high, left = max((hint.height() for _, hint in line), default=0), 0
            for part, hint in line:
                wide = min(hint.width(), max(self.width(), 20))
                part.setGeometry(left, top + (high - hint.height()) // 2, wide, hint.height())
                left += wide + self._spacing
            top += high + self._spacing
        high = max(0, top - self._spacing) if self._parts else 0
        if self.height() != high:
            self.setFixedHeight(high)

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


class GapPills(WrapRow):
    """缺什么: one pill for each thing that is missing; nothing when nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self.words: tuple[str, ...] = ()
        self.hide()

    def show_gaps(self, gaps: Sequence[str]) -> None:
        """Show what is missing, in words."""
        if tuple(gaps) != self.words:
            self.words = tuple(gaps)
            self.set_parts([Pill(word, Tone.WAITING) for word in gaps])
        self.setVisible(bool(gaps))
        self.setAccessibleName("、".join(gaps))
