"""Making and changing projects, teams and activities: the forms, and what saving them does."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.projects import ActivityDraft, ProjectRow, TeamRow
from volunteer_desk.services import activities, dictionaries, projects, teams
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.projects.activity_form import ActivityForm
from volunteer_desk.ui.projects.project_form import ProjectForm
from volunteer_desk.ui.projects.team_form import TeamForm
from volunteer_desk.ui.volunteers.inline_form import InlineForm

Saved = tuple[Noun, int, Changed]


class ProjectEditing(QObject):
    """Opens the forms and runs their saving."""

    begun = Signal(QWidget)
    """This form is to be shown."""
    left = Signal()
    """The form was left without saving."""
    saved = Signal(Noun, int, object)
    """(noun, subject to show, ``Changed``); an activity shows its project."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._projects: Sequence[ProjectRow] = ()
        self._teams: Sequence[TeamRow] = ()
        categories = list(dictionaries.words(context.desk, "service_category").items())
        self.project_form = ProjectForm(categories)
        self.team_form = TeamForm()
        self.activity_form = ActivityForm(context.desk.today())
        self.forms: tuple[InlineForm, ...] = (
            self.project_form,
            self.team_form,
            self.activity_form,
        )
        for form in self.forms:
            form.closing.connect(self.left)
        self.project_form.saving.connect(self._save_project)
        self.team_form.saving.connect(self._save_team)
        self.activity_form.saving.connect(self._save_activity)

    def show_choices(self, listed: Sequence[ProjectRow], every: Sequence[TeamRow]) -> None:
        """Offer these projects and teams in the forms opened next."""
        self._projects, self._teams = listed, every

    def edit_project(self, project_id: int | None) -> None:
        """Open the form of a project, of a new one for None."""
        desk = self._context.desk
        draft = None if project_id is None else projects.read_project(desk, project_id)
        self.begun.emit(self.project_form)
        self.project_form.begin(draft, project_id, self._teams)

    def edit_team(self, team_id: int | None) -> None:
        """Open the form of a team, of a new one for None."""
        draft = None if team_id is None else teams.read_team(self._context.desk, team_id)
        self.begun.emit(self.team_form)
        self.team_form.begin(draft, team_id)

    def make_activity(self, project_id: int) -> None:
        """Open the form of a new activity, with the project's own place and team."""
        desk = self._context.desk
        project = projects.read_project(desk, project_id)
        draft = ActivityDraft(
            project_id, desk.today(), place=project.place, team_id=project.team_id
        )
        self._open_activity(draft, None)

    def edit_activity(self, activity_id: int) -> None:
        """Open the form of an activity."""
        self._open_activity(activities.read_activity(self._context.desk, activity_id), activity_id)

    def cancel_activity(self, activity_id: int) -> None:
        """Mark an activity as 取消; the notice offers 撤销."""
        desk = self._context.desk
        self._context.tasks.run(
            lambda _: activities.cancel_activity(desk, activity_id),
            self._publish,
            label="正在取消活动",
        )

    def _open_activity(self, draft: ActivityDraft, activity_id: int | None) -> None:
        self.begun.emit(self.activity_form)
        self.activity_form.begin(draft, activity_id, self._projects, self._teams)

    def _save_project(self) -> None:
        draft, project_id = self.project_form.draft(), self.project_form.project_id
        desk = self._context.desk
        if draft is None:
            return
        typed = draft

        def work(_progress: Progress) -> Saved:
            changed = projects.save_project(desk, typed, project_id)
            known = project_id or projects.project_id_by_name(desk, typed.name)
            return Noun.PROJECT, known or 0, changed

        self._run(self.project_form, work, "正在保存项目")

    def _save_team(self) -> None:
        draft, team_id = self.team_form.draft(), self.team_form.team_id
        desk = self._context.desk
        if draft is None:
            return
        typed = draft

        def work(_progress: Progress) -> Saved:
            changed = teams.save_team(desk, typed, team_id)
            known = team_id or teams.team_id_by_name(desk, " ".join(typed.name.split()))
            return Noun.TEAM, known or 0, changed

        self._run(self.team_form, work, "正在保存队伍")

    def _save_activity(self) -> None:
        draft, activity_id = self.activity_form.draft(), self.activity_form.activity_id
        desk = self._context.desk
        if draft is None:
            return
        typed = draft

        def work(_progress: Progress) -> Saved:
            changed = activities.save_activity(desk, typed, activity_id)
            return Noun.PROJECT, typed.project_id, changed

        self._run(self.activity_form, work, "正在保存活动")

    def _run(self, form: InlineForm, work: Callable[[Progress], Saved], label: str) -> None:
        form.save.setEnabled(False)
        self._context.tasks.run(
            work, self._finish, label=label, failed=form.show_refusal, quiet=True
        )

    def _finish(self, saved: Saved) -> None:
        self.saved.emit(*saved)

    def _publish(self, changed: Changed) -> None:
        self._context.publish(changed)
