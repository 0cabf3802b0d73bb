"""Inline notices at the top right: what was done, with 撤销; what is wrong, with the remedy."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.ui.tokens import Tone, scaled

SHOWN_FOR = 8000
"""Milliseconds a good notice stays; warnings and errors stay until closed."""

KEPT = 3
"""At most this many notices are stacked."""


class Notice(QFrame):
    """One notice; ``closed`` when it goes."""

    closed = Signal()

    def __init__(self, parent: QWidget, message: str, remedy: str, tone: Tone) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("tone", tone.value)
        self.message = f"{message} {remedy}".strip()
        self.setAccessibleName(self.message)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(17, 8, 10, 8)
        self._row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text in filter(None, (message, remedy)):
            label = QLabel(text)
            label.setWordWrap(len(text) > 26)
            if label.wordWrap():
                label.setMinimumWidth(scaled(420))
            words.addWidget(label)
        self._row.addLayout(words)

    def add_button(self, text: str, pressed: Callable[[], None], tip: str) -> QPushButton:
        """Add a button after the words."""
        button = QPushButton(text)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(tip)
        button.clicked.connect(lambda: pressed())
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def close_notice(self) -> None:
        """Take it away."""
        self.hide()
        self.closed.emit()


class Notices(QObject):
    """Shows notices over the top right corner of a widget, below its header."""

    def __init__(self, over: QWidget, top: int = 70, right: int = 24) -> None:
        super().__init__(over)
        self._over = over
        self._top = top
        self._right = right
        self._shown: list[Notice] = []
        over.installEventFilter(self)

    def info(self, message: str) -> Notice:
        """Say something that needs no answer."""
        return self._show(message, "", Tone.PLAIN)

    def ok(self, message: str, undo: Callable[[], None] | None = None) -> Notice:
        """Say what was done; ``undo`` puts 撤销 beside it."""
        return self._show(message, "", Tone.OK, undo)

    def warn(self, message: str, remedy: str = "") -> Notice:
        """Say what deserves a look; stays until closed."""
        return self._show(message, remedy, Tone.WAITING)

    def error(self, fault: UserFacingError | str, remedy: str = "") -> Notice:
        """Say what was refused and what to do; stays until closed."""
        if isinstance(fault, UserFacingError):
            return self._show(fault.message, fault.remedy, Tone.URGENT)
        return self._show(fault, remedy, Tone.URGENT)

    def refused(self, fault: object) -> None:
        """Show what ``Tasks.refused`` carries."""
        if isinstance(fault, Cancelled):
            self.info("已取消，什么都没有写入。")
        elif isinstance(fault, UserFacingError):
            self.error(fault)

    def messages(self) -> list[str]:
        """What is shown now, oldest first."""
        return [notice.message for notice in self._shown]

    def close_last(self) -> bool:
        """Close the newest notice (Esc); False when there is none."""
        if not self._shown:
            return False
        self._shown[-1].close_notice()
        return True

    def undo_last(self) -> bool:
        """Press 撤销 of the newest notice that has it (Ctrl+Z); False when none has."""
        for notice in reversed(self._shown):
            button = notice.findChild(QPushButton, "undo")
            if isinstance(button, QPushButton):
                button.click()
                return True
        return False

    def clear(self) -> None:
        """Close all."""
        while self.close_last():
            pass

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner while the window is resized."""
        if not isValid(self):  # a window taken down
            return False
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _show(
        self, message: str, remedy: str, tone: Tone, undo: Callable[[], None] | None = None
    ) -> Notice:
        notice = Notice(self._over, message, remedy, tone)
        if undo is not None:
            pressed = undo

            def take_back() -> None:
                notice.close_notice()
                pressed()

            notice.add_button("撤销", take_back, "撤销这一步（Ctrl+Z）").setObjectName("undo")
        notice.add_button("×", notice.close_notice, "关闭（Esc）").setAccessibleName("关闭")
        notice.closed.connect(lambda: self._forget(notice))
        self._shown.append(notice)
        if len(self._shown) > KEPT:
            self._shown[0].close_notice()
        if tone in (Tone.OK, Tone.PLAIN):
            timer = QTimer(notice)
            timer.setSingleShot(True)
            timer.timeout.connect(notice.close_notice)
            timer.start(SHOWN_FOR)
        notice.show()
        self._place()
        return notice

    def _forget(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
            notice.deleteLater()
            self._place()

    def _place(self) -> None:
        top = scaled(self._top)
        for notice in reversed(self._shown):
            notice.adjustSize()
            notice.move(self._over.width() - notice.width() - self._right, top)
            notice.raise_()
            top += notice.height() + 8
