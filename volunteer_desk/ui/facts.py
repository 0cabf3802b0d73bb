"""A short list of facts: a soft label on the left, its value beside it, empty ones left out."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import discard, words

STACKED = 130
"""Per cent of text size over which a value stands below its label, where both have no room."""


class Facts(QWidget):
    """Rows of (label, value); long values wrap, and can be copied."""

    def __init__(self, label_width: int = 60) -> None:
        super().__init__()
        self._label_width = label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show those that have a value."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                discard(widget)
        for number, (label, value) in enumerate(fact for fact in facts if fact[1]):
            name = words(label, "soft")
            name.setMinimumWidth(scaled(self._label_width))
            shown = self._value(value)
            if scaled(100) > STACKED:
                self._grid.addWidget(name, 2 * number, 0, 1, 2)
                self._grid.addWidget(shown, 2 * number + 1, 0, 1, 2)
            else:
                self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(shown, number, 1)

    def _value(self, value: str) -> QLabel:
        shown = words(value)
        shown.setWordWrap(True)
        shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return shown
