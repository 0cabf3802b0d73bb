"""The kinds of rows of a dry run to look at one by one, each with its number."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from volunteer_desk.domain.imports import RowState
from volunteer_desk.domain.mapping import Tally
from volunteer_desk.ui.widgets import LinkButton, TabButton, row_layout

Chip = tuple[RowState | None, str, str]
"""(state or None for all, word, keys)."""


class KindsLine(QWidget):
    """One tab a kind; at the end what keeps the rows listed."""

    turned = Signal()
    """Another kind is to be listed."""

    def __init__(self, chips: Sequence[Chip]) -> None:
        super().__init__()
        self._words = tuple(chips)
        self.chips: dict[RowState | None, TabButton] = {}
        self.keep = LinkButton("存试算清单", "Alt+D", "把列出的这些行存成表格，留底或送人核对")
        self._group = QButtonGroup(self)
        self._line = line = row_layout(18)
        self.setLayout(line)
        for number, (state, _word, key) in enumerate(self._words):
            chip = TabButton("", key, "只看这一类" if state else "看全部行")
            self.chips[state] = chip
            self._group.addButton(chip, number)
            line.addWidget(chip)
        line.addStretch(1)
        line.addWidget(self.keep)
        self._group.idToggled.connect(self._turn)

    def add_choice(self, choice: QWidget) -> None:
        """Place a choice for all rows beside what keeps them."""
        self._line.insertWidget(self._line.count() - 1, choice)

    def count(self, tally: Tally) -> None:
        """Show how many rows are of each kind."""
        total = sum(map(len, tally.places.values()))
        for state, word, _key in self._words:
            number = total if state is None else tally.count(state)
            self.chips[state].setText(f"{word} {number:,}")
            self.chips[state].setEnabled(state is None or number > 0)

    def places(self, tally: Tally) -> Sequence[int]:
        """Where the rows of the chosen kind stand in the plan."""
        state = next((one for one, chip in self.chips.items() if chip.isChecked()), None)
        if state is not None:
            return tally.places[state]
        return range(sum(map(len, tally.places.values())))

    def _turn(self, _number: int, checked: bool) -> None:
        if checked:
            self.turned.emit()
