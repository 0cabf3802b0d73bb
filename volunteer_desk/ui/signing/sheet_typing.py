"""Typing, scanning, marking and pasting into the rows of a 签到表."""

from PySide6.QtCore import QRect, Signal

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.sign_codes import is_meant_as_code, read_sign_code, spaced_code
from volunteer_desk.ui.hours.cells import fill_of
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.signing.naming import RowNaming
from volunteer_desk.ui.signing.sheet_grid import KEYS, NAME
from volunteer_desk.ui.signing.sheet_layout import SheetLayout
from volunteer_desk.ui.signing.sheet_rows import SheetRows

_PASTED = {"came": "starts", "left": "ends", "length": "minutes", "note": "remark"}
"""Columns of the paper → what copied cells call them."""


class SheetTyping(SheetLayout):
    """Who came, and when; every change says ``moved``."""

    moved = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.rows: SheetRows | None = None
        self.naming = RowNaming(context, self)
        self.grid.popup = self.naming.candidates
        self.grid.rows.edited.connect(self._edited)
        self.grid.marked.connect(self._mark)
        self.grid.cleared.connect(self._clear)
        self.grid.repeated.connect(self._repeat)
        self.grid.cells_pasted.connect(self._paste)
        self.grid.row_activated.connect(self._activate)
        self.naming.named.connect(self._resolve)
        self.naming.registering.form.closed.connect(self.grid.setFocus)

    def scan_row(self, position: int) -> None:
        """The row of somebody who came was scanned; twice is said, not doubled."""
        self.grid.choose_cell(position - 1)
        self._mark_scanned(position)

    def _rows(self) -> SheetRows:
        if self.rows is None:
            raise RuntimeError("no sheet is open")
        return self.rows

    def _mark_scanned(self, position: int) -> None:
        rows, number = self._rows(), position - 1
        entry = rows.entries[number]
        who = entry.name or f"第 {position} 行"
        if entry.credited:
            self._context.notices.info(f"{who}已经登记过了。")
        elif not rows.mark(number):
            self._context.notices.info(f"{who}刚才已经记过到场，没有重复。")
        self.moved.emit()

    def _edited(self, number: int, column: str, text: str) -> None:
        rows = self._rows()
        if is_meant_as_code(text) and column != "note":
            self._scan(text)
            return
        if column == "name":
            rows.type_name(number, text)
            self.moved.emit()
            if text.strip():
                self._ask(number, text.strip())
            return
        if column == "note":
            rows.type_note(number, text)
        else:
            rows.type_time(number, column, text)
        self.moved.emit()

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

    def _paste(self, text: str) -> None:
        """Copied cells fill the columns downwards from the current cell, in printed order."""
        place, rows = self.grid.currentIndex(), self._rows()
        fill = fill_of(text, _PASTED.get(KEYS[place.column()], "")) if place.isValid() else None
        if fill is None:
            where = "请先选中“签到”“签退”“时长”或“备注”里开始的那一格，再粘贴时间或备注。"
            self._context.notices.warn("没有粘贴。", where)
            return
        named = {kind: column for column, kind in _PASTED.items()}
        below = range(place.row(), len(rows.entries))
        for number, cells in zip(below, fill, strict=False):
            rows.fill(number, {named[kind]: cell for kind, cell in cells.items()})
        self.moved.emit()
        if len(fill) > len(below):
            more = len(fill) - len(below)
            self._context.notices.warn(
                f"粘贴的格子多出 {more} 行，没有用上。", "表上没有那么多行。"
            )

    def _ask(self, number: int, text: str) -> None:
        """Who a name typed on a blank row means."""
        self.grid.choose_cell(number, NAME)
        here = {entry.person.id for entry in self._rows().entries if entry.person}
        rect = self.grid.visualRect(self.grid.rows.index(number, NAME))
        corner = self.grid.viewport().mapTo(self, rect.topLeft())
        self.naming.seek(number, text, QRect(corner, rect.size()), here)

    def _resolve(self, number: int, person: Person) -> None:
        self._rows().resolve(number, person)
        self.moved.emit()
        self.grid.choose_cell(number)
        self.grid.setFocus()

    def _mark(self, number: int) -> None:
        rows = self._rows()
        if rows.mark(number):
            self.grid.go_down()
        else:
            rows.clear(number)
        self.moved.emit()

    def _clear(self, number: int) -> None:
        self._rows().clear(number)
        self.moved.emit()

    def _repeat(self, number: int) -> None:
        if self._rows().repeat_above(number):
            self.grid.go_down()
        self.moved.emit()
