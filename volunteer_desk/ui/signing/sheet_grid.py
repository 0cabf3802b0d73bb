"""The grid of a 签到表: times down the column, Enter to the next row, a key to repeat the time."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from volunteer_desk.ui.hours.candidates import Candidates
from volunteer_desk.ui.hours.checked_cells import CheckedCells, CheckedTable, Index
from volunteer_desk.ui.hours.rows import Verdict
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.signing.rows import (
    TIMES,
    SheetEntry,
    came_words,
    left_words,
    length_words,
)
from volunteer_desk.ui.signing.sheet_rows import SheetRows
from volunteer_desk.ui.tables import Column, RowsModel

Shown = tuple[SheetEntry, Verdict]

SHEET_COLUMNS: tuple[Column[Shown], ...] = (
    Column("position", "#", lambda row: str(row[0].line.position), 44, "number"),
    Column("name", "志愿者", lambda row: row[0].name, 204, tip=lambda row: row[0].name,
           editable=True),
    Column("phone", "电话", lambda row: row[0].line.phone, 120, "soft"),
    Column("team", "队伍", lambda row: row[0].person.team if row[0].person else "", 120, "soft"),
    Column("came", "签到", lambda row: came_words(row[0]), 84, "number", editable=True),
    Column("left", "签退", lambda row: left_words(row[0]), 100, "number", editable=True),
    Column("length", "时长", lambda row: length_words(row[0]), 70, "number", editable=True),
    Column(
        "verdict",
        "核对",
        lambda row: row[1].words,
        200,
        "pill",
        tone=lambda row: row[1].tone,
        tip=lambda row: row[1].full or row[1].words,
        stretch=True,
    ),
    Column("note", "备注", lambda row: row[0].note, 120, "soft", tip=lambda row: row[0].note,
           editable=True),
)  # fmt: skip
KEYS = [column.key for column in SHEET_COLUMNS]
CAME = KEYS.index("came")
NAME = KEYS.index("name")
_REPEAT = {Qt.Key.Key_QuoteDbl, Qt.Key.Key_Apostrophe, Qt.Key.Key_Plus}
_DITTO = set("\"'+＋“”‘’〃″＂＇")


class _SheetModel(RowsModel[Shown]):
    """Rows whose printed names and credited times cannot be edited."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable as the columns say, but for what is printed or credited."""
        flags = super().flags(index)
        row = self.row(index.row())
        if row is None:
            return flags
        entry = row[0]
        printed = KEYS[index.column()] == "name" and entry.line.volunteer_id is not None
        if entry.credited or printed:
            flags &= ~Qt.ItemFlag.ItemIsEditable
        return flags


class _SheetDelegate(CheckedCells):
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit) and KEYS[index.column()] in TIMES:
            # an input method would keep a scanner's digits to itself
            editor.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            editor.setInputMethodHints(
                Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
            )
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ leave a cell of times for the row above or below, as Enter does."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            and isinstance(watched, QLineEdit)
        ):
            view = self.parent()
            assert isinstance(view, SheetGrid)  # noqa: S101 - made by it alone
            view.step = -1 if event.key() == Qt.Key.Key_Up else 1
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(watched, event)


class SheetGrid(CheckedTable):
    """A sheet's rows in printed order."""

    marked = Signal(int)
    """The space bar: came with the activity's times, or did not."""
    cleared = Signal(int)
    """Delete: did not come."""
    repeated = Signal(int)
    """The key that repeats the time above."""
    cells_pasted = Signal(str)
    """Ctrl+V: a text of copied cells."""
    heads_copied = False

    def __init__(self) -> None:
        super().__init__(("team", "phone", "note"), "name")
        self.rows = _SheetModel(SHEET_COLUMNS)
        self.popup: Candidates | None = None
        self.step = 1
        self.target: int | None = None
        self._closed: QWidget | None = None
        self._home = CAME
        self.setItemDelegate(_SheetDelegate(self))
        self.setAccessibleName("签到表的行")
        self.setTabKeyNavigation(True)
        self.show_model(self.rows)

    def key_of(self, column: int) -> str:
        """The key of a column."""
        return KEYS[column]

    def is_number(self, column: int) -> bool:
        """Whether a column is typed right-aligned."""
        return KEYS[column] in TIMES

    def verdict_of(self, row: int) -> Verdict | None:
        """What the checks say of a row."""
        found = self.rows.row(row)
        return found[1] if found is not None else None

    def show_rows(self, rows: SheetRows) -> None:
        """Show a sheet; the current cell stays."""
        shown = list(zip(rows.entries, rows.verdicts(), strict=True))
        before = self.rows.rows
        if [one[0].line.code for one in before] == [one[0].line.code for one in shown]:
            for number, row in enumerate(shown):
                if row != before[number]:
                    self.rows.replace_row(number, row)
            return
        self.rows.set_rows(shown)

    def choose_cell(self, row: int, column: int | None = None) -> None:
        """Make a cell current (of the column where work goes on) and bring it into sight."""
        index = self.rows.index(row, self._home if column is None else column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def go_down(self) -> None:
        """To the next row, where typing goes on; to the row scanned when one was."""
        here, last = self.current_row(), self.rows.rowCount() - 1
        row = here + self.step if self.target is None else self.target
        self.step, self.target = 1, None
        self.choose_cell(max(0, min(row, last)))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell of times goes to the next row."""
        # when the current cell moves meanwhile, Qt closes an editor twice
        again, self._closed = editor is self._closed, editor
        column = self.indexAt(editor.geometry().center()).column()
        super().closeEditor(editor, hint)
        submitted = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        if submitted and not again and column >= 0 and KEYS[column] in TIMES:
            self.go_down()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """An input method is for names and remarks; digits and quotes are keys."""
        super().currentChanged(current, previous)
        timed = current.isValid() and KEYS[current.column()] in TIMES
        if timed:
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def event(self, event: QEvent) -> bool:
        """Esc closes the open candidates first, and is the window's own otherwise."""
        return claim_escape(event, self._is_choosing) or super().event(event)

    def _is_choosing(self) -> bool:
        return self.popup is not None and self.popup.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the candidates do not take: the keys of whole rows, and the table's own."""
        if self.popup is not None and self.popup.take_key(event):
            return
        row, key = self.current_row(), event.key()
        if self.state() == QAbstractItemView.State.EditingState or row < 0:
            super().keyPressEvent(event)
            return
        naming = self.currentIndex().column() == NAME
        if event.matches(QKeySequence.StandardKey.Paste):
            self.cells_pasted.emit(QGuiApplication.clipboard().text())
        elif key == Qt.Key.Key_Space:
            self.marked.emit(row)
        elif key == Qt.Key.Key_Delete:
            self.cleared.emit(row)
        elif (key in _REPEAT or event.text() in _DITTO) and not naming:
            self.repeated.emit(row)
        else:
            super().keyPressEvent(event)
            if event.text().isprintable() and KEYS[self.currentIndex().column()] in TIMES:
                self._home = self.currentIndex().column()
