"""One activity in full: state and clocks, figures with their entries, people, photos, paper."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.activities import Stage, stage_of
from volunteer_desk.domain.activity_clock import Clock
from volunteer_desk.domain.activity_facts import ActivityFacts
from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.papers import DrawnPaper
from volunteer_desk.services.activity_lists import read_clocks
from volunteer_desk.services.activity_sheets import activity_facts, draw_activity_sheet
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.activities.attachments_panel import AttachmentsPanel
from volunteer_desk.ui.activities.button_row import ButtonRow
from volunteer_desk.ui.activities.calendar_asking import CalendarAsking, Question
from volunteer_desk.ui.activities.detail_acts import DetailActs
from volunteer_desk.ui.activities.detail_head import DetailHead
from volunteer_desk.ui.activities.detail_told import facts_of
from volunteer_desk.ui.activities.expected_panel import ExpectedPanel
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.paper_view import PaperView
from volunteer_desk.ui.projects.fact_area import FactArea
from volunteer_desk.ui.projects.figure_tabs import FigureTabs, View
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, PrimaryButton, SmallButton, row_layout

FACTS, PEOPLE, PHOTOS = range(3)
NARROWEST = 300
"""Pixels at 100 %; a paper alone would ask for more."""
Told = tuple[ActivityFacts, Stage, tuple[Clock, ...]]


class ActivityDetail(QWidget):
    """``show_activity`` reads and shows one; everything it does is published."""

    logging_asked = Signal(int)
    entries_asked = Signal(int)
    editing_asked = Signal(int)
    """Ids of the activity shown."""
    person_asked = Signal(int)
    """A volunteer's id."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._wanted: int | None = None
        self.facts: ActivityFacts | None = None
        self.stage = Stage.PLANNED
        self.acts = DetailActs(context, self)
        self.paper = PaperView(context)
        self.paper.setMinimumWidth(scaled(NARROWEST))
        self.card = Card()
        self.card.body.setContentsMargins(14, 12, 14, 12)
        self.card.body.setSpacing(8)
        self.empty = EmptyState("没有选活动", "在日历里选一场。", icon_name="calendar-blank")
        self.head = DetailHead()
        self.card.body.addWidget(self.head)
        self._make_tabs()
        self._make_buttons()
        self.stack = QStackedWidget()
        for part in (self.empty, self.card, self.paper):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self._connect()
        self.clear()

    def _make_tabs(self) -> None:
        self.area = FactArea()
        self.expected = ExpectedPanel(self._context)
        self.attached = AttachmentsPanel(self._context)
        self.tabs = FigureTabs(
            (
                View("资料{}", self.area, "服务记录的各项"),
                View("计划名单 {}", self.expected, "谁要来"),
                View("照片和文件 {}", self.attached, "附在活动上的照片和文件"),
            )
        )
        self._counts = ["", "", ""]
        self.card.body.addWidget(self.tabs, 1)

    def _make_buttons(self) -> None:
        self.asking = CalendarAsking(self._context.desk.today)
        self.file = SmallButton("报备", "Ctrl+B", "记下今天已报备；再按一次取消报备")
        self.check = SmallButton("核对", "Ctrl+J", "已记录的活动核对无误")
        self.cancel = SmallButton("取消活动…", "Ctrl+Del", "这一场不办了，写明原因")
        self.print = SmallButton("打印活动记录表", "Ctrl+P", "先看一看，再打印或存成 PDF")
        self.buttons = ButtonRow((self.file, self.check, self.cancel, self.print))
        self.log = PrimaryButton("登记时长", "Ctrl+H")
        self.card.body.addWidget(self.asking)
        self.card.body.addWidget(self.buttons)
        foot = row_layout(8)
        foot.addStretch(1)
        foot.addWidget(self.log)
        self.card.body.addLayout(foot)

    def _connect(self) -> None:
        self.head.edit.clicked.connect(self._ask_edit)
        self.log.clicked.connect(self._ask_hours)
        self.head.people.clicked.connect(self._ask_entries)
        self.head.hours.clicked.connect(self._ask_entries)
        self.file.clicked.connect(self._file)
        self.check.clicked.connect(self._check)
        self.cancel.clicked.connect(self._cancel)
        self.print.clicked.connect(self.print_sheet)
        self.asking.answered.connect(self._answer)
        self.asking.closed.connect(self.print.setFocus)
        self.acts.done.connect(self.refresh)
        self.expected.counted.connect(partial(self._count, PEOPLE))
        self.expected.person_asked.connect(self.person_asked)
        self.attached.counted.connect(partial(self._count, PHOTOS))
        self.paper.shown.connect(self._show_paper)
        self.paper.closed.connect(self._leave_paper)

    def show_activity(self, activity_id: int) -> None:
        """Read and show an activity; a paper in sight is left."""
        if activity_id != self._wanted:
            self.asking.hide()
            self.tabs.turn(FACTS)
            self._leave_paper()
        self._wanted = activity_id
        desk = self._context.desk
        self._context.tasks.read(
            lambda: _read(desk, activity_id),
            self._show,
            key="activity.detail",
            failed=self._refused,
        )

    def clear(self) -> None:
        """Show no activity."""
        self._wanted, self.facts = None, None
        self.paper.clear()
        self.expected.show_activity(None)
        self.attached.show_activity(None)
        self.stack.setCurrentWidget(self.empty)

    def refresh(self) -> None:
        """Read again what is shown."""
        if self._wanted is not None:
            self.show_activity(self._wanted)

    def print_sheet(self) -> None:
        """Draw the 活动记录表 and show it."""
        facts, desk = self.facts, self._context.desk
        if facts is not None:
            number = facts.id

            def draw(_reason: str, _progress: Progress) -> DrawnPaper:
                return draw_activity_sheet(desk, number)

            self.paper.draw(draw)

    def _show(self, told: Told) -> None:
        facts, stage, shown = told
        if facts.id != self._wanted:
            return
        self.facts, self.stage = facts, stage
        self.head.show_head(facts, stage, shown)
        self.area.show_facts(facts_of(facts))
        self._offer()
        self.expected.show_activity(facts.id, facts.project, facts.team_id)
        self.attached.show_activity(facts.id)
        if self.stack.currentWidget() is self.empty:
            self.stack.setCurrentWidget(self.card)

    def _offer(self) -> None:
        facts, stage = self.facts, self.stage
        open_, cancelled = stage in (Stage.PLANNED, Stage.RUNNING), stage is Stage.CANCELLED
        self.log.setEnabled(not cancelled)
        self.file.setVisible(not cancelled)
        self.file.setText("报备" if facts is None or facts.filed_on is None else "取消报备")
        self.check.setVisible(stage in (Stage.RECORDED, Stage.CHECKED))
        self.check.setText("核对" if stage is Stage.RECORDED else "退回核对…")
        self.cancel.setVisible(open_ or cancelled)
        self.cancel.setText("恢复" if cancelled else "取消活动…")
        self.buttons.arrange()

    def _count(self, tab: int, number: int) -> None:
        self._counts[tab] = f"{number}" if number else ""
        self.tabs.show_figures(self._counts)

    def _ask_edit(self) -> None:
        if self.facts is not None:
            self.editing_asked.emit(self.facts.id)

    def _ask_hours(self) -> None:
        if self.facts is not None:
            self.logging_asked.emit(self.facts.id)

    def _ask_entries(self) -> None:
        if self.facts is not None:
            self.entries_asked.emit(self.facts.id)

    def _file(self) -> None:
        if self.facts is not None:
            self.acts.file(self.facts)

    def _check(self) -> None:
        if self.facts is None:
            return
        if self.stage is Stage.RECORDED:
            self.acts.check(self.facts)
        else:
            self.asking.ask(Question.UNCHECK)

    def _cancel(self) -> None:
        if self.facts is None:
            return
        if self.stage is Stage.CANCELLED:
            self.acts.resume(self.facts)
        else:
            self.asking.ask(Question.CANCEL)

    def _answer(self, question: str, reason: str, _day: object) -> None:
        if self.facts is None:
            return
        if question == Question.UNCHECK:
            self.acts.uncheck(self.facts, reason)
        else:
            self.acts.cancel(self.facts, reason)
        self.asking.hide()

    def _show_paper(self) -> None:
        self.stack.setCurrentWidget(self.paper)

    def _leave_paper(self) -> None:
        if self.stack.currentWidget() is self.paper:
            self.stack.setCurrentWidget(self.card)
            self.print.setFocus()
        self.paper.clear()

    def _refused(self, fault: Refusal) -> None:
        if isinstance(fault, UserFacingError):
            self.clear()


def _read(desk: Desk, activity_id: int) -> Told:
    """An activity with its state and clocks now."""
    facts = activity_facts(desk, activity_id)
    shown = read_clocks(desk).of(facts)
    return facts, stage_of(facts, desk.now()), shown
