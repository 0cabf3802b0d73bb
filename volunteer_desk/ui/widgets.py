"""The small parts pages are made of: words, cards, buttons, pills."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcutEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from volunteer_desk.ui.cell_painting import paint_pill
from volunteer_desk.ui.icons import wear_icon
from volunteer_desk.ui.tokens import Tone, scaled

MARGIN = 24
GAP = 18


def words(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label; roles: title, subtitle, card-title, soft, small, problem, figure, figure-unit."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def rule() -> QFrame:
    """A one-pixel line."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def page_layout(page: QWidget) -> QVBoxLayout:
    """The page's outer layout with the look's margins (add rows of cards to it)."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(MARGIN, 20, MARGIN, 20)
    layout.setSpacing(GAP)
    return layout


def row_layout(spacing: int = GAP) -> QHBoxLayout:
    """A row without margins."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


_ROOMY = 130
"""Per cent of text size up to which a primary button shows its key."""


def discard(widget: QWidget) -> None:
    """Take a widget out of its page for good: at once out of sight, freed by a later event.

    It is hidden first. A layout shows what was added to it by a later event, and without its
    parent it would then be a window of its own, which takes the keys from ours.
    """
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


class Card(QFrame):
    """A flat card; add to ``body``. ``role`` "well" is the same on the ground colour."""

    def __init__(self, title: str = "", note: str = "", role: str = "card") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(12)
        self.title = words(title, "card-title")
        self.note = words(note, "small")
        self.head = row_layout(10)
        if title:
            self.head.addWidget(self.title)
            self.head.addWidget(self.note, 0, Qt.AlignmentFlag.AlignVCenter)
            self.head.addStretch(1)
            self.body.addLayout(self.head)


class QuickButton(QPushButton):
    """A button whose key presses it at once (Qt waits 100 ms to animate the click)."""

    def event(self, event: QEvent) -> bool:
        """Click on its key."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.click()
            return True
        return super().event(event)


class _Button(QuickButton):
    def __init__(self, text: str, role: str, shortcut: str, tip: str) -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        known = key_words(shortcut)
        self.setToolTip(f"{tip or text}（{known}）" if known else tip)

    def setText(self, text: str) -> None:
        """Change the words; Qt would take the shortcut away with the old ones."""
        shortcut = self.shortcut()
        super().setText(text)
        self.setShortcut(shortcut)
        self.updateGeometry()


class PrimaryButton(_Button):
    """The one primary action of a page, its shortcut shown inside."""

    def __init__(self, text: str, shortcut: str = "Ctrl+Return", tip: str = "") -> None:
        super().__init__(text, "primary", shortcut, tip)
        self._key = words(key_words(shortcut), "primary-key", self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._has_key = bool(shortcut)
        self._key.setVisible(self._has_key)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 14, 0)
        inside.addStretch(1)
        inside.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """Room for the words and the key."""
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 36
        if not self._key.isHidden():
            width += self._key.sizeHint().width() + 8
        return QSize(width, scaled(34) + 4)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """At the largest text the key is in the tip alone: four buttons share a line."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_key"):
            self._key.setVisible(self._has_key and scaled(100) <= _ROOMY)
            self.updateGeometry()


class QuietButton(_Button):
    """A secondary action."""

    def __init__(self, text: str, shortcut: str = "", tip: str = "", icon_name: str = "") -> None:
        super().__init__(text, "quiet", shortcut, tip)
        if icon_name:
            wear_icon(self, icon_name)


class SmallButton(_Button):
    """An action inside a row."""

    def __init__(self, text: str, shortcut: str = "", tip: str = "") -> None:
        super().__init__(text, "small", shortcut, tip)


class LinkButton(_Button):
    """A quiet word that can be pressed."""

    def __init__(self, text: str, shortcut: str = "", tip: str = "") -> None:
        super().__init__(text, "link", shortcut, tip)


class TabButton(_Button):
    """One of several views inside a page; put them in a QButtonGroup."""

    def __init__(self, text: str, shortcut: str = "", tip: str = "") -> None:
        super().__init__(text, "tab", shortcut, tip)
        self.setCheckable(True)


class Pill(QWidget):
    """A state as a soft pill with a word."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone) -> None:
        """Show another state."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        font = self.font()
        font.setPixelSize(scaled(14))
        return QSize(QFontMetrics(font).horizontalAdvance(self._text) + 17, scaled(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        if self._text:
            painter = QPainter(self)
            paint_pill(painter, self.rect().toRectF(), self._text, self._tone)


_KEYS = {"Ctrl+Return": "Ctrl Enter", "Return": "Enter", "Escape": "Esc", "Del": "Delete"}


def key_words(shortcut: str) -> str:
    """A shortcut as people read it: "Ctrl+Return" → "Ctrl Enter"."""
    return _KEYS.get(shortcut, shortcut.replace("+", " "))
