"""What the roll asks of services: views, filters, counts, acts on many people, copies, exports."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerQuery, VolunteerRow, VolunteerStatus
from volunteer_desk.services import list_views as views
from volunteer_desk.services.bulk_fields import change_field
from volunteer_desk.services.custom_fields import custom_fields, set_custom_values
from volunteer_desk.services.list_columns import ListColumn, list_columns
from volunteer_desk.services.list_export import copied_list, export_list
from volunteer_desk.services.list_rows import list_rows
from volunteer_desk.services.list_views import ShownColumn
from volunteer_desk.services.memberships import join_team, leave_team, move_to_team
from volunteer_desk.services.status import change_status
from volunteer_desk.services.volunteer_lists import count_listed
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.table_copy import MOST_COPIED, WrittenTable, put_table, write_table
from volunteer_desk.ui.volunteers.bulk import BulkBar
from volunteer_desk.ui.volunteers.filters import VolunteerFilters
from volunteer_desk.ui.volunteers.printing_bar import RollPrinting
from volunteer_desk.ui.volunteers.roll import Roll

VIEW = "volunteers"
Write = Callable[[Sequence[int], Progress], Changed]


class RollListing(QObject):
    """Serves one ``Roll``; made before it, since the roll fetches its rows here."""

    drawing = Signal(object, str)
    """A ``Drawing`` of a paper to be seen, and the reason where it is in full."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._every: tuple[ListColumn, ...] = ()
        self._more: tuple[str, ...] = ()

    def rows(self, ids: Sequence[int]) -> Sequence[VolunteerRow]:
        """The lines of these people with the further columns shown."""
        return list_rows(self._context.desk, ids, self._more)

    def serve(self, roll: Roll) -> None:
        """Answer a roll from now on."""
        self._roll = roll
        self.setParent(roll)
        roll.columns_chosen.connect(self._save_columns)
        roll.filters_opened.connect(self._count)
        panels = roll.panels
        panels.made.connect(self._fill)
        panels.keeping.connect(self._keep)
        panels.dropping.connect(self._drop)
        panels.acting.connect(self._act)
        roll.copying.connect(self._copy)

    @cached_property
    def printing(self) -> RollPrinting:
        """What prints those selected; made with the first print."""
        bar = self._roll.bulk
        chosen = self._roll.chosen_ids
        made = RollPrinting(self._context, bar.printing, chosen, self._leave_bar, self)
        made.drawing.connect(self.drawing)
        return made

    def refresh(self) -> None:
        """Read the columns and filters as they are now."""
        self._every = list_columns(self._context.desk)
        view = views.read_view(self._context.desk, VIEW)
        self._ask_more(view.columns)
        self._roll.show_columns(self._every, view.columns)
        for panel in self._roll.panels.every():
            self._fill(panel)
        if self._roll.panels.shows_filters():
            self._count()

    def _fill(self, panel: QWidget) -> None:
        """Give a panel the words, fields and saved filters of this desk."""
        if isinstance(panel, VolunteerFilters):
            panel.fields.read_words()
            panel.fields.show_fields(custom_fields(self._context.desk))
            panel.show_saved(views.saved_filters(self._context.desk, views.PEOPLE))
        elif isinstance(panel, BulkBar):
            panel.show_fields(custom_fields(self._context.desk))

    def _ask_more(self, shown: Sequence[ShownColumn]) -> None:
        further = {one.key for one in self._every if one.further}
        self._more = tuple(one.key for one in shown if one.key in further)

    def _save_columns(self, shown: list[ShownColumn]) -> None:
        self._ask_more(shown)
        views.save_columns(self._context.desk, VIEW, tuple(shown))
        self._roll.show_columns(self._every, shown)
        self._roll.table.roll.refresh()

    def _count(self) -> None:
        desk, status = self._context.desk, self._roll.query().status
        self._context.tasks.read(
            lambda: views.count_filters(
                desk,
                views.PEOPLE,
                lambda where: count_listed(desk, VolunteerQuery(status=status, where=where)),
            ),
            self._roll.filters.show_counts,
            key="volunteers.filters",
            quiet=True,
            slow=True,
        )

    def _keep(self, title: str) -> None:
        try:
            views.keep_filter(self._context.desk, views.PEOPLE, title, self._roll.filters.where())
        except UserFacingError as fault:
            self._context.notices.error(fault)
            return
        self._roll.filters.title_field.set_text("")
        self._show_saved()

    def _drop(self, title: str) -> None:
        views.drop_filter(self._context.desk, views.PEOPLE, title)
        self._show_saved()

    def _show_saved(self) -> None:
        self._roll.filters.show_saved(views.saved_filters(self._context.desk, views.PEOPLE))
        self._count()

    def _act(self, name: str) -> None:
        if name == "export":
            self._export()
            return
        if name == "print":
            self.printing.print_chosen()
            return
        if name == "team" and not self._roll.bulk.has_team():
            return
        if name == "field" and not self._roll.bulk.has_value():
            return
        write, ids = self._write(name), self._roll.chosen_ids()

        def work(progress: Progress) -> tuple[Changed, Sequence[int]]:
            people = list(ids)
            return write(people, progress), people

        self._context.tasks.run(work, self._done, label=f"正在修改 {len(ids):,} 人")

    def _write(self, name: str) -> Write:
        desk, bar = self._context.desk, self._roll.bulk
        if name == "team":
            team, day = bar.team.key(), bar.team_day.day()
            number = team if isinstance(team, int) else 0
            if bar.act.key() == "leave":
                return lambda ids, told: leave_team(desk, ids, number, day, told)
            if bar.act.key() == "move":
                return lambda ids, told: move_to_team(desk, ids, number, day, told)
            return lambda ids, told: join_team(desk, ids, number, on=day, progress=told)
        if name == "status":
            status, on = VolunteerStatus(str(bar.status.key())), bar.status_day.day()
            reason = bar.reason.text()
            return lambda ids, told: change_status(desk, ids, status, on, reason, told)
        field, value = bar.field.key(), bar.value()
        if isinstance(field, int):
            text = value.isoformat() if isinstance(value, date) else value or ""
            return lambda ids, told: set_custom_values(desk, ids, {field: text}, told)
        return lambda ids, told: change_field(desk, ids, str(field), value, told)

    def _done(self, done: tuple[Changed, Sequence[int]]) -> None:
        changed, people = done
        self._roll.keep_chosen(people)
        self._leave_bar()
        self._context.publish(changed)

    def _copy(self) -> None:
        ids, columns = self._roll.chosen_ids(), self._shown()
        if not ids:
            return
        if len(ids) > MOST_COPIED:
            self._context.notices.warn(
                f"选了 {len(ids):,} 人，一次最多复制 {MOST_COPIED:,} 人。请用“导出”。"
            )
            return
        desk = self._context.desk

        def read() -> WrittenTable:
            copied = copied_list(desk, list(ids), columns)
            return write_table(copied.heads, copied.rows, copied.numbers)

        self._context.tasks.read(read, self._put, key="volunteers.copy")

    def _put(self, copied: WrittenTable) -> None:
        put_table(copied)
        self._context.notices.ok(f"已复制 {copied.rows:,} 人，可以粘贴到 WPS 表格。")

    def _shown(self) -> list[ListColumn]:
        known = {one.key: one for one in self._every}
        return [known[column.key] for column in self._roll.table.roll.columns]

    def _export(self) -> None:
        bar, desk, columns = self._roll.bulk, self._context.desk, self._shown()
        ids, unmasked, reason = self._roll.chosen_ids(), bar.masked.key() is False, ""
        if unmasked:
            reason = bar.purpose.text()
            if not reason:
                bar.purpose.show_problem("请写明用途。")
                bar.purpose.setFocus()
                return
        out = choose_place(self._roll, desk.today())
        if out is None:
            return

        def work(progress: Progress) -> Changed:
            count = export_list(
                desk, ids, columns, out, unmasked=unmasked, reason=reason, progress=progress
            )
            return Changed(frozenset[Noun](), None, f"已导出 {count:,} 人到 {out.name}。", count)

        self._context.tasks.run(work, self._exported, label="正在导出")

    def _exported(self, changed: Changed) -> None:
        self._leave_bar()
        self._context.notices.ok(changed.message)

    def _leave_bar(self) -> None:
        """What was asked for is done: the keys are the list's again."""
        self._roll.bulk.fold()
        self._roll.table.setFocus()


def choose_place(roll: Roll, today: date) -> Path | None:
    """Where the workbook should lie, None when nobody chose."""
    name, _kind = QFileDialog.getSaveFileName(
        roll, "导出名单", f"志愿者名单{today:%Y%m%d}.xlsx", "Excel 工作簿 (*.xlsx)"
    )
    if not name:
        return None
    return Path(name if name.endswith(".xlsx") else f"{name}.xlsx")
