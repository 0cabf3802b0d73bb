"""What the page does at once: retire, mark as own, end a membership, cancel, take the list out."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.services import activity_states, retiring, units
from volunteer_desk.services.memberships import leave_team
from volunteer_desk.services.phone_list import (
    read_phone_list,
    read_phone_list_in_full,
)
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.projects.phone_list_form import PhoneListForm


class ProjectActs(QObject):
    """Runs acts that need no form but the phone list's own; every notice offers 撤销."""

    written = Signal()
    """The phone list lies in its folder."""
    left = Signal()
    """The phone list's form was left without writing."""
    drawing = Signal(object, str)
    """A ``Drawing`` of a paper to be seen, and the reason where it is in full."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    @cached_property
    def phone_list(self) -> PhoneListForm:
        """What is asked before the phone list is written; made when it is first wanted."""
        made = PhoneListForm()
        made.saving.connect(self._write_phone_list)
        made.closing.connect(self.left)
        return made

    def turn(self, noun: Noun, row_id: int, active: bool) -> None:
        """Retire a team, project or unit in use; bring a retired one back."""
        desk, act = self._context.desk, retiring.retire if active else retiring.bring_back
        self._run(lambda _: act(desk, noun, row_id), "正在保存")

    def mark_own(self, unit_id: int) -> None:
        """Make a unit the desk's own."""
        desk = self._context.desk
        self._run(lambda _: units.mark_own(desk, unit_id), "正在保存")

    def end_membership(self, team_id: int, row: MemberRow) -> None:
        """Let a member leave the team today."""
        desk, person = self._context.desk, row.volunteer_id
        self._run(lambda _: leave_team(desk, [person], team_id), "正在保存")

    def cancel_activity(self, activity_id: int, reason: str) -> None:
        """Mark an activity as 取消 and keep why."""
        desk = self._context.desk
        self._run(
            lambda _: activity_states.cancel_activity(desk, activity_id, reason), "正在取消活动"
        )

    def draw_roster(self, team_id: int, on: date | None) -> None:
        """Let the 花名册 of a team's people of a day be seen."""
        from volunteer_desk.services.paper_drawing import draw_team_roster

        desk = self._context.desk
        self.drawing.emit(
            lambda reason, progress: draw_team_roster(desk, team_id, on, reason, progress), ""
        )

    def _write_phone_list(self) -> None:
        wish, desk = self.phone_list.wish(), self._context.desk
        if wish is None:
            return
        asked = wish
        if asked.ending == ".pdf":
            from volunteer_desk.services.paper_drawing import draw_phone_list

            self.drawing.emit(
                lambda reason, progress: draw_phone_list(desk, reason, progress, asked.teams),
                asked.reason,
            )
            return

        def work(_progress: Progress) -> Path:
            from volunteer_desk.services.paper_drawing import file_workbook

            if asked.in_full:
                listed = read_phone_list_in_full(desk, asked.reason, asked.teams)
            else:
                listed = read_phone_list(desk, asked.teams)
            return file_workbook(desk, listed)

        self.phone_list.save.setEnabled(False)
        self._context.tasks.run(
            work, self._written, label="正在存通讯录", failed=self.phone_list.show_refusal
        )

    def _written(self, out: Path) -> None:
        self._context.notices.ok(f"已存到 {out}")
        self.written.emit()

    def _run(self, work: Callable[[Progress], Changed], label: str) -> None:
        self._context.tasks.run(work, self._publish, label=label)

    def _publish(self, changed: Changed) -> None:
        self._context.publish(changed)
