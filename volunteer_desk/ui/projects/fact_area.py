"""资料: facts that scroll where there are many."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from volunteer_desk.ui.facts import Facts


class FactArea(QScrollArea):
    """Facts that keep to the top."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 4, 4, 0)
        layout.addWidget(self.facts)
        layout.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show those that have a value."""
        self.facts.show_facts(facts)
