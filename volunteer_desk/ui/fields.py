"""Fields with their label inside the box, as the look draws them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QDate, QEvent, QObject, Signal
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from shiboken6 import isValid

from volunteer_desk.ui.icons import wear_icon
from volunteer_desk.ui.type_ahead import TypingCombo


class FieldBox(QFrame):
    """A box 38 high with a label and an input; shows focus and what is wrong.

    Attributes:
        lines: "one", or "many" where it is as high as what it holds.
    """

    lines: ClassVar[str] = "one"
    changed = Signal()
    """The user changed the value."""

    def __init__(self, label: str, inner: QWidget, tip: str = "") -> None:
        super().__init__()
        self.setProperty("role", "field")
        self.setProperty("lines", self.lines)
        self.inner = inner
        self._problem = self._own_tip = ""
        self.label = QLabel(label)
        self.label.setBuddy(inner)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 10, 0)
        layout.setSpacing(8)
        if label:
            layout.addWidget(self.label)
        layout.addWidget(inner, 1)
        self._line = layout
        inner.setAccessibleName(label)
        inner.installEventFilter(self)
        self.setFocusProxy(inner)
        if tip:
            self.setToolTip(tip)

    def add_beside(self, widget: QWidget) -> None:
        """Put something small behind the input, inside the box."""
        self._line.addWidget(widget)

    def show_problem(self, problem: str) -> None:
        """Mark the field and say why; "" takes the mark away and gives the own tip back."""
        if problem == self._problem:
            return  # dressing a field anew takes longer than a key may
        if not self._problem:
            self._own_tip = self.toolTip()
        self._problem = problem
        self.setProperty("invalid", "true" if problem else "false")
        self.setToolTip(problem or self._own_tip)
        self._restyle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the ring when the input has the focus."""
        if not isValid(self):  # the focus moves on while a window is taken down
            return False
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", "true" if event.type() == QEvent.Type.FocusIn else "false")
            self._restyle()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden, it has no ring: an open list of offers keeps the loss of the focus to itself."""
        super().hideEvent(event)
        if self.property("focused") == "true":
            self.setProperty("focused", "false")
            self._restyle()

    def _restyle(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)


class Field(FieldBox):
    """A line of text."""

    entered = Signal()
    """Enter was pressed or the field was left after a change."""

    def __init__(self, label: str, text: str = "", placeholder: str = "", tip: str = "") -> None:
        self.edit = QLineEdit(text)
        self.edit.setPlaceholderText(placeholder)
        super().__init__(label, self.edit, tip)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.edit.editingFinished.connect(self.entered)

    def text(self) -> str:
        """What was typed, without outer blanks."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Show a text without ``changed``; where nobody types, a long one shows how it begins."""
        self.edit.setText(text)
        if not self.edit.hasFocus():
            self.edit.setCursorPosition(0)


class ComboField(FieldBox):
    """A choice of (key, word); ``free`` lets people type another word."""

    def __init__(
        self, label: str, choices: Sequence[tuple[object, str]] = (), free: bool = False
    ) -> None:
        self.combo: QComboBox = TypingCombo()
        self.combo.setEditable(free)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        super().__init__(label, self.combo)
        self.set_choices(choices)
        self.combo.activated.connect(lambda _index: self.changed.emit())
        line = self.combo.lineEdit()
        if free and line is not None:
            line.textEdited.connect(lambda _text: self.changed.emit())
            line.installEventFilter(self)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these, keeping the chosen key where it still exists."""
        kept = self.key()
        self.combo.clear()
        for key, word in choices:
            self.combo.addItem(word, key)
        self.choose(kept)

    def key(self) -> object:
        """The chosen key, None when nothing (or a free word) is chosen."""
        return self.combo.currentData()

    def text(self) -> str:
        """The word shown."""
        return self.combo.currentText().strip()

    def choose(self, key: object) -> None:
        """Choose by key, without ``changed``."""
        index = self.combo.findData(key)
        if index >= 0:
            self.combo.setCurrentIndex(index)


class DateField(FieldBox):
    """A date with a calendar.

    Args:
        label: What it is the date of.
        begins: The day it begins with, asked again by ``renew``.
    """

    def __init__(self, label: str, begins: Callable[[], date]) -> None:
        self._begins, self._began = begins, begins()
        self._typed = False
        self.chosen = False
        """Whether a day was typed, or set for a reason."""
        self.edit = QDateEdit()
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        super().__init__(label, self.edit)
        self._show(self._began)
        self.edit.userDateChanged.connect(self._choose)

    def day(self) -> date:
        """The date shown."""
        shown = self.edit.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a date without ``changed``; it stays, like one that was typed."""
        self.chosen, self._typed = True, False
        self._show(day)

    def release(self) -> None:
        """The reason for which a day was set is over: it stays until another day begins."""
        self.chosen = self._typed

    def renew(self) -> None:
        """Begin anew where nobody chose a day: the window may have stood open over night."""
        before, self._began = self._began, self._begins()
        if not self.chosen and self._began != before:
            self._show(self._began)

    def _choose(self) -> None:
        self.chosen = self._typed = True
        self.changed.emit()

    def _show(self, day: date) -> None:
        blocked = self.edit.blockSignals(True)
        self.edit.setDate(QDate(day.year, day.month, day.day))
        self.edit.blockSignals(blocked)


class NumberField(FieldBox):
    """A whole number with a unit."""

    def __init__(self, label: str, value: int, low: int, high: int, unit: str = "") -> None:
        self.spin = QSpinBox()
        self.spin.setRange(low, high)
        self.spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.spin.setSuffix(f" {unit}" if unit else "")
        self.spin.setMinimumWidth(40)
        super().__init__(label, self.spin)
        self.set_value(value)
        self.spin.valueChanged.connect(lambda _value: self.changed.emit())

    def value(self) -> int:
        """The number shown."""
        return self.spin.value()

    def set_value(self, value: int) -> None:
        """Show a number without ``changed``."""
        blocked = self.spin.blockSignals(True)
        self.spin.setValue(value)
        self.spin.blockSignals(blocked)


class SearchBox(QLineEdit):
    """A search line with a magnifying glass; ``textChanged`` on every key."""

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(False)
        glass = QAction(self)
        wear_icon(glass, "magnifying-glass")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
