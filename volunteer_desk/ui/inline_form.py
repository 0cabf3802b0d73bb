"""A form inside the page: Enter moves on, Ctrl+Enter saves, Esc leaves, a refusal stands beside."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.ui.fields import ComboField, FieldBox
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, PrimaryButton, QuietButton, discard, row_layout, words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LABEL_WIDTH = 60
"""Pixels at 100 %: four characters, so that what is typed stands in one line."""


class InlineForm(Card):
    """A card of fields; add them with ``add_field`` and ``add_row``, then call ``finish``."""

    saving = Signal()
    """保存 was asked for."""
    closing = Signal()
    """取消 or Esc."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__(title, note or " ")
        self.inside = QWidget()
        self.inside.setProperty("role", "scrolled")
        self.lines = QVBoxLayout(self.inside)
        self.lines.setContentsMargins(0, 0, 4, 0)
        self.lines.setSpacing(8)
        self.area = QScrollArea()
        self.area.setWidget(self.inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.save = PrimaryButton("保存", "Ctrl+Return", "保存（也可按 Ctrl S）")
        self.leave = QuietButton("取消", "", "不保存，返回（Esc）")
        self.save.clicked.connect(self.saving)
        self.leave.clicked.connect(self.closing)
        also = QShortcut(QKeySequence("Ctrl+S"), self)
        also.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        also.activated.connect(self.save.click)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.problem)
        foot = row_layout(10)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        self.body.addLayout(foot)
        self._fields: list[FieldBox] = []
        self.last: QWidget | None = None
        """Where Enter goes on to 保存; the field added last unless it is set."""

    def add_field(self, field: FieldBox) -> None:
        """A field on a line of its own."""
        self.add_row((field,))

    def add_row(self, fields: Iterable[FieldBox]) -> None:
        """Fields beside each other."""
        line = row_layout(8)
        for number, field in enumerate(fields):
            if not number:
                field.label.setMinimumWidth(scaled(LABEL_WIDTH))
            if isinstance(field, ComboField):
                _slim(field.combo)
            line.addWidget(field, 1)
            self._fields.append(field)
        self.lines.addLayout(line)

    def add_section(self, title: str, fields: Iterable[FieldBox], columns: int = 3) -> QWidget:
        """A titled grid of fields, row by row."""
        section = self.make_section(title, fields, columns)
        self.lines.addWidget(section)
        return section

    def make_section(self, title: str, fields: Iterable[FieldBox], columns: int = 3) -> QWidget:
        """As ``add_section``; the caller puts it into its place."""
        section = QWidget()
        grid = QGridLayout(section)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setSpacing(8)
        grid.addWidget(words(title, "card-title"), 0, 0, 1, columns)
        for number, field in enumerate(fields):
            field.label.setMinimumWidth(scaled(LABEL_WIDTH))
            if isinstance(field, ComboField):
                _slim(field.combo)
            grid.addWidget(field, 1 + number // columns, number % columns)
            self._fields.append(field)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return section

    def forget_section(self, section: QWidget) -> None:
        """Take a section away again."""
        self._fields = [field for field in self._fields if not section.isAncestorOf(field)]
        discard(section)

    def add_block(self, block: QWidget) -> None:
        """Anything else, on a line of its own."""
        self.lines.addWidget(block)

    def finish(self) -> None:
        """Close the list of fields: they keep to the top."""
        self.lines.addStretch(1)

    def awaits(self) -> bool:
        """Whether what is in sight is being saved; not when it was left meanwhile."""
        return self.isVisible() and not self.save.isEnabled()

    def show_refusal(self, fault: Refusal) -> None:
        """Put a refusal beside the form, and the buttons back."""
        self.save.setEnabled(True)
        if isinstance(fault, UserFacingError):
            self.show_problem(f"{fault.message}{fault.remedy}")
        elif isinstance(fault, Cancelled):
            self.show_problem("已取消，什么都没有写入。")

    def show_problem(self, problem: str, field: FieldBox | None = None) -> None:
        """Say what is wrong, mark the field it is about and go there; "" takes all away."""
        for one in self._fields:
            one.show_problem("")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if field is not None and problem:
            field.show_problem(problem)
            field.inner.setFocus()
            self.area.ensureWidgetVisible(field)

    def showEvent(self, event: QShowEvent) -> None:
        """The order of Tab is as it is seen."""
        super().showEvent(event)
        self.lead_to_save()

    def lead_to_save(self) -> None:
        """Tab goes from the last field to 保存 too; the buttons were made before the fields.

        A form that says another ``last`` while it is seen calls it then.
        """
        last = self.last or (self._fields[-1] if self._fields else None)
        if last is not None:
            QWidget.setTabOrder(last.inner if isinstance(last, FieldBox) else last, self.save)
            QWidget.setTabOrder(self.save, self.leave)

    def event(self, event: QEvent) -> bool:
        """Esc typed inside is the form's own, not the window's."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on (or presses the button it stands on), Esc leaves."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in _ENTER and plain:
            here = self.window().focusWidget()
            if isinstance(here, QPushButton):
                here.click()
            elif self._is_last(here):
                self.save.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.area.focusNextPrevChild(True)  # it keeps the field in sight
        elif event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def _is_last(self, here: QWidget | None) -> bool:
        shown = [field for field in self._fields if field.isVisible()]
        last = self.last or (shown[-1] if shown else None)
        return here is not None and here is (last.inner if isinstance(last, FieldBox) else last)


def _slim(combo: QComboBox) -> None:
    """A long word in the list must not make the form wider than its card."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(4)
    combo.setFrame(False)
