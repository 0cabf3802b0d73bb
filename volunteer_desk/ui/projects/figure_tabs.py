"""这个数怎么来的: figures as tabs, each opening the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.widgets import TabButton
from volunteer_desk.ui.wrap_row import WrapRow

FIRST_KEY = 4
"""Alt+4 is the first tab of a detail; Alt+1 to 3 are the lists."""


@dataclass(frozen=True)
class View:
    """One tab: its words with ``{}`` for the figure, what it shows, and its tooltip."""

    label: str
    shown: QWidget
    tip: str


class Listed(QStackedWidget):
    """A table, or what to do while it is empty."""

    def __init__(self, table: TableView, empty: EmptyState) -> None:
        super().__init__()
        self.table = table
        self.addWidget(table)
        self.addWidget(empty)

    def show_filled(self, filled: bool) -> None:
        """Show the table, or the words of the empty one."""
        self.setCurrentIndex(0 if filled else 1)


class FigureTabs(QWidget):
    """Tabs above a stack."""

    turned = Signal(int)
    """A tab was chosen; its rows are to be read."""

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__()
        self._views = views
        self._group = QButtonGroup(self)
        self.stack = QStackedWidget()
        self.buttons: list[TabButton] = []
        for number, view in enumerate(views):
            button = TabButton(view.label.format(""), f"Alt+{FIRST_KEY + number}", view.tip)
            self._group.addButton(button, number)
            self.buttons.append(button)
            self.stack.addWidget(view.shown)
        self.buttons[0].setChecked(True)
        self.row = WrapRow(self.buttons, spacing=12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.row)
        layout.addWidget(self.stack, 1)
        self._group.idToggled.connect(self._turn)

    def current(self) -> int:
        """Which tab is shown."""
        return self._group.checkedId()

    def turn(self, number: int) -> None:
        """Show a tab."""
        self.buttons[number].setChecked(True)

    def show_figures(self, figures: Sequence[str]) -> None:
        """Write the figures into the tabs, in their order; "" where a tab has none."""
        for button, view, figure in zip(self.buttons, self._views, figures, strict=True):
            button.setText(view.label.format(figure))
        self.row.arrange()

    def _turn(self, number: int, checked: bool) -> None:
        if checked:
            self.stack.setCurrentIndex(number)
            self.turned.emit(number)
