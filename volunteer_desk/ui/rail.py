"""The left rail: the pages, the badge of what waits, and when the last copy was made."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout

from volunteer_desk.ui.icons import paint_icon
from volunteer_desk.ui.pages import PageSpec
from volunteer_desk.ui.tokens import current_tokens, scaled
from volunteer_desk.ui.widgets import QuickButton, key_words, words

WIDTH = 184


class RailButton(QuickButton):
    """One page of the rail: icon, word, accent edge when current, badge."""

    def __init__(self, spec: PageSpec) -> None:
        super().__init__(spec.label)
        self._icon = spec.icon
        self._waiting = 0
        self.setProperty("role", "rail")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setShortcut(QKeySequence(spec.shortcut))
        self.setToolTip(f"{spec.label}（{key_words(spec.shortcut)}）")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A row 40 high."""
        return QSize(scaled(150), scaled(40))

    def show_waiting(self, number: int) -> None:
        """Show how many things wait; none at 0."""
        self._waiting = number
        self.setAccessibleDescription(f"{number} 件等着办" if number else "")
        self.update()

    def waiting(self) -> int:
        """The badge's number."""
        return self._waiting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, edge, icon, word and badge."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current, hovered = self.isChecked(), self.underMouse()
        ground = QPainterPath()
        ground.addRoundedRect(self.rect().toRectF(), 8, 8)
        painter.setClipPath(ground)
        if current:
            painter.fillRect(self.rect(), QColor(tokens.panel))
            painter.fillRect(0, 0, 3, self.height(), QColor(tokens.accent))
        elif hovered:
            painter.fillRect(self.rect(), QColor(tokens.hover))
        painter.setClipping(False)
        ink = QColor(tokens.ink if current or hovered else tokens.soft)
        side = scaled(18)
        paint_icon(painter, QRect(10, (self.height() - side) // 2, side, side), self._icon, ink)
        font = self.font()
        font.setBold(current)
        painter.setFont(font)
        painter.setPen(ink)
        room = self.rect().adjusted(10 + side + 10, 0, -8, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self._waiting:
            self._paint_badge(painter)
        if self.hasFocus():
            painter.setPen(QColor(tokens.info))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 8, 8)

    def _paint_badge(self, painter: QPainter) -> None:
        tokens = current_tokens()
        text = str(self._waiting) if self._waiting < 100 else "99+"
        font = self.font()
        font.setPixelSize(scaled(13))
        font.setBold(True)
        painter.setFont(font)
        height = scaled(19)
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + 10)
        badge = QRect(self.width() - width - 10, (self.height() - height) // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(QColor(tokens.on_accent))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)


class Rail(QFrame):
    """The rail; ``page_picked`` with a page name."""

    page_picked = Signal(str)

    def __init__(self, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self.setObjectName("rail")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 18, 12, 22)
        layout.setSpacing(4)
        name = words("志愿服务台")
        name.setObjectName("rail-name")
        self._unit = self._line("rail-unit")
        self._foot = self._line("rail-foot")
        for label in (name, self._unit, self._foot):
            label.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(name)
        layout.addWidget(self._unit)
        layout.addSpacing(16)
        self.buttons: dict[str, RailButton] = {}
        for spec in specs:
            button = RailButton(spec)
            button.clicked.connect(lambda _checked, page=spec.name: self.page_picked.emit(page))
            self.buttons[spec.name] = button
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._foot)
        self.fit()

    def fit(self) -> None:
        """Take the width of the text size."""
        self.setFixedWidth(max(WIDTH, scaled(WIDTH - 24) + 24))

    def show_page(self, name: str) -> None:
        """Mark the current page."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def show_unit(self, unit: str) -> None:
        """Show whose desk this is."""
        self._unit.setText(unit)
        self._unit.setToolTip(unit)

    def show_backup(self, text: str) -> None:
        """Show when the last copy was made."""
        self._foot.setText(text)

    def show_waiting(self, number: int) -> None:
        """Show on 工作台 how many things wait."""
        if "overview" in self.buttons:
            self.buttons["overview"].show_waiting(number)

    def _line(self, name: str) -> QLabel:
        label = words("")
        label.setObjectName(name)
        label.setWordWrap(True)
        return label
