import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from volunteer_desk.ui.icons import icon
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.theme import dress, window_font
from volunteer_desk.ui.tokens import DARK, LIGHT, Tokens, Tone, current_tokens, scaled, style_sheet


def brightness(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (part(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str | QColor, other: str | QColor) -> float:
    high, low = sorted((brightness(QColor(one)), brightness(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_every_ground_it_is_put_on(tokens: Tokens) -> None:
    for ground in (tokens.ground, tokens.panel, tokens.rail, tokens.selected, tokens.hover):
        assert contrast(tokens.ink, ground) >= 4.5
        assert contrast(tokens.soft, ground) >= 4.5, ground
    for tone in Tone:
        text, ground_of_pill = tokens.pair(tone)
        assert contrast(text, ground_of_pill) >= 4.5, tone
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_notice, tokens.notice) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_ring_is_seen(tokens: Tokens) -> None:
    assert contrast(tokens.info, tokens.panel) >= 3
    assert contrast(tokens.info, tokens.ground) >= 3


@pytest.mark.parametrize("percent", [100, 125, 150])
def test_no_text_is_under_13_pixels(percent: int) -> None:
    sizes = re.findall(r"font-size: (\d+)px", style_sheet(LIGHT, percent))
    assert sizes
    assert min(map(int, sizes)) >= round(13 * percent / 100)


def test_the_style_sheet_holds_no_colour_of_its_own() -> None:
    known = {getattr(LIGHT, field.name) for field in fields(LIGHT)}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", style_sheet(LIGHT, 100))) <= known


def test_theme_and_text_size_follow_the_setting(dressed: QApplication) -> None:
    try:
        dress(dressed, "dark", 125)
        assert current_tokens() is DARK
        assert scaled(38) == 48
    finally:
        dress(dressed, "light", 100)
    assert current_tokens() is LIGHT
    assert scaled(38) == 38


def test_the_window_font_is_the_bundled_one(dressed: QApplication) -> None:
    assert QFontInfo(window_font()).family() == "Noto Sans SC"


def test_every_page_of_the_rail_has_an_icon(dressed: QApplication) -> None:
    for spec in PAGES:
        assert not icon(spec.icon).isNull()
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_icons_on_buttons_grow_with_the_text(dressed: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("筛选")
    qtbot.addWidget(button)
    button.ensurePolished()
    usual = button.iconSize().width()
    try:
        dress(dressed, "light", 150)
        assert button.iconSize().width() == usual * 3 // 2
    finally:
        dress(dressed, "light", 100)
