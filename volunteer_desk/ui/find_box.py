"""The search line above a list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from volunteer_desk.ui.fields import SearchBox


class FindBox(SearchBox):
    """A search line from which ↓ and Enter lead into the list, and Esc clears."""

    moved_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ and Enter go to the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_down.emit()
        else:
            super().keyPressEvent(event)
