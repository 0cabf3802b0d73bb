"""A project's name: known ones are offered as one types, any other is a new project."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit
from shiboken6 import isValid

from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.icons import icon

PAUSE = 300
"""Milliseconds after the last key before a typed project is looked up."""


class ProjectField(Field):
    """``named`` once a name is chosen, or typing pauses, or the field is left."""

    named = Signal()

    def __init__(self) -> None:
        super().__init__("项目", placeholder="选择，或写新的")
        self._names = QStringListModel(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.named)
        self.completer = QCompleter(self._names, self)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setMaxVisibleItems(10)
        self.completer.popup().setObjectName("hits")
        self.completer.activated.connect(self._settle)
        self.edit.setCompleter(self.completer)
        opening = self.edit.addAction(icon("caret-down"), QLineEdit.ActionPosition.TrailingPosition)
        opening.setToolTip("看全部项目（↓）")
        opening.triggered.connect(self.open_all)
        self.changed.connect(self._pause.start)
        self.entered.connect(self._leave)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names."""
        self._names.setStringList(list(names))

    def show_new(self, new: bool) -> None:
        """Say whether the name is a new project's."""
        self.label.setText("新项目" if new else "项目")
        told = "还没有这个项目，登记时新建" if new else self.text() or "选择或写一个项目"
        self.setToolTip(f"{told}（Alt P）")

    def open_all(self) -> None:
        """Show every name, whatever is typed."""
        self.edit.setFocus()
        self.completer.setCompletionPrefix("")
        self.completer.complete()

    def stop(self) -> None:
        """Stop waiting (the page is left)."""
        self._pause.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ opens the list."""
        if not isValid(self):  # a window taken down
            return False
        if (
            watched is self.edit
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
        ):
            self.open_all()
            return True
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        self._pause.stop()
        self.named.emit()

    def _leave(self) -> None:
        if self._pause.isActive():
            self._settle()
