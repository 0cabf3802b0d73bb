"""Inputs for the fields an office added itself, made anew when the fields change."""

from collections.abc import Mapping, Sequence

from volunteer_desk.domain.custom_fields import CustomFieldRow, CustomKind, read_value
from volunteer_desk.ui.fields import ComboField, Field, FieldBox

_HINTS = {CustomKind.NUMBER: "数字", CustomKind.DATE: "如 2026-03-05"}


class CustomBoxes:
    """One box a field; ``texts`` says what was changed."""

    def __init__(self, fields: Sequence[CustomFieldRow], values: Mapping[int, str]) -> None:
        self._fields = {field.id: field for field in fields}
        self._values = dict(values)
        self.boxes: dict[int, FieldBox] = {field.id: self._box(field) for field in fields}

    def problem(self) -> tuple[str, FieldBox] | None:
        """The first text that does not fit its field."""
        for number, box in self.boxes.items():
            read = read_value(self._fields[number], _typed(box))
            if read.problem and _typed(box) != self._values.get(number, ""):
                return read.problem, box
        return None

    def texts(self) -> dict[int, str]:
        """Field id → text, of those that are not as they were."""
        typed = {number: _typed(box) for number, box in self.boxes.items()}
        return {
            number: text for number, text in typed.items() if text != self._values.get(number, "")
        }

    def _box(self, field: CustomFieldRow) -> FieldBox:
        value = self._values.get(field.id, "")
        if field.kind is not CustomKind.CHOICE:
            return Field(field.name, value, _HINTS.get(field.kind, ""))
        gone = [value] if value and value not in field.choices else []
        box = ComboField(
            field.name, [("", "未填"), *((one, one) for one in (*field.choices, *gone))]
        )
        box.choose(value)
        return box


def _typed(box: FieldBox) -> str:
    if isinstance(box, ComboField):
        return str(box.key() or "")
    return box.text() if isinstance(box, Field) else ""
