"""The form of a repeating activity: its rule in words while one types, and from which day on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from PySide6.QtCore import Signal

from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.durations import parse_duration
from volunteer_desk.domain.series import (
    AHEAD_DAYS,
    WEEKDAYS,
    Frequency,
    SeriesDraft,
    SeriesRule,
    days_of,
    parse_days,
    rule_problem,
    rule_words,
    short_month_words,
)
from volunteer_desk.ui.fields import ComboField, DateField, Field, FieldBox, NumberField
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.name_field import Finding, PickField
from volunteer_desk.ui.offer_field import WordsField
from volunteer_desk.ui.widgets import SmallButton, words

_NO_MARKS = {ord(mark): None for mark in "周星期每、，, 和"}


class WeekdayField(WordsField):
    """Days of the week as people write them: 六, 周一、周三, 1 3 5; ↓ offers them."""

    def __init__(self) -> None:
        days = [(str(number), f"周{word}") for number, word in enumerate(WEEKDAYS, 1)]
        super().__init__("星期", days, placeholder="如 六，或 一、三、五", free=True)

    def value(self) -> tuple[int, ...]:
        """ISO weekdays; none where something else stands there too."""
        text = self.text().replace("天", "日").translate(_NO_MARKS)
        numbers = [WEEKDAYS.find(mark) + 1 or _digit(mark) for mark in text]
        return tuple(sorted(set(numbers))) if all(numbers) else ()

    def set_value(self, wanted: Sequence[int]) -> None:
        """Show these."""
        self.set_codes([str(day) for day in wanted])


class SeriesForm(InlineForm):
    """Makes a series, or changes one from a day on; 结束 ends it."""

    ending = Signal()
    """The series is to end from the day in ``since`` on."""

    def __init__(self, today: Callable[[], date], projects: Finding, teams: Finding) -> None:
        super().__init__("重复活动")
        self.series_id: int | None = None
        self._today = today
        self._kept: SeriesDraft | None = None
        self.project = PickField("项目", projects, "输入或按 ↓ 选")
        self.frequency = ComboField("重复", [("weekly", "每周"), ("monthly", "每月")])
        self.weekdays = WeekdayField()
        self.monthdays = Field("哪几天", placeholder="如 5、20")
        self.every = NumberField("每隔", 1, 1, 12, "周一次")
        self.from_on = DateField("从", today)
        self.to_on = Field("到", placeholder="不填就一直办，如 2027-6-30")
        self.times = Field("时间", placeholder="如 9:00-11:30，可不填")
        self.place = Field("地点", placeholder="可不填")
        self.leader = Field("负责人", placeholder="可不填")
        self.team = PickField("队伍", teams, "可不填")
        self.planned = NumberField("计划人数", 0, 0, 99999, "人")
        self.content = Field("内容", placeholder="做什么，可不填")
        self.since = DateField("从哪天改", today)
        self.told = words("", "soft")
        self.told.setWordWrap(True)
        self.end = SmallButton("从这天起不再办", "Ctrl+Shift+Del", "结束这个重复活动，办过的不动")
        self.add_block(self.told)
        for number, field in enumerate(self._fields_in_order()):
            self.add_field(field)
            if not number:
                self.add_block(self.end)
        self.finish()
        self.last = self.content
        self.end.clicked.connect(self.ending)
        for field in self._fields_in_order():
            field.changed.connect(self._tell)

    def _fields_in_order(self) -> tuple[FieldBox, ...]:
        return (
            self.since,
            self.project,
            self.frequency,
            self.weekdays,
            self.monthdays,
            self.every,
            self.from_on,
            self.to_on,
            self.times,
            self.place,
            self.leader,
            self.team,
            self.planned,
            self.content,
        )

    def begin(self, draft: SeriesDraft, series_id: int | None, since: date) -> None:
        """Show a new series, or one to change from ``since`` on."""
        self.series_id, self._kept = series_id, draft
        self.title.setText("新的重复活动" if series_id is None else "改重复活动")
        self.note.setText("Enter 到下一项，Esc 返回")
        rule = draft.rule
        self.project.choose(draft.project_id)
        self.frequency.choose(rule.frequency.value)
        weekly = rule.frequency is Frequency.WEEKLY
        self.weekdays.set_value(rule.days if weekly else ())
        self.monthdays.set_text("" if weekly else "、".join(map(str, rule.days)))
        self.every.set_value(rule.every)
        self.from_on.set_day(rule.from_on)
        self.to_on.set_text("" if rule.to_on is None else rule.to_on.isoformat())
        self.times.set_text(_span(draft.starts, draft.ends))
        self.place.set_text(draft.place)
        self.leader.set_text(draft.leader)
        self.team.choose(draft.team_id)
        self.planned.set_value(draft.planned_people or 0)
        self.content.set_text(draft.content)
        self.since.set_day(since)
        self.since.setVisible(series_id is not None)
        self.from_on.setVisible(series_id is None)
        self.end.setVisible(series_id is not None)
        self.project.setEnabled(series_id is None)
        self.save.setEnabled(True)
        self.show_problem("")
        self._tell()
        first = self.frequency if draft.project_id else self.project
        (self.since if series_id is not None else first).inner.setFocus()

    def draft(self) -> SeriesDraft | None:
        """What was typed, or None when it cannot be read; the form then says why."""
        self.show_problem("")
        found = self._read()
        if isinstance(found, SeriesDraft):
            return found
        problem, field = found
        self.show_problem(problem, field)
        return None

    def _read(self) -> SeriesDraft | tuple[str, FieldBox]:
        project = self.project.key()
        if project is None:
            return "请先选择项目。", self.project
        weekly = self.frequency.key() == Frequency.WEEKLY.value
        days = self.weekdays.value() if weekly else parse_days(self.monthdays.text())
        to_on = parse_date(self.to_on.text()) if self.to_on.text() else None
        if self.to_on.text() and to_on is None:
            return "结束日期读不懂，请写成 2027-6-30 这样。", self.to_on
        rule = SeriesRule(
            Frequency.WEEKLY if weekly else Frequency.MONTHLY,
            days,
            self.from_on.day(),
            to_on,
            self.every.value(),
        )
        problem = rule_problem(rule, self._today())
        if problem:
            wrong = self.weekdays if weekly else self.monthdays
            return problem, wrong if not days or "1到31" in problem else self.to_on
        starts = ends = None
        if self.times.text():
            span = parse_duration(self.times.text())
            if span is None or span.starts is None or span.ends is None:
                return "时间读不懂，请写成 9:00-11:30 这样。", self.times
            starts, ends = _clock(span.starts), _clock(span.ends)
        if self.team.is_unknown():
            return "没有这支队伍，请从提示里选（按 ↓ 看全部）。", self.team
        return replace(
            self._kept or SeriesDraft(project, rule),
            project_id=project,
            rule=rule,
            starts=starts,
            ends=ends,
            place=self.place.text(),
            leader=self.leader.text(),
            content=self.content.text(),
            team_id=self.team.key(),
            planned_people=self.planned.value() or None,
        )

    def _tell(self) -> None:
        weekly = self.frequency.key() == Frequency.WEEKLY.value
        self.weekdays.setVisible(weekly)
        self.monthdays.setVisible(not weekly)
        self.every.spin.setSuffix(" 周一次" if weekly else " 个月一次")
        found = self._read()
        if not isinstance(found, SeriesDraft):
            self.told.hide()
            return
        self.told.show()
        rule, today = found.rule, self._today()
        first = max(rule.from_on, today if self.series_id is None else self.since.day())
        if rule.from_on < today and self.series_id is None:
            first = rule.from_on
        last = today + timedelta(days=AHEAD_DAYS)
        count = len(days_of(rule, first, last))
        year_on = rule.from_on + timedelta(days=366)
        short = short_month_words(rule, first, min(rule.to_on or year_on, year_on))
        said = (
            f"{rule_words(rule, found.starts, found.ends)}。",
            f"现在排出{count}场（到{last.month}月{last.day}日），以后每天往后排。",
            f"{short}。" if short else "",
        )
        self.told.setText("".join(said))


def _digit(mark: str) -> int:
    return int(mark) if mark in "1234567" else 0


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def _span(starts: time | None, ends: time | None) -> str:
    return "" if starts is None or ends is None else f"{starts:%H:%M}-{ends:%H:%M}"
