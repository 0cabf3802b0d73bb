"""The line beneath the grid that asks once for a whole list what only who pastes can know."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.signup_doubts import DoubtKind
from volunteer_desk.ui.hours.rows import GridRow
from volunteer_desk.ui.widgets import SmallButton, row_layout, words


class DoubtLine(QWidget):
    """One kind of question at a time; the rows themselves can be answered one by one."""

    answered = Signal(object, bool)
    """(``DoubtKind``, yes or no)."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = DoubtKind.HOURS
        self.question = words("", "soft")
        self.yes = SmallButton("是", "Alt+H")
        self.no = SmallButton("不是", "Alt+B")
        layout = row_layout(10)
        self.setLayout(layout)
        layout.addWidget(self.question, 1)
        layout.addWidget(self.yes)
        layout.addWidget(self.no)
        self.yes.clicked.connect(lambda: self.answered.emit(self._kind, True))
        self.no.clicked.connect(lambda: self.answered.emit(self._kind, False))
        self.hide()

    def show_doubts(self, rows: list[GridRow]) -> None:
        """Ask of these rows; none hides the question."""
        found = {
            kind: [row for row in rows if row.doubt and row.doubt.kind is kind]
            for kind in DoubtKind
        }
        self._kind = next((kind for kind, some in found.items() if some), DoubtKind.HOURS)
        asked = found[self._kind]
        self.setVisible(bool(asked))
        if not asked or asked[0].doubt is None:
            return
        who, text, many = asked[0].written, asked[0].doubt.text, len(asked)
        if self._kind is DoubtKind.HOURS:
            several = f"{many:,} 个名字" if many > 1 else "名字"
            self.question.setText(f"{several}后面写着数字（{who} {text}），是时长吗？")
            self._offer("是小时", "这些数字都是各人的时长", "不是", "不是时长，留在备注里")
            return
        said = f"{who} 写着“{text}”"
        if self._kind is DoubtKind.BESIDE:
            said = f"{who} 写在{text}后面"
        more = f"，这样的有 {many:,} 人" if many > 1 else ""
        self.question.setText(f"{said}{more}，来了吗？")
        self._offer("来了", "都来了，照常登记", "没来", "都没有来，从名单里删去")

    def _offer(self, yes: str, yes_tip: str, no: str, no_tip: str) -> None:
        self.yes.setText(yes)
        self.yes.setToolTip(f"{yes_tip}（Alt H）")
        self.no.setText(no)
        self.no.setToolTip(f"{no_tip}（Alt B）")
