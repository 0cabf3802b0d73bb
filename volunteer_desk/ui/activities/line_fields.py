"""The fields of an activity: the same wherever one is made or changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.activities import ActivityDraft
from volunteer_desk.domain.typed_activity import (
    ReadActivity,
    TypedActivity,
    read_times,
    read_typed,
    typed_from,
)
from volunteer_desk.domain.typed_days import day_words, read_day_words
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.hours.project_field import ProjectField
from volunteer_desk.ui.name_field import Finding, PickField
from volunteer_desk.ui.offer_field import PersonField, WordsField
from volunteer_desk.ui.suggest_field import SuggestField

WEATHERS = ("晴", "多云", "阴", "小雨", "中雨", "大雨", "雷阵雨", "小雪", "雾", "霾", "大风")


class DayField(Field):
    """A day as people write it; it shows the weekday once it is read."""

    def __init__(self, today: Callable[[], date]) -> None:
        tip = "写 14、11.14、周六、下周六、明天、+3 都行"
        super().__init__("日期", placeholder="周六、11.14", tip=tip)
        self._today = today
        self.edit.editingFinished.connect(self._settle)

    def day(self) -> date | None:
        """The day that stands there, None when it cannot be read."""
        return read_day_words(self.text(), self._today())

    def set_day(self, day: date) -> None:
        """Show a day without ``changed``."""
        self.set_text(day_words(day))

    def _settle(self) -> None:
        day = self.day()
        if day is not None:
            self.set_day(day)


class ActivityFields(QObject):
    """Makes the fields, shows a draft in them, and reads them.

    Args:
        today: What a written day is near to.
        recipients: (code, word) of 服务对象.
        search: Finds volunteers for the leader's field.
        projects: Where projects are sought.
        teams: Where teams are.
    """

    changed = Signal()
    """The user changed any field."""
    asked = Signal()
    """Project or day settled: what is likely is to be looked up."""

    def __init__(
        self,
        today: Callable[[], date],
        recipients: Sequence[tuple[str, str]],
        search: Callable[[str], Sequence[VolunteerHit]],
        projects: Finding,
        teams: Finding,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._kept = ActivityDraft(0, today())
        self._touched: set[str] = set()
        self.project = ProjectField(projects)
        self.day = DayField(today)
        self.times = Field("时间", placeholder="9:00-11:30", tip="从几点到几点；夜里的算在第一天")
        self.place = Field("地点", placeholder="如 小区南门")
        self.leader = PersonField("负责人", search, free=True)
        self.team = PickField("队伍", teams, "组织的队伍")
        self.recipients = WordsField("服务对象", recipients, placeholder="如 老年人", free=True)
        self.planned = Field("计划人数", placeholder="人")
        self.beneficiaries = Field("受益人次", placeholder="服务了多少人次")
        self.weather = SuggestField("天气", WEATHERS, "如 晴")
        self.content = Field("服务内容", placeholder="做什么")
        self.remark = Field("备注")
        self._named: dict[str, Field] = {
            key: getattr(self, key) for key in TypedActivity.__dataclass_fields__ if key != "team"
        }
        for key, field in {**self._named, "team": self.team}.items():
            field.changed.connect(lambda key=key: self._touch(key))
        self.times.entered.connect(self._judge_times)
        self.project.named.connect(self.asked)
        self.day.entered.connect(self.asked)

    def every(self) -> dict[str, Field]:
        """The fields by the name a problem gives them; the team beside."""
        return {**self._named, "team": self.team}

    def show_draft(self, draft: ActivityDraft, project: str) -> None:
        """Show a draft; nothing counts as typed."""
        self._kept = draft
        self._touched.clear()
        self._fill(typed_from(draft, project), draft.team_id)
        self.project.show_new(False)
        self.show_problem("", "")

    def fill_likely(self, draft: ActivityDraft) -> bool:
        """Fill what was not typed; whether anything was filled."""
        before = self._typed()
        likely = typed_from(draft, before.project)
        fresh = {
            key: getattr(likely, key)
            for key in self._named
            if key not in self._touched and key not in ("project", "day")
        }
        team_id = self.team.key() if "team" in self._touched else draft.team_id
        self._fill(replace(before, **fresh), team_id)
        self._kept = replace(self._kept, team_id=team_id)
        return self._typed() != before

    def read(self) -> ReadActivity:
        """What was typed as a draft, its project by name; a problem marks its field."""
        found = read_typed(self._typed(), self._today(), self._kept)
        if found.draft is not None and self.team.is_unknown():
            found = ReadActivity(None, "team", "没有这支队伍，请从提示里选（按 ↓ 看全部）。")
        if found.draft is None:
            return found
        team_id = self.team.key() if "team" in self._touched else self._kept.team_id
        return ReadActivity(replace(found.draft, team_id=team_id))

    def project_name(self) -> str:
        """The project as it is written."""
        return self.project.text()

    def show_problem(self, name: str, problem: str) -> None:
        """Mark a field and go there; "" takes all marks away."""
        for field in self.every().values():
            field.show_problem("")
        if name:
            field = self.every()[name]
            field.show_problem(problem)
            field.edit.setFocus()

    def stop(self) -> None:
        """Stop waiting (the form is left)."""
        self.project.stop()

    def _typed(self) -> TypedActivity:
        return TypedActivity(**{key: field.text() for key, field in self._named.items()})

    def _fill(self, typed: TypedActivity, team_id: int | None) -> None:
        shown: Mapping[str, str] = vars(typed)
        for key, field in self._named.items():
            if field.text() != shown[key]:
                field.set_text(shown[key])
        self.team.choose(team_id)

    def _touch(self, key: str) -> None:
        self._touched.add(key)
        self.changed.emit()

    def _judge_times(self) -> None:
        found = read_times(self.times.text())
        self.times.show_problem(found if isinstance(found, str) else "")
        first, last = (None, None) if isinstance(found, str) else found
        night = first is not None and last is not None and last < first
        self.times.label.setText("时间 到次日" if night else "时间")
