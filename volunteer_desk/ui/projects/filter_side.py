"""The right card while a list is narrowed: every condition there is, beside the rows it keeps."""

from PySide6.QtWidgets import QApplication

from volunteer_desk.ui.projects.list_parts import ListPart
from volunteer_desk.ui.widgets import Card


class FilterSide(Card):
    """One list's panel 筛选; it stays while the focus is in it."""

    def __init__(self, part: ListPart) -> None:
        super().__init__(f"筛选{part.word}", "条件一改，左边就变；Esc 收起")
        self.panel = part.filters
        self.body.addWidget(self.panel)
        self.body.addStretch(1)

    def is_used(self) -> bool:
        """Whether it is worked in."""
        here = QApplication.focusWidget()
        return self.isVisible() and here is not None and self.isAncestorOf(here)
