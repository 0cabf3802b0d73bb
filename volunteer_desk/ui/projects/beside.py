"""The right card while a list is shaped: its conditions or its columns, beside its rows."""

from PySide6.QtWidgets import QApplication

from volunteer_desk.ui.columns_menu import ColumnsMenu
from volunteer_desk.ui.filters_panel import FiltersPanel
from volunteer_desk.ui.widgets import Card


class Beside(Card):
    """A panel of one list; it stays while the focus is in it."""

    def __init__(self, title: str, panel: FiltersPanel[object] | ColumnsMenu) -> None:
        super().__init__(title, "一改，左边就变；Esc 收起")
        self.panel = panel
        self.body.addWidget(panel)
        self.body.addStretch(1)

    def is_used(self) -> bool:
        """Whether it is worked in."""
        here = QApplication.focusWidget()
        return self.isVisible() and here is not None and self.isAncestorOf(here)
