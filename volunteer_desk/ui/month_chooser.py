"""The month of a page, with an arrow to either side."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from volunteer_desk.domain.periods import Month
from volunteer_desk.ui.widgets import QuietButton


class MonthChooser(QWidget):
    """‹ 2026年10月 ›; PgUp and PgDn move it.

    Args:
        begins: The month it begins with, asked again by ``renew``.
    """

    month_chosen = Signal()

    def __init__(self, begins: Callable[[], Month]) -> None:
        super().__init__()
        self._begins = begins
        self._chosen = False
        self._month = month = begins()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.back = self._arrow("caret-left", "上个月（PgUp）", "PgUp")
        self.shown = QuietButton(month.words)
        self.shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.shown.setCursor(Qt.CursorShape.ArrowCursor)
        self.forth = self._arrow("caret-right", "下个月（PgDn）", "PgDown")
        for part in (self.back, self.shown, self.forth):
            layout.addWidget(part)
        self.back.clicked.connect(lambda: self.set_month(self._month.before(), tell=True))
        self.forth.clicked.connect(lambda: self.set_month(self._month.after(), tell=True))

    def month(self) -> Month:
        """The month shown."""
        return self._month

    def set_month(self, month: Month, tell: bool = False) -> None:
        """Show a month; another than it begins with stays."""
        self._chosen = month != self._begins()
        self._show(month)
        if tell:
            self.month_chosen.emit()

    def renew(self) -> None:
        """Begin anew where no other month was chosen: the window may stand open for weeks."""
        if not self._chosen:
            self._show(self._begins())

    def _show(self, month: Month) -> None:
        self._month = month
        self.shown.setText(month.words)

    def _arrow(self, name: str, tip: str, key: str) -> QuietButton:
        button = QuietButton("", key, icon_name=name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button
