"""The strip at the foot of the window while long work goes on: what, how far, 取消."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from volunteer_desk.ui.tasks import Tasks
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import SmallButton, words

PATIENCE = 500
"""Milliseconds of work before the strip shows."""


class WorkStrip(QFrame):
    """Follows a ``Tasks``."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("work")
        self._tasks = tasks
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(14)
        self._label = words("", "soft")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(scaled(320))
        self._share = words("", "soft")
        self._cancel = SmallButton("取消", "Ctrl+.", "停下来，什么都不写入")
        self._cancel.clicked.connect(self._stop)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addWidget(self._share)
        layout.addStretch(1)
        layout.addWidget(self._cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.show)
        tasks.started.connect(self._begin)
        tasks.progressed.connect(self._tell)
        tasks.finished.connect(self._end)
        self.hide()

    def _begin(self, label: str) -> None:
        self._label.setText(f"{label}…")
        self._share.setText("")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        if not self.isVisible():
            self._timer.start()

    def _tell(self, done: int, total: int) -> None:
        if total > 0:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(1000 * done / total))
            self._share.setText(f"{done:,} / {total:,}")

    def _end(self) -> None:
        self._timer.stop()
        self.hide()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._label.setText("正在停下来…")
        self._tasks.cancel()
