"""The kiosk's screen as it lies: head, board, counts, the panel for the PIN in the middle."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.domain.sign_sheets import SignOccasion
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.kiosk.board import ScanBoard
from volunteer_desk.ui.kiosk.counts import CountBoard, HeadBoard
from volunteer_desk.ui.kiosk.pin_panel import PinPanel
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.widgets import QuietButton, row_layout


class KioskLayout(QWidget):
    """A window without a frame above all others; what it does is said in ``window``."""

    def __init__(self, context: PageContext, occasion: SignOccasion, parent: QWidget) -> None:
        super().__init__(
            parent,
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint,
        )
        self.setWindowTitle("扫码签到")
        self.setProperty("role", "ground")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        # an input method would keep a scanner's letters to itself
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        parts = (f"{occasion.held_on:%Y-%m-%d}", occasion.times, occasion.place)
        self.head = HeadBoard(occasion.project, " · ".join(filter(None, parts)))
        self.board = ScanBoard()
        self.counts = CountBoard()
        self.name = Field("姓名", placeholder="打汉字找人，Enter 找，Esc 返回")
        self.by_name = QuietButton("打汉字找人", "F2", "没带卡时用中文输入法打姓名")
        self.leave = QuietButton("工作人员退出", "F12", "输入退出密码离开")
        self.pin = PinPanel(context)
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 20, 28, 20)
        outer.setSpacing(16)
        outer.addWidget(self.head)
        outer.addWidget(self.board, 1)
        outer.addWidget(self.name)
        outer.addWidget(self.counts)
        foot = row_layout(10)
        foot.addWidget(self.by_name)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        outer.addLayout(foot)
        self.pin.setParent(self)
        self.pin.hide()
        self.name.hide()
        for button in (self.by_name, self.leave):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel stays in the middle."""
        super().resizeEvent(event)
        self.place_pin()

    def place_pin(self) -> None:
        """Put the panel in the middle."""
        self.pin.adjustSize()
        middle = self.rect().center() - self.pin.rect().center()
        self.pin.move(QPoint(middle.x(), middle.y()))
