"""这个数怎么来的: a total in its parts, each opening the ledger rows that make it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.entries import Entries, EntryFilter
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.widgets import Card, QuietButton, TabButton, row_layout, words

FIRST_KEY = 6
"""Alt+6 is the first part; lower ones are the pages' own."""


@dataclass(frozen=True)
class Part:
    """One figure of a row: its word, its rows, and what stands on the screen.

    Attributes:
        label: ``本月``.
        which: The rows that make it.
        minutes: The figure, None where only the rows know it.
        slow: Whether reading takes long by its nature: a year, a life.
    """

    label: str
    which: EntryFilter
    minutes: int | None = None
    slow: bool = False


class EntriesCard(Card):
    """Stands in the place of a paper or a list; Esc leads back."""

    closed = Signal()

    def __init__(self, context: PageContext, key: str, back: str) -> None:
        super().__init__()
        self.title = ElidedLabel("", "card-title", asks=False)
        self.head.addWidget(self.title, 1)
        self.body.addLayout(self.head)
        self._label = ""
        self._parts: tuple[Part, ...] = ()
        leave = QuietButton(back, "Esc", f"关闭明细，{back}", "arrow-left")
        leave.clicked.connect(self.closed)
        self.head.addWidget(leave)
        self.tabs = QButtonGroup(self)
        self.line = row_layout(14)
        self.line.addStretch(1)
        self.body.addLayout(self.line)
        self.list = EntryList(context, key)
        self.table, self.total = self.list.table, self.list.total
        self.body.addWidget(self.list, 1)
        self.note = words("", "small")
        self.note.setWordWrap(True)
        self.note.hide()
        self.body.addWidget(self.note)
        self.differs = words("", "problem")
        self.differs.setWordWrap(True)
        self.differs.hide()
        self.body.addWidget(self.differs)
        self.tabs.idClicked.connect(self.show_part)
        self.list.found.connect(self._tell)

    def explain(self, label: str, parts: Sequence[Part], part: int = 0, note: str = "") -> None:
        """Explain the figures of a row, beginning with ``part``."""
        self._label, self._parts = label, tuple(parts)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._make_tabs()
        self.show_part(part)
        self.table.setFocus()

    def show_part(self, number: int) -> None:
        """Read the rows of a part."""
        part = self._parts[number]
        button = self.tabs.button(number)
        if button is not None:
            button.setChecked(True)
        self.title.setText(f"{self._label} 怎么来的")
        self.differs.hide()
        self.list.clear()
        self.list.ask(part.which, slow=part.slow)

    def _make_tabs(self) -> None:
        for button in self.tabs.buttons():
            self.tabs.removeButton(button)
            self.line.removeWidget(button)
            button.hide()
            button.deleteLater()
        if len(self._parts) < 2:
            return
        for number, part in enumerate(self._parts):
            tab = TabButton(part.label, f"Alt+{FIRST_KEY + number}", f"看{part.label}的明细")
            self.tabs.addButton(tab, number)
            self.line.insertWidget(number, tab)

    def _tell(self, entries: Entries) -> None:
        part = next((one for one in self._parts if one.which == entries.which), None)
        if part is None:
            return
        made = entries.sums.minutes
        self.title.setText(f"{self._label} · {part.label} {format_hours(made)} 小时怎么来的")
        if part.minutes is not None and part.minutes != made:
            self.differs.setText(
                f"明细合计 {format_hours(made)} 小时，原来显示的是 "
                f"{format_hours(part.minutes)} 小时：之后又有登记或冲销。"
            )
            self.differs.show()
