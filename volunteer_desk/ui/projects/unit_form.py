"""The form of a unit."""

from dataclasses import replace

from volunteer_desk.domain.units import UNIT_KIND_WORDS, UnitDraft, UnitKind
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.name_field import Finding, PickField


class UnitForm(InlineForm):
    """Makes, changes or moves a unit."""

    def __init__(self, units: Finding) -> None:
        super().__init__("新建单位")
        self.unit_id: int | None = None
        self._kept = UnitDraft("")
        self.name = Field("名称", placeholder="如 朝阳街道幸福里社区")
        self.kind = ComboField("类型", [(kind, word) for kind, word in UNIT_KIND_WORDS.items()])
        self.parent_unit = PickField("上级", units, "不填就是最上一级")
        self.code = Field("代码", placeholder="区县6位、街道9位、社区12位，可不填")
        self.contact = Field("联系人")
        self.phone = Field("电话", placeholder="手机或座机")
        for field in (
            self.name,
            self.kind,
            self.parent_unit,
            self.code,
            self.contact,
            self.phone,
        ):
            self.add_field(field)
        self.finish()

    def begin(self, draft: UnitDraft, unit_id: int | None) -> None:
        """Show a unit to change, or a new one like ``draft``."""
        self.unit_id = unit_id
        self._kept = draft
        self.title.setText("修改单位" if unit_id is not None else "新建单位")
        self.note.setText("Enter 到下一项，Esc 返回")
        self.name.set_text(draft.name)
        self.kind.choose(draft.kind)
        self.parent_unit.barred = unit_id
        self.parent_unit.choose(draft.parent_id)
        self.code.set_text(draft.code)
        self.contact.set_text(draft.contact)
        self.phone.set_text(draft.phone)
        self.save.setEnabled(True)
        self.show_problem("")
        self.name.edit.setFocus()

    def draft(self) -> UnitDraft | None:
        """What was typed, or None when it cannot be read; the form then says why."""
        self.show_problem("")
        if not self.name.text():
            self.show_problem("单位还没有名称，请填写。", self.name)
            return None
        if self.parent_unit.is_unknown():
            self.show_problem("没有这个上级单位，请从提示里选（按 ↓ 看全部）。", self.parent_unit)
            return None
        kind = self.kind.key()
        return replace(
            self._kept,
            name=self.name.text(),
            kind=UnitKind(kind) if isinstance(kind, str) else UnitKind.OTHER,
            code=self.code.text(),
            parent_id=self.parent_unit.key(),
            contact=self.contact.text(),
            phone=self.phone.text(),
        )
