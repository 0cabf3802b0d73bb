"""The form of a project, with the checklist of what is no volunteer time when one is made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QGridLayout

from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.posts import Post, parse_posts, post_words
from volunteer_desk.domain.projects import MOST_CATEGORIES, ProjectDraft
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.name_field import Finding, PickField
from volunteer_desk.ui.offer_field import WordsField
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


@dataclass(frozen=True)
class ProjectWords:
    """(code, word) of the lists a project chooses from."""

    categories: Sequence[tuple[str, str]]
    recipients: Sequence[tuple[str, str]]
    support: Sequence[tuple[str, str]]


class ProjectForm(InlineForm):
    """Makes or changes a project."""

    def __init__(self, lists: ProjectWords, teams: Finding, units: Finding) -> None:
        super().__init__("新建项目")
        self.project_id: int | None = None
        self._kept = ProjectDraft("")
        self.name = Field("名称", placeholder="如 周末清洁家园")
        self.category = WordsField(
            "服务类别", lists.categories, MOST_CATEGORIES, "最多四个，按 ↓ 选"
        )
        self.team = PickField("队伍", teams, "负责的队伍")
        self.unit = PickField("单位", units, "负责的单位")
        self.recipients = WordsField("服务对象", lists.recipients, 13, "如 老年人、儿童，按 ↓ 选")
        self.support = WordsField("保障", lists.support, 12, "如 志愿者保险，按 ↓ 选，可不填")
        self.content = Field("内容", placeholder="做什么，如 清理楼道、捡拾垃圾")
        self.posts = Field("岗位", placeholder="如 引导员4人、秩序员6人，可不填")
        self.from_on = Field("开始", placeholder="如 2026-03-05")
        self.to_on = Field("结束", placeholder="可不填")
        self.place = Field("地点", placeholder="常去的地方，可不填")
        self.remark = Field("备注")
        self.brand = QCheckBox("品牌项目")
        for field in (self.name, self.category, self.team, self.unit):
            self.add_field(field)
        for field in (
            self.from_on,
            self.to_on,
            self.place,
            self.content,
            self.recipients,
            self.posts,
            self.support,
            self.remark,
        ):
            self.add_field(field)
        self.add_block(self.brand)
        self.check = QCheckBox("已核对：这个项目不属于以上情形")
        self.list = self._checklist()
        self.add_block(self.list)
        self.finish()

    def begin(self, draft: ProjectDraft | None, project_id: int | None) -> None:
        """Show a project to change, or an empty form when it is new."""
        self.project_id = project_id
        self._kept = draft or ProjectDraft("")
        self.title.setText("修改项目" if project_id is not None else "新建项目")
        self.note.setText("Enter 到下一项，Esc 返回")
        kept = self._kept
        self.name.set_text(kept.name)
        self.category.set_codes(kept.categories)
        self.team.choose(kept.team_id)
        self.unit.choose(kept.unit_id)
        self.recipients.set_codes(kept.recipients)
        self.support.set_codes(kept.support)
        self.content.set_text(kept.content)
        self.posts.set_text(post_words(kept.posts))
        self.from_on.set_text(kept.from_on.isoformat() if kept.from_on else "")
        self.to_on.set_text(kept.to_on.isoformat() if kept.to_on else "")
        self.place.set_text(kept.place)
        self.remark.set_text(kept.remark)
        self.brand.setChecked(kept.brand)
        self.check.setChecked(False)
        self.list.setVisible(project_id is None)
        self.last = self.check if project_id is None else self.brand
        self.lead_to_save()
        self.save.setEnabled(True)
        self.show_problem("")
        self.name.edit.setFocus()

    def draft(self) -> ProjectDraft | None:
        """What was typed, or None when it cannot be read; the form then says why."""
        self.show_problem("")
        if not self.name.text():
            self.show_problem("项目还没有名称，请填写。", self.name)
            return None
        spans = self._read_days()
        posts = self._read_posts()
        if spans is None or posts is None or self._points_nowhere():
            return None
        if self.project_id is None and not self.check.isChecked():
            self.show_problem("请先核对下面的清单，再在它下面打勾。")
            self.check.setFocus()
            self.area.ensureWidgetVisible(self.check)
            return None
        first, *more = self.category.codes() or (None,)
        return replace(
            self._kept,
            name=self.name.text(),
            category=first,
            more_categories=tuple(code for code in more if code),
            team_id=self.team.key(),
            unit_id=self.unit.key(),
            recipients=self.recipients.codes(),
            support=self.support.codes(),
            content=self.content.text(),
            posts=posts,
            brand=self.brand.isChecked(),
            from_on=spans[0],
            to_on=spans[1],
            place=self.place.text(),
            remark=self.remark.text(),
        )

    def _read_days(self) -> tuple[date | None, date | None] | None:
        days: list[date | None] = []
        for field in (self.from_on, self.to_on):
            day = parse_date(field.text()) if field.text() else None
            if field.text() and day is None:
                self.show_problem("这个日期读不懂，请写成 2026-03-05 这样。", field)
                return None
            days.append(day)
        return days[0], days[1]

    def _read_posts(self) -> tuple[Post, ...] | None:
        posts = parse_posts(self.posts.text())
        if posts is None:
            said = "岗位读不懂，请写成“引导员4人、秩序员6人”这样，每个岗位只写一次。"
            self.show_problem(said, self.posts)
        return posts

    def _points_nowhere(self) -> bool:
        for picked, word in ((self.team, "支队伍"), (self.unit, "个单位")):
            if picked.is_unknown():
                self.show_problem(f"没有这{word}，请从提示里选（按 ↓ 看全部）。", picked)
                return True
        for chosen in (self.category, self.recipients, self.support):
            if chosen.trouble():
                self.show_problem(chosen.trouble(), chosen)
                return True
        return False

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
