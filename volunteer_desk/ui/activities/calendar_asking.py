"""A question below the day's list: why, or on which day; Enter answers, Esc thinks better."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from volunteer_desk.ui.fields import DateField, Field
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.widgets import SmallButton, row_layout, words


class Question(StrEnum):
    """What is asked."""

    CANCEL = "cancel"
    UNCHECK = "uncheck"
    MOVE = "move"


_ASKED: dict[Question, tuple[str, str, str]] = {
    Question.CANCEL: ("为什么不办？", "取消活动", "如：下雨、场地有事"),
    Question.UNCHECK: ("为什么退回？", "退回核对", "如：人数对不上"),
    Question.MOVE: ("改到哪一天？", "改期", "原因，可不填"),
}


class CalendarAsking(QWidget):
    """One question at a time."""

    answered = Signal(str, str, object)
    """(the question, the reason, the day of a move)."""
    closed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._question = Question.CANCEL
        self.title = words("", "soft")
        self.day = DateField("日期", today)
        self.day.edit.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.day.edit.setDisplayFormat("yyyy-MM-dd ddd")
        self.reason = Field("")
        self.confirm = SmallButton("", "", "Enter")
        self.leave = SmallButton("算了", "", "什么都不做（Esc）")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.day)
        layout.addWidget(self.reason)
        foot = row_layout(8)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.confirm)
        layout.addLayout(foot)
        self.confirm.clicked.connect(self._answer)
        self.leave.clicked.connect(self.close_asking)
        self.hide()

    def ask(self, question: Question, day: date | None = None) -> None:
        """Ask; ``day`` is the one a move begins with."""
        self._question = question
        title, answer, example = _ASKED[question]
        self.title.setText(title)
        self.confirm.setText(answer)
        self.confirm.setToolTip(f"{answer}（Enter）")
        self.reason.edit.setPlaceholderText(example)
        self.reason.set_text("")
        self.reason.show_problem("")
        self.day.setVisible(question is Question.MOVE)
        if day is not None:
            self.day.set_day(day)
        self.show()
        (self.day if question is Question.MOVE else self.reason).inner.setFocus()

    def close_asking(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Esc typed inside is the question's own, not the window's."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            here = self.window().focusWidget()
            if isinstance(here, QPushButton):
                here.click()
            elif here is self.day.edit:
                self.reason.inner.setFocus()
            else:
                self._answer()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_asking()
        else:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        reason = self.reason.text()
        if not reason and self._question is not Question.MOVE:
            self.reason.show_problem("请写明原因")
            self.reason.inner.setFocus()
            return
        self.answered.emit(self._question.value, reason, self.day.day())
