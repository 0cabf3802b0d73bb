"""计划名单 of an activity: people searched, a whole team, those of last time, a pasted 接龙."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.expected import ExpectedRow
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.services.expected import expected_people, set_expected
from volunteer_desk.services.expected_sources import last_people, team_people
from volunteer_desk.services.name_choices import remember_choices
from volunteer_desk.services.naming import Names
from volunteer_desk.services.volunteers import search_volunteers
from volunteer_desk.ui.activities.button_row import ButtonRow
from volunteer_desk.ui.activities.expected_bringing import COLUMNS, LEAVING, Brought, read_text
from volunteer_desk.ui.activities.unsure_names import UnsureNames
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.name_field import PickField
from volunteer_desk.ui.offer_field import PersonField
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import SmallButton, words


class ExpectedPanel(QWidget):
    """Enter in the field adds a person; Delete takes one off; Alt+↑↓ moves one."""

    counted = Signal(int)
    """How many there are now."""
    person_asked = Signal(int)
    """A volunteer's id: Enter on a line."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._activity_id: int | None = None
        self._project = ""
        self._team_id: int | None = None
        self._chosen = 0
        self.model: RowsModel[ExpectedRow] = RowsModel(COLUMNS)
        self.table = FittingTable(self.model, LEAVING)
        self.none = EmptyState(
            "还没有计划名单", "加一支队伍，或复制接龙后按 Ctrl V。", icon_name="users-three"
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.none)
        self.person = PersonField("加人", self._search)
        self.team = PickField(
            "队伍", Names(context.desk, Noun.TEAM), "写队名或拼音，按 Enter 加整队"
        )
        self.team.hide()
        self.whole = SmallButton("加整队", "Alt+G", "加一支队伍现在的队员")
        self.last = SmallButton("同上次", "Alt+S", "加这个项目上一场来过的人")
        self.pasted = SmallButton("粘贴名单", "Ctrl+Shift+V", "加复制好的接龙或名单里的人")
        self.off = SmallButton("移出", "", "把选中的人移出名单（Delete）；Alt ↑↓ 换次序")
        self.buttons = ButtonRow((self.whole, self.last, self.pasted, self.off))
        self.unsure = UnsureNames()
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.person, self.team, self.problem, self.unsure):
            layout.addWidget(part)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.buttons)
        self._connect()

    def _connect(self) -> None:
        self.person.changed.connect(self._take_person)
        self.team.changed.connect(self._take_team)
        self.whole.clicked.connect(self._ask_team)
        self.last.clicked.connect(self._take_last)
        self.pasted.clicked.connect(self.paste)
        self.off.clicked.connect(self._take_off)
        self.table.row_activated.connect(self._ask_person)
        self.table.row_chosen.connect(self._offer)
        self.unsure.answered.connect(self._answer)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._move, by))

    def show_activity(
        self, activity_id: int | None, project: str = "", team_id: int | None = None
    ) -> None:
        """Read and show an activity's list; None shows nothing."""
        if activity_id != self._activity_id:
            self._say("")
            self.unsure.ask(())
            self.team.hide()
        self._activity_id, self._project, self._team_id = activity_id, project, team_id
        desk = self._context.desk
        if activity_id is None:
            self._show(())
            return
        wanted = activity_id
        self._context.tasks.read(
            lambda: expected_people(desk, wanted), self._show, key="activity.expected"
        )

    def ids(self) -> list[int]:
        """Who is on the list, in its order."""
        return [row.volunteer_id for row in self.model.rows]

    def paste(self) -> bool:
        """Add the people of the text on the clipboard."""
        text = QGuiApplication.clipboard().text()
        desk, activity_id = self._context.desk, self._activity_id
        if activity_id is None:
            return False
        if not text.strip():
            self._say("剪贴板里没有文字，请先复制接龙或名单。")
            return False
        wanted = activity_id
        self._bring(lambda: read_text(desk, wanted, text))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes off, Ctrl+V pastes a list, Enter takes the team written."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Escape and self.team.isVisible():
            self.team.hide()
            self.person.edit.setFocus()
        elif event.key() == Qt.Key.Key_Delete:
            self._take_off()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_team()
        else:
            super().keyPressEvent(event)

    def _show(self, rows: Sequence[ExpectedRow]) -> None:
        self._chosen = max(self.table.current_row(), 0) if self.model.rows else self._chosen
        self.model.set_rows(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        if rows:
            self.table.choose_row(min(self._chosen, len(rows) - 1))
        self._offer()
        self.counted.emit(len(rows))

    def _offer(self, _row: int = 0) -> None:
        self.off.setVisible(self.model.row(self.table.current_row()) is not None)
        self.buttons.arrange()

    def _search(self, text: str) -> Sequence[VolunteerHit]:
        return search_volunteers(self._context.desk, text) if text else ()

    def _take_person(self) -> None:
        if self.person.person is not None:
            found = self.person.person
            self.person.show_person("", None)
            self._add(Brought((found,)))

    def _ask_team(self) -> None:
        self.team.choose(self._team_id)
        self.team.show()
        self.team.edit.setFocus()
        self.team.edit.selectAll()

    def _take_team(self) -> None:
        desk, team_id = self._context.desk, self.team.key()
        if not self.team.isHidden() and team_id is not None:
            wanted = team_id
            self.team.hide()
            self._bring(lambda: Brought(team_people(desk, wanted)))

    def _take_last(self) -> None:
        desk, activity_id = self._context.desk, self._activity_id
        if activity_id is not None:
            wanted = activity_id
            self._bring(lambda: Brought(last_people(desk, wanted)))

    def _bring(self, read: Callable[[], Brought]) -> None:
        self._say("")
        self._context.tasks.read(
            read, self._add, key="activity.bring", failed=self._refused, quiet=True
        )

    def _add(self, brought: Brought) -> None:
        self.unsure.ask(brought.asked)
        if brought.unknown:
            self._say(f"没有登记过：{'、'.join(brought.unknown)}。请先在“志愿者”里登记。")
        before = self.ids()
        after = list(dict.fromkeys((*before, *brought.ids)))
        if len(after) > len(before):
            self._chosen = len(after) - 1
            self._write(after)
        elif brought.ids and not brought.asked and not brought.unknown:
            self._say("都已经在名单里了。")

    def _answer(self, name: str, volunteer_id: int) -> None:
        desk, project = self._context.desk, self._project
        if project:
            self._context.tasks.run(
                lambda _: remember_choices(desk, project, {name: volunteer_id}),
                self._remembered,
                label="正在记住",
            )
        self._add(Brought((volunteer_id,), self.unsure.left()))

    def _remembered(self, _changed: Changed) -> None:
        """The answer is kept for the project's next list; nothing to show."""

    def _take_off(self) -> None:
        number, ids = self.table.current_row(), self.ids()
        if 0 <= number < len(ids):
            self._write(ids[:number] + ids[number + 1 :])

    def _move(self, by: int) -> None:
        number, ids = self.table.current_row(), self.ids()
        if 0 <= number < len(ids) and 0 <= number + by < len(ids):
            ids[number], ids[number + by] = ids[number + by], ids[number]
            self.table.choose_row(number + by)
            self._write(ids)

    def _write(self, ids: Sequence[int]) -> None:
        desk, activity_id = self._context.desk, self._activity_id
        if activity_id is None:
            return
        wanted, people = activity_id, tuple(ids)

        def work(_progress: Progress) -> Changed:
            return set_expected(desk, wanted, people)

        self._context.tasks.run(work, self._written, label="正在保存名单")

    def _written(self, changed: Changed) -> None:
        if changed.nouns:
            self._context.publish(changed)
        self.show_activity(self._activity_id, self._project, self._team_id)

    def _ask_person(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.person_asked.emit(row.volunteer_id)

    def _refused(self, fault: object) -> None:
        if isinstance(fault, UserFacingError):
            self._say(f"{fault.message}{fault.remedy}")

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
