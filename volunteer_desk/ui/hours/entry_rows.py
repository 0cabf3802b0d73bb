"""The rows of the first view: read from a text, typed, chosen, registered, timed, removed."""

from volunteer_desk.ui.hours import reading
from volunteer_desk.ui.hours.circumstances import Circumstances
from volunteer_desk.ui.hours.entry_layout import EntryLayout
from volunteer_desk.ui.hours.reading import PastedPeople
from volunteer_desk.ui.hours.registering import Registering
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.hours.sheet import Sheet
from volunteer_desk.ui.page import PageContext


class EntryRows(EntryLayout):
    """Who came, and when; where and what for is said in ``entry``."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.sheet = Sheet(Circumstances(self.bar.day.day(), None))
        self._picking: int | None = None
        self._time_of_new = ""
        self._blocked = ""
        self.registering = Registering(context, self)
        self.paste.text_settled.connect(self._read_text)
        self.grid.people.edited.connect(self._retime)
        self.grid.row_activated.connect(self._open_row)
        self.grid.row_chosen.connect(self._choose_row)
        self.grid.removed.connect(self._remove)
        self.grid.left_below.connect(self.line.setFocus)
        self.grid.focus_left.connect(self._close_candidates)
        self.candidates.picked.connect(self._pick)
        self.line.person_added.connect(self._add)
        self.line.unknown_entered.connect(self._ask_unknown)
        self.line.left_above.connect(self._enter_grid)
        self.registering.registered.connect(self._take_registered)
        self.registering.form.closed.connect(self._focus_back)

    def _refresh(self) -> None:
        self.show_sheet(self.sheet, self._blocked)

    def look_next(self) -> None:
        """Go to the next row that waits, and open it where a person is to be chosen (F8)."""
        here = self.grid.current_row() if self.grid.hasFocus() else -1
        place = self.sheet.waiting_after(here)
        if place is None:
            return
        self.grid.setFocus()
        self.grid.choose_cell(place)
        if self.sheet.rows[place].person is None:
            self._open_row(place)

    def _choose_row(self, number: int) -> None:
        rows = self.sheet.rows
        if not (0 <= number < len(rows) and rows[number].key == self._picking):
            self._close_candidates()
        self.show_says(self._blocked)

    def _read_text(self, text: str) -> None:
        desk = self.context.desk
        project, favoured = self.bar.project.text(), self.line.favoured
        self.context.tasks.read(
            lambda: reading.read_pasted(desk, text, project, favoured),
            self._show_pasted,
            key="hours.paste",
        )

    def _show_pasted(self, pasted: PastedPeople) -> None:
        if pasted.text != self.paste.text():
            return  # credited and emptied meanwhile, or typed on: a later reading counts
        self.sheet.show_pasted(pasted.rows)
        self._refresh()
        if pasted.rows:
            self.show_pasted_counts(self.sheet)
        else:
            self.paste.show_problem(pasted.problem)

    def _retime(self, number: int, column: str, text: str) -> None:
        key = self.sheet.rows[number].key
        if column == "remark":
            self.sheet.change([key], remark=text.strip())
        else:
            self.sheet.retime(key, column, text)
        self._refresh()

    def _remove(self, number: int) -> None:
        self.sheet.remove({self.sheet.rows[number].key})
        self._refresh()
        if not self.sheet.rows:
            self.line.setFocus()

    def _enter_grid(self) -> None:
        if self.sheet.rows:
            self.grid.setFocus()
            self.grid.choose_cell(len(self.sheet.rows) - 1)

    def _open_row(self, number: int) -> None:
        row = self.sheet.rows[number]
        if row.person is not None:  # what waits for a reason is asked in ``entry_notes``
            self.grid.edit_current()
        elif row.candidates:
            self._picking = row.key
            self.candidates.open_at(self.row_place(number), row.candidates)
        else:
            self.registering.open_at(self.row_place(number), row.written, row.phone, row.key)

    def _close_candidates(self) -> None:
        if not self.candidates.underMouse():
            self.candidates.hide()
            self._picking = None

    def _pick(self, person: Person) -> None:
        key, self._picking = self._picking, None
        if key is None:
            return
        self.sheet.choose(key, person)
        self._refresh()
        self._recount()
        place = self.sheet.waiting_after(self.grid.current_row())
        if place is not None:
            self.grid.choose_cell(place)
            if self.sheet.rows[place].candidates and self.sheet.rows[place].person is None:
                self._open_row(place)  # the next question, while the hand is at it

    def _add(self, person: Person, time: str = "") -> None:
        if not self.sheet.add_people([person]):
            place = self.sheet.place_of(person.id)
            self.grid.choose_cell(place)
            self.context.notices.info(f"{person.name}已经在第 {place + 1} 行。")
            return
        if time:
            self.sheet.retime(self.sheet.written[-1].key, "minutes", time)
        self._refresh()
        self.grid.choose_cell(len(self.sheet.rows) - 1)

    def _ask_unknown(self, name: str, time: str) -> None:
        self._time_of_new = time
        self.registering.open_at(self.line.place(), name)

    def _take_registered(self, key: int | None, person: Person) -> None:
        if key is None:
            self._add(person, self._time_of_new)
            return
        self.sheet.choose(key, person)
        self._refresh()
        self._recount()

    def _recount(self) -> None:
        if any(row.line for row in self.sheet.rows):
            self.show_pasted_counts(self.sheet)

    def _focus_back(self) -> None:
        (self.grid if self.grid.current_row() >= 0 else self.line).setFocus()
