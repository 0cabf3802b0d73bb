"""等着办: what is due, a line each, with the button that opens where it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from volunteer_desk.domain.reminders import Reminder, Urgency
from volunteer_desk.ui.tokens import Tone, scaled
from volunteer_desk.ui.widgets import Card, ElidedLabel, EmptyState, Pill, SmallButton, rule

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
        """Show these, most urgent first as they come."""
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.buttons = []
        if not reminders:
            column.addWidget(
                EmptyState("都办完了", "没有要登记、要报、要备份的事。", icon_name="check-circle")
            )
        for number, reminder in enumerate(reminders, 1):
            column.addWidget(self._line(number, reminder))
            column.addWidget(rule())
        if reminders:
            column.addStretch(1)
        self._area.setWidget(inner)

    def _line(self, number: int, reminder: Reminder) -> QWidget:
        line = QWidget()
        line.setFixedHeight(scaled(44))
        row = QGridLayout(line)
        row.setContentsMargins(10, 0, 10, 0)
        row.setHorizontalSpacing(12)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        row.addWidget(Pill(reminder.pill, TONES[reminder.urgency]), 0, 0, left)
        row.setColumnMinimumWidth(0, scaled(111))
        row.addWidget(ElidedLabel(reminder.title), 0, 1)
        row.setColumnStretch(1, 5)
        row.addWidget(ElidedLabel(reminder.detail, "soft"), 0, 2)
        row.setColumnStretch(2, 2)
        key = f"Alt+{number}" if number <= 9 else ""
        button = SmallButton(reminder.action, key, f"{reminder.action}：{reminder.title}")
        button.clicked.connect(lambda: self.opened.emit(reminder))
        self.buttons.append(button)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        row.addWidget(button, 0, 3, right)
        row.setColumnMinimumWidth(3, scaled(82))
        return line
