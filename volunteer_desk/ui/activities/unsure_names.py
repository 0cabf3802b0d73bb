"""Names that several people bear, asked one after the other; a digit or a click answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import LinkButton, SmallButton, discard, row_layout, words

MOST = 9
"""Candidates offered; each has a digit."""


@dataclass(frozen=True)
class Asked:
    """A name and who may be meant: (id, what tells the person apart)."""

    name: str
    candidates: tuple[tuple[int, str], ...]


class UnsureNames(QWidget):
    """Hidden while there is nothing to ask."""

    answered = Signal(str, int)
    """(the name, a volunteer's id)."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: list[Asked] = []
        self.question = words("", "card-title")
        self.question.setWordWrap(True)
        self.skip = LinkButton("都不是，跳过", "", "这个名字先不加（0）")
        self.buttons: list[SmallButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        head = row_layout(8)
        head.addWidget(self.question, 1)
        head.addWidget(self.skip)
        self._layout.addLayout(head)
        self.skip.clicked.connect(self._skip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def ask(self, asked: Sequence[Asked]) -> None:
        """Ask these; none hides the question."""
        self._asked = list(asked)
        self._show()

    def left(self) -> tuple[Asked, ...]:
        """What is still to be asked."""
        return tuple(self._asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 9 answer, 0 skips."""
        number = event.key() - int(Qt.Key.Key_0)
        if number == 0:
            self._skip()
        elif 1 <= number <= len(self.buttons):
            self.buttons[number - 1].click()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        for button in self.buttons:
            discard(button)
        self.buttons = []
        self.setVisible(bool(self._asked))
        if not self._asked:
            return
        first = self._asked[0]
        more = f"（还有{len(self._asked) - 1}个名字）" if len(self._asked) > 1 else ""
        self.question.setText(f"“{first.name}”是哪一位？{more}")
        for number, (volunteer_id, told) in enumerate(first.candidates[:MOST], 1):
            button = SmallButton(self._fit(f"{number}  {told}"), "", f"{told}（{number}）")
            button.clicked.connect(lambda _=False, one=volunteer_id: self._answer(one))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.buttons.append(button)
            self._layout.addWidget(button)
        self.setFocus()

    def _fit(self, told: str) -> str:
        """As much of a candidate's words as there is room for."""
        room = max(self.width(), scaled(240)) - scaled(30)
        return self.fontMetrics().elidedText(told, Qt.TextElideMode.ElideMiddle, room)

    def _answer(self, volunteer_id: int) -> None:
        first = self._asked.pop(0)
        self.answered.emit(first.name, volunteer_id)

    def _skip(self) -> None:
        if self._asked:
            self._asked.pop(0)
            self._show()
