"""What deserves a second look before a dry run is written, and the box that says it had one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Pill, row_layout, words

_MOST = 2


class ConfirmLine(QWidget):
    """Shown only where something is doubtful; other doubts ask anew."""

    changed = Signal()
    """The box was ticked or cleared."""

    def __init__(self) -> None:
        super().__init__()
        self.doubts = words("", "soft")
        self.doubts.setWordWrap(True)
        self.sure = QCheckBox("已核对，确认无误")
        self.sure.setToolTip("确认后才能写入（Alt Y）")
        line = row_layout(10)
        self.setLayout(line)
        line.addWidget(Pill("请确认", Tone.WAITING))
        line.addWidget(self.doubts, 1)
        line.addWidget(self.sure)
        self.sure.toggled.connect(lambda _on: self.changed.emit())
        self.hide()

    def ask(self, doubts: Sequence[str]) -> None:
        """Say what is doubtful, nothing when all is plain."""
        said = "；".join(doubts[:_MOST])
        more = f"等 {len(doubts)} 处" if len(doubts) > _MOST else ""
        text = f"{said}{more}。" if said else ""
        if text != self.doubts.text():
            self.sure.setChecked(False)
            self.doubts.setText(text)
            self.sure.setAccessibleName(f"{text}已核对，确认无误")
        self.setVisible(bool(said))

    @property
    def waits(self) -> bool:
        """Whether something is doubtful that nobody confirmed."""
        return bool(self.doubts.text()) and not self.sure.isChecked()
