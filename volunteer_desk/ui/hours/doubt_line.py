"""The line beneath the grid that asks once for a whole list: are the bare numbers hours?"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.ui.hours.rows import GridRow
from volunteer_desk.ui.widgets import SmallButton, row_layout, words


class DoubtLine(QWidget):
    """Shown while numbers stand beside names of which nobody said what they mean."""

    answered = Signal(bool)
    """Whether they are hours."""

    def __init__(self) -> None:
        super().__init__()
        self.question = words("", "soft")
        self.hours = SmallButton("是小时", "Alt+H", "这些数字都是各人的时长")
        self.nothing = SmallButton("不是", "Alt+B", "这些数字不是时长，留在备注里")
        layout = row_layout(10)
        self.setLayout(layout)
        layout.addWidget(self.question, 1)
        layout.addWidget(self.hours)
        layout.addWidget(self.nothing)
        self.hours.clicked.connect(lambda: self.answered.emit(True))
        self.nothing.clicked.connect(lambda: self.answered.emit(False))
        self.hide()

    def show_doubts(self, rows: list[GridRow]) -> None:
        """Ask of these rows; none hides the question."""
        self.setVisible(bool(rows))
        if rows and rows[0].doubt is not None:
            like = f"{rows[0].written} {rows[0].doubt.text}"
            many = f"{len(rows):,} 个名字" if len(rows) > 1 else "名字"
            self.question.setText(f"{many}后面写着数字（{like}），是时长吗？")
