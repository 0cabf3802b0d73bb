"""The line at the grid's foot: type who came, Enter, and the next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from volunteer_desk.domain.durations import DAY, format_hours, parse_duration
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.hours.candidates import Candidates
from volunteer_desk.ui.hours.reading import find_people, read_people
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.widgets import words

_FOUND = 20


class PersonLine(Field):
    """Characters, pinyin, initials or last four find people while one types."""

    person_added = Signal(object, str)
    """(``Person``, their own time as it was typed behind the name, or "")."""
    unknown_entered = Signal(str, str)
    """(a name nobody bears, which may be registered; the time, or "")."""
    list_pasted = Signal(str)
    """Copied cells or a list, which is more than a name."""
    left_above = Signal()
    """↑ in the empty line."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__("", placeholder="加人：姓名、拼音、首字母、后四位")
        self._desk = desk
        self._over = over
        self.edit.setAccessibleName("加人")
        self.setToolTip("打几个字，Enter 加进名单；后面可以带时间，如 wjg 2.5（Alt N）")
        self.present: frozenset[int] = frozenset()
        self.favoured: tuple[int, ...] = ()
        self.candidates = Candidates(over)
        self.candidates.picked.connect(self._add)
        self.candidates.extra_picked.connect(self._ask_unknown)
        self.edit.textEdited.connect(self._search)
        self._time = ""
        self.said = words("", "small")
        self.add_beside(self.said)
        self.said.hide()

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
            self._forget_typed()
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
        who, self._time = text.replace("\u3000", " ").strip(), ""
        if not who:
            self._say_time()
            self.candidates.hide()
            return
        apart, time = _apart(who)  # "wjg 2.5": a time of their own stands behind the name
        found = find_people(self._desk, apart, _FOUND, self.favoured)
        if found or not time:
            who, self._time = apart, time
        else:  # digits behind a name may tell namesakes apart
            found = find_people(self._desk, who, _FOUND, self.favoured)
            who, self._time = (who, "") if found else (apart, time)
        self._say_time()
        found.sort(key=lambda one: one.id in self.present)
        notes = {one.id: "已在名单里" for one in found if one.id in self.present}
        extra = "" if found else f"名册里没有“{who}”，按 Enter 登记"
        self.candidates.open_at(self.place(), found, extra, notes)

    def _say_time(self) -> None:
        """Beside what is typed, how its time is understood."""
        time = parse_duration(self._time) if self._time else None
        self.said.setText(f"{format_hours(time.minutes)} 小时" if time else "")
        self.said.setVisible(time is not None)

    def _offer_usual(self) -> None:
        """↓ in the empty line: the usual people who are not in the list yet."""
        missing = [one for one in self.favoured if one not in self.present][:_FOUND]
        self.candidates.open_at(self.place(), read_people(self._desk, missing))

    def _add(self, person: Person) -> None:
        time = self._forget_typed()
        self.person_added.emit(person, time)

    def _ask_unknown(self) -> None:
        typed = self.edit.text().strip()
        name = _apart(typed)[0] if self._time else typed
        time = self._forget_typed()
        self.unknown_entered.emit(name, time)

    def _forget_typed(self) -> str:
        time, self._time = self._time, ""
        self.edit.clear()
        self._say_time()
        return time


def _apart(text: str) -> tuple[str, str]:
    """Name and time of "wjg 2.5" or "王建国 9:00-11:30"; all is the name where no time ends it."""
    who, _, tail = text.rpartition(" ")
    time = parse_duration(tail) if who.strip() else None
    if time is None or time.minutes > DAY:
        return text, ""
    return who.strip(), tail
