"""One family of line icons (Phosphor, MIT, bundled by QtAwesome), painted in the theme's ink."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from volunteer_desk.ui.tokens import current_tokens

_FONT = "phosphor-1.3.0.ttf"
_CHARMAP = "phosphor-charmap-1.3.0.json"


@cache
def _fonts() -> Path:
    # The font is taken from the package without importing it: its import loads eleven families.
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("qtawesome")
    return Path(spec.submodule_search_locations[0]) / "fonts"


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_fonts() / _FONT))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _codepoints() -> dict[str, str]:
    found: dict[str, str] = json.loads((_fonts() / _CHARMAP).read_text(encoding="utf-8"))
    return found


class _Glyph(QIconEngine):
    """Paints one glyph at any size, in the colour of the theme shown at that moment."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        tokens = current_tokens()
        colour = tokens.faint if mode == QIcon.Mode.Disabled else getattr(tokens, self._role)
        paint_icon(painter, rect, self._name, QColor(colour))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Paint the Phosphor icon ``name`` ("magnifying-glass") filling ``rect``."""
    font = QFont(_family())
    font.setPixelSize(min(rect.width(), rect.height()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), chr(int(_codepoints()[name], 16)))
    painter.restore()


def icon(name: str, role: str = "soft") -> QIcon:
    """A themed icon; ``name`` as on phosphoricons.com, ``role`` a colour of ``Tokens``."""
    if name not in _codepoints():
        raise KeyError(name)
    return QIcon(_Glyph(name, role))
