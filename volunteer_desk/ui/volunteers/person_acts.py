"""What is done to the person whose page is open, each by its service, saved at once."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.disclosure import Revealed
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.records import RecordDraft
from volunteer_desk.domain.volunteers import MembershipDraft
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.volunteers.person_detail import PersonDetail
from volunteer_desk.ui.volunteers.reveal import Countdown


class PersonActs(QObject):
    """状态, 完整信息, 删除, 导出, 记录, 队伍, 撤销合并, 时长 of the person shown."""

    refreshing = Signal()
    """Read the person again."""

    def __init__(self, context: PageContext, detail: PersonDetail, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._page = parent
        self.detail = detail
        self.tabs = detail.tabs
        self.countdown = Countdown(context.desk.now, self)
        detail.exporting.connect(self._export)
        detail.status_asking.answered.connect(self._change_status)
        detail.reveal_asking.answered.connect(self._reveal)
        detail.erase_asking.answered.connect(self._erase)
        self.countdown.ticked.connect(self._tick)
        self.tabs.hours_asked.connect(self._read_hours)
        self.tabs.story.merge_undoing.connect(self._undo_merge)
        self.tabs.teams.saving.connect(self._save_teams)
        for tab in self.tabs.records.values():
            tab.saving.connect(self._save_record)

    def _person(self) -> int | None:
        return self.detail.shown.id if self.detail.shown else None

    def _change_status(self) -> None:
        from volunteer_desk.services.status import change_status

        answer, person = self.detail.status_asking.answer(), self._person()
        if answer is None or person is None:
            return
        desk, (status, on, reason) = self._context.desk, answer
        self._context.tasks.run(
            lambda _: change_status(desk, [person], status, on, reason),
            self._done,
            label="正在保存",
            failed=self.detail.status_asking.show_refusal,
            quiet=True,
        )

    def _reveal(self) -> None:
        from volunteer_desk.services.disclosure import reveal

        person, reason = self._person(), self.detail.reveal_asking.reason.text()
        if person is None:
            return
        desk, wanted = self._context.desk, person
        self._context.tasks.run(
            lambda _: reveal(desk, wanted, reason),
            self._revealed,
            label="正在记入查阅记录",
            failed=self.detail.reveal_asking.show_refusal,
            quiet=True,
        )

    def _revealed(self, revealed: Revealed) -> None:
        self.detail.close_all()
        if revealed.volunteer_id == self._person() and self.detail.isVisible():
            self.countdown.begin(revealed)
            self.refreshing.emit()  # the log has one look more

    def _tick(self, left: int) -> None:
        first = self.detail.countdown.isHidden()
        self.detail.show_left(left)
        if first or not left:
            self.detail.show_facts(self.countdown.revealed)

    def _erase(self) -> None:
        from volunteer_desk.services.erasing import erase_volunteer

        person, reason = self._person(), self.detail.erase_asking.reason.text()
        if person is None:
            return
        desk, wanted = self._context.desk, person
        self._context.tasks.run(
            lambda _: erase_volunteer(desk, wanted, reason),
            self._done,
            label="正在删除个人信息",
            failed=self.detail.erase_asking.show_refusal,
            quiet=True,
        )

    def _export(self, suffix: str) -> None:
        shown = self.detail.shown
        if shown is None:
            return
        out = choose_out(self._page, f"本人资料-{shown.card.row.number}{suffix}")
        if out is not None:
            self.export_to(out)

    def export_to(self, out: Path) -> None:
        """Write everything kept about the person into a file."""
        from volunteer_desk.services.own_data import export_own_data

        person, desk = self._person(), self._context.desk
        if person is None:
            return
        wanted = person
        self._context.tasks.run(
            lambda _: export_own_data(desk, wanted, out), self._exported, label="正在导出本人资料"
        )

    def _exported(self, changed: Changed) -> None:
        self._context.notices.ok(changed.message)
        self.refreshing.emit()

    def _save_record(self, draft: RecordDraft, record_id: int | None) -> None:
        from volunteer_desk.services.records import save_record

        person, desk = self._person(), self._context.desk
        if person is None:
            return
        wanted = person
        self._context.tasks.run(
            lambda _: save_record(desk, [wanted], draft, record_id),
            self._done,
            label="正在保存",
            failed=self._refuse_form,
            quiet=True,
        )

    def _save_teams(self, drafts: list[MembershipDraft]) -> None:
        from volunteer_desk.services.memberships import set_memberships

        person, desk = self._person(), self._context.desk
        if person is None:
            return
        wanted = person
        self._context.tasks.run(
            lambda _: set_memberships(desk, wanted, drafts),
            self._done,
            label="正在保存",
            failed=self._refuse_form,
            quiet=True,
        )

    def _undo_merge(self, merge_id: int) -> None:
        from volunteer_desk.services.merging import undo_merge

        desk = self._context.desk
        self._context.tasks.run(
            lambda _: undo_merge(desk, merge_id), self._done, label="正在撤销合并"
        )

    def _done(self, changed: Changed) -> None:
        self.detail.close_all()
        self._context.publish(changed)
        if not changed.nouns & {Noun.VOLUNTEER}:
            self.refreshing.emit()

    def _refuse_form(self, fault: Refusal) -> None:
        for form in self.tabs.open_forms():
            form.show_refusal(fault)

    def _read_hours(self, span: Span) -> None:
        person = self._person()
        if person is not None:
            self.tabs.hours.show_hours(person, span)
            self.tabs.take_focus()


def choose_out(parent: QWidget, name: str) -> Path | None:
    """Ask where to write, None when the user thought better of it."""
    kind = "PDF (*.pdf)" if name.endswith(".pdf") else "Excel 表格 (*.xlsx)"
    chosen, _kind = QFileDialog.getSaveFileName(parent, "导出本人资料", name, kind)
    return Path(chosen) if chosen else None
