"""A 签到表 brought back: times typed down the column or rows scanned, then logged as one batch."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, LoggedHours
from volunteer_desk.domain.problems import Problem
from volunteer_desk.domain.sign_codes import is_meant_as_code, read_sign_code, spaced_code
from volunteer_desk.domain.sign_sheets import SignSheet
from volunteer_desk.services.hours import told
from volunteer_desk.services.sheet_logging import Tried, try_lines
from volunteer_desk.services.sign_sheets import open_sheet
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.hours.saving import MOVED
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.signing.naming import RowNaming
from volunteer_desk.ui.signing.sheet_grid import NAME, SheetGrid
from volunteer_desk.ui.signing.sheet_rows import SheetRows
from volunteer_desk.ui.signing.sheet_saving import SheetSaving
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Card, Pill, PrimaryButton, QuietButton, row_layout, words

HOW = (
    "填签到、签退或时长，Enter 下一行；引号键照抄上一人；空格记到场；"
    "也可扫每行右边的码。空着就是没来。"
)


class SheetView(Card):
    """One sheet at a time; Esc leads back, and what was typed stays."""

    closed = Signal()
    entries_asked = Signal(int)
    """The entries of an activity (its id) are to be shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("按表录入", " ")
        self._context = context
        self._kept: dict[int, SheetRows] = {}
        self.rows: SheetRows | None = None
        self._tried: list[int] = []
        self.grid = SheetGrid()
        self.state = Pill()
        self.says = ElidedLabel(HOW, "soft", asks=False)
        self.total = words("", "soft")
        self.entries = QuietButton("看登记的明细", "Ctrl+D", "打开这场活动登记过的每一条")
        self.leave = QuietButton("返回", "", "回到活动，填了的还在（Esc）")
        self.save = PrimaryButton("登记", "Ctrl+Return", "把到场的人登记成一批")
        self.head.addWidget(self.state)
        self.head.addWidget(self.entries)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.says)
        foot = row_layout(10)
        foot.addWidget(self.total)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        self.body.addLayout(foot)
        self.naming = RowNaming(context, self)
        self.saving = SheetSaving(context, self)
        self._connect()

    def _connect(self) -> None:
        self.grid.popup = self.naming.candidates
        self.grid.rows.edited.connect(self._edited)
        self.grid.marked.connect(self._mark)
        self.grid.cleared.connect(self._clear)
        self.grid.repeated.connect(self._repeat)
        self.grid.row_activated.connect(self._activate)
        self.grid.row_chosen.connect(self._say)
        self.naming.named.connect(self._resolve)
        self.naming.registering.form.closed.connect(self.grid.setFocus)
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

    def scan_row(self, position: int) -> None:
        """The row of somebody who came was scanned; twice is said, not doubled."""
        self.grid.choose_cell(position - 1)
        self._mark_scanned(position)

    def _mark_scanned(self, position: int) -> None:
        rows, number = self._rows(), position - 1
        entry = rows.entries[number]
        who = entry.name or f"第 {position} 行"
        if entry.credited:
            self._context.notices.info(f"{who}已经登记过了。")
        elif not rows.mark(number):
            self._context.notices.info(f"{who}刚才已经记过到场，没有重复。")
        self._moved()

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

    def _rows(self) -> SheetRows:
        if self.rows is None:
            raise RuntimeError("no sheet is open")
        return self.rows

    def _first_free(self, rows: SheetRows) -> int:
        free = (
            number
            for number, entry in enumerate(rows.entries)
            if not entry.credited and not entry.present
        )
        return next(free, 0)

    def _edited(self, number: int, column: str, text: str) -> None:
        rows = self._rows()
        if is_meant_as_code(text) and column != "note":
            self._scan(text)
            return
        if column == "name":
            rows.type_name(number, text)
            self._moved()
            if text.strip():
                self._ask(number, text.strip())
            return
        if column == "note":
            rows.type_note(number, text)
        else:
            rows.type_time(number, column, text)
        self._moved()

    def _scan(self, text: str) -> None:
        rows, code = self._rows(), read_sign_code(text)
        if code is None:
            fault = UserFacingError("这个编号读错或打错了，没有采用。", "请再扫一次。")
            self._context.notices.error(fault)
        elif code.sheet != rows.sheet.code:
            where = f"这是另一张签到表（{spaced_code(code.sheet)}）的编号。"
            self._context.notices.error(UserFacingError(where, "请返回后扫那张表右上角的码。"))
        elif code.position is None:
            self._context.notices.info("就是这张表，请扫每行右边的码。")
        elif code.position > len(rows.entries):
            self._context.notices.error(UserFacingError("这张签到表没有这一行。", "请再扫一次。"))
        else:
            self.grid.target = code.position - 1
            self._mark_scanned(code.position)

    def _activate(self, number: int) -> None:
        """Enter on a row: seek its person, or edit where the cursor is; a marked row goes down."""
        entry = self._rows().entries[number]
        if entry.person is None and entry.written:
            self._ask(number, entry.written)
        elif entry.person is None and self.grid.currentIndex().column() == NAME:
            self.grid.edit(self.grid.currentIndex())
        else:
            self.grid.go_down()

    def _ask(self, number: int, text: str) -> None:
        """Who a name typed on a blank row means."""
        self.grid.choose_cell(number, NAME)
        here = {entry.person.id for entry in self._rows().entries if entry.person}
        rect = self.grid.visualRect(self.grid.rows.index(number, NAME))
        corner = self.grid.viewport().mapTo(self, rect.topLeft())
        self.naming.seek(number, text, QRect(corner, rect.size()), here)

    def _resolve(self, number: int, person: Person) -> None:
        self._rows().resolve(number, person)
        self._moved()
        self.grid.choose_cell(number)
        self.grid.setFocus()

    def _mark(self, number: int) -> None:
        rows = self._rows()
        if rows.mark(number):
            self.grid.go_down()
        else:
            rows.clear(number)
        self._moved()

    def _clear(self, number: int) -> None:
        self._rows().clear(number)
        self._moved()

    def _repeat(self, number: int) -> None:
        if self._rows().repeat_above(number):
            self.grid.go_down()
        self._moved()

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
