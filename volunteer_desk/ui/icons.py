"""One family of line icons (Phosphor, MIT, bundled by QtAwesome), painted in the theme's ink."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton

from volunteer_desk.ui.tokens import current_tokens

_FONT = "phosphor-1.3.0.ttf"
_CHARMAP = "phosphor-charmap-1.3.0.json"
_SIDES = (18, 27, 36)
"""Pixels: at 100, 150 and 200 %. A QIconEngine of our own would be freed under Qt's feet: PySide
ties its life to the first Python QIcon, and buttons hold copies."""


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
    """An icon in the colours of the theme shown now; ``wear_icon`` keeps up with the theme.

    Args:
        name: As on phosphoricons.com.
        role: A colour of ``Tokens``.
    """
    if name not in _codepoints():
        raise KeyError(name)
    tokens = current_tokens()
    made = QIcon()
    for mode, colour in (
        (QIcon.Mode.Normal, getattr(tokens, role)),
        (QIcon.Mode.Disabled, tokens.faint),
    ):
        for side in _SIDES:
            made.addPixmap(_drawn(name, side, colour), mode)
    return made


_worn: WeakKeyDictionary[QAbstractButton | QAction, tuple[str, str]] = WeakKeyDictionary()
# Our own list: QApplication.allWidgets() also holds widgets half taken down; Qt falls over them.


def wear_icon(target: QAbstractButton | QAction, name: str, role: str = "soft") -> None:
    """Put an icon on a button or an action, and remember it for ``renew_icons``."""
    _worn[target] = (name, role)
    target.setIcon(icon(name, role))


def renew_icons() -> None:
    """Draw every worn icon again, after the theme changed."""
    for target, (name, role) in list(_worn.items()):
        if shiboken6.isValid(target):
            target.setIcon(icon(name, role))


def _drawn(name: str, side: int, colour: str) -> QPixmap:
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_icon(painter, QRect(0, 0, side, side), name, QColor(colour))
    painter.end()
    return drawn
