"""A bug told plainly: one dialog with Copy, and the log; no personal data in either."""

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import PrimaryButton, QuietButton, row_layout, words

log = logging.getLogger(__name__)


def bug_report(fault: BaseException) -> str:
    """Where a bug happened: the kind and the places in our code, never its message or values.

    An exception's message may quote a name or an ID number; its class and line numbers do not.
    """
    lines = [f"Python {platform.python_version()} {platform.system()} {platform.machine()}"]
    chain: list[BaseException] = []
    cause: BaseException | None = fault
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    for one in reversed(chain):
        lines.append(type(one).__qualname__)
        for frame in traceback.extract_tb(one.__traceback__):
            place = frame.filename.replace("\\", "/").rpartition("volunteer_desk/")[2]
            lines.append(f"  {place.rpartition('/')[2] or place}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


class BugDialog(QDialog):
    """Says that the program erred and offers the report for copying."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错了")
        self.resize(scaled(620), scaled(380))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(words("程序出错了，这一步没有完成", "card-title"))
        layout.addWidget(words("已经保存的数据没有动。请把下面的内容复制给维护的人。", "soft"))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        layout.addWidget(self.report, 1)
        buttons = row_layout(10)
        self.copy = QuietButton("复制", "Ctrl+C", "复制出错的内容", "copy")
        self.copy.clicked.connect(self._copy)
        close = PrimaryButton("知道了", "Return", "关闭")
        close.clicked.connect(self.accept)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout.addLayout(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText("已复制")


class BugDesk(QObject):
    """Gathers bugs of every thread and shows one dialog at a time."""

    caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: BugDialog | None = None
        self.caught.connect(self.tell)

    def install(self) -> None:
        """Take over the interpreter's hooks for uncaught exceptions."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def tell(self, fault: object) -> None:
        """Log a bug and show it, unless one is shown already."""
        if not isinstance(fault, BaseException):
            return
        report = bug_report(fault)
        log.error("bug\n%s", report)
        if self.dialog is None or not self.dialog.isVisible():
            self.dialog = BugDialog(report, QApplication.activeWindow())
            self.dialog.open()

    def _hook(
        self, _kind: type[BaseException], fault: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(fault, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        self.caught.emit(fault)

    def _thread_hook(self, hooked: threading.ExceptHookArgs) -> None:
        if hooked.exc_value is not None:
            self.caught.emit(hooked.exc_value)
