"""The form of an activity beside its project: the fields of the line, one below another."""

from collections.abc import Callable, Sequence
from datetime import date

from volunteer_desk.domain.activities import ActivityDraft
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.ui.activities.line_fields import ActivityFields
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.name_field import Finding

_LINES = (
    ("project",),
    ("day", "times"),
    ("place",),
    ("leader", "team"),
    ("planned", "beneficiaries"),
    ("recipients", "weather"),
    ("content",),
    ("remark",),
)


class ActivityForm(InlineForm):
    """Makes or changes an activity."""

    def __init__(
        self,
        today: Callable[[], date],
        recipients: Sequence[tuple[str, str]],
        search: Callable[[str], Sequence[VolunteerHit]],
        projects: Finding,
        teams: Finding,
    ) -> None:
        super().__init__("新建活动")
        self.activity_id: int | None = None
        self.fields = ActivityFields(today, recipients, search, projects, teams, self)
        every = self.fields.every()
        for line in _LINES:
            self.add_row([every[name] for name in line])
        self.finish()

    def begin(self, draft: ActivityDraft, activity_id: int | None, project: str) -> None:
        """Show an activity to change, or a new one like ``draft``."""
        self.activity_id = activity_id
        self.title.setText("修改活动" if activity_id is not None else "新建活动")
        self.note.setText("Enter 到下一项，Esc 返回")
        self.fields.show_draft(draft, project)
        self.save.setEnabled(True)
        self.show_problem("")
        self.fields.day.edit.setFocus()
        self.fields.day.edit.selectAll()

    def draft(self) -> ActivityDraft | None:
        """What was typed, its project by name alone, or None; the form then says why."""
        self.show_problem("")
        found = self.fields.read()
        if found.draft is None:
            self.show_problem(found.problem, self.fields.every()[found.field])
        self.fields.stop()
        return found.draft
