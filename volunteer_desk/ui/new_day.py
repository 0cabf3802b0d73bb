"""A new day begins under an open window: noticed by a tick, and when somebody comes back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class NewDay(QObject):
    """Tells once for each day that has begun since it looked last.

    Args:
        window: Where somebody comes back to; it is watched.
    """

    begun = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._today: Callable[[], date] | None = None
        self._seen: date | None = None
        window.installEventFilter(self)

    def receive(self, today: Callable[[], date]) -> None:
        """From now on there is a calendar to look at."""
        self._today, self._seen = today, today()

    def look(self) -> None:
        """Tell if the date is another than when it looked last."""
        today = self._today() if self._today is not None else None
        if today != self._seen:
            self._seen = today
            self.begun.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Whoever comes back to the window finds it at the new day."""
        if isValid(self) and event.type() == QEvent.Type.WindowActivate:
            self.look()
        return False
