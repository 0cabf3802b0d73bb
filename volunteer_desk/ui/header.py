"""The header of every page: its title and subtitle, and the box that finds anyone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import QuickButton, words

HEIGHT = 60
FIND_WORDS = "找人、队伍、项目…"


class Header(QFrame):
    """Title, subtitle, finder box; ``find_pressed`` on a click or Ctrl+K."""

    find_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(14)
        self.title = words("", "title")
        self.subtitle = words("", "subtitle")
        self.subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.find_box = QuickButton(FIND_WORDS)
        self.find_box.setObjectName("find")
        self.find_box.setShortcut(QKeySequence("Ctrl+K"))
        self.find_box.setToolTip("找人、队伍、项目：姓名、拼音、电话、证件后四位（Ctrl K）")
        self.find_box.setCursor(Qt.CursorShape.PointingHandCursor)
        self.find_box.clicked.connect(self.find_pressed)
        inside = QHBoxLayout(self.find_box)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.addStretch(1)
        key = words("Ctrl K", "key")
        key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.title)
        layout.addWidget(self.subtitle, 1)
        layout.addWidget(self.find_box)
        self.fit()

    def fit(self) -> None:
        """Take the height of the text size."""
        self.setFixedHeight(scaled(HEIGHT))
        self.find_box.setFixedWidth(scaled(300))

    def show_page(self, title: str, subtitle: str) -> None:
        """Show whose page it is."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setToolTip(subtitle)
