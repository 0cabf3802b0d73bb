"""The line below the kiosk's list: an end for who forgot, other times, or what does not count."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from volunteer_desk.domain.kiosk import AttendanceLine
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.signing.columns import clock_of
from volunteer_desk.ui.widgets import SmallButton, row_layout


class TimeLine(QWidget):
    """签到, 签退 and why; Enter moves on and gives them at the end, Esc gives up."""

    given = Signal(str, str, str)
    """(签到, 签退, reason) as typed."""
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.came = Field("签到", placeholder="9:00")
        self.left = Field("签退", placeholder="11:30")
        self.reason = Field("原因", placeholder="如：忘记扫码，按签名时间")
        self.confirm = SmallButton("改好", "", "照这样改（Enter）")
        self._fields = (self.came, self.left, self.reason)
        row = row_layout(10)
        row.addWidget(self.came, 1)
        row.addWidget(self.left, 1)
        row.addWidget(self.reason, 3)
        row.addWidget(self.confirm)
        self.setLayout(row)
        for field in self._fields:
            field.edit.installEventFilter(self)
        self.confirm.clicked.connect(self._give)

    def open_for(self, line: AttendanceLine, *, dropping: bool) -> None:
        """Ask for other times of somebody, or only why a stay does not count."""
        self.came.setVisible(not dropping)
        self.left.setVisible(not dropping)
        stay = line.edited_stay
        self.came.set_text(clock_of(stay.came_at))
        self.left.set_text(clock_of(stay.left_at))
        self.reason.set_text("")
        for field in self._fields:
            field.show_problem("")
        self.confirm.setText("不计" if dropping else "改好")
        self.show()
        first = self.reason if dropping else self.left
        first.edit.setFocus()
        first.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter moves on, Esc typed here is the line's own."""
        if not isValid(self):  # a window taken down
            return False
        if isinstance(event, QKeyEvent):
            key = event.key()
            if claim_escape(event):
                return True
            if event.type() == QEvent.Type.KeyPress:
                if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                    self._move_on(watched)
                    return True
                if key == Qt.Key.Key_Escape:
                    self.given_up.emit()
                    return True
        return super().eventFilter(watched, event)

    def _move_on(self, watched: QObject) -> None:
        if watched is self.came.edit:
            self.left.edit.setFocus()
        elif watched is self.left.edit:
            self.reason.edit.setFocus()
        else:
            self._give()

    def _give(self) -> None:
        if not self.reason.text():
            self.reason.show_problem("请写明原因，它会和签到一起留着")
            self.reason.edit.setFocus()
            return
        self.given.emit(self.came.text(), self.left.text(), self.reason.text())
