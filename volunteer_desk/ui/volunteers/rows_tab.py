"""One list of a person's page, and the form that adds to it in its place."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.widgets import QuietButton, row_layout, words

R = TypeVar("R")


class RowsTab(QWidget, Generic[R]):
    """A table or a word that it is empty; ``foot`` has the count and the buttons."""

    form_shown = Signal(bool)

    def __init__(
        self, columns: Sequence[Column[R]], leaving: Sequence[str], empty: str, add: str = ""
    ) -> None:
        super().__init__()
        self.model: RowsModel[R] = RowsModel(columns)
        self.table = FittingTable(self.model, leaving)
        self.empty = words(empty, "soft")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count = words("", "soft")
        self.add = QuietButton(add, "Ctrl+N" if add else "", icon_name="plus" if add else "")
        if not add:
            self.add.hide()
        self.list = QWidget()
        lines = QVBoxLayout(self.list)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.empty)
        lines.addWidget(self.table, 1)
        self.foot = row_layout(10)
        self.foot.addWidget(self.count, 1)
        self.foot.addWidget(self.add)
        lines.addLayout(self.foot)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def show_rows(self, rows: Sequence[R], count: str = "") -> None:
        """Show these rows, standing where it stood."""
        kept, waiting = self.table.current_row(), self.add.hasFocus() and not self.model.rows
        self.model.set_rows(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.count.setText(count)
        if 0 <= kept < len(rows):
            self.table.choose_row(kept)
        if waiting:
            self.enter_list()

    def chosen(self) -> R | None:
        """The row it stands on."""
        return self.model.row(self.table.current_row())

    def take_form(self, form: InlineForm) -> None:
        """The form that stands in the list's place while it is open."""
        form.setProperty("role", "well")
        self.stack.addWidget(form)
        form.closing.connect(self.show_list)

    def show_form(self, form: InlineForm) -> None:
        """Open the form."""
        self.stack.setCurrentWidget(form)
        self.form_shown.emit(True)

    def show_list(self) -> None:
        """Close the form."""
        if self.stack.currentWidget() is not self.list:
            self.stack.setCurrentWidget(self.list)
            self.form_shown.emit(False)
        self.enter_list()

    def enter_list(self) -> None:
        """Stand in the list, or on the button where it is empty."""
        if self.model.rows:
            if self.table.current_row() < 0:
                self.table.choose_row(0)
            self.table.setFocus()
        elif not self.add.isHidden():
            self.add.setFocus()

    def form_open(self) -> bool:
        """Whether the form stands in the list's place."""
        return self.stack.currentWidget() is not self.list
