"""本处字段: fields an office adds to the cards of its volunteers."""

import re

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.custom_fields import (
    KIND_WORDS,
    CustomFieldDraft,
    CustomFieldRow,
    CustomKind,
)
from volunteer_desk.services import custom_fields as customs
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.settings.ordered_list import OrderedList
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone

COLUMNS: tuple[Column[CustomFieldRow], ...] = (
    Column("name", "名称", width=120, tip=lambda row: row.name, stretch=True),
    Column("kind", "种类", lambda row: KIND_WORDS[row.kind], 64, "soft"),
    Column("choices", "选项", lambda row: "、".join(row.choices), 120, "soft",
           tip=lambda row: "、".join(row.choices), stretch=True),
    Column("state", "", lambda row: "" if row.active else "停用", 64, "pill",
           tone=lambda _row: Tone.PLAIN),
)  # fmt: skip


class OwnFields(OrderedList[CustomFieldRow]):
    """Defined here, filled in on the card, asked for in lists and files."""

    def __init__(self, context: PageContext) -> None:
        self.name = Field("名称", placeholder="如 楼栋")
        self.kind = ComboField("种类", [(kind.value, word) for kind, word in KIND_WORDS.items()])
        self.choices = Field("选项", placeholder="用、隔开")
        fields = (self.name, self.kind, self.choices)
        super().__init__("本处字段", "加在志愿者的卡片上", COLUMNS, fields)
        self._context = context
        self._known: CustomFieldRow | None = None
        self.kind.changed.connect(self._show_choices)

    def read_fields(self) -> None:
        """Show the fields."""
        self.show_rows(customs.custom_fields(self._context.desk, retired=True))

    def in_use(self, row: CustomFieldRow) -> bool:
        """Whether cards show the field."""
        return row.active

    def begin_new(self) -> None:
        """Type a new field."""
        self._open(None)

    def begin_change(self) -> None:
        """Rename the chosen field, or write other choices."""
        if self.chosen() is not None:
            self._open(self.chosen())

    def save_line(self) -> None:
        """Add or change."""
        desk, known, name = self._context.desk, self._known, self.name.text()
        kind = CustomKind(str(self.kind.key()))
        choices = tuple(re.split(r"[、,，;；\s]+", self.choices.text()))

        def work(_progress: Progress) -> Changed:
            if known is None:
                return customs.define_field(desk, CustomFieldDraft(name, kind, choices))
            changed = None
            if known.kind is CustomKind.CHOICE and choices != known.choices:
                changed = customs.change_choices(desk, known.id, choices)
            if name != known.name or changed is None:
                changed = customs.rename_field(desk, known.id, name)
            return changed

        self._context.tasks.run(
            work, self._saved, label="正在保存", failed=self.show_refusal, quiet=True
        )

    def toggle_use(self) -> None:
        """Take the chosen field off the cards, or put it back."""
        row, desk = self.chosen(), self._context.desk
        if row is None:
            return
        known = row
        self._context.tasks.run(
            lambda _: customs.retire_field(desk, known.id, back=not known.active),
            self._saved,
            label="正在保存",
            failed=self.show_refusal,
            quiet=True,
        )

    def move_row(self, by: int) -> None:
        """Move the chosen field."""
        at, ids = self.table.current_row(), [row.id for row in self.model.rows]
        if not 0 <= at + by < len(ids) or at < 0:
            return
        ids.insert(at + by, ids.pop(at))
        desk = self._context.desk
        self.table.choose_row(at + by)
        self._context.tasks.run(
            lambda _: customs.order_fields(desk, ids), self._moved, label="正在保存"
        )

    def _open(self, row: CustomFieldRow | None) -> None:
        self._known = row
        self.name.set_text(row.name if row else "")
        self.kind.choose(row.kind.value if row else CustomKind.TEXT.value)
        self.kind.setVisible(row is None)
        self.choices.set_text("、".join(row.choices) if row else "")
        self._show_choices()
        self.open_line()

    def _show_choices(self) -> None:
        self.choices.setVisible(self.kind.key() == CustomKind.CHOICE.value)

    def _saved(self, changed: Changed) -> None:
        self.close_line()
        self._moved(changed)

    def _moved(self, changed: Changed) -> None:
        self._context.publish(changed)
        self.read_fields()
