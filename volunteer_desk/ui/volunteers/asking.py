"""A question asked in place, above the page's foot: a few fields, one answer, Esc thinks better."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.ui.fields import FieldBox
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.widgets import Card, PrimaryButton, QuietButton, row_layout, words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Asking(Card):
    """Enter moves on and answers at the last field, Esc closes; a refusal stands beside."""

    answered = Signal()
    closed = Signal()

    def __init__(self, title: str, answer: str, told: str = "") -> None:
        super().__init__(title, role="well")
        self.told = words(told, "soft")
        self.told.setWordWrap(True)
        if not told:
            self.told.hide()
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.fields: Sequence[FieldBox] = ()
        self.yes = PrimaryButton(answer, "Ctrl+Return")
        self.no = QuietButton("算了", "", "什么都不做（Esc）")
        self.yes.clicked.connect(self.answered)
        self.no.clicked.connect(self.close_asking)
        self.line = row_layout(8)
        self.body.addWidget(self.told)
        self.body.addLayout(self.line)
        self.body.addWidget(self.problem)
        self.hide()

    def ask_with(self, *fields: FieldBox, shares: Sequence[int] = (1,)) -> None:
        """Put the fields beside each other, each with its share of the room, the buttons behind."""
        self.fields = fields
        for field, share in zip(fields, shares, strict=True):
            self.line.addWidget(field, share)
        self.line.addWidget(self.no)
        self.line.addWidget(self.yes)

    def open_asking(self) -> None:
        """Ask, standing on the first field."""
        self.show_problem("")
        self.yes.setEnabled(True)
        self.show()
        (self.fields[0].inner if self.fields else self.yes).setFocus()

    def close_asking(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def show_problem(self, problem: str) -> None:
        """Say what is wrong; "" takes it away."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def show_refusal(self, fault: Refusal) -> None:
        """Put a refusal beside the question."""
        self.yes.setEnabled(True)
        said = (
            f"{fault.message}{fault.remedy}" if isinstance(fault, UserFacingError) else "已取消。"
        )
        self.show_problem(said)

    def event(self, event: QEvent) -> bool:
        """Esc typed inside is the question's own."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on or answers, Esc closes."""
        here = self.window().focusWidget()
        if event.key() in _ENTER and isinstance(here, QPushButton):
            here.click()
        elif event.key() in _ENTER:
            inner = [field.inner for field in self.fields]
            if here in inner[:-1]:
                inner[inner.index(here) + 1].setFocus()
            elif self.yes.isEnabled():
                self.yes.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_asking()
        else:
            super().keyPressEvent(event)
