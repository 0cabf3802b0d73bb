"""One line that makes an activity: project and day are enough, the rest unfolds; Enter saves."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from volunteer_desk.domain.activities import ActivityDraft, span_words
from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.services import activities, dictionaries, projects
from volunteer_desk.services.activity_defaults import Likely, likely_activity
from volunteer_desk.services.naming import Names
from volunteer_desk.services.volunteers import search_volunteers
from volunteer_desk.ui.activities.line_fields import ActivityFields
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, QuietButton, SmallButton, row_layout, words

NARROW = 760
"""Pixels at 100 % under which the first line's fields stand in two."""
_FIRST = ("project", "day", "times", "place")
_MORE = ("leader", "team", "planned", "beneficiaries", "recipients", "weather", "remark", "content")
_WIDE = {"remark": 2, "content": 4}
"""Columns of the fields that take more than one."""


class NewActivityLine(QWidget):
    """Tab goes on, Enter saves from any field, Alt+M unfolds, Esc leaves."""

    saved = Signal(int)
    """An activity's id."""
    closing = Signal()
    """Esc or 取消: nothing was saved."""

    grown = Signal()
    """It unfolded or folded."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._activity_id: int | None = None
        desk = context.desk
        lists = list(dictionaries.words(desk, "beneficiary").items())
        self.fields = ActivityFields(
            desk.today(),
            lists,
            self._search,
            Names(desk, Noun.PROJECT),
            Names(desk, Noun.TEAM),
            self,
        )
        self.card = Card()
        self.card.body.setContentsMargins(14, 12, 14, 12)
        self.card.body.setSpacing(8)
        self.more = SmallButton("更多", "Alt+M", "负责人、队伍、服务对象、人数、天气、内容、备注")
        self.leave = SmallButton("取消", "", "不保存（Esc）")
        self.save = QuietButton("保存", "Ctrl+Return", "保存这场活动（在任何一格按 Enter 也行）")
        self.told = ElidedLabel("", "small", asks=False)
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._first = QGridLayout()
        self._first.setContentsMargins(0, 0, 0, 0)
        self._first.setSpacing(8)
        self.unfolded = QWidget()
        self._rest = QGridLayout(self.unfolded)
        self._rest.setContentsMargins(0, 0, 0, 0)
        self._rest.setSpacing(8)
        self._narrow: bool | None = None
        self.card.body.addLayout(self._first)
        self.card.body.addWidget(self.unfolded)
        self.card.body.addWidget(self.problem)
        foot = row_layout(8)
        foot.addWidget(self.more)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        self.card.body.addLayout(foot)
        self._arrange(False)
        self.unfolded.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.more.clicked.connect(self._turn)
        self.leave.clicked.connect(self._close)
        self.save.clicked.connect(self._save)
        self.fields.asked.connect(self._ask_likely)

    def begin(self, day: date, project_id: int | None = None) -> None:
        """A new activity on a day, of a project when one is given."""
        self._activity_id = None
        name = ""
        if project_id is not None:
            try:
                name = projects.read_project(self._context.desk, project_id).name
            except UserFacingError as fault:
                self._context.notices.error(fault)
        self._show(ActivityDraft(0, day), name)
        self.fold()
        (self.fields.times if name else self.fields.project).edit.setFocus()
        if name:
            self._ask_likely()

    def edit(self, activity_id: int) -> None:
        """Change an activity; everything is unfolded."""
        desk = self._context.desk
        try:
            draft = activities.read_activity(desk, activity_id)
            name = projects.read_project(desk, draft.project_id).name
        except UserFacingError as fault:
            self._context.notices.error(fault)
            return
        self._activity_id = activity_id
        self._show(draft, name)
        self.unfold()
        self.fields.day.edit.setFocus()
        self.fields.day.edit.selectAll()

    def unfold(self) -> None:
        """Show the fields that are seldom needed."""
        self.unfolded.show()
        self.more.setText("收起")
        self.grown.emit()

    def fold(self) -> None:
        """Show the first line alone."""
        self.unfolded.hide()
        self.more.setText("更多")
        self.grown.emit()

    def draft(self) -> ActivityDraft | None:
        """What was typed (project 0: it is a name), or None; the line then says why."""
        found = self.fields.read()
        self._say(found.field, found.problem)
        return found.draft

    def stop(self) -> None:
        """Stop waiting (the page is left)."""
        self.fields.stop()

    def event(self, event: QEvent) -> bool:
        """Esc typed inside is the line's own, not the window's."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves (or presses the button it stands on), Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            here = self.window().focusWidget()
            if isinstance(here, QPushButton):
                here.click()
            else:
                self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines of fields where one would cut them."""
        super().resizeEvent(event)
        self._arrange(event.size().width() < scaled(NARROW))

    def _show(self, draft: ActivityDraft, name: str) -> None:
        self.fields.show_draft(draft, name)
        self.told.setText("Enter 保存，Esc 取消；只有项目和日期必填")
        self.save.setEnabled(True)
        self._say("", "")

    def _search(self, text: str) -> Sequence[VolunteerHit]:
        return search_volunteers(self._context.desk, text) if text else ()

    def _ask_likely(self) -> None:
        desk, name, day = self._context.desk, self.fields.project_name(), self.fields.day.day()
        if name and day is not None:
            when = day
            self._context.tasks.read(
                lambda: likely_activity(desk, name, when), self._show_likely, key="activity.likely"
            )

    def _show_likely(self, likely: Likely) -> None:
        self.fields.project.show_new(likely.project_id is None)
        if self._activity_id is not None:
            return
        filled = likely.project_id is not None and self.fields.fill_likely(likely.draft)
        if likely.held:
            row = likely.held[0]
            spoken = " ".join(filter(None, (span_words(row.starts, row.ends), row.place)))
            self.told.setText(f"这一天已有一场：{spoken or '没有写时间'}。保存会另建一场")
        elif likely.project_id is None:
            self.told.setText("新项目：保存时一起建好")
        elif filled and likely.like is not None:
            self.told.setText(f"照{short_date(likely.like)}那一场填好了，可以改；Enter 保存")

    def _turn(self) -> None:
        if self.unfolded.isHidden():
            self.unfold()
            self.fields.leader.edit.setFocus()
        else:
            self.fold()
            self.fields.place.edit.setFocus()

    def _close(self) -> None:
        self.stop()
        self.closing.emit()

    def _save(self) -> None:
        draft, desk, activity_id = self.draft(), self._context.desk, self._activity_id
        if draft is None or not self.save.isEnabled():
            return
        typed, name = draft, self.fields.project_name()
        self.stop()
        self.save.setEnabled(False)

        def work(_progress: Progress) -> Changed:
            return activities.save_activity(desk, typed, activity_id, project=name)

        self._context.tasks.run(
            work, self._saved, label="正在保存活动", failed=self._refused, quiet=True
        )

    def _saved(self, changed: Changed) -> None:
        day = self.fields.day.day() or self._context.desk.today()
        self.begin(day)
        self._context.publish(changed)
        if changed.row_id is not None:
            self.saved.emit(changed.row_id)

    def _refused(self, fault: Refusal) -> None:
        self.save.setEnabled(True)
        if isinstance(fault, UserFacingError):
            self._say("", f"{fault.message}{fault.remedy}")

    def _say(self, name: str, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if name in _MORE:
            self.unfold()
        self.fields.show_problem(name, problem)

    def _arrange(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        fields = self.fields.every()
        widths = (3, 2, 0, 0) if narrow else (6, 4, 4, 5)
        for number, name in enumerate(_FIRST):
            row, column = divmod(number, 2) if narrow else (0, number)
            self._first.addWidget(fields[name], row, column)
            self._first.setColumnStretch(number, widths[number])
        columns = 2 if narrow else 4
        row = column = 0
        for name in _MORE:
            span = min(_WIDE.get(name, 1), columns)
            if column + span > columns:
                row, column = row + 1, 0
            self._rest.addWidget(fields[name], row, column, 1, span)
            column += span
        for number in range(4):
            self._rest.setColumnStretch(number, 1 if number < columns else 0)
        order = [fields[name].edit for name in (*_FIRST, *_MORE)]
        for one, next_one in pairwise((*order, self.more, self.leave, self.save)):
            QWidget.setTabOrder(one, next_one)
