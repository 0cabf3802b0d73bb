"""A short list that is edited in place: add, rename, take out of use, move up and down."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.ui.fields import FieldBox
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, SmallButton, row_layout, words

R = TypeVar("R")
ROWS = 7
"""Rows in sight; the list scrolls."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OrderedTable(TableView):
    """Insert adds, F2 and Enter rename, Delete retires or brings back, Alt with ↑ ↓ moves."""

    adding = Signal()
    renaming = Signal()
    retiring = Signal()
    moving = Signal(int)
    """-1 up, 1 down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's own keys."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moving.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Insert:
            self.adding.emit()
        elif key == Qt.Key.Key_F2 or key in _ENTER:
            self.renaming.emit()
        elif key == Qt.Key.Key_Delete:
            self.retiring.emit()
        else:
            super().keyPressEvent(event)


class EntryLine(QWidget):
    """Fields in a line that is there only while something is typed."""

    entered = Signal()
    closed = Signal()

    def __init__(self, fields: Sequence[FieldBox]) -> None:
        super().__init__()
        self.fields = fields
        self.save = SmallButton("保存", "", "保存（Enter）")
        self.no = SmallButton("算了", "", "什么都不改（Esc）")
        line = row_layout(8)
        self.setLayout(line)
        for field in fields:
            line.addWidget(field, 1)
        line.addWidget(self.save)
        line.addWidget(self.no)
        self.save.clicked.connect(self.entered)
        self.no.clicked.connect(self.closed)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on and saves at the last field, Esc closes."""
        here = self.window().focusWidget()
        shown = [field.inner for field in self.fields if field.isVisible()]
        if event.key() in _ENTER and isinstance(here, QPushButton):
            here.click()
        elif event.key() in _ENTER and here in shown[:-1]:
            shown[shown.index(here) + 1].setFocus()
        elif event.key() in _ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class OrderedList(Card, Generic[R]):
    """The table, its buttons and the line; subclasses say what each of them does."""

    def __init__(
        self, title: str, note: str, columns: Sequence[Column[R]], fields: Sequence[FieldBox]
    ) -> None:
        super().__init__(title, note)
        self.model: RowsModel[R] = RowsModel(columns)
        self.table = OrderedTable()
        self.table.show_model(self.model)
        self.table.setFixedHeight(scaled(37) * ROWS)
        self.line = EntryLine(fields)
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.add = SmallButton("新增", "", "新增（在表里按 Insert）")
        self.rename = SmallButton("修改", "", "修改（在表里按 F2 或 Enter）")
        self.retire = SmallButton("停用", "", "停用或重新启用（在表里按 Delete）")
        self.up = SmallButton("上移", "", "上移（在表里按 Alt ↑）")
        self.down = SmallButton("下移", "", "下移（在表里按 Alt ↓）")
        buttons = row_layout(8)
        for button in (self.add, self.rename, self.retire, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self.table, self.line, self.problem):
            self.body.addWidget(part)
        self.body.addLayout(buttons)
        self.add.clicked.connect(self.begin_new)
        self.rename.clicked.connect(self.begin_change)
        self.retire.clicked.connect(self.toggle_use)
        self.up.clicked.connect(lambda: self.move_row(-1))
        self.down.clicked.connect(lambda: self.move_row(1))
        self.table.adding.connect(self.begin_new)
        self.table.renaming.connect(self.begin_change)
        self.table.retiring.connect(self.toggle_use)
        self.table.moving.connect(self.move_row)
        self.table.row_chosen.connect(self.show_choice)
        self.line.entered.connect(self.save_line)
        self.line.closed.connect(self.close_line)

    def begin_new(self) -> None:
        """新增."""
        raise NotImplementedError

    def begin_change(self) -> None:
        """修改."""
        raise NotImplementedError

    def toggle_use(self) -> None:
        """停用, or 启用."""
        raise NotImplementedError

    def move_row(self, by: int) -> None:
        """上移, 下移."""
        raise NotImplementedError

    def save_line(self) -> None:
        """保存 in the line."""
        raise NotImplementedError

    def in_use(self, row: R) -> bool:
        """Whether a row is in use."""
        raise NotImplementedError

    def chosen(self) -> R | None:
        """The row it stands on."""
        return self.model.row(self.table.current_row())

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, standing where it stood."""
        kept = self.table.current_row()
        self.model.set_rows(rows)
        if rows:
            self.table.choose_row(max(0, min(kept, len(rows) - 1)))
        self.show_choice(self.table.current_row())

    def show_choice(self, number: int) -> None:
        """The buttons fit the row."""
        row = self.model.row(number)
        for button in (self.rename, self.retire, self.up, self.down):
            button.setEnabled(row is not None)
        self.retire.setText("停用" if row is None or self.in_use(row) else "启用")

    def open_line(self) -> None:
        """Show the line and stand in it."""
        self.show_problem("")
        self.line.show()
        self.line.fields[0].inner.setFocus()

    def close_line(self) -> None:
        """Hide it again."""
        self.show_problem("")
        self.line.hide()
        self.table.setFocus()

    def show_problem(self, problem: str) -> None:
        """Say what is wrong, in place; "" takes it away."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def show_refusal(self, fault: Refusal) -> None:
        """A refusal stands in the card."""
        if isinstance(fault, UserFacingError):
            self.show_problem(f"{fault.message}{fault.remedy}")
