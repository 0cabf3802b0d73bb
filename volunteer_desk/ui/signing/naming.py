"""Who was written on a blank row: found at once, chosen among several, or registered in place."""

from collections.abc import Collection

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.ui.hours.candidates import Candidates
from volunteer_desk.ui.hours.reading import find_people
from volunteer_desk.ui.hours.registering import Registering
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.page import PageContext

_FOUND = 20


class RowNaming(QObject):
    """One row at a time."""

    named = Signal(int, object)
    """(row number, ``Person``)."""

    def __init__(self, context: PageContext, over: QWidget) -> None:
        super().__init__(over)
        self._context = context
        self._number = -1
        self._text = ""
        self._place = QRect()
        self.candidates = Candidates(over, numbered=True)
        self.registering = Registering(context, over)
        self.candidates.picked.connect(self._pick)
        self.candidates.extra_picked.connect(self._register)
        self.registering.registered.connect(self._registered)

    def seek(self, number: int, text: str, place: QRect, here: Collection[int]) -> None:
        """Find whom a name, pinyin or last four means, asking where several fit.

        Args:
            number: The row.
            text: As typed.
            place: Where the name stands, in the coordinates of what the list opens over.
            here: Ids of those who are on the sheet already.
        """
        found = find_people(self._context.desk, text, _FOUND)
        exact = [person for person in found if person.name == text]
        sure = exact if not text.isascii() else found  # names that sound alike are asked about
        if len(sure) == 1:
            self.named.emit(number, sure[0])
            return
        self._number, self._text, self._place = number, text, place
        notes = {person.id: "已在表里" for person in found if person.id in here}
        extra = "" if found else f"名册里没有“{text}”，按 Enter 登记"
        self.candidates.open_at(place, found, extra, notes)

    def _pick(self, person: Person) -> None:
        number, self._number = self._number, -1
        if number >= 0:
            self.named.emit(number, person)

    def _register(self) -> None:
        if self._number >= 0:
            self.registering.open_at(self._place, self._text, "", self._number)

    def _registered(self, number: int | None, person: Person) -> None:
        if number is not None:
            self.named.emit(number, person)
