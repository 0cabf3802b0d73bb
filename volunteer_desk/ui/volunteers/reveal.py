"""显示完整信息: asked with a reason, counted down, hidden again."""

from collections.abc import Callable
from datetime import datetime
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

from volunteer_desk.domain.disclosure import SHOWN_FOR, Revealed
from volunteer_desk.ui.suggest_field import SuggestField
from volunteer_desk.ui.volunteers.asking import Asking

REASONS = ("核对保险信息", "联系本人", "联系监护人", "核对证件", "本人到场查询")
TICK = 1000
"""Milliseconds."""


class RevealAsking(Asking):
    """What the full data is needed for."""

    def __init__(self) -> None:
        super().__init__(
            "显示完整信息", "显示 1 分钟", "谁、什么时候、为什么看，都会记入查阅记录。"
        )
        self.reason = SuggestField("用途", REASONS, "如 核对保险信息")
        self.ask_with(self.reason)

    def begin(self) -> None:
        """Ask."""
        self.reason.set_text("")
        self.open_asking()


class Countdown(QObject):
    """Shows a revealed card until its instant, and never for longer than it may be shown.

    The clock may be set back meanwhile, so the seconds are counted as well.
    """

    ticked = Signal(int)
    """Seconds left; 0: hide it."""

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._ticks = 0
        self.revealed: Revealed | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)

    def begin(self, revealed: Revealed) -> None:
        """Count from now."""
        self.revealed = revealed
        self._ticks = -1
        self._timer.start()
        self.tick()

    def stop(self) -> None:
        """Hide it now."""
        if self.revealed is not None:
            self.revealed = None
            self._timer.stop()
            self.ticked.emit(0)

    def tick(self) -> None:
        """One second later."""
        if self.revealed is None:
            return
        self._ticks += 1
        by_clock = ceil((self.revealed.until - self._now()).total_seconds())
        left = min(by_clock, int(SHOWN_FOR.total_seconds()) - self._ticks)
        if left <= 0:
            self.stop()
        else:
            self.ticked.emit(left)
