"""What is done with one person: the whole card, its form, and every service behind them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.duplicates import LookAlike
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.papers import CardLayout
from volunteer_desk.domain.timeline import TimelineEntry, TimelineKind
from volunteer_desk.services import volunteers
from volunteer_desk.services.naming import Names
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.person_acts import PersonActs
from volunteer_desk.ui.volunteers.person_detail import PersonDetail
from volunteer_desk.ui.volunteers.person_form import PersonForm
from volunteer_desk.ui.volunteers.person_reading import PersonShown, read_person
from volunteer_desk.ui.volunteers.person_tabs import PersonTabs
from volunteer_desk.ui.volunteers.printing_bar import cards_of

READING, LOOK_ALIKES = "volunteers.person", "volunteers.look_alikes"


class PersonRoom(QObject):
    """The detail view and the form; ``closed`` leads back to the roll."""

    showing = Signal(object)
    """A widget of this room that is to be seen now."""
    closed = Signal()
    saved = Signal(int)
    """The form saved this person."""
    drawing = Signal(object, str)
    """A ``Drawing`` of a paper to be seen, and the reason where it is in full."""

    def __init__(self, context: PageContext, codes: CodeWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.tabs = PersonTabs(context, Names(context.desk, Noun.TEAM))
        self.detail = PersonDetail(codes, self.tabs)
        self.form = PersonForm(
            codes, context.desk.today, context.settings, Names(context.desk, Noun.TEAM)
        )
        self.acts = PersonActs(context, self.detail, parent)
        self.acts.refreshing.connect(self.refresh)
        self._back: QWidget | None = None
        self._figure_wanted = ""
        self._connect()

    def _connect(self) -> None:
        detail, form, tabs = self.detail, self.form, self.tabs
        detail.closing.connect(self._leave_detail)
        detail.editing.connect(self._edit)
        detail.printing.connect(self._print_card)
        tabs.story.opened.connect(self._open_entry)
        form.saving.connect(self._save)
        form.closing.connect(self._leave_form)
        form.typed.connect(self._find_look_alikes)
        form.look_alikes.opening.connect(self._open_look_alike)

    @property
    def volunteer_id(self) -> int | None:
        """Whose page is open."""
        return self.detail.shown.id if self.detail.shown else None

    def open_person(self, volunteer_id: int, back: QWidget | None = None) -> None:
        """Show somebody's page; Esc leads to ``back``, or to the roll."""
        self._back = back
        self._figure_wanted = ""
        self._show(volunteer_id)

    def open_hours(self, volunteer_id: int, figure: str = "ever") -> None:
        """Show the ledger rows behind a figure of somebody's; Esc leads to the roll."""
        self._back = None
        self._figure_wanted = figure
        self._show(volunteer_id)

    def begin_new(self) -> None:
        """Show an empty form."""
        from volunteer_desk.services.custom_fields import custom_fields

        self.leave()
        self.showing.emit(self.form)
        self.form.begin(None, custom_fields(self._context.desk))

    def edit_person(self, volunteer_id: int) -> None:
        """Show somebody's form."""
        from volunteer_desk.services import custom_fields as customs

        desk = self._context.desk
        try:
            card = volunteers.volunteer_card(desk, volunteer_id)
        except UserFacingError as fault:
            self._context.notices.error(fault)
            return
        self.leave()
        values = customs.shown_values(desk, volunteer_id)
        self.showing.emit(self.form)
        self.form.begin(card, customs.custom_fields(desk), values)

    def refresh(self) -> None:
        """Read again what is seen."""
        if self.detail.isVisible() and self.volunteer_id is not None:
            # whoever is gone now was just taken away here: that was said already
            self._read(self.volunteer_id, quiet=True)

    def hide_full(self) -> None:
        """Mask what is revealed (another page, another person)."""
        self.acts.countdown.stop()

    def leave(self) -> None:
        """Something else is shown: mask what is revealed, await nothing of anybody any more."""
        self.hide_full()
        for key in (READING, LOOK_ALIKES):
            self._context.tasks.stop(key)

    def _show(self, volunteer_id: int) -> None:
        self.hide_full()
        self._read(volunteer_id)

    def _read(self, volunteer_id: int, *, quiet: bool = False) -> None:
        desk = self._context.desk
        self._context.tasks.read(
            lambda: read_person(desk, volunteer_id),
            self._show_person,
            key=READING,
            failed=self._lose,
            quiet=quiet,
        )

    def _show_person(self, shown: PersonShown) -> None:
        entered = not self.detail.isVisible()
        self.showing.emit(self.detail)
        self.detail.show_person(shown, self.acts.countdown.revealed)
        if entered:
            self.tabs.take_focus()
        if self._figure_wanted:
            figure, self._figure_wanted = self._figure_wanted, ""
            self.tabs.figures.ask(figure)

    def _lose(self, _fault: Refusal) -> None:
        self.closed.emit()

    def _leave_detail(self) -> None:
        self.leave()
        back, self._back = self._back, None
        if back is None:
            self.closed.emit()
            return
        self.showing.emit(back)
        if back is self.form:
            self.form.take_focus()
        else:
            back.setFocus()

    def _leave_form(self) -> None:
        if self.form.volunteer_id is not None and self.form.volunteer_id == self.volunteer_id:
            self._show(self.form.volunteer_id)
        else:
            self.closed.emit()

    def _edit(self) -> None:
        if self.volunteer_id is not None:
            self.edit_person(self.volunteer_id)

    def _print_card(self) -> None:
        if self.volunteer_id is not None:
            drawing = cards_of(self._context.desk, [self.volunteer_id], CardLayout.CR80)
            self.drawing.emit(drawing, "")

    def _open_look_alike(self, volunteer_id: int) -> None:
        self.open_person(volunteer_id, self.form)

    def _find_look_alikes(self) -> None:
        from volunteer_desk.services.duplicates import look_alikes

        desk, draft, person = self._context.desk, self.form.draft_so_far(), self.form.volunteer_id
        self._context.tasks.read(
            lambda: look_alikes(desk, draft, volunteer_id=person),
            self._found_look_alikes,
            key=LOOK_ALIKES,
        )

    def _found_look_alikes(self, found: tuple[LookAlike, ...]) -> None:
        self.form.show_look_alikes(found)

    def _save(self) -> None:
        form = self.form
        draft, volunteer_id, seen = form.draft(), form.volunteer_id, form.seen()
        if draft is None:
            return
        desk, typed, texts = self._context.desk, draft, form.custom_texts()
        form.save.setEnabled(False)
        self._context.tasks.run(
            lambda _: volunteers.save_volunteer(desk, typed, volunteer_id, texts, seen=seen),
            self._saved,
            label="正在保存",
            failed=self._refused,
            quiet=True,
        )

    def _saved(self, changed: Changed) -> None:
        if self.form.awaits():
            self.form.save.setEnabled(True)
            if changed.row_id is not None:
                self.saved.emit(changed.row_id)
            self._leave_form()
        self._context.publish(changed)

    def _refused(self, fault: Refusal) -> None:
        if self.form.awaits():
            self.form.show_refusal(fault)
        else:
            self._context.notices.refused(fault)

    def _open_entry(self, entry: TimelineEntry) -> None:
        go, row = self._context.go, entry.row_id
        if entry.kind is TimelineKind.HOURS and row is not None:
            go("hours", row, Noun.ACTIVITY)
        elif entry.kind in (TimelineKind.JOINED, TimelineKind.LEFT_TEAM) and row is not None:
            go("projects", row, Noun.TEAM)
        elif entry.kind is TimelineKind.CERTIFICATE and row is not None:
            go("certificates", row, Noun.CERTIFICATE)
        elif entry.kind is TimelineKind.RECORD:
            self._open_record(entry)

    def _open_record(self, entry: TimelineEntry) -> None:
        for tab in self.tabs.records.values():
            for at, row in enumerate(tab.model.rows):
                if row.id == entry.row_id:
                    self.tabs.open_tab(tab)
                    tab.table.choose_row(at)
