"""工作台: this month's figures, what waits, hours by month, the last acts."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from volunteer_desk.domain.batches import BatchRow
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.overview import Overview, same_days_before
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.domain.reminders import Reminder, ReminderKind
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.big_figure import BigFigure
from volunteer_desk.ui.overview.chart import MonthBars, hours
from volunteer_desk.ui.overview.recent import RecentCard
from volunteer_desk.ui.overview.waiting import WaitingCard
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.widgets import Card, LinkButton, page_layout, row_layout

if TYPE_CHECKING:
    from volunteer_desk.ui.entries.card import EntriesCard, Part
    from volunteer_desk.ui.entries.people_card import PeopleCard

BACK = "回到工作台"
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class _Facts:
    """Everything the page shows, read in one go beside the window's thread."""

    overview: Overview
    reminders: tuple[Reminder, ...]
    batches: tuple[BatchRow, ...]
    subtitle: str


class OverviewPage(Page):
    """The first page of every day."""

    page_name = "overview"
    title = "工作台"
    listens = frozenset(Noun)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.seen: Overview | None = None
        outer = page_layout(self)
        self.hours = BigFigure("本月服务时长")
        self.attendances = BigFigure("参与")
        self.activities = BigFigure("活动")
        self.volunteers = BigFigure("在册志愿者")
        for card, key, tip, opened in (
            (self.hours, "Alt+H", "本月、上月同期、今年的时长怎么来的", self._explain_month),
            (self.attendances, "Alt+R", "本月人次是哪些记录", self._explain_month),
            (self.activities, "Alt+A", "本月有时长的活动", self._open_activities),
            (self.volunteers, "Alt+Z", "在册、新增、注销的是哪些人", self._explain_people),
        ):
            card.offer("明细", key, tip).clicked.connect(opened)
        figures = row_layout()
        for card in (self.hours, self.attendances, self.activities, self.volunteers):
            figures.addWidget(card, 1)
        outer.addLayout(figures)
        self.waiting = WaitingCard()
        self.waiting.opened.connect(self._open)
        self.bars = MonthBars()
        self.chart = Card("今年各月时长", "小时")
        self.chart.body.addWidget(self.bars, 1)
        self.bars.month_pressed.connect(self._open_month)
        self.year = LinkButton("明细", "Alt+Y", "今年的时长是哪些记录加起来的")
        self.year.clicked.connect(self._explain_year)
        self.chart.head.addWidget(self.year)
        self.recent = RecentCard()
        self.recent.undo_pressed.connect(self._undo)
        self.recent.entries_pressed.connect(self._open_batch)
        grid = QGridLayout()
        grid.setSpacing(18)
        grid.addWidget(self.waiting, 0, 0, 2, 1)
        grid.addWidget(self.chart, 0, 1)
        grid.addWidget(self.recent, 1, 1)
        grid.setColumnStretch(0, 65)
        grid.setColumnStretch(1, 35)
        grid.setRowStretch(0, 58)
        grid.setRowStretch(1, 42)
        grid.setContentsMargins(0, 0, 0, 0)
        cards = QWidget()
        cards.setLayout(grid)
        self.below = QStackedWidget()
        self.below.addWidget(cards)
        outer.addWidget(self.below, 1)

    def reload(self) -> None:
        """Read figures, reminders and batches."""
        desk = self.context.desk
        self.subtitle_changed.emit(day_words(desk.now()))
        self.context.tasks.read(lambda: _read(desk), self._show, key="overview")

    def _show(self, facts: _Facts) -> None:
        seen = self.seen = facts.overview
        self.hours.show_figure(
            hours(seen.minutes), "小时", f"上月同期 {hours(seen.minutes_before)}"
        )
        self.attendances.show_figure(f"{seen.attendances:,}", "人次", f"{seen.people:,} 人")
        self.activities.show_figure(f"{seen.activities:,}", "场", f"{seen.teams:,} 支队伍")
        note = f"本月新增 {seen.registered:,}"
        self.volunteers.show_figure(f"{seen.volunteers:,}", "人", note)
        self.bars.show_minutes(seen.minutes_by_month)
        self.chart.note.setText(f"共 {hours(sum(seen.minutes_by_month))} 小时")
        self.waiting.show_reminders(facts.reminders)
        self.recent.show_batches(facts.batches, self.context.desk.now())
        self.subtitle_changed.emit(facts.subtitle)

    def _open(self, reminder: Reminder) -> None:
        of_activity = reminder.kind in (
            ReminderKind.ACTIVITY_TOMORROW,
            ReminderKind.ACTIVITY_UNFILED,
        )
        waiting = reminder.kind is ReminderKind.HOURS_WAITING
        noun = Noun.ACTIVITY if of_activity else Noun.HOURS if waiting else None
        self.context.go(reminder.page, reminder.subject, noun)

    @cached_property
    def entries(self) -> "EntriesCard":
        """What makes a figure; made when it is first asked for, not with the first page."""
        from volunteer_desk.ui.entries.card import EntriesCard

        card = EntriesCard(self.context, "overview.entries", BACK)
        card.closed.connect(self._show_cards)
        self.below.addWidget(card)
        return card

    @cached_property
    def people(self) -> "PeopleCard":
        """Who is on the register; made when it is first asked for."""
        from volunteer_desk.ui.entries.people_card import PeopleCard

        card = PeopleCard(self.context, "overview.people", BACK)
        card.closed.connect(self._show_cards)
        self.below.addWidget(card)
        return card

    def left(self) -> None:
        """Begin with what waits when the page is shown again."""
        self._show_cards()

    def _parts(self) -> "tuple[Part, ...]":
        """The month, the same days of the month before, and the year, as the figures count."""
        from volunteer_desk.ui.entries.card import Part

        today = self.context.desk.today()
        month, seen = Month.of(today), self.seen
        before, year = same_days_before(today), Span(date(month.year, 1, 1), month.last)
        return (
            Part(
                "本月",
                EntryFilter(span=Span(month.first, month.last)),
                seen.minutes if seen else None,
            ),
            Part("上月同期", EntryFilter(span=before), seen.minutes_before if seen else None),
            Part(
                "今年",
                EntryFilter(span=year),
                sum(seen.minutes_by_month) if seen else None,
                slow=True,
            ),
        )

    def _explain(self, part: int) -> None:
        self.entries.explain("服务时长", self._parts(), part)
        self.below.setCurrentWidget(self.entries)
        self.entries.table.setFocus()

    def _explain_month(self) -> None:
        self._explain(0)

    def _explain_year(self) -> None:
        self._explain(2)

    def _explain_people(self) -> None:
        self.people.explain(Month.of(self.context.desk.today()))
        self.below.setCurrentWidget(self.people)
        self.people.table.setFocus()

    def _show_cards(self) -> None:
        self.below.setCurrentIndex(0)

    def _open_activities(self) -> None:
        self.context.go("report", Month.of(self.context.desk.today()).number, Noun.ACTIVITY)

    def _open_month(self, month: int) -> None:
        year = self.context.desk.today().year
        self.context.go("report", Month(year, month).number, Noun.HOURS)

    def _open_batch(self, batch: int) -> None:
        self.context.go("hours", batch, Noun.BATCH)

    def _undo(self, batch: int) -> None:
        from volunteer_desk.services.batches import undo_batch

        desk = self.context.desk
        self.context.tasks.run(lambda _: undo_batch(desk, batch), self._undone, label="正在撤销")

    def _undone(self, changed: Changed) -> None:
        self.context.publish(changed)


def _read(desk: Desk) -> _Facts:
    from volunteer_desk.services.overview import read_overview
    from volunteer_desk.services.recent_batches import recent_batches
    from volunteer_desk.services.reminders import due

    now = desk.now()
    return _Facts(
        read_overview(desk), due(desk), recent_batches(desk, 6), f"{day_words(now)} · {lunar(now)}"
    )


def day_words(now: datetime) -> str:
    """A day as the header names it: "11月22日 星期日"."""
    return f"{now.month}月{now.day}日 星期{WEEKDAYS[now.weekday()]}"


def lunar(now: datetime) -> str:
    """The lunar day: "农历十月十四"."""
    from borax.calendars import LunarDate

    day = LunarDate.from_solar(now.date())
    return f"农历{day.cn_leap}{day.cn_month}月{day.cn_day}"
