"""Registering somebody in place: a name and a phone, Enter, and they are in the grid."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, SmallButton, row_layout, words


class RegisterForm(Card):
    """Opens under a row or under the line."""

    registering = Signal(str, str)
    """(name, phone)."""
    closed = Signal()
    """Esc, or the person is registered: the focus goes back."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("登记新志愿者", "其余资料以后在“志愿者”里补")
        self.setParent(over)
        self.name = Field("姓名")
        self.phone = Field("电话", placeholder="可以不填")
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.save = SmallButton("登记", "", "登记并放进名单（Enter）")
        self.back = SmallButton("取消", "", "不登记（Esc）")
        line = row_layout(10)
        line.addWidget(self.name, 2)
        line.addWidget(self.phone, 3)
        foot = row_layout(10)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.save)
        self.body.addLayout(line)
        self.body.addLayout(foot)
        self.save.clicked.connect(self._register)
        self.back.clicked.connect(self.close_form)
        self.hide()

    def open_at(self, place: QRect, name: str, phone: str = "") -> None:
        """Open below ``place`` (in the parent's coordinates), above where there is no room."""
        self.name.set_text(name)
        self.phone.set_text(phone)
        self.show_problem("")
        self.setFixedWidth(scaled(480))
        self.adjustSize()
        over = self.parentWidget()
        top = place.bottom() + 3
        if over is not None and top + self.height() > over.height():
            top = max(0, place.top() - 3 - self.height())
        self.move(place.left(), top)
        self.show()
        self.raise_()
        (self.phone if name else self.name).setFocus(Qt.FocusReason.PopupFocusReason)

    def show_problem(self, problem: str) -> None:
        """Say why it was refused."""
        self.problem.setText(problem)
        self.save.setEnabled(True)

    def close_form(self) -> None:
        """Close it and give the focus back."""
        self.hide()
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Esc typed here is the form's own, not the window's."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter registers, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._register()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _register(self) -> None:
        if not self.save.isEnabled():
            return
        if not self.name.text():
            self.show_problem("请填写姓名。")
            self.name.setFocus()
            return
        self.save.setEnabled(False)
        self.registering.emit(self.name.text(), self.phone.text())
