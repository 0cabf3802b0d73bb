"""The inline panel 筛选 of a list: saved filters with their counts, and every condition."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.ranges import parse_range
from volunteer_desk.domain.saved_filters import SavedFilter, asked, holds
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, SmallButton, TabButton, row_layout
from volunteer_desk.ui.wrap_row import WrapRow

F = TypeVar("F")

ANY: tuple[object, str] = (None, "不限")
LARGE = 130
"""Per cent of text size over which the panel has room for little more than its fields."""


class AskedFields(QWidget, Generic[F]):
    """The boxes of a panel, one condition each: read into a filter and filled from one.

    Args:
        nothing: The filter that asks for nothing.
    """

    changed = Signal()

    def __init__(self, nothing: F) -> None:
        super().__init__()
        self.nothing: F = nothing

    def first(self) -> QWidget:
        """The box to begin with."""
        raise NotImplementedError

    def leaves_room(self) -> bool:
        """Whether the saved filters have room at large text."""
        return True

    def settle(self) -> None:
        """Take the places and the height the boxes have at this text size."""
        raise NotImplementedError

    def show_where(self, where: F) -> None:
        """Put a filter into the boxes."""
        raise NotImplementedError

    def read(self, where: F) -> F:
        """What the boxes ask for; of what has no box, what ``where`` asks for."""
        raise NotImplementedError


class FiltersPanel(Card, Generic[F]):
    """Every change narrows the list at once."""

    changed = Signal()
    """Another filter: ``where()``."""
    keeping = Signal(str)
    """Remember what is asked for under this name."""
    dropping = Signal(str)
    """Forget one's own filter of this name."""
    closed = Signal()

    def __init__(self, fields: AskedFields[F]) -> None:
        super().__init__(role="well")
        self.fields = fields
        self._where: F = fields.nothing
        self.saved: list[TabButton] = []
        self._titles: tuple[SavedFilter[F], ...] = ()
        self.title_field = Field("", placeholder="给这组条件起个名")
        self.keep = SmallButton("记住筛选", tip="以后一按就用；条件相同的改用这个名字")
        self.drop = SmallButton("删除筛选")
        self.clear = SmallButton("清空条件")
        self.done = SmallButton("收起", tip="Esc")
        self._chips = WrapRow()
        self._lay_out()
        self.fields.changed.connect(self._read)
        self.keep.clicked.connect(lambda: self.keeping.emit(self.title_field.text()))
        self.drop.clicked.connect(lambda: self.dropping.emit(self._own_title()))
        self.clear.clicked.connect(lambda: self.show_where(self.fields.nothing, tell=True))
        self.done.clicked.connect(self.closed)
        self.show_where(fields.nothing)

    def where(self) -> F:
        """What is asked for now."""
        return self._where

    def show_saved(self, saved: Sequence[SavedFilter[F]]) -> None:
        """Offer these filters, each a press away; counts follow."""
        self.saved = []
        self._titles = tuple(saved)
        for one in saved:
            button = TabButton(one.name)
            button.clicked.connect(lambda _checked=False, where=one.where: self._press(where))
            self.saved.append(button)
        self._chips.set_parts(self.saved)
        self._mark()

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say how many rows each saved filter shows."""
        for one, button in zip(self._titles, self.saved, strict=True):
            if one.name in counts:
                button.setText(f"{one.name} {counts[one.name]:,}")
        self._chips.arrange()
        self._settle()

    def show_where(self, where: F, tell: bool = False) -> None:
        """Put a filter into the fields."""
        self._where = where
        self.fields.show_where(where)
        self._mark()
        if tell:
            self.changed.emit()

    def take_focus(self) -> None:
        """Stand on the first filter that can be pressed."""
        (self.saved[0] if self.saved else self.fields.first()).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc folds the panel away; what it asks for stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height the fields have at this text size: hidden ones told of another."""
        super().showEvent(event)
        self._settle()

    def _settle(self) -> None:
        self.fields.settle()
        self.title_field.ensurePolished()
        # at large text it comes when there is something to keep or to clear; Esc folds the panel
        self.foot.setVisible(scaled(100) <= LARGE or bool(self._where))
        self._chips.setVisible(scaled(100) <= LARGE or self.fields.leaves_room())
        self.body.invalidate()
        self.updateGeometry()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(8)
        self.foot = QWidget()
        foot = row_layout(8)
        self.foot.setLayout(foot)
        foot.addWidget(self.title_field, 1)
        for button in (self.keep, self.drop, self.clear, self.done):
            foot.addWidget(button)
        self.body.addWidget(self._chips)
        self.body.addWidget(self.fields)
        self.body.addWidget(self.foot)

    def _press(self, where: F) -> None:
        wanted = asked(where)
        if holds(self._where, where):
            wanted = {name: getattr(self.fields.nothing, name) for name in wanted}
        whole: Any = self._where
        self.show_where(replace(whole, **wanted), tell=True)

    def _read(self) -> None:
        self._where = self.fields.read(self._where)
        self._mark()
        self.changed.emit()

    def _own_title(self) -> str:
        return next((one.name for one in self._titles if one.own and one.where == self._where), "")

    def _mark(self) -> None:
        for one, button in zip(self._titles, self.saved, strict=True):
            button.setChecked(holds(self._where, one.where))
        self.drop.setVisible(bool(self._own_title()))
        self.keep.setEnabled(bool(self._where))
        self.clear.setEnabled(bool(self._where))
        if self.isVisible():
            self._settle()


def span_of(field: Field, example: str = "18") -> tuple[float | None, float | None]:
    """The two ends a field asks for; the field says so when it cannot be read."""
    text = field.text()
    found = parse_range(text) if text else (None, None)
    field.show_problem("" if found else f"请写数字，如 {example}、{example}-60、60- 或 -17。")
    low, high = found or (None, None)
    return (None if low is None else float(low), None if high is None else float(high))


def span_words(low: float | None, high: float | None) -> str:
    """``18-60``, ``60-``, ``-17``, ``18``; "" for no end at all."""
    if low is None and high is None:
        return ""
    if low == high:
        return f"{low:g}"
    return f"{'' if low is None else f'{low:g}'}-{'' if high is None else f'{high:g}'}"
