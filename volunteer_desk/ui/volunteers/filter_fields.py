"""The boxes of the panel 筛选: one condition each, read into a filter and filled from one."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget

from volunteer_desk.domain.availability import DAYS, PARTS, write_availability
from volunteer_desk.domain.consent import LACK_WORDS, Lack
from volunteer_desk.domain.custom_fields import CustomFieldRow
from volunteer_desk.domain.volunteer_filters import NOTHING, VolunteerFilter
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.filters_panel import ANY, AskedFields, span_of, span_words
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.custom_asking import CustomAsking

_SERVICE = (
    ANY, ((1, 0), "一个月内服务过"), ((3, 0), "三个月内服务过"), ((0, 3), "三个月未服务"),
    ((0, 6), "六个月未服务"), ((0, 12), "一年未服务"),
)  # fmt: skip
_LACKS = tuple((lack.value, word.removeprefix("缺")) for lack, word in LACK_WORDS.items())
_ROOMY = 110
"""Per cent of text size up to which four boxes have room beside each other, else three."""


class FilterFields(AskedFields[VolunteerFilter]):
    """A grid of boxes; those of the office's own fields come last."""

    def __init__(self, codes: CodeWords) -> None:
        super().__init__(NOTHING)
        self._codes = codes
        self._per_line = 0
        self.gender = ComboField("性别")
        self.politics = ComboField("政治面貌")
        self.age = Field("年龄", placeholder="如 18-60")
        self.category = ComboField("服务类别")
        self.skill = ComboField("特长")
        self.free = ComboField("可服务", [ANY, *_free_times()])
        self.lack = ComboField("缺材料", [ANY, *_LACKS])
        self.hours = Field("今年小时", placeholder="如 10-50")
        self.service = ComboField("最近服务", _SERVICE)
        self.custom = CustomAsking()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._boxes: tuple[ComboField | Field, ...] = (
            self.gender, self.age, self.politics, self.category, self.skill, self.free,
            self.service, self.hours, self.lack,
        )  # fmt: skip
        self.settle()
        for part in (*self._boxes, self.custom):
            part.changed.connect(self.changed)
        self.read_words()

    def first(self) -> QWidget:
        """The box to begin with."""
        return self.gender

    def leaves_room(self) -> bool:
        """Whether the saved filters have room at large text."""
        return self.custom.value.isHidden()

    def read_words(self) -> None:
        """Offer the words of the code lists as they are now."""
        for field, name in ((self.gender, "gender"), (self.politics, "political_status")):
            field.set_choices([ANY, *self._codes.choices(name)[1:]])
        for field, name in ((self.category, "service_category"), (self.skill, "skill")):
            offered: list[tuple[object, str]] = [(word, word) for word in self._codes.words(name)]
            first = [ANY, (True, "有特长")] if field is self.skill else [ANY]
            field.set_choices([*first, *offered])

    def show_fields(self, own: Sequence[CustomFieldRow]) -> None:
        """Offer the office's own fields."""
        self.custom.show_fields(own)

    def settle(self) -> None:
        """Take the places and the height the boxes have at this text size."""
        parts = (*self._boxes, self.custom.field, self.custom.value)
        per_line = 4 if scaled(100) <= _ROOMY else 3
        if per_line != self._per_line:
            self._per_line = per_line
            for place, part in enumerate(parts):
                self._grid.addWidget(part, place // per_line, place % per_line)
            for column in range(4):
                self._grid.setColumnStretch(column, 1 if column < per_line else 0)
        for part in parts:
            part.ensurePolished()
        self._grid.invalidate()
        self.updateGeometry()  # else the panel keeps the height it had

    def show_where(self, where: VolunteerFilter) -> None:
        """Put a filter into the boxes."""
        self.gender.choose(where.gender)
        self.politics.choose(where.political_status)
        self.age.set_text(span_words(where.age_from, where.age_to))
        self.category.choose(where.category)
        self.skill.choose(True if where.skilled else where.skill)
        self.free.choose(where.free)
        self.lack.choose(where.lack.value if where.lack else None)
        low, high = where.year_minutes_from, where.year_minutes_to
        self.hours.set_text(span_words(_hours(low), _hours(high)))
        service = (where.served_within or 0, where.idle_for or 0)
        self.service.choose(service if any(service) else None)
        self.custom.show(where.custom[0] if where.custom else None)

    def read(self, where: VolunteerFilter) -> VolunteerFilter:
        """What the boxes ask for; of what has no box, what ``where`` asks for."""
        skill, service = self.skill.key(), self.service.key()
        lack = _text(self.lack.key())
        within, idle = service if isinstance(service, tuple) else (0, 0)
        age, hours = span_of(self.age), span_of(self.hours)
        return replace(
            where,
            gender=_text(self.gender.key()),
            political_status=_text(self.politics.key()),
            age_from=None if age[0] is None else int(age[0]),
            age_to=None if age[1] is None else int(age[1]),
            category=_text(self.category.key()),
            skill=_text(skill),
            skilled=skill is True,
            free=_text(self.free.key()),
            lack=Lack(lack) if lack else None,
            served_within=within or None,
            idle_for=idle or None,
            year_minutes_from=None if hours[0] is None else round(hours[0] * 60),
            year_minutes_to=None if hours[1] is None else round(hours[1] * 60),
            custom=self.custom.asked(),
        )


def _free_times() -> list[tuple[object, str]]:
    """A day at any time, and each of its parts; by codes as ``VolunteerFilter.free`` has them."""
    offered: list[tuple[object, str]] = []
    for day, name in enumerate(DAYS, 1):
        parts = range(len(PARTS))
        offered.append((write_availability((day, part) for part in parts), f"{name}有空"))
        offered += [(write_availability([(day, part)]), f"{name}{PARTS[part]}") for part in parts]
    return offered


def _text(key: object) -> str | None:
    return key if isinstance(key, str) else None


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60
