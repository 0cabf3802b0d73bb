"""The first view at work: from a list of names to one batch in the ledger."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.projects import ProjectRow
from volunteer_desk.services.activities import list_activities, read_activity
from volunteer_desk.services.hour_checks import check_day
from volunteer_desk.ui.hours import reading
from volunteer_desk.ui.hours.checking import Circumstances
from volunteer_desk.ui.hours.entry_layout import EntryLayout
from volunteer_desk.ui.hours.reading import Around, PastedPeople
from volunteer_desk.ui.hours.registering import Registering
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.hours.saving import HoursSaving
from volunteer_desk.ui.hours.sheet import Sheet
from volunteer_desk.ui.page import PageContext


class EntryView(EntryLayout):
    """Everything between a list of names and a batch in the ledger."""

    importing = Signal()
    """导入时长表 was pressed."""
    entries_asked = Signal(int)
    """The entries of an activity (its id) are to be shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.sheet = Sheet(Circumstances(context.desk.today(), None))
        self._around = Around(None, None, (), None, ())
        self._wanted: int | None = None
        self._picking: int | None = None
        self._blocked = ""
        self.registering = Registering(context, self)
        self.saving = HoursSaving(context, self)
        self._connect()
        self._show_around(self._around)

    def _connect(self) -> None:
        self.paste.text_settled.connect(self._read_text)
        self.bar.changed.connect(self._check)
        self.bar.asked.connect(self.read_around)
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
        self.same.clicked.connect(self._fill_same)
        self.usual.clicked.connect(self._fill_usual)
        self.bring.clicked.connect(self.importing)
        self.bar.entries_asked.connect(self.entries_asked)
        self.save.clicked.connect(self._save)
        self.saving.credited.connect(self._credited)
        self.saving.refused.connect(self._refused)
        self.saving.finished.connect(self._refresh)
        for keys, pressed in (
            ("F8", self.look_next),
            ("Alt+N", self.line.setFocus),
            ("Alt+V", self.paste.box.setFocus),
            ("Alt+P", self.bar.project.setFocus),
            ("Alt+S", self.bar.time.setFocus),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(pressed)

    def reload(self) -> None:
        """Read the projects and what stands around the occasion again."""
        desk = self.context.desk
        self.context.tasks.read(
            lambda: reading.read_projects(desk), self._show_projects, key="hours.projects"
        )
        self.read_around()
        if self.paste.text().strip():
            self._read_text(self.paste.text())  # somebody may be registered by now

    def open_activity(self, activity_id: int) -> None:
        """Fill project, date, time and place of an activity, ready for its people.

        Raises:
            UserFacingError: There is no such activity.
        """
        draft = read_activity(self.context.desk, activity_id)
        listed = list_activities(
            self.context.desk, draft.project_id, Span(draft.held_on, draft.held_on)
        )
        self.bar.forget_typed()
        self.bar.set_project(next((row.project for row in listed), ""))
        self.bar.day.set_day(draft.held_on)
        self._wanted = activity_id
        self.read_around()
        self.line.setFocus()

    def read_around(self) -> None:
        """Read the project's activities of the day, its last occasion, and the day's ledger."""
        desk, project, on = self.context.desk, self.bar.project.text(), self.bar.day.day()
        self.context.tasks.read(
            lambda: reading.read_around(desk, project, on), self._show_around, key="hours.around"
        )

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

    def enter(self) -> None:
        """Begin with the text where the list is empty, else go on in the line."""
        (self.line if self.sheet.rows else self.paste.box).setFocus()

    def left(self) -> None:
        """The page is left: nothing waits any more."""
        self.paste.stop()
        self.bar.stop()
        self._close_candidates()
        self.line.candidates.hide()

    def _show_projects(self, projects: tuple[ProjectRow, ...]) -> None:
        self.bar.show_projects(projects)

    def _show_around(self, around: Around) -> None:
        self._around = around
        self.bar.show_around(around)
        if self._wanted is not None:
            self.bar.choose_activity(self._wanted)
            self._wanted = None
        last = around.last
        self.same.setText(f"同上次 {last.attendances} 人" if last else "同上次")
        self.same.setEnabled(last is not None)
        day = f"{last.held_on.month}月{last.held_on.day}日" if last else ""
        tip = f"放进{day}来的 {last.attendances} 人" if last else "这个项目以前没有登记过"
        self.same.setToolTip(f"{tip}（Alt L）")
        self.usual.setVisible(around.team_id is not None)
        self._check()

    def _check(self) -> None:
        occasion, settings = self.bar.occasion(), self.context.settings()
        refusal = check_day(occasion.on, self.context.desk.today(), frozenset())
        self._blocked = refusal.message if refusal else ""
        self.bar.day.show_problem(self._blocked)
        self.sheet.move(
            Circumstances(
                occasion.on,
                occasion.time,
                occasion.project,
                self._around.standing,
                settings.day_warn_minutes,
                settings.day_limit_minutes,
            )
        )
        self._refresh()

    def _refresh(self) -> None:
        self.show_sheet(self.sheet, self._blocked)
        if self.saving.working:
            self.save.setEnabled(False)

    def _choose_row(self, number: int) -> None:
        rows = self.sheet.rows
        if not (0 <= number < len(rows) and rows[number].key == self._picking):
            self._close_candidates()
        self.show_says(self._blocked)

    def _read_text(self, text: str) -> None:
        desk = self.context.desk
        self.context.tasks.read(
            lambda: reading.read_pasted(desk, text), self._show_pasted, key="hours.paste"
        )

    def _show_pasted(self, pasted: PastedPeople) -> None:
        self.sheet.show_pasted(pasted.rows)
        self._refresh()
        if pasted.rows:
            self.show_pasted_counts(self.sheet)
        else:
            self.paste.show_problem(pasted.problem)

    def _retime(self, number: int, column: str, text: str) -> None:
        self.sheet.retime(self.sheet.rows[number].key, column, text)
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
        if row.person is not None:
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

    def _add(self, person: Person) -> None:
        if not self.sheet.add_people([person]):
            place = next(
                n
                for n, row in enumerate(self.sheet.rows)
                if row.person is not None and row.person.id == person.id
            )
            self.grid.choose_cell(place)
            self.context.notices.info(f"{person.name}已经在第 {place + 1} 行。")
            return
        self._refresh()
        self.grid.choose_cell(len(self.sheet.rows) - 1)

    def _ask_unknown(self, name: str) -> None:
        self.registering.open_at(self.line.place(), name)

    def _take_registered(self, key: int | None, person: Person) -> None:
        if key is None:
            self._add(person)
            return
        self.sheet.choose(key, person)
        self._refresh()
        self._recount()

    def _recount(self) -> None:
        if any(row.line for row in self.sheet.rows):
            self.show_pasted_counts(self.sheet)

    def _focus_back(self) -> None:
        (self.grid if self.grid.current_row() >= 0 else self.line).setFocus()

    def _fill_same(self) -> None:
        last = self._around.last
        if last is None:
            return
        desk, activity_id = self.context.desk, last.id
        self.bar.fill(reading.times_of(last), last.place)
        self.context.tasks.read(
            lambda: reading.people_of(desk, activity_id), self._fill, key="hours.fill"
        )

    def _fill_usual(self) -> None:
        team_id, desk = self._around.team_id, self.context.desk
        if team_id is not None:
            team = team_id
            self.context.tasks.read(
                lambda: reading.usual_people(desk, team, desk.today()),
                self._fill,
                key="hours.fill",
            )

    def _fill(self, people: list[Person]) -> None:
        self.sheet.add_people(people)
        self._refresh()
        if self.sheet.rows:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self.grid.choose_cell(0)

    def _save(self) -> None:
        occasion = self.bar.occasion()
        if not occasion.project:
            self.bar.project.show_problem("请选择项目，或写一个新的")
            self.bar.project.setFocus()
            self.context.notices.warn("还没有写项目名称。", "请选择项目，或写一个新的。")
            return
        self.bar.project.show_problem("")
        settled = self.sheet.settled()
        self.saving.save(
            occasion,
            settled,
            waiting=len(self.sheet.rows) - len(settled),
            another=self.bar.wants_another(),
        )
        self._refresh()

    def _credited(self, keys: tuple[int, ...]) -> None:
        self.sheet.settle(keys)
        self.paste.empty()
        self.bar.forget_typed()
        self._refresh()
        if self.sheet.rows:
            self.look_next()
        else:
            self.line.setFocus()

    def _refused(self, reasons: dict[int, str]) -> None:
        self.sheet.refuse(reasons)
        self._refresh()
        self.look_next()
        self.context.notices.warn(
            f"{len(reasons)} 行不能登记，什么都没有写入。", "原因写在各行上。"
        )
