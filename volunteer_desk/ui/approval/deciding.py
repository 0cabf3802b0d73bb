"""The line beneath what waits in which a decision gets its reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.ui.hours.entry_acts import ReasonField
from volunteer_desk.ui.widgets import SmallButton, row_layout


class ReasonLine(QWidget):
    """Asks why; Enter gives the reason, Esc gives up."""

    given = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lacking = ""
        self.reason = ReasonField("原因")
        self.confirm = SmallButton("确定", "", "写明原因（Enter）")
        layout = row_layout(10)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.reason, 1)
        layout.addWidget(self.confirm)
        self.setLayout(layout)
        self.hide()
        self.reason.given.connect(self._give)
        self.confirm.clicked.connect(self._give)
        self.reason.given_up.connect(self.close_line)
        self.reason.given_up.connect(self.given_up)

    def ask(self, label: str, verb: str, lacking: str) -> None:
        """Ask for the reason of ``verb``; ``lacking`` is said where none is written."""
        self._lacking = lacking
        self.reason.label.setText(label)
        self.confirm.setText(verb)
        self.reason.set_text("")
        self.reason.show_problem("")
        self.show()
        self.reason.setFocus()

    def close_line(self) -> None:
        """Nothing is asked any more."""
        self.hide()

    def _give(self) -> None:
        text = self.reason.text()
        if not text:
            self.reason.show_problem(self._lacking)
            return
        self.given.emit(text)
