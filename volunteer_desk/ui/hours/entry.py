"""The first view at work: from a list of names to one batch in the ledger."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from volunteer_desk.domain.hour_rules import Level
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.problems import Problem
from volunteer_desk.domain.serving import ServingPerson
from volunteer_desk.services.activities import list_activities, read_activity
from volunteer_desk.ui.hours import reading
from volunteer_desk.ui.hours.circumstances import Circumstances
from volunteer_desk.ui.hours.entry_filling import EntryFilling
from volunteer_desk.ui.hours.reading import Around, StandingHours
from volunteer_desk.ui.hours.saving import HoursSaving
from volunteer_desk.ui.page import PageContext

_NOBODY: dict[int, ServingPerson] = {}


class EntryView(EntryFilling):
    """Everything between a list of names and a batch in the ledger."""

    importing = Signal()
    """导入时长表 was pressed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._standing = StandingHours(self.bar.day.day(), frozenset(), ())
        self._wanted: int | None = None
        self.saving = HoursSaving(context, self)
        self._connect()
        self._show_around(self._around)

    def _connect(self) -> None:
        self.bar.changed.connect(self._check)
        self.bar.asked.connect(self.read_around)
        self.bring.clicked.connect(self.importing)
        self.bar.entries_asked.connect(self.entries_asked)
        self.save.clicked.connect(self._save)
        self.paste.fold.clicked.connect(self._fold)
        self.unfold.clicked.connect(self._open_paste)
        self.saving.credited.connect(self._credited)
        self.saving.refused.connect(self._refused)
        self.saving.finished.connect(self._refresh)
        for keys, pressed in (
            ("F8", self.look_next),
            ("Alt+R", self.ask_reason),
            ("Alt+M", self.ask_remark),
            ("Alt+N", self.line.setFocus),
            ("Alt+V", self._open_paste),
            ("Alt+P", self.bar.project.setFocus),
            ("Alt+S", self.bar.time.setFocus),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(pressed)

    def _open_paste(self) -> None:
        self.fold_paste(folded=False)
        self.paste.box.setFocus()

    def _fold(self) -> None:
        self.fold_paste(folded=True)
        (self.grid if self.sheet.written else self.line).setFocus()

    def reload(self) -> None:
        """Read what stands around the occasion again; names that wait keep their day."""
        if not self.sheet.rows:
            self.bar.day.renew()
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
        """Read the project's activities of the day, its last occasion, and what stands then."""
        self._standing = StandingHours(self.bar.day.day(), frozenset(), ())
        desk, project, on = self.context.desk, self.bar.project.text(), self.bar.day.day()
        self.context.tasks.read(
            lambda: reading.read_around(desk, project, on), self._show_around, key="hours.around"
        )

    def enter(self) -> None:
        """Begin with the text where the list is empty, else go on in the line."""
        begin = self.line if self.sheet.rows or self.paste.isHidden() else self.paste.box
        begin.setFocus()

    def left(self) -> None:
        """The page is left: nothing waits any more."""
        self.paste.stop()
        self.bar.stop()
        self._close_candidates()
        self.line.candidates.hide()

    def _show_around(self, around: Around) -> None:
        moved = around.project_id != self._around.project_id
        self._around = around
        self.bar.show_around(around)
        if self._wanted is not None:
            self.bar.choose_activity(self._wanted)
            self._wanted = None
        self.offer_people()
        self._check()
        if moved and any(row.line and row.candidates for row in self.sheet.written):
            self._read_text(self.paste.text())  # who was meant is remembered for each project

    def _check(self) -> None:
        occasion, here = self.bar.occasion(), self._around.rules
        refusal = here.rules.check_setting() or here.rules.check_day(
            occasion.on, self.context.desk.today(), here.locked
        )
        final = refusal is not None and refusal.level is Level.REFUSE
        self._blocked = refusal.message if refusal and final else ""
        self.bar.day.show_problem(self._blocked)
        self.bar.show_rounding(here.rules.rounding)
        known = self._standing if self._standing.on == occasion.on else None
        self.sheet.move(
            Circumstances(
                occasion.on,
                occasion.time,
                occasion.project,
                known.credits if known else (),
                here.rules,
                known.facts if known else _NOBODY,
                None if final else refusal,
                here.project_from,
                here.project_to,
            )
        )
        self._refresh()

    def _read_standing(self) -> None:
        """Read what stands to the credit of those in the grid of whom that is not known yet."""
        desk, on, known = self.context.desk, self.bar.day.day(), self._standing.people
        missing = self.sheet.people() - (known if self._standing.on == on else frozenset())
        if missing:
            self.context.tasks.read(
                lambda: reading.read_standing(desk, missing, on),
                self._show_standing,
                key="hours.standing",
            )

    def _show_standing(self, found: StandingHours) -> None:
        if found.on != self.bar.day.day():
            return  # another day was chosen meanwhile, and asks for itself
        known = self._standing
        if known.on == found.on:
            kept = tuple(one for one in known.credits if one.volunteer_id not in found.people)
            found = StandingHours(
                found.on,
                known.people | found.people,
                kept + found.credits,
                {**known.facts, **found.facts},
            )
        self._standing = found
        self._check()

    def _refresh(self) -> None:
        super()._refresh()
        self._read_standing()
        if self.saving.working:
            self.save.setEnabled(False)

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
        self.bar.day.release()
        self._refresh()
        if self.sheet.rows:
            self.look_next()
        else:
            self.line.setFocus()

    def _refused(self, reasons: dict[int, Problem]) -> None:
        self.sheet.refuse(
            {key: problem.message for key, problem in reasons.items()},
            {key for key, problem in reasons.items() if problem.waivable},
        )
        self._refresh()
        self.look_next()
        self.context.notices.warn(
            f"{len(reasons)} 行不能登记，什么都没有写入。", "原因写在各行上。"
        )
