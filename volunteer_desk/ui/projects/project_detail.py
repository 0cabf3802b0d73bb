"""The right card of a project: what it is and lacks, and the rows behind each of its figures."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal

from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.projects import (
    ActivityRow,
    ActivityState,
    ProjectDraft,
    ProjectRow,
    ServedRow,
)
from volunteer_desk.ui.activities.calendar_asking import CalendarAsking, Question
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.projects.columns import (
    ACTIVITIES_LEAVING,
    SERVED_COLUMNS,
    SERVED_LEAVING,
    ActivityWords,
    activity_columns,
    count_words,
    hours_words,
)
from volunteer_desk.ui.projects.detail_card import DetailCard
from volunteer_desk.ui.projects.fact_area import FactArea
from volunteer_desk.ui.projects.facts_told import CodeWords, lasting_words, project_facts
from volunteer_desk.ui.projects.figure_tabs import FigureTabs, Listed, View
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import (
    Pill,
    PrimaryButton,
    QuietButton,
)

ACTIVITIES, PEOPLE, ENTRIES, FACTS = range(4)

STATUS_TONES = {"进行中": Tone.OK, "未开始": Tone.INFO, "已结束": Tone.PLAIN, "已停用": Tone.PLAIN}


class ProjectDetail(DetailCard):
    """One project; its activities first."""

    activity_making = Signal()
    activity_editing = Signal(int)
    """An activity's id."""
    hours_asked = Signal(int)
    """An activity's id."""
    activity_cancelling = Signal(int, str)
    """An activity's id."""

    def __init__(self, words: CodeWords, today: Callable[[], date], entries: EntryList) -> None:
        self.brand, self.status = Pill(), Pill()
        super().__init__("项目", "修改项目", (self.brand, self.status))
        self.entries = entries
        self._words = words
        self._today = today
        self._make_tabs()
        self.hours = QuietButton("登时长", "Ctrl+H", "为选中的活动登记时长")
        self.cancel = QuietButton("取消…", "Ctrl+Del", "选中的活动不办了，写明原因")
        self.asking = CalendarAsking(today)
        self.make = PrimaryButton("新建活动", "Ctrl+Return")
        self.lay_out(self.tabs, (self.hours, self.cancel), self.make, self.asking)
        self.make.clicked.connect(self.activity_making)
        self.table.row_activated.connect(self._edit_activity)
        self.table.row_chosen.connect(self._offer)
        self.people_table.row_activated.connect(self._ask_person)
        self.hours.clicked.connect(self._ask_hours)
        self.cancel.clicked.connect(self._ask_cancel)
        self.asking.answered.connect(self._cancel)
        self.asking.closed.connect(self.table.setFocus)
        self.tabs.turned.connect(self._settle)
        self.behind.clicked.connect(self._ask_entries)
        self._offer(-1)

    def _make_tabs(self) -> None:
        self.told = ActivityWords()
        self.activities: RowsModel[ActivityRow] = RowsModel(activity_columns(self.told))
        self.people: RowsModel[ServedRow] = RowsModel(SERVED_COLUMNS)
        self.table = FittingTable(self.activities, ACTIVITIES_LEAVING)
        self.people_table = FittingTable(self.people, SERVED_LEAVING)
        none = EmptyState(
            "还没有活动", "建一场活动，办完后在“时长登记”里登记时长。", icon_name="calendar-blank"
        )
        self.stack = Listed(self.table, none)
        nobody = EmptyState(
            "还没有人参加", "登记时长后，这里列出每个人的次数和小时。", icon_name="users-three"
        )
        self.people_stack = Listed(self.people_table, nobody)
        self.facts = FactArea()
        self.tabs = FigureTabs(
            (
                View("活动 {}", self.stack, "项目的活动"),
                View("{} 人次", self.people_stack, "谁参加过，各几次"),
                View("{} 小时", self.entries, "时长明细"),
                View("资料{}", self.facts, "类别、对象、岗位、内容"),
            )
        )

    def show_project(
        self,
        row: ProjectRow,
        draft: ProjectDraft,
        status: str,
        activities: Sequence[ActivityRow],
    ) -> None:
        """Show a project; the rows behind the other figures come when their tab is shown."""
        self.asking.hide()
        self.brand.show_state("品牌项目" if row.brand else "", Tone.INFO)
        self.brand.setVisible(row.brand)
        self.status.show_state(status, STATUS_TONES[status])
        told = (row.team or row.unit, row.category, lasting_words(draft), draft.place)
        gaps = draft.gaps + (("今年没有活动",) if self._is_idle(row, status) else ())
        self.show_head(row.name, told, row.active, gaps)
        figures = (count_words(row.activities), count_words(row.attendances))
        self.tabs.show_figures((*figures, hours_words(row.minutes), ""))
        self.facts.show_facts(project_facts(draft, self._words, row.team, row.unit, status))
        self.activities.set_rows(activities)
        self.stack.show_filled(bool(activities))
        self._settle()

    def show_people(self, rows: Sequence[ServedRow]) -> None:
        """Who served."""
        self.people.set_rows(rows)
        self.people_stack.show_filled(bool(rows))
        self._settle()

    def choose_activity(self, activity_id: int) -> None:
        """Select an activity."""
        self.tabs.turn(ACTIVITIES)
        for number, row in enumerate(self.activities.rows):
            if row.id == activity_id:
                self.table.choose_row(number)

    def _is_idle(self, row: ProjectRow, status: str) -> bool:
        held = row.last_held_on is not None and row.last_held_on.year >= self._today().year
        return status == "进行中" and not held

    def _settle(self, _tab: int = 0) -> None:
        shown = self.tabs.current() == ACTIVITIES and bool(self.activities.rows)
        self.hours.setVisible(shown)
        self.cancel.setVisible(shown)
        among_people = self.tabs.current() == PEOPLE and bool(self.people.rows)
        self.behind.setVisible(shown or among_people)
        self._offer(self.table.current_row())

    def _chosen(self) -> ActivityRow | None:
        return self.activities.row(self.table.current_row())

    def _offer(self, number: int) -> None:
        row = self.activities.row(number)
        self.hours.setEnabled(row is not None and row.state is not ActivityState.CANCELLED)
        self.cancel.setEnabled(row is not None and row.state is ActivityState.PLANNED)

    def _edit_activity(self, number: int) -> None:
        row = self.activities.row(number)
        if row is not None:
            self.activity_editing.emit(row.id)

    def _ask_person(self, number: int) -> None:
        self.ask_person(self.people.row(number))

    def _ask_entries(self) -> None:
        if self.tabs.current() == PEOPLE:
            one = self.people.row(self.people_table.current_row())
            if one is not None:
                self.entries_asked.emit(EntryFilter(volunteer_id=one.volunteer_id), one.name)
            return
        row = self._chosen()
        if row is not None:
            said = " ".join(filter(None, (f"{row.held_on}", row.place)))
            self.entries_asked.emit(EntryFilter(activity_id=row.id), said)

    def _ask_hours(self) -> None:
        row = self._chosen()
        if row is not None:
            self.hours_asked.emit(row.id)

    def _ask_cancel(self) -> None:
        if self._chosen() is not None:
            self.asking.ask(Question.CANCEL)

    def _cancel(self, _question: str, reason: str, _day: object) -> None:
        row = self._chosen()
        self.asking.close_asking()
        if row is not None:
            self.activity_cancelling.emit(row.id, reason)
