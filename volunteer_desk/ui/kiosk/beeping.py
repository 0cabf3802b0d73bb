"""What the kiosk lets be heard: once for coming, twice for leaving, three times for no."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

PAUSE = 180
"""Milliseconds between two beeps."""


class Beeper(QObject):
    """The system's beep, as often as is asked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(PAUSE)
        self._again.timeout.connect(self._beep_again)

    def beep(self, times: int) -> None:
        """Beep so many times; beeps that were still to come are forgotten."""
        QApplication.beep()
        self._left = times - 1
        if self._left:
            self._again.start()

    def stop(self) -> None:
        """Not one more."""
        self._again.stop()

    def _beep_again(self) -> None:
        QApplication.beep()
        self._left -= 1
        if self._left > 0:
            self._again.start()
