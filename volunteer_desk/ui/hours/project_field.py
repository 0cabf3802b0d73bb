"""A project's name: known ones are offered as one types, any other is a new project."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from volunteer_desk.ui.icons import icon
from volunteer_desk.ui.name_field import Finding, NameField

PAUSE = 300
"""Milliseconds after the last key before a typed project is looked up."""


class ProjectField(NameField):
    """``named`` once a name is chosen, or typing pauses, or the field is left."""

    named = Signal()

    def __init__(self, names: Finding) -> None:
        super().__init__("项目", names, "选择，或写新的")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.named)
        opening = self.edit.addAction(icon("caret-down"), QLineEdit.ActionPosition.TrailingPosition)
        opening.setToolTip("看全部项目（↓）")
        opening.triggered.connect(self.open_all)
        self.changed.connect(self._pause.start)
        self.entered.connect(self._leave)

    def show_new(self, new: bool) -> None:
        """Say whether the name is a new project's."""
        self.label.setText("新项目" if new else "项目")
        told = "还没有这个项目，登记时新建" if new else self.text() or "选择或写一个项目"
        self.setToolTip(f"{told}（Alt P）")

    def open_all(self) -> None:
        """Show the usual projects, or those that answer what is typed."""
        self.edit.setFocus()
        self.show_offers()

    def take(self, offer: str) -> None:
        """A name was chosen."""
        super().take(offer)
        self.settle()

    def stop(self) -> None:
        """Stop waiting (the page is left)."""
        self._pause.stop()

    def settle(self) -> None:
        """The name stands."""
        self._pause.stop()
        self.named.emit()

    def _leave(self) -> None:
        if self._pause.isActive():
            self.settle()
