"""The form of a team."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.phones import clean_phone
from volunteer_desk.domain.projects import TeamDraft
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.name_field import Finding, PickField
from volunteer_desk.ui.offer_field import PersonField
from volunteer_desk.ui.suggest_field import SuggestField


class TeamForm(InlineForm):
    """Makes or changes a team."""

    def __init__(self, search: Callable[[str], Sequence[VolunteerHit]], units: Finding) -> None:
        super().__init__("新建队伍")
        self.team_id: int | None = None
        self._kept = TeamDraft("")
        self.name = Field("名称", placeholder="如 党员志愿服务队")
        self.kind = SuggestField("类型", (), "如 党员、青年、巾帼")
        self.leader = PersonField("负责人", search, free=True)
        self.phone = Field("电话", placeholder="不填就用负责人登记的电话")
        self.unit = PickField("单位", units, "所属单位，可不填")
        self.founded_on = Field("成立", placeholder="如 2026-03-05，可不填")
        self.remark = Field("备注")
        for field in (
            self.name,
            self.kind,
            self.leader,
            self.phone,
            self.unit,
            self.founded_on,
            self.remark,
        ):
            self.add_field(field)
        self.finish()

    def begin(self, draft: TeamDraft | None, team_id: int | None) -> None:
        """Show a team to change, or an empty form when it is new."""
        self.team_id = team_id
        self._kept = kept = draft or TeamDraft("")
        self.title.setText("修改队伍" if team_id is not None else "新建队伍")
        self.note.setText("Enter 到下一项，Esc 返回")
        self.name.set_text(kept.name)
        self.kind.set_text(kept.kind)
        self.leader.show_person(kept.leader, kept.leader_id)
        self.phone.set_text(kept.phone)
        self.unit.choose(kept.unit_id)
        self.founded_on.set_text(kept.founded_on.isoformat() if kept.founded_on else "")
        self.remark.set_text(kept.remark)
        self.save.setEnabled(True)
        self.show_problem("")
        self.name.edit.setFocus()

    def draft(self) -> TeamDraft | None:
        """What was typed, or None when it cannot be read; the form then says why."""
        self.show_problem("")
        if not self.name.text():
            self.show_problem("队伍还没有名称，请填写。", self.name)
            return None
        phone = clean_phone(self.phone.text()) if self.phone.text() else ""
        if phone is None:
            self.show_problem("电话号码不对，请写11位手机号或带区号的座机。", self.phone)
            return None
        if self.unit.is_unknown():
            self.show_problem("没有这个单位，请从提示里选（按 ↓ 看全部）。", self.unit)
            return None
        founded = parse_date(self.founded_on.text()) if self.founded_on.text() else None
        if self.founded_on.text() and founded is None:
            self.show_problem("这个日期读不懂，请写成 2026-03-05 这样。", self.founded_on)
            return None
        return replace(
            self._kept,
            name=self.name.text(),
            kind=self.kind.text(),
            leader=self.leader.text(),
            leader_id=self.leader.person,
            unit_id=self.unit.key(),
            phone=phone,
            founded_on=founded,
            remark=self.remark.text(),
        )
