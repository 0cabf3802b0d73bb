"""What the panel 筛选 asks of one of the office's own fields, each kind in its own way."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from volunteer_desk.domain.custom_fields import CustomFieldRow, CustomFilter, CustomKind
from volunteer_desk.domain.ranges import parse_days, parse_range
from volunteer_desk.ui.fields import ComboField, Field

_ANY: tuple[object, str] = (None, "不限")
_HINTS = {
    CustomKind.TEXT: "包含的字，空着就是填了的",
    CustomKind.NUMBER: "如 10 或 10-50",
    CustomKind.DATE: "如 2026年12月、2027-1-1前",
    CustomKind.CHOICE: "",
}
_UNREAD = {
    CustomKind.NUMBER: "请写数字，如 10、10-50、10- 或 -50。",
    CustomKind.DATE: "请写日期，如 2026-12-1、2026年12月、2026-1-1至2026-6-30、2027-1-1前。",
}


class CustomAsking(QObject):
    """Two boxes: which field, and what it must be."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[int, CustomFieldRow] = {}
        self.field = ComboField("自定义字段", [_ANY])
        self.typed = Field("是")
        self.choice = ComboField("是")
        self.value = QStackedWidget()
        self.value.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.field.hide()
        self.value.hide()
        for box in (self.typed, self.choice):
            self.value.addWidget(box)
            box.changed.connect(self.changed)
        self.field.changed.connect(self._take_field)

    def show_fields(self, own: Sequence[CustomFieldRow]) -> None:
        """Offer these fields, and of each those who have nothing in it."""
        self._fields = {one.id: one for one in own}
        offered: list[tuple[object, str]] = [(one.id, one.name) for one in own]
        without: list[tuple[object, str]] = [(-one.id, f"没填{one.name}") for one in own]
        self.field.set_choices([_ANY, *offered, *without])
        self.field.setVisible(bool(own))
        self._suit()

    def show(self, asked: CustomFilter | None) -> None:
        """Put a condition into the boxes."""
        key = None if asked is None else asked.field_id
        self.field.choose(-key if key and asked and asked.filled is False else key)
        self._suit()
        self.typed.set_text(_words(asked) if asked else "")
        self.typed.show_problem("")
        equals = asked.equals if asked else None
        if equals and self.choice.combo.findData(equals) < 0:
            self.choice.combo.addItem(equals, equals)  # it was a choice once
        self.choice.choose(equals)

    def asked(self) -> tuple[CustomFilter, ...]:
        """The condition, none where nothing is asked for or it cannot be read."""
        one = self._chosen()
        if one is None:
            return ()
        field, filled = one
        if not filled:
            return (CustomFilter(field.id, filled=False),)
        key, text = self.choice.key(), self.typed.text()
        self.typed.show_problem("")
        if field.kind is CustomKind.CHOICE and isinstance(key, str):
            return (CustomFilter(field.id, equals=key),)
        if field.kind is CustomKind.CHOICE or not text:
            return (CustomFilter(field.id, filled=True),)
        if field.kind is CustomKind.TEXT:
            return (CustomFilter(field.id, contains=text),)
        found = parse_range(text) if field.kind is CustomKind.NUMBER else parse_days(text)
        if found is None:
            self.typed.show_problem(_UNREAD[field.kind])
            return ()
        low, high = (None if bound is None else str(bound) for bound in found)
        return (CustomFilter(field.id, low=low, high=high),)

    def _chosen(self) -> tuple[CustomFieldRow, bool] | None:
        key = self.field.key()
        field = self._fields.get(abs(key)) if isinstance(key, int) else None
        return (field, key == field.id) if field is not None else None

    def _take_field(self) -> None:
        """Another field: what was asked of the former one says nothing of it."""
        self._suit()
        self.typed.set_text("")
        self.changed.emit()

    def _suit(self) -> None:
        one = self._chosen()
        self.value.setVisible(one is not None and one[1])
        field = one[0] if one else None
        if field is not None and field.kind is CustomKind.CHOICE:
            filled: tuple[object, str] = (None, "填了的")
            self.choice.combo.clear()
            self.choice.set_choices([filled, *((word, word) for word in field.choices)])
            self.value.setCurrentWidget(self.choice)
        else:
            self.typed.edit.setPlaceholderText(_HINTS[field.kind] if field else "")
            self.value.setCurrentWidget(self.typed)


def _words(asked: CustomFilter) -> str:
    """A condition as it is typed."""
    if asked.contains:
        return asked.contains
    low, high = asked.low or "", asked.high or ""
    mark = "至" if _is_day(low or high) else "-"
    return low if low == high else f"{low}{mark}{high}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
