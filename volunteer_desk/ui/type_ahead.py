"""A box of choices in which typing pinyin or the first characters goes to the choice meant."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox
from shiboken6 import isValid

_PAUSE = 1.0
"""Seconds after which typing begins anew."""
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class TypingCombo(QComboBox):
    """Typing wwe goes to 维吾尔族, folded or unfolded; one letter again and again to the next."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._at = 0.0
        self._watched = False

    def showPopup(self) -> None:
        """Unfold; letters typed there go to the choice as well."""
        if not self._watched:
            self._watched = True
            self.view().installEventFilter(self)
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed into the unfolded list."""
        if not isValid(self):  # a window taken down
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            place = self._find(event, self.view().currentIndex().row())
            if place >= 0:
                self.view().setCurrentIndex(self.model().index(place, self.modelColumn()))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters typed into the folded box."""
        place = -1 if self.isEditable() else self._find(event, self.currentIndex())
        if place < 0:
            super().keyPressEvent(event)
        elif place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)

    def _find(self, event: QKeyEvent, current: int) -> int:
        """Where the letters typed so far lead; -1 for other keys and for nowhere."""
        from volunteer_desk.services.typed_words import find_typed

        text = event.text()
        if not text.isalnum() or event.modifiers() & _HELD:
            return -1
        now = monotonic()
        going_on = now - self._at < _PAUSE
        self._at = now
        words = [self.itemText(place).strip() for place in range(self.count())]
        if going_on and self._typed:
            self._typed += text
            place = find_typed(words, self._typed, max(0, current))
            if place >= 0 or set(self._typed) != {text}:
                return place
        self._typed = text
        return find_typed(words, text, current + 1)
