"""The colours and sizes of the look, in one place, and the style sheet made from them."""

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from string import Template

from PySide6.QtGui import QColor, QGuiApplication

from volunteer_desk.paths import resource

FAMILIES = ("Noto Sans SC", "LXGW WenKai")
"""The window's fonts; the second has the rare characters of names and is loaded late."""

BASE_PIXELS = 15
"""Body text at 100 %."""


class Tone(StrEnum):
    """What a pill or a notice says by its colour (and always by a word too)."""

    PLAIN = "plain"
    OK = "ok"
    WAITING = "waiting"
    INFO = "info"
    URGENT = "urgent"


@dataclass(frozen=True)
class Tokens:
    """One theme's colours as ``#RRGGBB``."""

    dark: bool
    ground: str
    panel: str
    rail: str
    ink: str
    soft: str
    faint: str
    line: str
    selected: str
    hover: str
    accent: str
    accent_deep: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    waiting: str
    waiting_soft: str
    info: str
    info_soft: str
    bar: str
    notice: str
    on_notice: str

    def pair(self, tone: Tone) -> tuple[QColor, QColor]:
        """(text, ground) of a pill of this tone."""
        text, ground = {
            Tone.PLAIN: (self.soft, self.hover),
            Tone.OK: (self.ok, self.ok_soft),
            Tone.WAITING: (self.waiting, self.waiting_soft),
            Tone.INFO: (self.info, self.info_soft),
            Tone.URGENT: (self.accent, self.accent_soft),
        }[tone]
        return QColor(text), QColor(ground)


LIGHT = Tokens(
    dark=False,
    ground="#F6F4F0",
    panel="#FFFFFF",
    rail="#EFECE6",
    ink="#23211E",
    soft="#6B665F",
    faint="#A19A90",
    line="#E3DED6",
    selected="#F9F1EF",
    hover="#F3F0EA",
    accent="#B8322A",
    accent_deep="#9C2922",
    accent_soft="#F7E6E3",
    on_accent="#FFFFFF",
    ok="#2A744D",
    ok_soft="#E4F1EA",
    waiting="#8F590A",
    waiting_soft="#F8EEDC",
    info="#2F62A3",
    info_soft="#E6EDF7",
    bar="#E3DED6",
    notice="#23211E",
    on_notice="#FFFFFF",
)

DARK = Tokens(
    dark=True,
    ground="#1B1A19",
    panel="#242321",
    rail="#161514",
    ink="#ECE8E1",
    soft="#A8A197",
    faint="#6F695F",
    line="#35322E",
    selected="#2E2927",
    hover="#2C2A27",
    accent="#E2675C",
    accent_deep="#EB7C72",
    accent_soft="#3A1F1C",
    on_accent="#1B1A19",
    ok="#67BF90",
    ok_soft="#1E3529",
    waiting="#DDA24A",
    waiting_soft="#3A2D17",
    info="#7FAEE8",
    info_soft="#1F2E42",
    bar="#35322E",
    notice="#ECE8E1",
    on_notice="#1B1A19",
)


def current_tokens() -> Tokens:
    """The tokens of the theme the application shows now (read from its palette)."""
    ground = QGuiApplication.palette().window().color()
    return DARK if ground.lightness() < 128 else LIGHT


def scaled(pixels: float) -> int:
    """Pixels at 100 % in the text size chosen now (the application font carries it)."""
    size = QGuiApplication.font().pixelSize()
    return round(pixels * (size if size > 0 else BASE_PIXELS) / BASE_PIXELS)


def style_sheet(tokens: Tokens, percent: int) -> str:
    """``resources/themes/window.qss`` with its ``$names`` and ``@38`` sizes filled in.

    Args:
        tokens: The theme.
        percent: Text size, 100 to 150; every ``@n`` is n pixels at 100 %.
    """
    raw = resource("themes", "window.qss").read_text(encoding="utf-8")
    sized = re.sub(r"@(\d+)", lambda found: f"{round(int(found[1]) * percent / 100)}px", raw)
    colours = {name: value for name, value in asdict(tokens).items() if isinstance(value, str)}
    icons = resource("icons").as_posix()
    return Template(sized).substitute(colours, icons=icons, mode="dark" if tokens.dark else "light")
