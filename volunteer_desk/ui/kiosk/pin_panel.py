"""The panel that asks for the PIN; a wrong one is waited for, longer each time."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

from volunteer_desk.domain.attendance import wait_after
from volunteer_desk.services.kiosk_pin import is_pin
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, SmallButton, row_layout, words

PATIENCE = 30
"""Seconds without a key after which the panel goes away again."""


class PinPanel(Card):
    """Enter tries, Esc goes back to scanning."""

    unlocked = Signal()
    closed = Signal()
    scanned = Signal(str)
    """No PIN but a card: it was scanned while the panel stood open."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("退出签到", "工作人员")
        self._context = context
        self._failures = 0
        self._wait = 0
        self._idle = 0
        self.pin = Field("退出密码")
        self.pin.edit.setEchoMode(self.pin.edit.EchoMode.Password)
        self.pin.edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.problem = words("", "problem")
        self.try_it = SmallButton("退出", "", "离开签到屏幕（Enter）")
        self.back = SmallButton("接着签到", "", "不退出（Esc）")
        self.setFixedWidth(scaled(440))
        self.body.addWidget(self.pin)
        self.body.addWidget(self.problem)
        foot = row_layout(10)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.try_it)
        self.body.addLayout(foot)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.count_second)
        self.pin.edit.installEventFilter(self)
        self.try_it.clicked.connect(self._try)
        self.back.clicked.connect(self.closed)

    @property
    def waiting(self) -> int:
        """Seconds until the next try counts."""
        return self._wait

    def begin(self) -> None:
        """Ask; what must be waited for goes on being waited for."""
        self.pin.set_text("")
        self._idle = 0
        self._show_wait()
        self.show()
        self._second.start()
        self.pin.edit.setFocus()

    def stop(self) -> None:
        """Nothing waits any more."""
        self._second.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter tries, Esc closes; every key shows that somebody is there."""
        if not isValid(self):  # a window taken down
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._idle = 0
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._try()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            ):
                return True
        return super().eventFilter(watched, event)

    def count_second(self) -> None:
        """A second passed."""
        self._idle += 1
        if self._wait:
            self._wait -= 1
            self._show_wait()
        elif self._idle >= PATIENCE:
            self.closed.emit()

    def _show_wait(self) -> None:
        if self._wait:
            self.problem.setText(f"密码不对，请等 {self._wait} 秒再试。")
        elif not self._failures:
            self.problem.setText("")
        else:
            self.problem.setText("密码不对，请重新输入。")

    def _try(self) -> None:
        text = self.pin.text()
        self.pin.set_text("")
        if not text:
            return
        if any(not one.isdigit() for one in text):
            self.scanned.emit(text)
            return
        if self._wait:
            self._show_wait()
            return
        desk = self._context.desk
        self._context.tasks.read(lambda: is_pin(desk, text), self._judge, key="kiosk.pin")

    def _judge(self, right: bool) -> None:
        if right:
            self._failures = 0
            self.unlocked.emit()
            return
        self._failures += 1
        self._wait = wait_after(self._failures)
        self._show_wait()
