"""The form of an activity: one occasion of a project."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from volunteer_desk.domain.durations import format_clock, parse_duration
from volunteer_desk.domain.projects import ActivityDraft, ProjectRow
from volunteer_desk.ui.fields import ComboField, DateField, Field, NumberField
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.offer_field import PickField


class ActivityForm(InlineForm):
    """Makes or changes an activity."""

    def __init__(self, today: date) -> None:
        super().__init__("新建活动")
        self.activity_id: int | None = None
        self._kept: ActivityDraft | None = None
        self._today = today
        self.project = ComboField("项目")
        self.held_on = DateField("日期", today)
        self.hours = Field("时间", placeholder="如 9:00-11:30，可不填")
        self.place = Field("地点", placeholder="如 小区南门")
        self.leader = Field("负责人")
        self.team = PickField("队伍", "可不填")
        self.planned = NumberField("计划人数", 0, 0, 99999, "人")
        self.content = Field("内容", placeholder="做什么，可不填")
        for field in (self.project, self.held_on, self.hours, self.place, self.leader, self.team):
            self.add_field(field)
        self.add_field(self.planned)
        self.add_field(self.content)
        self.finish()

    def begin(
        self,
        draft: ActivityDraft,
        activity_id: int | None,
        projects: Sequence[ProjectRow],
        teams: Sequence[tuple[int, str]],
    ) -> None:
        """Show an activity to change, or a new one of ``draft``'s project."""
        self.activity_id = activity_id
        self._kept = draft
        self.title.setText("修改活动" if activity_id is not None else "新建活动")
        self.note.setText("Enter 到下一项，Esc 返回")
        self.project.set_choices([(row.id, row.name) for row in projects])
        self.project.choose(draft.project_id)
        self.team.set_choices(teams)
        self.team.choose(draft.team_id)
        self.held_on.set_day(draft.held_on)
        self.hours.set_text(_span_words(draft))
        self.place.set_text(draft.place)
        self.leader.set_text(draft.leader)
        self.planned.set_value(draft.planned_people or 0)
        self.content.set_text(draft.content)
        self.save.setEnabled(True)
        self.show_problem("")
        self.held_on.edit.setFocus()

    def draft(self) -> ActivityDraft | None:
        """What was typed, or None when it cannot be read; the form then says why."""
        self.show_problem("")
        project = self.project.key()
        if self._kept is None or not isinstance(project, int):
            self.show_problem("请先选择项目。", self.project)
            return None
        starts = ends = None
        if self.hours.text():
            span = parse_duration(self.hours.text())
            if span is None or span.starts is None or span.ends is None:
                self.show_problem("时间读不懂，请写成 9:00-11:30 这样。", self.hours)
                return None
            starts, ends = _clock(span.starts), _clock(span.ends)
        if self.team.is_unknown():
            self.show_problem("没有这支队伍，请从提示里选（按 ↓ 看全部）。", self.team)
            return None
        return replace(
            self._kept,
            project_id=project,
            held_on=self.held_on.day(),
            starts=starts,
            ends=ends,
            place=self.place.text(),
            leader=self.leader.text(),
            content=self.content.text(),
            team_id=self.team.key(),
            planned_people=self.planned.value() or None,
        )


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def _span_words(draft: ActivityDraft) -> str:
    if draft.starts is None or draft.ends is None:
        return ""
    first, last = (part.hour * 60 + part.minute for part in (draft.starts, draft.ends))
    return f"{format_clock(first)}-{format_clock(last)}"
