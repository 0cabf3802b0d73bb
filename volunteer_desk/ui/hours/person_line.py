"""The line at the grid's foot: type who came, Enter, and the next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.hours.candidates import Candidates
from volunteer_desk.ui.hours.reading import find_people, read_people
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.own_keys import claim_escape

_FOUND = 20


class PersonLine(Field):
    """Characters, pinyin, initials or last four find people while one types."""

    person_added = Signal(object)
    """A ``Person``."""
    unknown_entered = Signal(str)
    """Nobody bears this name: it may be registered."""
    list_pasted = Signal(str)
    """Copied cells or a list, which is more than a name."""
    left_above = Signal()
    """↑ in the empty line."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__("", placeholder="加人：姓名、拼音、首字母、后四位")
        self._desk = desk
        self._over = over
        self.edit.setAccessibleName("加人")
        self.setToolTip("打几个字，Enter 加进名单（Alt N）")
        self.present: frozenset[int] = frozenset()
        self.favoured: tuple[int, ...] = ()
        self.candidates = Candidates(over)
        self.candidates.picked.connect(self._add)
        self.candidates.extra_picked.connect(self._ask_unknown)
        self.edit.textEdited.connect(self._search)

    def favour(self, people: Sequence[int]) -> None:
        """Put these people, the usual ones, first from now on."""
        self.favoured = tuple(people)

    def place(self) -> QRect:
        """Where it stands, in the coordinates of what the lists open over."""
        return QRect(self.mapTo(self._over, QPoint(0, 0)), self.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter go to the candidates; Esc typed here is the line's own."""
        if not (isValid(self) and isValid(self.candidates)):  # a window taken down
            return False
        if watched is self.edit and isinstance(event, QKeyEvent):
            busy = self.candidates.isVisible() or bool(self.edit.text())
            if busy and claim_escape(event):
                return True
            if event.type() == QEvent.Type.KeyPress and self._take(event):
                return True
        left = watched is self.edit and event.type() == QEvent.Type.FocusOut
        if left and not self.candidates.underMouse():
            self.candidates.hide()
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if "\n" in text.strip() or "\t" in text.strip():
                self.list_pasted.emit(text)
                return True
        if self.candidates.take_key(event):
            return True
        if event.key() == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
            return True
        if event.key() == Qt.Key.Key_Up:
            self.left_above.emit()
            return True
        if event.key() == Qt.Key.Key_Down and (self.edit.text() or self.favoured):
            self._search(self.edit.text())
            if not self.edit.text():
                self._offer_usual()
            return True
        return False

    def _search(self, text: str) -> None:
        text = text.strip()
        if not text:
            self.candidates.hide()
            return
        found = find_people(self._desk, text, _FOUND, self.favoured)
        found.sort(key=lambda one: one.id in self.present)
        notes = {one.id: "已在名单里" for one in found if one.id in self.present}
        extra = "" if found else f"名册里没有“{text}”，按 Enter 登记"
        self.candidates.open_at(self.place(), found, extra, notes)

    def _offer_usual(self) -> None:
        """↓ in the empty line: the usual people who are not in the list yet."""
        missing = [one for one in self.favoured if one not in self.present][:_FOUND]
        self.candidates.open_at(self.place(), read_people(self._desk, missing))

    def _add(self, person: Person) -> None:
        self.edit.clear()
        self.person_added.emit(person)

    def _ask_unknown(self) -> None:
        name = self.edit.text().strip()
        self.edit.clear()
        self.unknown_entered.emit(name)
