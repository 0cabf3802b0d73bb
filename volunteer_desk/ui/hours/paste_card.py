"""The left card: a text box for what was copied; it is read as soon as it is there."""

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from volunteer_desk.ui.widgets import Card, SmallButton, words

PAUSE = 400
"""Milliseconds after the last key before a typed text is read."""


class PasteBox(QPlainTextEdit):
    """Takes plain text; ``pasted`` at once after a paste or a drop."""

    pasted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName("粘贴名单")
        self.setToolTip("接龙、一列名字、WPS 里复制的格子（Alt V）")
        self.setPlaceholderText(
            "在这里按 Ctrl V\n\n#接龙\n1. 王建国\n2. 李秀英 13800001111\n"
            "3、张伟（带2人）\n4 阿依古丽·买买提 3小时"
        )

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, and say so."""
        super().insertFromMimeData(source)
        self.pasted.emit()


class PasteCard(Card):
    """The box and, beneath it, how many were recognised."""

    text_settled = Signal(str)
    """The text, once typing pauses or something was pasted."""

    def __init__(self) -> None:
        super().__init__("粘贴名单")
        self.box = PasteBox()
        self.fold = SmallButton("收起", "Alt+W", "收起，让名单多些地方")
        self.head.addWidget(self.fold)
        self.says = words("", "soft")
        self.says.setWordWrap(True)
        self.body.addWidget(self.box, 1)
        self.body.addWidget(self.says)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._settle)
        self.box.textChanged.connect(self._pause.start)
        self.box.pasted.connect(self._settle)

    def text(self) -> str:
        """What is in the box."""
        return self.box.toPlainText()

    def empty(self) -> None:
        """Empty the box without a word."""
        blocked = self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(blocked)
        self._pause.stop()
        self.says.setText("")

    def show_counts(self, found: int, certain: int, ambiguous: int, unknown: int) -> None:
        """``认出 30 行：28 人对上，1 人同名，1 人未注册``."""
        parts = [f"{certain} 人对上"]
        parts += [f"{ambiguous} 人同名"] if ambiguous else []
        parts += [f"{unknown} 人未注册"] if unknown else []
        self.says.setText(f"认出 {found} 行：{'，'.join(parts)}")

    def show_problem(self, problem: str) -> None:
        """Say why nothing could be read."""
        self.says.setText(problem)

    def stop(self) -> None:
        """Stop waiting (the page is left)."""
        if self._pause.isActive():
            self._settle()

    def _settle(self) -> None:
        self._pause.stop()
        self.text_settled.emit(self.text())
