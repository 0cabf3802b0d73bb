"""The inline panel 筛选: saved filters with their counts, and every condition there is."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.volunteer_filters import NOTHING, SavedFilter, VolunteerFilter
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.filter_fields import FilterFields
from volunteer_desk.ui.widgets import Card, SmallButton, TabButton, row_layout
from volunteer_desk.ui.wrap_row import WrapRow

LARGE = 130
"""Per cent of text size over which the panel has room for little more than its fields."""


class FiltersPanel(Card):
    """Every change narrows the list at once."""

    changed = Signal()
    """Another filter: ``where()``."""
    keeping = Signal(str)
    """Remember what is asked for under this name."""
    dropping = Signal(str)
    """Forget one's own filter of this name."""
    closed = Signal()

    def __init__(self, codes: CodeWords) -> None:
        super().__init__(role="well")
        self._where = NOTHING
        self.saved: list[TabButton] = []
        self._titles: tuple[SavedFilter, ...] = ()
        self.fields = FilterFields(codes)
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
        self.clear.clicked.connect(lambda: self.show_where(NOTHING, tell=True))
        self.done.clicked.connect(self.closed)
        self.show_where(NOTHING)

    def where(self) -> VolunteerFilter:
        """What is asked for now."""
        return self._where

    def show_saved(self, saved: Sequence[SavedFilter]) -> None:
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
        """Say how many people each saved filter shows."""
        for one, button in zip(self._titles, self.saved, strict=True):
            if one.name in counts:
                button.setText(f"{one.name} {counts[one.name]:,}")
        self._chips.arrange()
        self._settle()

    def show_where(self, where: VolunteerFilter, tell: bool = False) -> None:
        """Put a filter into the fields."""
        self._where = where
        self.fields.show_where(where)
        self._mark()
        if tell:
            self.changed.emit()

    def take_focus(self) -> None:
        """Stand on the first filter that can be pressed."""
        (self.saved[0] if self.saved else self.fields.gender).setFocus()

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
        self._chips.setVisible(scaled(100) <= LARGE or self.fields.custom.value.isHidden())
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

    def _press(self, where: VolunteerFilter) -> None:
        asked = _asked(where)
        if _holds(self._where, where):
            asked = {name: getattr(NOTHING, name) for name in asked}
        self.show_where(replace(self._where, **asked), tell=True)

    def _read(self) -> None:
        self._where = self.fields.read(self._where)
        self._mark()
        self.changed.emit()

    def _own_title(self) -> str:
        return next((one.name for one in self._titles if one.own and one.where == self._where), "")

    def _mark(self) -> None:
        for one, button in zip(self._titles, self.saved, strict=True):
            button.setChecked(_holds(self._where, one.where))
        self.drop.setVisible(bool(self._own_title()))
        self.keep.setEnabled(bool(self._where))
        self.clear.setEnabled(bool(self._where))
        if self.isVisible():
            self._settle()


def _asked(where: VolunteerFilter) -> dict[str, Any]:
    """What a filter asks for, field by field."""
    given = {one.name: getattr(where, one.name) for one in fields(where)}
    return {name: value for name, value in given.items() if value != getattr(NOTHING, name)}


def _holds(whole: VolunteerFilter, part: VolunteerFilter) -> bool:
    """Whether everything the part asks is asked."""
    return all(getattr(whole, name) == value for name, value in _asked(part).items())
