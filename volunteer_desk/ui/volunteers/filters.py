"""The inline panel 筛选: saved filters with their counts, and every condition there is."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from volunteer_desk.domain.custom_fields import CustomFieldRow
from volunteer_desk.domain.ranges import parse_range
from volunteer_desk.domain.volunteer_filters import NOTHING, SavedFilter, VolunteerFilter
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.custom_asking import CustomAsking
from volunteer_desk.ui.widgets import Card, SmallButton, TabButton, row_layout
from volunteer_desk.ui.wrap_row import WrapRow

_ANY: tuple[object, str] = (None, "不限")
_SERVICE = (
    _ANY, ((1, 0), "一个月内服务过"), ((3, 0), "三个月内服务过"), ((0, 3), "三个月未服务"),
    ((0, 6), "六个月未服务"), ((0, 12), "一年未服务"),
)  # fmt: skip
_PER_LINE = 3
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
        self._codes = codes
        self._where = NOTHING
        self.saved: list[TabButton] = []
        self._titles: tuple[SavedFilter, ...] = ()
        self.gender = ComboField("性别")
        self.politics = ComboField("政治面貌")
        self.age = Field("年龄", placeholder="如 18-60")
        self.category = ComboField("服务类别")
        self.skill = ComboField("特长")
        self.hours = Field("今年小时", placeholder="如 10-50")
        self.service = ComboField("最近服务", _SERVICE)
        self.custom = CustomAsking()
        self.title_field = Field("", placeholder="给这组条件起个名")
        self.keep = SmallButton("记住筛选", tip="以后一按就用；条件相同的改用这个名字")
        self.drop = SmallButton("删除筛选")
        self.clear = SmallButton("清空条件")
        self.done = SmallButton("收起", tip="Esc")
        self._chips = WrapRow()
        self._lay_out()
        for part in (*self._boxes(), self.custom):
            part.changed.connect(self._read)
        self.keep.clicked.connect(lambda: self.keeping.emit(self.title_field.text()))
        self.drop.clicked.connect(lambda: self.dropping.emit(self._own_title()))
        self.clear.clicked.connect(lambda: self.show_where(NOTHING, tell=True))
        self.done.clicked.connect(self.closed)
        self.read_words()
        self.show_where(NOTHING)

    def where(self) -> VolunteerFilter:
        """What is asked for now."""
        return self._where

    def read_words(self) -> None:
        """Offer the words of the code lists as they are now."""
        for field, name in ((self.gender, "gender"), (self.politics, "political_status")):
            field.set_choices([_ANY, *self._codes.choices(name)[1:]])
        for field, name in ((self.category, "service_category"), (self.skill, "skill")):
            offered: list[tuple[object, str]] = [(word, word) for word in self._codes.words(name)]
            first = [_ANY, (True, "有特长")] if field is self.skill else [_ANY]
            field.set_choices([*first, *offered])

    def show_fields(self, own: Sequence[CustomFieldRow]) -> None:
        """Offer the office's own fields."""
        self.custom.show_fields(own)

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
        self.gender.choose(where.gender)
        self.politics.choose(where.political_status)
        self.age.set_text(_span(where.age_from, where.age_to))
        self.category.choose(where.category)
        self.skill.choose(True if where.skilled else where.skill)
        low, high = where.year_minutes_from, where.year_minutes_to
        self.hours.set_text(_span(_hours(low), _hours(high)))
        service = (where.served_within or 0, where.idle_for or 0)
        self.service.choose(service if any(service) else None)
        self.custom.show(where.custom[0] if where.custom else None)
        self._mark()
        if tell:
            self.changed.emit()

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
        for part in (*self._parts(), self.title_field):
            part.ensurePolished()
        # at large text it comes when there is something to keep or to clear; Esc folds the panel
        self.foot.setVisible(scaled(100) <= LARGE or bool(self._where))
        self._grid.invalidate()
        self.body.invalidate()
        self.updateGeometry()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(8)
        self._grid = grid = QGridLayout()
        grid.setSpacing(8)
        for place, part in enumerate(self._parts()):
            grid.addWidget(part, place // _PER_LINE, place % _PER_LINE)
            grid.setColumnStretch(place % _PER_LINE, 1)
        self.foot = QWidget()
        foot = row_layout(8)
        self.foot.setLayout(foot)
        foot.addWidget(self.title_field, 1)
        for button in (self.keep, self.drop, self.clear, self.done):
            foot.addWidget(button)
        self.body.addWidget(self._chips)
        self.body.addLayout(grid)
        self.body.addWidget(self.foot)

    def _boxes(self) -> tuple[ComboField | Field, ...]:
        return (
            self.gender, self.age, self.politics, self.category, self.skill, self.service,
            self.hours,
        )  # fmt: skip

    def _parts(self) -> tuple[QWidget, ...]:
        return (*self._boxes(), self.custom.field, self.custom.value)

    def _press(self, where: VolunteerFilter) -> None:
        asked = _asked(where)
        if _holds(self._where, where):
            asked = {name: getattr(NOTHING, name) for name in asked}
        self.show_where(replace(self._where, **asked), tell=True)

    def _read(self) -> None:
        where = self._where
        skill, service = self.skill.key(), self.service.key()
        within, idle = service if isinstance(service, tuple) else (0, 0)
        age, hours = self._span_of(self.age), self._span_of(self.hours)
        self._where = replace(
            where,
            gender=_text(self.gender.key()),
            political_status=_text(self.politics.key()),
            age_from=None if age[0] is None else int(age[0]),
            age_to=None if age[1] is None else int(age[1]),
            category=_text(self.category.key()),
            skill=_text(skill),
            skilled=skill is True,
            served_within=within or None,
            idle_for=idle or None,
            year_minutes_from=None if hours[0] is None else round(hours[0] * 60),
            year_minutes_to=None if hours[1] is None else round(hours[1] * 60),
            custom=self.custom.asked(),
        )
        self._mark()
        self.changed.emit()

    def _span_of(self, field: Field) -> tuple[float | None, float | None]:
        text = field.text()
        found = parse_range(text) if text else (None, None)
        field.show_problem("" if found else "请写数字，如 18、18-60、60- 或 -17。")
        low, high = found or (None, None)
        return (None if low is None else float(low), None if high is None else float(high))

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


def _text(key: object) -> str | None:
    return key if isinstance(key, str) else None


def _span(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    if low == high:
        return f"{low:g}"
    return f"{'' if low is None else f'{low:g}'}-{'' if high is None else f'{high:g}'}"


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60
