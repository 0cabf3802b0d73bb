"""The window shown instead of the desk when its data cannot be opened, or while it is replaced."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, PrimaryButton, QuietButton, row_layout, words


class FailureWindow(QWidget):
    """Says why the desk does not open and what to do; ``retried`` to try again."""

    retried = Signal()

    def __init__(self, fault: UserFacingError, folder: DataFolder) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("志愿服务台")
        self.resize(scaled(680), scaled(360))
        self._folder = str(folder.root)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        card = Card("打不开数据")
        for text, role in ((fault.message, ""), (fault.remedy, "soft")):
            line = words(text, role)
            line.setWordWrap(True)
            card.body.addWidget(line)
        place = words(f"数据文件夹：{self._folder}", "small")
        place.setWordWrap(True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(place)
        card.body.addStretch(1)
        buttons = row_layout(10)
        copy = QuietButton("复制文件夹位置", "Ctrl+C", "复制数据文件夹的位置")
        copy.clicked.connect(self._copy)
        close = QuietButton("退出", "Ctrl+Q", "关闭程序")
        close.clicked.connect(self.close)
        self.retry = PrimaryButton("再试一次", "F5", "再打开一次数据")
        self.retry.clicked.connect(self._retry)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.retry)
        card.body.addLayout(buttons)
        outer.addWidget(card)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._folder)

    def _retry(self) -> None:
        self.retried.emit()


class WaitingWindow(QWidget):
    """Shown while the data is being opened, or replaced by a backup."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("志愿服务台")
        self.resize(1366, 768)
        layout = QVBoxLayout(self)
        layout.addWidget(words(text, "card-title"), 0, Qt.AlignmentFlag.AlignCenter)
