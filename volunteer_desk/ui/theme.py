"""Dressing the application: fonts, palette, style sheet; light, dark, and text size."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from volunteer_desk.paths import resource
from volunteer_desk.ui.icons import renew_icons
from volunteer_desk.ui.tokens import BASE_PIXELS, DARK, FAMILIES, LIGHT, Tokens, style_sheet

WINDOW_FONTS = ("NotoSansSC-Regular-window.ttf", "NotoSansSC-Bold-window.ttf")
RARE_FONT = "LXGWWenKai-Regular.ttf"


def load_window_fonts() -> None:
    """Load the two weights every screen uses; call once, before the first window."""
    for name in WINDOW_FONTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def load_rare_font() -> None:
    """Load the font of rare characters (25 MB); call after the window is shown."""
    QFontDatabase.addApplicationFont(str(resource("fonts", RARE_FONT)))


def window_font(percent: int = 100) -> QFont:
    """The body font at a text size."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(round(BASE_PIXELS * percent / 100))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def tokens_for(app: QApplication, theme: str) -> Tokens:
    """The tokens of the setting ``light``, ``dark`` or ``system``."""
    if theme == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if theme == "dark" else LIGHT


def dress(app: QApplication, theme: str = "light", percent: int = 100) -> None:
    """Apply a theme and a text size to every window of the application."""
    tokens = tokens_for(app, theme)
    percent = min(150, max(100, percent))
    if app.style().name() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(tokens))
    app.setFont(window_font(percent))
    app.setStyleSheet(style_sheet(tokens, percent))
    renew_icons()


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.ground,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.panel,
        QPalette.ColorRole.AlternateBase: tokens.ground,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.faint,
        QPalette.ColorRole.Button: tokens.panel,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.BrightText: tokens.on_accent,
        QPalette.ColorRole.Highlight: tokens.info_soft,
        QPalette.ColorRole.HighlightedText: tokens.ink,
        QPalette.ColorRole.Link: tokens.info,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.ToolTipBase: tokens.notice,
        QPalette.ColorRole.ToolTipText: tokens.on_notice,
        QPalette.ColorRole.Accent: tokens.info,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faint))
    return palette
