"""The tab 签到: print sheets and bring them back, or let people scan their cards."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from shiboken6 import isValid

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.sign_codes import is_meant_as_code
from volunteer_desk.domain.sign_sheets import SheetPeople, SheetRow, SignOccasion, SignSheet
from volunteer_desk.services.sign_occasions import activities_to_sign, read_sign_occasion
from volunteer_desk.services.sign_sheets import (
    discard_sheet,
    draw_new_sheet,
    find_by_code,
    open_sheet,
    sheets_of,
)
from volunteer_desk.ui.hours.view import HoursView
from volunteer_desk.ui.kiosk.window import KioskWindow
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.paper_view import PaperView
from volunteer_desk.ui.signing.attendance_view import AttendanceView
from volunteer_desk.ui.signing.home import SigningHome
from volunteer_desk.ui.signing.kiosk_start import KioskStart
from volunteer_desk.ui.signing.sheet_view import SheetView

_AROUND = timedelta(days=31)


class SigningView(HoursView):
    """Activities first; a sheet, a paper, the kiosk's list or its start in their place."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._chosen: int | None = None
        self._text = ""
        self.kiosk: KioskWindow | None = None
        self.home = SigningHome()
        self.sheet = SheetView(context)
        self.paper = PaperView(context)
        self.attendance = AttendanceView(context)
        self.start = KioskStart(context)
        self.stack = QStackedWidget()
        for part in (self.home, self.sheet, self.paper, self.attendance, self.start):
            self.stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        home = self.home
        home.asked.connect(self._ask)
        home.occasion_table.row_chosen.connect(self._choose)
        home.occasion_table.row_activated.connect(self._enter_occasion)
        home.sheet_table.row_activated.connect(self._fill)
        home.sheet_table.installEventFilter(self)
        home.fill.clicked.connect(self._fill)
        home.preview.clicked.connect(self._preview)
        home.discard.clicked.connect(self._discard)
        home.record.clicked.connect(self._show_attendance)
        home.kiosk.clicked.connect(self._ask_kiosk)
        home.credited.clicked.connect(self._ask_entries)
        self.paper.shown.connect(lambda: self.stack.setCurrentWidget(self.paper))
        for part in (self.sheet, self.paper, self.attendance):
            part.closed.connect(self._go_home)
        self.start.closing.connect(self._go_home)
        self.start.ready.connect(self._open_kiosk)
        self.sheet.entries_asked.connect(self.entries_asked)
        self.attendance.entries_asked.connect(self.entries_asked)
        self.attendance.kiosk_asked.connect(self._ask_kiosk)

    def reload(self) -> None:
        """Read the activities, and what is open, again."""
        desk, text = self.context.desk, self._text
        today = desk.today()
        span = Span(today - _AROUND, today + _AROUND)
        self.context.tasks.read(
            lambda: activities_to_sign(desk, span, text),
            self._show_occasions,
            key="signing.activities",
        )
        shown = self.stack.currentWidget()
        if shown is self.sheet:
            self.sheet.reload()
        elif shown is self.attendance:
            self.attendance.reload()

    def enter(self) -> None:
        """Begin where a code can be scanned."""
        shown = self.stack.currentWidget()
        if shown is self.home:
            self.home.line.setFocus()
        elif shown is self.sheet:
            self.sheet.grid.setFocus()
        elif shown is self.attendance:
            self.attendance.table.setFocus()

    def show_activity(self, activity_id: int) -> None:
        """Choose an activity, also one of other months."""
        self._chosen, self._text = activity_id, ""
        self.home.line.set_text("")
        self._go_home()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete on a sheet discards it."""
        if not isValid(self):  # a window taken down
            return False
        if (
            watched is self.home.sheet_table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Delete
        ):
            self._discard()
            return True
        return super().eventFilter(watched, event)

    def _ask(self, text: str) -> None:
        """A code opens its sheet; anything else finds activities."""
        if is_meant_as_code(text):
            self.home.line.set_text("")
            try:
                sheet, position = find_by_code(self.context.desk, text)
            except UserFacingError as fault:
                self.context.notices.error(fault)
                return
            self._chosen = sheet.occasion.id
            self._open_sheet(sheet, position)
            return
        self._text = text
        self.reload()
        self.home.occasion_table.setFocus()

    def _show_occasions(self, rows: tuple[SignOccasion, ...]) -> None:
        if self._chosen is not None and all(row.id != self._chosen for row in rows):
            try:
                rows = (read_sign_occasion(self.context.desk, self._chosen), *rows)
            except UserFacingError:
                self._chosen = None
        if self._chosen is None and rows:
            today = self.context.desk.today()
            self._chosen = min(rows, key=lambda row: abs((row.held_on - today).days)).id
        self.home.show_occasions(rows, self._chosen)
        self._choose(self.home.occasion_table.current_row())

    def _choose(self, number: int) -> None:
        row = self.home.occasions.row(number)
        if row is None:
            return
        self._chosen = row.id
        self.home.show_occasion(row)
        desk, activity = self.context.desk, row.id
        self.context.tasks.read(
            lambda: sheets_of(desk, activity), self._show_sheets, key="signing.sheets"
        )

    def _show_sheets(self, rows: list[SheetRow]) -> None:
        self.home.show_sheets(rows)

    def _enter_occasion(self) -> None:
        """Enter on an activity goes to its sheets, or to printing the first one."""
        if self.home.sheets.rowCount():
            self.home.sheet_table.setFocus()
        else:
            self.home.whose.setFocus()

    def _fill(self) -> None:
        row, desk = self.home.sheet(), self.context.desk
        if row is None:
            return
        sheet = row.id
        self.context.tasks.read(lambda: open_sheet(desk, sheet), self._opened, key="signing.open")

    def _opened(self, sheet: SignSheet) -> None:
        self._open_sheet(sheet, None)

    def _open_sheet(self, sheet: SignSheet, position: int | None) -> None:
        self.stack.setCurrentWidget(self.sheet)
        self.sheet.open_sheet(sheet, position)
        self.sheet.grid.setFocus()

    def _preview(self) -> None:
        row, desk = self.home.occasion(), self.context.desk
        # Qt hands the key back as plain text
        whose, blank = SheetPeople(str(self.home.whose.key())), self.home.blank.value()
        if row is not None:
            self.paper.draw(lambda _reason, _told: draw_new_sheet(desk, row.id, whose, blank))

    def _discard(self) -> None:
        row, desk = self.home.sheet(), self.context.desk
        if row is None:
            return
        sheet = row.id

        def work(_progress: Progress) -> Changed:
            return discard_sheet(desk, sheet)

        self.context.tasks.run(work, self._discarded, label="正在作废签到表")

    def _discarded(self, changed: Changed) -> None:
        self.context.publish(changed)
        self.reload()

    def _show_attendance(self) -> None:
        row = self.home.occasion()
        if row is not None:
            self.stack.setCurrentWidget(self.attendance)
            self.attendance.show_occasion(row)
            self.attendance.table.setFocus()

    def _ask_entries(self) -> None:
        row = self.home.occasion()
        if row is not None:
            self.entries_asked.emit(row.id)

    def _ask_kiosk(self) -> None:
        row = self.home.occasion()
        if row is not None:
            self.stack.setCurrentWidget(self.start)
            self.start.begin(row)

    def _open_kiosk(self, occasion: SignOccasion) -> None:
        self.kiosk = KioskWindow(self.context, occasion, self)
        self.kiosk.left.connect(self._kiosk_left)
        self.kiosk.begin()

    def _kiosk_left(self) -> None:
        """The PIN was given: the list of those who came is next."""
        if self.kiosk is not None:
            self.kiosk.deleteLater()
            self.kiosk = None
        self.reload()
        self._show_attendance()

    def _go_home(self) -> None:
        self.paper.clear()
        self.stack.setCurrentWidget(self.home)
        self.reload()
        self.home.line.setFocus()
