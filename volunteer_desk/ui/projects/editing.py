"""Making and changing projects, teams, units, members, activities: the forms and saving them.

A form is made when it is first asked for.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.domain.projects import ActivityDraft
from volunteer_desk.domain.units import CHILD_KINDS, UnitDraft, UnitKind
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.services import activities, dictionaries, projects, teams, units, volunteers
from volunteer_desk.services.activity_defaults import likely_activity
from volunteer_desk.services.memberships import join_team
from volunteer_desk.services.naming import Names
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.team_members import change_member
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.projects.activity_form import ActivityForm
from volunteer_desk.ui.projects.member_form import MemberForm
from volunteer_desk.ui.projects.project_form import ProjectForm, ProjectWords
from volunteer_desk.ui.projects.team_form import TeamForm
from volunteer_desk.ui.projects.unit_form import UnitForm

Saved = tuple[Noun, int, Changed]
F = TypeVar("F", bound=InlineForm)


class ProjectEditing(QObject):
    """Opens the forms and runs their saving."""

    begun = Signal(QWidget)
    """This form is to be shown."""
    left = Signal()
    """The form was left without saving."""
    saved = Signal(Noun, int, object)
    """(noun, subject to show, ``Changed``); an activity shows its project, a member the team."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        names = (Names(context.desk, noun) for noun in (Noun.PROJECT, Noun.TEAM, Noun.UNIT))
        self._projects, self._teams, self._units = names
        self._leading = ""

    @cached_property
    def project_form(self) -> ProjectForm:
        """The form of a project."""
        lists = ("service_category", "beneficiary", "support")
        made = ProjectForm(ProjectWords(*map(self._words, lists)), self._teams, self._units)
        return self._bound(made, self._save_project)

    @cached_property
    def team_form(self) -> TeamForm:
        """The form of a team."""
        return self._bound(TeamForm(self._find_leader, self._units), self._save_team)

    @cached_property
    def unit_form(self) -> UnitForm:
        """The form of a unit."""
        return self._bound(UnitForm(self._units), self._save_unit)

    @cached_property
    def member_form(self) -> MemberForm:
        """The form of a member of a team."""
        made = MemberForm(self._find_person, self._context.desk.today)
        return self._bound(made, self._save_member)

    @cached_property
    def activity_form(self) -> ActivityForm:
        """The form of an activity."""
        made = ActivityForm(
            self._context.desk.today,
            self._words("beneficiary"),
            self._find_person,
            self._projects,
            self._teams,
        )
        return self._bound(made, self._save_activity)

    def _bound(self, form: F, save: Callable[[], None]) -> F:
        form.closing.connect(self.left)
        form.saving.connect(save)
        return form

    def _words(self, name: str) -> list[tuple[str, str]]:
        """(code, word) of a list of words."""
        return list(dictionaries.words(self._context.desk, name).items())

    def edit_project(self, project_id: int | None) -> None:
        """Open the form of a project, of a new one for None."""
        desk = self._context.desk
        draft = None if project_id is None else projects.read_project(desk, project_id)
        self.begun.emit(self.project_form)
        self.project_form.begin(draft, project_id)

    def edit_team(self, team_id: int | None) -> None:
        """Open the form of a team, of a new one for None."""
        desk = self._context.desk
        draft = None if team_id is None else teams.read_team(desk, team_id)
        self.team_form.kind.suggest(teams.team_kinds(desk))
        self._leading = draft.name if draft else ""
        self.begun.emit(self.team_form)
        self.team_form.begin(draft, team_id)

    def edit_unit(self, unit_id: int | None, parent_id: int | None = None) -> None:
        """Open the form of a unit, of a new one below ``parent_id`` for None."""
        desk = self._context.desk
        if unit_id is not None:
            draft = units.read_unit(desk, unit_id)
        else:
            first = "" if self._units.find("", 1) else read_settings(desk).unit
            kind = UnitKind.COMMUNITY
            if parent_id is not None:
                above = units.read_unit(desk, parent_id).kind
                kind = CHILD_KINDS.get(above, UnitKind.OTHER)
            draft = UnitDraft(first, kind, parent_id=parent_id)
        self.begun.emit(self.unit_form)
        self.unit_form.begin(draft, unit_id)

    def edit_member(self, team_id: int, team: str, row: MemberRow | None) -> None:
        """Open the form of a member, or to add one for None."""
        self.begun.emit(self.member_form)
        self.member_form.begin(team_id, team, row)

    def make_activity(self, project_id: int) -> None:
        """Open the form of a new activity, like the project's last one or as the project says."""
        desk = self._context.desk
        name = projects.read_project(desk, project_id).name
        self._open_activity(likely_activity(desk, name, desk.today()).draft, None, name)

    def edit_activity(self, activity_id: int) -> None:
        """Open the form of an activity."""
        desk = self._context.desk
        draft = activities.read_activity(desk, activity_id)
        name = projects.read_project(desk, draft.project_id).name
        self._open_activity(draft, activity_id, name)

    def _open_activity(self, draft: ActivityDraft, activity_id: int | None, name: str) -> None:
        self.begun.emit(self.activity_form)
        self.activity_form.begin(draft, activity_id, name)

    def _find_person(self, text: str) -> Sequence[VolunteerHit]:
        return volunteers.search_volunteers(self._context.desk, text) if text else ()

    def _find_leader(self, text: str) -> Sequence[VolunteerHit]:
        """People found, the team's own members first."""
        hits = list(self._find_person(text))
        hits.sort(key=lambda hit: not self._leading or hit.team != self._leading)
        return hits

    def _save_project(self) -> None:
        draft, project_id = self.project_form.draft(), self.project_form.project_id
        desk = self._context.desk
        if draft is None:
            return
        typed = draft

        def work(_progress: Progress) -> Saved:
            changed = projects.save_project(desk, typed, project_id)
            return Noun.PROJECT, changed.row_id or 0, changed

        self._run(self.project_form, work, "正在保存项目")

    def _save_team(self) -> None:
        draft, team_id = self.team_form.draft(), self.team_form.team_id
        desk = self._context.desk
        if draft is None:
            return
        typed = draft

        def work(_progress: Progress) -> Saved:
            changed = teams.save_team(desk, typed, team_id)
            return Noun.TEAM, changed.row_id or 0, changed

        self._run(self.team_form, work, "正在保存队伍")

    def _save_unit(self) -> None:
        draft, unit_id = self.unit_form.draft(), self.unit_form.unit_id
        desk = self._context.desk
        if draft is None:
            return
        typed = draft

        def work(_progress: Progress) -> Saved:
            changed = units.save_unit(desk, typed, unit_id)
            return Noun.UNIT, changed.row_id or 0, changed

        self._run(self.unit_form, work, "正在保存单位")

    def _save_member(self) -> None:
        draft, desk = self.member_form.draft(), self._context.desk
        if draft is None:
            return
        typed = draft

        def work(_progress: Progress) -> Saved:
            if typed.row is not None:
                changed = change_member(desk, typed.row, role=typed.role, to_on=typed.to_on)
            else:
                changed = join_team(
                    desk, [typed.volunteer_id], typed.team_id, role=typed.role, on=typed.from_on
                )
            return Noun.TEAM, typed.team_id, changed

        self._run(self.member_form, work, "正在保存队员")

    def _save_activity(self) -> None:
        form, desk = self.activity_form, self._context.desk
        draft, activity_id, name = form.draft(), form.activity_id, form.fields.project_name()
        if draft is None:
            return
        typed = draft

        def work(_progress: Progress) -> Saved:
            changed = activities.save_activity(desk, typed, activity_id, project=name)
            made = activities.read_activity(desk, changed.row_id or 0)
            return Noun.PROJECT, made.project_id, changed

        self._run(form, work, "正在保存活动")

    def _run(self, form: InlineForm, work: Callable[[Progress], Saved], label: str) -> None:
        form.save.setEnabled(False)
        self._context.tasks.run(
            work, self._finish, label=label, failed=form.show_refusal, quiet=True
        )

    def _finish(self, saved: Saved) -> None:
        self.saved.emit(*saved)
