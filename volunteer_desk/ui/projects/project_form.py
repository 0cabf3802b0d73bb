"""The form of a project, with the checklist of what is no volunteer time when one is made."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QGridLayout

from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.projects import ProjectDraft, TeamRow
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.volunteers.inline_form import InlineForm
from volunteer_desk.ui.widgets import Card, words

NOT_RECORDABLE = (
    "上班时间里的本职工作",
    "单位内部的日常事务",
    "为自己或亲友办事、谋利",
    "没有公益目的的活动",
    "报酬明显高于补贴的活动",
    "捐款捐物、转发网络消息",
)
"""What must not be recorded as volunteer hours."""


class ProjectForm(InlineForm):
    """Makes or changes a project."""

    def __init__(self, categories: Sequence[tuple[str, str]]) -> None:
        super().__init__("新建项目")
        self.project_id: int | None = None
        self._kept = ProjectDraft("")
        self.name = Field("名称", placeholder="如 周末清洁家园")
        self.category = ComboField("服务类别", [(None, "未选"), *categories])
        self.team = ComboField("队伍")
        self.from_on = Field("开始", placeholder="如 2026-03-05")
        self.to_on = Field("结束", placeholder="可不填")
        self.place = Field("地点", placeholder="常去的地方，可不填")
        self.remark = Field("备注")
        self.brand = QCheckBox("品牌项目")
        for field in (self.name, self.category, self.team):
            self.add_field(field)
        self.add_row((self.from_on, self.to_on))
        self.add_field(self.place)
        self.add_field(self.remark)
        self.add_block(self.brand)
        self.check = QCheckBox("已核对：这个项目不属于以上情形")
        self.list = self._checklist()
        self.add_block(self.list)
        self.finish()

    def begin(
        self, draft: ProjectDraft | None, project_id: int | None, teams: Sequence[TeamRow]
    ) -> None:
        """Show a project to change, or an empty form when it is new."""
        self.project_id = project_id
        self._kept = draft or ProjectDraft("")
        self.title.setText("修改项目" if project_id is not None else "新建项目")
        self.note.setText("Enter 到下一项，Esc 返回")
        self.team.set_choices([(None, "未选"), *((team.id, team.name) for team in teams)])
        kept = self._kept
        self.name.set_text(kept.name)
        self.category.choose(kept.category)
        self.team.choose(kept.team_id)
        self.from_on.set_text(kept.from_on.isoformat() if kept.from_on else "")
        self.to_on.set_text(kept.to_on.isoformat() if kept.to_on else "")
        self.place.set_text(kept.place)
        self.remark.set_text(kept.remark)
        self.brand.setChecked(kept.brand)
        self.check.setChecked(False)
        self.list.setVisible(project_id is None)
        self.save.setEnabled(True)
        self.show_problem("")
        self.name.edit.setFocus()

    def draft(self) -> ProjectDraft | None:
        """What was typed, or None when it cannot be read; the form then says why."""
        self.show_problem("")
        if not self.name.text():
            self.show_problem("项目还没有名称，请填写。", self.name)
            return None
        spans: list[date | None] = []
        for field in (self.from_on, self.to_on):
            day = parse_date(field.text()) if field.text() else None
            if field.text() and day is None:
                self.show_problem("这个日期读不懂，请写成 2026-03-05 这样。", field)
                return None
            spans.append(day)
        if self.project_id is None and not self.check.isChecked():
            self.show_problem("请先核对下面的清单，再在它下面打勾。")
            self.check.setFocus()
            self.area.ensureWidgetVisible(self.check)
            return None
        category, team = self.category.key(), self.team.key()
        return replace(
            self._kept,
            name=self.name.text(),
            category=category if isinstance(category, str) else None,
            team_id=team if isinstance(team, int) else None,
            brand=self.brand.isChecked(),
            from_on=spans[0],
            to_on=spans[1],
            place=self.place.text(),
            remark=self.remark.text(),
        )

    def _checklist(self) -> Card:
        card = Card("不能记为志愿服务时长", role="well")
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        for number, line in enumerate(NOT_RECORDABLE):
            told = words(f"·  {line}", "soft")
            told.setWordWrap(True)
            grid.addWidget(told, number // 2, number % 2)
        card.body.addLayout(grid)
        card.body.addWidget(self.check)
        return card
