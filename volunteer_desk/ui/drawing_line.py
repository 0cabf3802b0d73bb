"""What is drawn beside the window, how far it is, and 取消."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import SmallButton, row_layout, words
from volunteer_desk.ui.work_strip import PATIENCE


class DrawingLine(QWidget):
    """Seen once a drawing takes longer than half a second."""

    stopped = Signal()
    """取消 was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(scaled(160))
        self.share = words("", "soft")
        self.cancel = SmallButton("取消", "Ctrl+.", "停下来，不再等")
        line = row_layout(12)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        line.addWidget(self.bar)
        line.addWidget(self.share, 1)
        line.addWidget(self.cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.show)
        self.cancel.clicked.connect(self.stopped)
        self.hide()

    def begin(self, label: str) -> None:
        """A drawing begins."""
        self._label = label
        self.bar.setRange(0, 0)
        self.share.setText(f"{label}…")
        if not self.isVisible():
            self._timer.start()

    def tell(self, done: int, total: int) -> None:
        """How far it is."""
        whole = max(1, total)
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * done / whole))
        self.share.setText(f"{self._label} {100 * done // whole}%")

    def end(self) -> None:
        """Nothing is drawn any more."""
        self._timer.stop()
        self.hide()
