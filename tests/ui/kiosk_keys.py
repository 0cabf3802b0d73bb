"""A kiosk under a scanner, with a clock that can be set."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.services.signing import Clock, with_clock
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.kiosk_pin import set_pin
from volunteer_desk.ui.kiosk.window import KioskWindow
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.signing.view import SigningView

ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
PIN = "2468"


class Scene:
    """A desk whose clock can be set, its view, and the kiosk while it is open."""

    def __init__(self, desk: Desk, clock: Clock, view: SigningView, context: PageContext) -> None:
        self.desk, self.clock, self.view, self.context = desk, clock, view, context

    @property
    def kiosk(self) -> KioskWindow:
        assert self.view.kiosk is not None
        return self.view.kiosk

    def open(self, activity: int) -> KioskWindow:
        self.view.show_activity(activity)
        self.view.home.kiosk.click()
        self.view.start.save.click()
        return self.kiosk

    def scan(self, code: str, end: Qt.Key = ENTER) -> None:
        """A wedge scanner: the whole number at once, then its last key."""
        QTest.keyClicks(self.kiosk, code)
        QTest.keyClick(self.kiosk, end)

    def leave(self, pin: str = PIN) -> None:
        QTest.keyClick(self.kiosk, Qt.Key.Key_F12)
        QTest.keyClicks(self.kiosk.pin.pin.edit, pin)
        QTest.keyClick(self.kiosk.pin.pin.edit, ENTER)


def a_scene(qtbot: QtBot, desk: Desk, context: Callable[[Desk], PageContext]) -> Scene:
    """The tab 签到 at 9:02, a PIN set."""
    moving, clock = with_clock(desk)
    clock.set("9:02")
    set_pin(moving, PIN, PIN)
    made = context(moving)
    view = SigningView(made)
    qtbot.addWidget(view, before_close_func=_close_kiosk)
    view.resize(1182, 640)
    view.reload()
    view.show()
    qtbot.waitExposed(view)
    return Scene(moving, clock, view, made)


def _close_kiosk(view: SigningView) -> None:
    if view.kiosk is not None:
        view.kiosk.hide()
