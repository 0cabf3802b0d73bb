"""The occasion in boxed fields: project, date, time, place, and the activity they belong to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from volunteer_desk.domain.durations import Duration, format_clock, format_hours, parse_duration
from volunteer_desk.domain.projects import ActivityRow, ActivityState
from volunteer_desk.domain.rounding import Rounding
from volunteer_desk.ui.fields import ComboField, DateField, Field
from volunteer_desk.ui.hours.project_field import ProjectField
from volunteer_desk.ui.hours.reading import Around, times_of
from volunteer_desk.ui.name_field import Finding
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import SmallButton, row_layout, words

NARROW = 690
"""Pixels at 100 % under which the fields stand in two lines."""
OTHER = 0
"""The activity chooser's key for an occasion still to be made."""


@dataclass(frozen=True)
class Occasion:
    """What is being logged; ``activity_id`` is None where an activity is yet to be made."""

    project: str
    on: date
    time: Duration | None
    place: str
    activity_id: int | None = None


class OccasionBar(QWidget):
    """``changed`` when rows have to be checked again, ``asked`` when project or date settled."""

    changed = Signal()
    asked = Signal()
    entries_asked = Signal(int)

    def __init__(self, today: Callable[[], date], projects: Finding) -> None:
        super().__init__()
        self._touched: set[str] = set()
        self._held: tuple[ActivityRow, ...] = ()
        self.project = ProjectField(projects)
        self.day = DateField("日期", today)
        self.time = Field("时间", placeholder="9:00-11:30")
        self._rounding = Rounding()
        self.rounding = words("", "small")
        self.place = Field("地点", placeholder="可以不填")
        self.activity = ComboField("活动")
        self.hint = words("", "small")
        self.entries = SmallButton("看明细", "Alt+D", "看这场活动已登记的每一条")
        self.time.add_beside(self.rounding)
        self.rounding.hide()
        self._dress()
        self._fields = QGridLayout()
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(10)
        self._narrow: bool | None = None
        self._arrange(False)
        self.under = QWidget()
        under = row_layout(10)
        self.under.setLayout(under)
        under.addWidget(self.activity)
        under.addWidget(self.hint, 1)
        under.addWidget(self.entries)
        self.under.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._fields)
        layout.addWidget(self.under)
        self._connect()

    def _dress(self) -> None:
        self.activity.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.activity.combo.setMinimumContentsLength(16)
        self.day.edit.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.day.edit.setDisplayFormat("yyyy-MM-dd ddd")
        self.time.setToolTip(
            "一个数给所有人：2.5、2小时半，或 9:00-11:30、22:00-1:00，算在第一天（Alt S）"
        )

    def _connect(self) -> None:
        self.project.named.connect(self.asked)
        self.day.changed.connect(self.changed)
        self.day.changed.connect(self.asked)
        self.time.changed.connect(self._time_typed)
        self.place.changed.connect(lambda: self._touched.add("place"))
        self.activity.changed.connect(self._activity_chosen)
        self.entries.clicked.connect(self._ask_entries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines of fields where one would cut them."""
        super().resizeEvent(event)
        self._arrange(event.size().width() < scaled(NARROW) or bool(self._rounding.step))

    def _arrange(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        widths = (3, 2, 0, 0) if narrow else (7, 0, 5, 4)
        for number, field in enumerate((self.project, self.day, self.time, self.place)):
            row, column = divmod(number, 2) if narrow else (0, number)
            self._fields.addWidget(field, row, column)
            self._fields.setColumnStretch(number, widths[number])

    def occasion(self) -> Occasion:
        """What the fields say now."""
        chosen = self.activity.key() if not self.under.isHidden() else None
        return Occasion(
            self.project.text(),
            self.day.day(),
            parse_duration(self.time.text()),
            self.place.text(),
            chosen if isinstance(chosen, int) and chosen != OTHER else None,
        )

    def wants_another(self) -> bool:
        """Whether the day's activities are not meant."""
        return not self.under.isHidden() and self.activity.key() == OTHER

    def set_project(self, name: str) -> None:
        """Show a project's name."""
        self.project.set_text(name)

    def show_around(self, around: Around) -> None:
        """Say whether the project is new, and offer its activities of the day."""
        self.project.show_new(bool(self.project.text()) and around.project_id is None)
        kept = self.activity.key()
        choices: list[tuple[object, str]] = [(row.id, activity_words(row)) for row in around.held]
        self._held = around.held
        self.under.setVisible(bool(choices))
        self.activity.set_choices([*choices, (OTHER, "另开一场")] if choices else [])
        if choices and kept not in (OTHER, *(row.id for row in around.held)):
            self.activity.choose(around.held[0].id)
        self._activity_chosen()

    def choose_activity(self, activity_id: int) -> None:
        """Choose one of the activities offered."""
        self.activity.choose(activity_id)
        self._activity_chosen()

    def fill(self, time: Duration | None, place: str) -> None:
        """Fill what was not typed."""
        if time is not None and "time" not in self._touched:
            self.time.set_text(time_text(time))
            self._show_time()
        if place and "place" not in self._touched:
            self.place.set_text(place)
        self.changed.emit()

    def forget_typed(self) -> None:
        """From now on an activity may fill time and place again."""
        self._touched.clear()

    def show_rounding(self, rounding: Rounding) -> None:
        """Say beside the time how minutes are rounded, and what becomes of this one."""
        if rounding != self._rounding:
            self._rounding = rounding
            self._arrange(self.width() < scaled(NARROW) or bool(rounding.step))
            self._show_time()

    def stop(self) -> None:
        """Stop waiting (the page is left)."""
        self.project.stop()

    def _activity_chosen(self) -> None:
        chosen = next((row for row in self._held if row.id == self.activity.key()), None)
        self.entries.setVisible(chosen is not None and chosen.attendances > 0)
        if chosen is None:
            self.hint.setText("登记时另建一场活动")
            self.changed.emit()
            return
        people = f"这场已登记 {chosen.attendances} 人，新的名单加在一起"
        self.hint.setText(people if chosen.attendances else "登记后这场活动变为“已记录”")
        self.fill(times_of(chosen), chosen.place)

    def _ask_entries(self) -> None:
        chosen = self.activity.key()
        if isinstance(chosen, int) and chosen != OTHER:
            self.entries_asked.emit(chosen)

    def _time_typed(self) -> None:
        self._touched.add("time")
        self._show_time()
        self.changed.emit()

    def _show_time(self) -> None:
        text = self.time.text()
        time = parse_duration(text)
        unread = bool(text) and time is None
        self.time.show_problem("看不懂这个时间，请写 2.5、2小时半 或 9:00-11:30" if unread else "")
        night = time is not None and time.ends is not None and time.ends <= (time.starts or 0)
        self.time.label.setText("时间 到次日" if night else "时间")
        rule, counted = self._rounding.short_words, ""
        if rule and time is not None and self._rounding.round_minutes(time.minutes) != time.minutes:
            counted = f" → {format_hours(self._rounding.round_minutes(time.minutes))} 小时"
        self.rounding.setText(f"{rule}{counted}")
        self.rounding.setToolTip(self._rounding.words)
        self.rounding.setVisible(bool(rule))


def time_text(time: Duration) -> str:
    """A duration as the field can read it back: "9:00-11:30", "2.5"."""
    if time.starts is None or time.ends is None:
        return format_hours(time.minutes)
    return f"{format_clock(time.starts)}-{format_clock(time.ends)}"


def activity_words(row: ActivityRow) -> str:
    """``09:00-11:30 小区南门 · 计划中`` or ``… · 已登记 24 人``."""
    time = times_of(row)
    head = " ".join(filter(None, (time_text(time) if time else "", row.place))) or "当天的活动"
    planned = row.state is ActivityState.PLANNED and not row.attendances
    return f"{head} · {'计划中' if planned else f'已登记 {row.attendances} 人'}"
