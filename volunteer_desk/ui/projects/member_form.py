"""The form of a member: who joins a team and from when, or a member's role and last day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.memberships import ROLES, MemberRow
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.offer_field import PersonField
from volunteer_desk.ui.suggest_field import SuggestField


@dataclass(frozen=True)
class MemberDraft:
    """A membership as typed; ``row`` is the one to change, None for a new one."""

    team_id: int
    volunteer_id: int
    role: str
    from_on: date
    to_on: date | None
    row: MemberRow | None


class MemberForm(InlineForm):
    """Adds a member to a team, or changes one."""

    def __init__(
        self, search: Callable[[str], Sequence[VolunteerHit]], today: Callable[[], date]
    ) -> None:
        super().__init__("加队员")
        self._today = today
        self._team_id = 0
        self._row: MemberRow | None = None
        self.person = PersonField("志愿者", search)
        self.role = SuggestField("角色", ROLES, "如 队长、联络员，可不填")
        self.from_on = Field("加入", placeholder="如 2026-03-05")
        self.to_on = Field("退出", placeholder="仍在队就不填")
        for field in (self.person, self.role, self.from_on, self.to_on):
            self.add_field(field)
        self.finish()

    def begin(self, team_id: int, team: str, row: MemberRow | None) -> None:
        """Show a member to change, or an empty form to add one."""
        self._team_id, self._row = team_id, row
        self.title.setText("修改队员" if row else "加队员")
        self.note.setText(team)
        self.person.setEnabled(row is None)
        self.from_on.setEnabled(row is None)
        self.person.show_person(row.name if row else "", row.volunteer_id if row else None)
        self.role.set_text(row.role if row else "")
        self.from_on.set_text((row.from_on if row else self._today()).isoformat())
        self.to_on.set_text(row.to_on.isoformat() if row and row.to_on else "")
        self.to_on.setVisible(row is not None)
        self.save.setEnabled(True)
        self.show_problem("")
        (self.role if row else self.person).edit.setFocus()

    def draft(self) -> MemberDraft | None:
        """What was typed, or None when it cannot be read; the form then says why."""
        self.show_problem("")
        if self.person.person is None:
            said = "请从提示里选一位志愿者；名册里没有的人先在“志愿者”里登记。"
            self.show_problem(said, self.person)
            return None
        days: list[date | None] = []
        for field in (self.from_on, self.to_on):
            day = parse_date(field.text()) if field.text() else None
            if field.text() and day is None:
                self.show_problem("这个日期读不懂，请写成 2026-03-05 这样。", field)
                return None
            days.append(day)
        return MemberDraft(
            self._team_id,
            self.person.person,
            self.role.text(),
            days[0] or self._today(),
            days[1],
            self._row,
        )
