"""The kiosk's window: it hears a scanner or a keyboard and keeps the screen."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.kiosk import Answer, Presence, Recent, ScanAnswer
from volunteer_desk.domain.sign_sheets import SignOccasion
from volunteer_desk.services.presence import presence_at
from volunteer_desk.ui.kiosk.beeping import Beeper
from volunteer_desk.ui.kiosk.hearing import KioskHearing
from volunteer_desk.ui.kiosk.layout import KioskLayout
from volunteer_desk.ui.page import PageContext

SHOWN, CHOOSING = 6_000, 20_000
"""Milliseconds that an answer stands, and that choices wait."""
LONGEST = 64
"""Characters of one scan at most; a key held down ends there."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHORDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class KioskWindow(KioskLayout):
    """Over the whole screen until the PIN is given; each scan is stored before it is answered."""

    left = Signal()
    """The PIN was given; the window is closed."""

    def __init__(self, context: PageContext, occasion: SignOccasion, parent: QWidget) -> None:
        super().__init__(context, occasion, parent)
        self._context = context
        self._occasion = occasion
        self._typed = ""
        self._unlocked = False
        self.hearing = KioskHearing(context, occasion.id, self)
        self.beeper = Beeper(self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._wait_for_card)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._show_clock)
        self._connect()

    def _connect(self) -> None:
        self.hearing.answered.connect(self._show_answer)
        self.hearing.failed.connect(self._show_failure)
        self.by_name.clicked.connect(self._ask_name)
        self.name.edit.returnPressed.connect(self._submit_name)
        self.leave.clicked.connect(self._ask_pin)
        self.pin.closed.connect(self._close_pin)
        self.pin.scanned.connect(self._scanned_at_pin)
        self.pin.unlocked.connect(self._leave)

    def begin(self) -> None:
        """Take the screen and go on where scanning was left."""
        self._show_clock()
        self._second.start()
        self._read_presence()
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window below gets a key; Tab is a key like any other here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Characters are collected until the scanner's last key; chords mean nothing."""
        event.accept()
        key = event.key()
        if event.modifiers() & _CHORDS:
            return
        if self.name.isVisible():
            if key == Qt.Key.Key_Escape:
                self._close_name()
            return
        by_tab = self._context.settings().kiosk_end_key == "tab"
        if key in _ENTER or (key == Qt.Key.Key_Tab and by_tab):
            if not event.isAutoRepeat():
                self._submit()
        elif key == Qt.Key.Key_Escape:
            self._type("")
            self._wait_for_card()
        elif key == Qt.Key.Key_Backspace:
            self._type(self._typed[:-1])
        elif key == Qt.Key.Key_F12:
            self._ask_pin()
        elif key == Qt.Key.Key_F2:
            self._ask_name()
        elif event.text() and event.text().isprintable():
            self._type((self._typed + event.text())[:LONGEST])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 and the like close nothing; the PIN does."""
        if self._unlocked:
            self._stop()
            event.accept()
        else:
            event.ignore()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ticks while nobody sees it."""
        self._stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Come back to the front when another window took it."""
        super().changeEvent(event)
        if (
            event.type() == QEvent.Type.ActivationChange
            and hasattr(self, "pin")
            and self.isVisible()
            and not self.isActiveWindow()
            and QApplication.activeModalWidget() in (None, self)
        ):
            self.activateWindow()

    def _type(self, text: str) -> None:
        self._typed = text
        if text and self.board.answer is not None and not self.board.answer.choices:
            self._wait_for_card()
        self.board.show_typed(text)

    def _submit(self) -> None:
        text = self._typed.strip()
        self._type("")
        answer = self.board.answer
        choices = answer.choices if answer is not None else ()
        if choices and text.isdigit() and len(text) == 1:
            if 1 <= int(text) <= len(choices):
                self.hearing.choose(choices[int(text) - 1].volunteer_id)
            return
        if text:
            self.hearing.hear(text)

    def _show_answer(self, answer: ScanAnswer, recent: tuple[Recent, ...]) -> None:
        self.board.show_answer(answer)
        self.counts.show_counts(answer.presence, recent)
        self._quiet.start(CHOOSING if answer.choices else SHOWN)
        self.beeper.beep(1 if answer.answer is Answer.CAME else 2 if answer.good else 3)

    def _show_failure(self, why: str) -> None:
        self.board.show_answer(
            ScanAnswer(Answer.REFUSED, "", "没有存上", why, self.counts.presence)
        )
        self._quiet.start(CHOOSING)
        self.beeper.beep(3)

    def _wait_for_card(self) -> None:
        self._quiet.stop()
        self.board.show_answer(None)

    def _read_presence(self) -> None:
        desk, activity = self._context.desk, self._occasion.id
        self._context.tasks.read(
            lambda: presence_at(desk, activity), self._show_presence, key="kiosk.presence"
        )

    def _show_presence(self, known: tuple[Presence, tuple[Recent, ...]]) -> None:
        self.counts.show_counts(*known)

    def _show_clock(self) -> None:
        self.head.show_clock(f"{self._context.desk.now():%H:%M}")

    def _ask_name(self) -> None:
        self._type("")
        self.name.set_text("")
        self.name.show()
        self.name.edit.setFocus()

    def _submit_name(self) -> None:
        text = self.name.text()
        self._close_name()
        if text:
            self.hearing.hear(text)

    def _close_name(self) -> None:
        self.name.hide()
        self.setFocus()

    def _ask_pin(self) -> None:
        self._type("")
        self._close_name()
        self.pin.begin()
        self.place_pin()
        self.pin.raise_()

    def _close_pin(self) -> None:
        self.pin.hide()
        self.setFocus()

    def _scanned_at_pin(self, text: str) -> None:
        self._close_pin()
        self.hearing.hear(text)

    def _leave(self) -> None:
        self._unlocked = True
        self.close()
        changed = Changed(frozenset({Noun.ACTIVITY}), None, "", 0)
        self._context.publish(changed)
        self.left.emit()

    def _stop(self) -> None:
        for timer in (self._second, self._quiet, self.beeper):
            timer.stop()
        self.board.stop()
        self.pin.stop()
