"""The lines beneath the entries in which one entry is taken back or gets its right time."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.hours import HourRow
from volunteer_desk.services.correcting import correct_entry, reverse_entry
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.hours.correcting import Correction, CorrectionLine
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.widgets import SmallButton, row_layout


class ReasonField(Field):
    """A line whose Enter and Esc are its own."""

    given = Signal()
    given_up = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter gives the reason, Esc gives up."""
        if not isValid(self):  # a window taken down
            return False
        if isinstance(event, QKeyEvent):
            key = event.key()
            if claim_escape(event):
                return True
            if event.type() == QEvent.Type.KeyPress:
                if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                    self.given.emit()
                    return True
                if key == Qt.Key.Key_Escape:
                    self.given_up.emit()
                    return True
        return super().eventFilter(watched, event)


class EntryActs(QWidget):
    """Asks for a reason or a time and runs the service; one entry at a time."""

    done = Signal(object)
    """A ``Changed``: the entry was reversed or corrected."""
    given_up = Signal()
    """Esc: the focus goes back to the entries."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._row: HourRow | None = None
        self.reason = ReasonField("冲销原因", placeholder="如：登记错人，Enter 冲销，Esc 不冲销")
        self.confirm = SmallButton("冲销", "", "写明原因后冲销（Enter）")
        self.asking = QWidget()
        asking = row_layout(10)
        asking.addWidget(self.reason, 1)
        asking.addWidget(self.confirm)
        self.asking.setLayout(asking)
        self.correcting = CorrectionLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.asking)
        layout.addWidget(self.correcting)
        self.close_lines()
        self.correcting.given.connect(self._correct)
        self.correcting.given_up.connect(self._give_up)
        self.confirm.clicked.connect(self._reverse)
        self.reason.given.connect(self._reverse)
        self.reason.given_up.connect(self._give_up)

    def ask_reason(self, row: HourRow) -> None:
        """Ask why an entry is taken back."""
        self._row = row
        self.correcting.hide()
        self.show()
        self.asking.show()
        self.reason.set_text("")
        self.reason.show_problem("")
        self.reason.setFocus()

    def ask_time(self, row: HourRow) -> None:
        """Ask for the right time of an entry."""
        self._row = row
        self.asking.hide()
        self.show()
        self.correcting.open_for(row)

    def close_lines(self) -> None:
        """Nothing is asked any more."""
        self.asking.hide()
        self.correcting.hide()
        self.hide()

    def _give_up(self) -> None:
        self.close_lines()
        self.given_up.emit()

    def _reverse(self) -> None:
        row, reason = self._row, self.reason.text()
        if row is None:
            return
        if not reason:
            self.reason.show_problem("请写明为什么冲销这条时长")
            return
        desk, entry = self._context.desk, row.id

        def work(_progress: Progress) -> Changed:
            return reverse_entry(desk, entry, reason)

        self.confirm.setEnabled(False)
        self._context.tasks.run(work, self._settled, label="正在冲销", failed=self._refused)

    def _correct(self, asked: Correction) -> None:
        row, desk = self._row, self._context.desk
        if row is None:
            return
        entry = row.id

        def work(_progress: Progress) -> Changed:
            time = asked.time
            return correct_entry(
                desk,
                entry,
                time.minutes,
                time.starts,
                time.ends,
                reason=asked.reason,
                nature=asked.nature,
                remark=asked.remark,
            )

        self._context.tasks.run(work, self._settled, label="正在更正", failed=self._refused)

    def _settled(self, changed: Changed) -> None:
        self.confirm.setEnabled(True)
        self.close_lines()
        self.done.emit(changed)

    def _refused(self, _fault: object) -> None:
        self.confirm.setEnabled(True)
        self.correcting.confirm.setEnabled(True)
