"""One line that makes an activity: project and day are enough, the rest unfolds; Enter saves."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

from volunteer_desk.domain.activities import ActivityDraft, span_words
from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.services import activities, attachments, projects
from volunteer_desk.services.activity_defaults import Likely, likely_activity
from volunteer_desk.services.attachments import AddedFiles, IncomingFile
from volunteer_desk.services.volunteers import search_volunteers
from volunteer_desk.ui.activities.incoming import files_of, holds_files, refused_words
from volunteer_desk.ui.activities.line_layout import MORE, LineLayout
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal


class NewActivityLine(LineLayout):
    """Tab goes on, Enter saves from any field, Alt+M unfolds, Esc leaves."""

    saved = Signal(int)
    """An activity's id."""
    closing = Signal()
    """Esc or 取消: nothing was saved."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, self._search)
        self._context = context
        self._activity_id: int | None = None
        self.setAcceptDrops(True)
        self.more.clicked.connect(self._turn)
        self.leave.clicked.connect(self._close)
        self.save.clicked.connect(self._save)
        self.fields.asked.connect(self._ask_likely)
        self.files.chosen.connect(self.save.setFocus)

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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Photos and documents may be dropped anywhere on the line."""
        if holds_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what was dropped until the activity is saved."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.files.take(files_of(event.mimeData()))

    def _show(self, draft: ActivityDraft, name: str) -> None:
        self.fields.show_draft(draft, name)
        self.files.empty()
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
        day, files = self.fields.day.day() or self._context.desk.today(), self.files.files
        self.begin(day)
        self._context.publish(changed)
        if changed.row_id is not None:
            self.saved.emit(changed.row_id)
            if files:
                self._attach(changed.row_id, files)

    def _attach(self, activity_id: int, files: Sequence[IncomingFile]) -> None:
        desk = self._context.desk
        self._context.tasks.run(
            lambda progress: attachments.add_attachments(desk, activity_id, files, progress),
            self._attached,
            label="正在添加照片和文件",
        )

    def _attached(self, added: AddedFiles) -> None:
        if added.changed.nouns:
            self._context.publish(added.changed)
        if added.refused:
            many = f"活动已经保存，有 {len(added.refused)} 个文件没有放进去。"
            self._context.notices.warn(many, refused_words(added.refused))

    def _refused(self, fault: Refusal) -> None:
        self.save.setEnabled(True)
        if isinstance(fault, UserFacingError):
            self._say("", f"{fault.message}{fault.remedy}")

    def _say(self, name: str, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if name in MORE:
            self.unfold()
        self.fields.show_problem(name, problem)
