"""等着办: what is due, a line each, with the button that opens where it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from volunteer_desk.domain.reminders import Reminder, Urgency
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.tokens import Tone, scaled
from volunteer_desk.ui.widgets import Card, LinkButton, Pill, SmallButton, rule

MORE = 25
"""Lines made at once: each is some 90 KB of widgets, and in a city hundreds may wait."""
TONES = {Urgency.OVERDUE: Tone.URGENT, Urgency.SOON: Tone.WAITING, Urgency.CALM: Tone.INFO}


class WaitingCard(Card):
    """The list of reminders; ``opened`` with one when its button is pressed."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("等着办", "办完自动消失")
        self.buttons: list[SmallButton] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area, 1)

    def show_reminders(self, reminders: Sequence[Reminder]) -> None:
        """Show these, most urgent first as they come; the first ``MORE``, then more on request."""
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.buttons = []
        self._reminders = tuple(reminders)
        self.more = LinkButton("", "Alt+0", "再列一些等着办的事")
        self.more.clicked.connect(self._show_more)
        if not reminders:
            self._column.addWidget(
                EmptyState("都办完了", "没有要登记、要报、要备份的事。", icon_name="check-circle")
            )
        else:
            self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
            self._column.addStretch(1)
        self._area.setWidget(inner)
        self._show_more()

    def _show_more(self) -> None:
        first = len(self.buttons)
        for number, reminder in enumerate(self._reminders[first : first + MORE], first):
            self._column.insertWidget(2 * number, self._line(number + 1, reminder))
            self._column.insertWidget(2 * number + 1, rule())
        left = len(self._reminders) - len(self.buttons)
        self.more.setText(f"还有 {left:,} 件，再列一些")
        if self._reminders:
            self.more.setVisible(left > 0)

    def _line(self, number: int, reminder: Reminder) -> QWidget:
        line = QWidget()
        line.setFixedHeight(scaled(44))
        row = QGridLayout(line)
        row.setContentsMargins(10, 0, 10, 0)
        row.setHorizontalSpacing(12)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        row.addWidget(Pill(reminder.pill, TONES[reminder.urgency]), 0, 0, left)
        row.setColumnMinimumWidth(0, scaled(111))
        row.addWidget(ElidedLabel(reminder.title, asks=False), 0, 1)
        row.setColumnStretch(1, 5)
        row.addWidget(ElidedLabel(reminder.detail, "soft", asks=False), 0, 2)
        row.setColumnStretch(2, 2)
        key = f"Alt+{number}" if number <= 9 else ""
        button = SmallButton(reminder.action, key, f"{reminder.action}：{reminder.title}")
        button.clicked.connect(lambda: self.opened.emit(reminder))
        self.buttons.append(button)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        row.addWidget(button, 0, 3, right)
        row.setColumnMinimumWidth(3, scaled(82))
        return line
