"""A 签到表 brought back: times typed down the column or rows scanned, then logged as one batch."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, LoggedHours
from volunteer_desk.domain.problems import Problem
from volunteer_desk.domain.sign_codes import spaced_code
from volunteer_desk.domain.sign_sheets import SignSheet
from volunteer_desk.services.hours import told
from volunteer_desk.services.sheet_logging import Tried, try_lines
from volunteer_desk.services.sign_sheets import open_sheet
from volunteer_desk.ui.hours.saving import MOVED
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.signing.sheet_layout import HOW
from volunteer_desk.ui.signing.sheet_rows import SheetRows
from volunteer_desk.ui.signing.sheet_saving import SheetSaving
from volunteer_desk.ui.signing.sheet_typing import SheetTyping
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import Tone


class SheetView(SheetTyping):
    """One sheet at a time; Esc leads back, and what was typed stays."""

    closed = Signal()
    entries_asked = Signal(int)
    """The entries of an activity (its id) are to be shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._kept: dict[int, SheetRows] = {}
        self._tried: list[int] = []
        self.saving = SheetSaving(context, self)
        self._connect()

    def _connect(self) -> None:
        self.moved.connect(self._moved)
        self.grid.row_chosen.connect(self._say)
        self.entries.clicked.connect(self._ask_entries)
        self.leave.clicked.connect(self.closed)
        self.save.clicked.connect(self.log)
        self.saving.logged.connect(self._logged)
        self.saving.refused.connect(self._refuse)
        self.saving.failed.connect(self._show)

    def open_sheet(self, sheet: SignSheet, position: int | None = None) -> None:
        """Show a sheet; with a row's number that row came."""
        kept = self._kept.get(sheet.id)
        if kept is None:
            kept = self._kept[sheet.id] = SheetRows(sheet)
        else:
            kept.read_again(sheet)
        self.rows = kept
        self._show()
        self._try()
        self.grid.choose_cell(self._first_free(kept))
        if position is not None:
            self.scan_row(position)

    def reload(self) -> None:
        """Read the sheet again: something was logged or undone."""
        if self.rows is None:
            return
        desk, sheet = self._context.desk, self.rows.sheet.id
        self._context.tasks.read(
            lambda: open_sheet(desk, sheet), self._read_again, key="signing.sheet", quiet=True
        )

    def log(self) -> None:
        """Credit every row that is settled, as one batch."""
        rows = self._rows()
        self._tried = rows.settled()
        lines = tuple(line for one in self._tried if (line := rows.entries[one].hour_line()))
        if lines and self.save.isEnabled():
            self.save.setEnabled(False)
            self.saving.save(rows.sheet.id, lines)

    def event(self, event: QEvent) -> bool:
        """Esc typed inside is the view's own, not the window's."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the candidates, then leads back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.naming.candidates.isVisible():
            self.naming.candidates.hide()
        else:
            self.closed.emit()

    def _read_again(self, sheet: SignSheet) -> None:
        rows = self.rows
        if rows is not None and rows.sheet.id == sheet.id:
            rows.read_again(sheet)
            self._moved()

    def _first_free(self, rows: SheetRows) -> int:
        free = (
            number
            for number, entry in enumerate(rows.entries)
            if not entry.credited and not entry.present
        )
        return next(free, 0)

    def _moved(self) -> None:
        self._show()
        self._try()

    def _try(self) -> None:
        """Ask the rules about the rows as they are now."""
        rows, desk = self._rows(), self._context.desk
        self._tried, lines = rows.drafts()
        activity = rows.sheet.occasion.id
        if lines:
            self._context.tasks.read(
                lambda: (lines, try_lines(desk, activity, lines)),
                self._take,
                key="signing.try",
                failed=self._show_refusal,
                quiet=True,
            )

    def _take(self, answer: tuple[list[HourLine], Tried]) -> None:
        rows = self._rows()
        numbers, lines = rows.drafts()
        if lines != answer[0]:
            return  # typed on meanwhile: a later answer counts
        rows.take(answer[1], numbers)
        self._show()

    def _show_refusal(self, fault: Refusal) -> None:
        if isinstance(fault, UserFacingError):
            self.says.setText(f"{fault.message}{fault.remedy}")

    def _show(self) -> None:
        rows = self._rows()
        sheet, here = rows.sheet, rows.sheet.occasion
        self.grid.show_rows(rows)
        self.title.setText(f"{here.project} · {short_date(here.held_on)} {here.times}".rstrip())
        self.note.setText(f"签到表 {spaced_code(sheet.code)}")
        settled = [rows.entries[number] for number in rows.settled()]
        minutes = sum(entry.minutes for entry in settled)
        waiting, done = rows.waiting(), sheet.credited
        parts = [f"到场 {len(settled)} 人", f"{format_hours(minutes)} 小时"]
        if waiting:
            parts.append(f"{waiting} 行要看")
        self.total.setText(" · ".join(parts))
        self.save.setText(f"登记 {len(settled)} 人" if settled else "登记")
        self.save.setEnabled(bool(settled))
        self.state.setVisible(bool(done))
        self.entries.setVisible(bool(done))
        self.state.show_state(f"这张表已登记 {done} 人", Tone.OK)
        self._say(self.grid.current_row())

    def _say(self, number: int) -> None:
        rows = self.rows
        if rows is None or not 0 <= number < len(rows.entries):
            return
        verdict = rows.verdicts()[number]
        self.says.setText(verdict.full or HOW)

    def _ask_entries(self) -> None:
        self.entries_asked.emit(self._rows().sheet.occasion.id)

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        self._rows().take(Tried(problems), self._tried)
        self._show()

    def _logged(self, logged: LoggedHours) -> None:
        left = self._rows().waiting()
        rest = f"；{left} 行还要看，留在表里" if left else ""
        said = f"{told(logged)}{rest}。"
        self._context.publish(Changed(MOVED, logged.batch, said, logged.people))
        self.reload()
