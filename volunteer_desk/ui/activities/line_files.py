"""The files that will be attached to an activity once its line is saved."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.services.attachments import IncomingFile
from volunteer_desk.ui.activities.incoming import choose_files
from volunteer_desk.ui.widgets import LinkButton, SmallButton, row_layout

_HOW = "选照片和文件，保存活动时一起放进去；也可以拖进来"


class LineFiles(QWidget):
    """One button that says how many, and one that forgets them."""

    chosen = Signal()
    """The user came back from the system's window, or wants none."""

    def __init__(self) -> None:
        super().__init__()
        self.files: tuple[IncomingFile, ...] = ()
        self.add = SmallButton("附件…", "Alt+O", _HOW)
        self.none = LinkButton("不附", "", "这些文件都不放")
        layout = row_layout(4)
        self.setLayout(layout)
        layout.addWidget(self.add)
        layout.addWidget(self.none)
        self.add.clicked.connect(self._choose)
        self.none.clicked.connect(self._forget)
        self.empty()

    def take(self, files: Sequence[IncomingFile]) -> None:
        """Keep these beside those that wait already."""
        self.files = (*self.files, *files)
        many = len(self.files)
        self.add.setText(f"附件 {many} 个" if many else "附件…")
        names = "、".join(one.name for one in self.files)
        self.add.setToolTip(f"{names or _HOW}（Alt O）")
        self.none.setVisible(bool(many))

    def empty(self) -> None:
        """Forget them."""
        self.files = ()
        self.take(())

    def _choose(self) -> None:
        self.take(choose_files(self))
        self.chosen.emit()

    def _forget(self) -> None:
        self.empty()
        self.chosen.emit()
