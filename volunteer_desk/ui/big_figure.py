"""One big figure on a card of its own."""

from PySide6.QtCore import Qt

from volunteer_desk.ui.widgets import Card, LinkButton, row_layout, words


class BigFigure(Card):
    """A card with one big figure: caption above, unit beside, a note below."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.body.setSpacing(0)
        self.body.setContentsMargins(18, 12, 18, 12)
        self._figure = words("", "figure")
        self._unit = words("", "figure-unit")
        self._note = words("", "soft")
        self.body.addWidget(words(caption, "soft"))
        line = row_layout(5)
        line.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self._unit.setContentsMargins(0, 0, 0, 6)
        self.body.addLayout(line)
        self._foot = row_layout(8)
        self._foot.addWidget(self._note)
        self._foot.addStretch(1)
        self.body.addLayout(self._foot)

    def offer(self, word: str, shortcut: str, tip: str) -> LinkButton:
        """Put a word beside the note that opens the rows behind the figure."""
        button = LinkButton(word, shortcut, tip)
        self._foot.addWidget(button)
        return button

    def show_figure(self, figure: str, unit: str, note: str = "") -> None:
        """Show a figure."""
        self._figure.setText(figure)
        self._unit.setText(unit)
        self._note.setText(note)

    def figure(self) -> str:
        """What is shown."""
        return self._figure.text()
