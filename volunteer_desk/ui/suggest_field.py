"""A line of text that suggests known words as one types; any other word may stand."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from volunteer_desk.ui.fields import Field


class SuggestField(Field):
    """Suggests every known word that holds what was typed."""

    def __init__(self, label: str, known: Sequence[str] = (), placeholder: str = "") -> None:
        super().__init__(label, placeholder=placeholder)
        self._known = QStringListModel(list(known), self)
        self.completer = QCompleter(self._known, self)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setMaxVisibleItems(8)
        self.completer.popup().setObjectName("hits")
        self.edit.setCompleter(self.completer)

    def suggest(self, known: Sequence[str]) -> None:
        """Suggest these words from now on."""
        self._known.setStringList(list(known))
