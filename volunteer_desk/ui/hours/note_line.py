"""The line beneath the grid in which a row, or many alike, get a reason or a remark."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.widgets import SmallButton, row_layout

REASON, REMARK = "reason", "remark"
_WORDS = {
    REASON: ("照样登记的原因", "如：负责人已核实"),
    REMARK: ("备注", "如：带2人、中途离开"),
}


class NoteLine(QWidget):
    """Enter gives it to the row, Shift+Enter to every row alike, Esc gives up."""

    given = Signal(str, str, bool)
    """(``REASON`` or ``REMARK``, text, whether to every row alike)."""
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = REASON
        self.field = Field(_WORDS[REASON][0])
        self.one = SmallButton("这一行", "", "只给选中的这一行（Enter）")
        self.every = SmallButton("全部", "", "同样的每一行都用它（Shift Enter）")
        layout = row_layout(10)
        self.setLayout(layout)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.one)
        layout.addWidget(self.every)
        self.field.edit.installEventFilter(self)
        self.one.clicked.connect(lambda: self._give(every=False))
        self.every.clicked.connect(lambda: self._give(every=True))
        self.hide()

    def open_for(self, kind: str, name: str, text: str, alike: int) -> None:
        """Ask for the note of a row; ``alike`` rows could have the same."""
        self._kind = kind
        label, example = _WORDS[kind]
        self.field.label.setText(f"{name} {label}")
        self.field.edit.setPlaceholderText(example)
        self.field.edit.setAccessibleName(label)
        self.field.set_text(text)
        self.field.show_problem("")
        self.every.setText(f"{alike:,} 行都用它")
        self.every.setVisible(alike > 1)
        self.show()
        self.field.setFocus()
        self.field.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc are the line's own."""
        if not isValid(self) or not isinstance(event, QKeyEvent):
            return False
        key, held = event.key(), event.modifiers()
        if claim_escape(event):
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & Qt.KeyboardModifier.ControlModifier:
                return False
            shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self._give(every=shift and not self.every.isHidden())
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            self.given_up.emit()
            return True
        return False

    def _give(self, *, every: bool) -> None:
        text = self.field.text()
        if self._kind == REASON and not text:
            self.field.show_problem("请写明为什么照样登记")
            self.field.setFocus()
            return
        self.hide()
        self.given.emit(self._kind, text, every)
