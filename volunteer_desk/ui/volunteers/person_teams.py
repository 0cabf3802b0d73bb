"""A person's times in teams: role, from, to; added, changed and ended in place."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Signal

from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.memberships import ROLES
from volunteer_desk.domain.volunteers import MembershipDraft, MembershipRow
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.name_field import Finding, PickField
from volunteer_desk.ui.suggest_field import SuggestField
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.volunteers.rows_tab import RowsTab

COLUMNS: tuple[Column[MembershipRow], ...] = (
    Column("team", "队伍", width=150, tip=lambda row: row.team, stretch=True),
    Column("role", "角色", width=90),
    Column("from_on", "加入", lambda row: row.from_on.isoformat(), 104, "soft"),
    Column("to_on", "退出", lambda r: r.to_on.isoformat() if r.to_on else "在队", 104, "soft"),
)


class TeamTimeForm(InlineForm):
    """One time in one team; the team of a known one stays as it is."""

    def __init__(self, today: Callable[[], date], teams: Finding) -> None:
        super().__init__("加入队伍", "Enter 到下一项，Esc 返回")
        self._today = today
        self.row: MembershipRow | None = None
        self.team = PickField("队伍", teams, "写几个字或拼音就有提示")
        self.role = SuggestField("角色", ROLES, "如 队员")
        self.from_on = Field("加入", placeholder="如 2026-03-05")
        self.to_on = Field("退出", placeholder="还在队就不填")
        self.add_field(self.team)
        self.add_field(self.role)
        self.add_row((self.from_on, self.to_on))
        self.finish()

    def begin(self, row: MembershipRow | None) -> None:
        """Show a time to change, or an empty form."""
        self.row = row
        self.title.setText("修改所属队伍" if row else "加入队伍")
        self.team.set_text(row.team if row else "")
        self.role.set_text(row.role if row else "")
        self.from_on.set_text((row.from_on if row else self._today()).isoformat())
        self.to_on.set_text(row.to_on.isoformat() if row and row.to_on else "")
        self.team.edit.setReadOnly(row is not None)
        self.save.setEnabled(True)
        self.show_problem("")

    def take_focus(self) -> None:
        """Stand on the first field that can be changed."""
        (self.role if self.row else self.team).edit.setFocus()


class TeamsTab(RowsTab[MembershipRow]):
    """The list of times, those that last first."""

    saving = Signal(object)
    """A list of ``MembershipDraft``: every time as it should be."""

    def __init__(self, today: Callable[[], date], teams: Finding) -> None:
        super().__init__(COLUMNS, (), "还没有加入队伍。", "加入队伍")
        self._today = today
        self._teams = teams
        self.add.clicked.connect(self.begin_new)
        self.table.row_activated.connect(self._change)

    @cached_property
    def form(self) -> TeamTimeForm:
        """Made when it is first wanted."""
        made = TeamTimeForm(self._today, self._teams)
        self.take_form(made)
        made.saving.connect(self._save)
        return made

    def show_times(self, rows: Sequence[MembershipRow]) -> None:
        """Show these times."""
        now = sum(1 for row in rows if row.to_on is None)
        self.show_rows(rows, f"现在 {now} 支，Enter 改角色或退出" if rows else "")

    def begin_new(self) -> None:
        """Open an empty form."""
        self._open(None)

    def _change(self, number: int) -> None:
        self._open(self.model.row(number))

    def _open(self, row: MembershipRow | None) -> None:
        self.form.begin(row)
        self.show_form(self.form)
        self.form.take_focus()

    def _save(self) -> None:
        form = self.form
        form.show_problem("")
        first, last = parse_date(form.from_on.text()), parse_date(form.to_on.text())
        for field, day in ((form.from_on, first), (form.to_on, last)):
            if day is None and field.text():
                form.show_problem("这个日期读不懂，请写成 2026-03-05 这样。", field)
                return
        team = form.row.team_id if form.row else form.team.key()
        if team is None:
            form.show_problem("没有这支队伍，请从提示里选，或先到“队伍与项目”新建。", form.team)
            return
        kept = [
            MembershipDraft(row.team_id, row.role, row.from_on, row.to_on, row.id)
            for row in self.model.rows
            if form.row is None or row.id != form.row.id
        ]
        form.save.setEnabled(False)
        number = form.row.id if form.row else None
        self.saving.emit([*kept, MembershipDraft(team, form.role.text(), first, last, number)])
