"""Bringing an hour sheet in: choosing the file, the dry run, writing it, telling what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.imports import ImportReport, OnProblem
from volunteer_desk.domain.mapping import ImportChoice, MappingOrigin, Tally, tally_hours
from volunteer_desk.ui.hours.import_view import HoursImportView
from volunteer_desk.ui.hours.saving import MOVED
from volunteer_desk.ui.importing.files import (
    choose_dry_run_file,
    choose_problem_file,
    choose_table,
)
from volunteer_desk.ui.importing.files import dropped_file as dropped_sheet
from volunteer_desk.ui.importing.mapping_strip import Choices
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal

if TYPE_CHECKING:
    from volunteer_desk.services.hours_import import HoursPlan

__all__ = ["HoursImport", "choose_sheet", "dropped_sheet", "report_words"]


@dataclass(frozen=True)
class _Tried:
    """A dry run with its figures, made beside the window."""

    path: Path
    plan: "HoursPlan"
    tally: Tally
    choices: Choices
    wish: ImportChoice

    def with_plan(self, plan: "HoursPlan") -> "_Tried":
        """The same file, some rows tried again."""
        return replace(self, plan=plan, tally=tally_hours(plan.rows, plan.new_projects))


class HoursImport(QObject):
    """Runs the services behind the import view."""

    planned = Signal()
    """A dry run is there to be looked at."""
    closed = Signal()
    """It was left, or everything is written."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tried: _Tried | None = None
        self.view = HoursImportView()
        self.view.committing.connect(self._commit)
        self.view.closing.connect(self._leave)
        self.view.choosing.connect(self._choose)
        self.view.fixing.connect(self._fix)
        self.view.reason_given.connect(self._give_reason)
        self.view.values_given.connect(self._give_values)
        self.view.problems.clicked.connect(self._export)
        self.view.keeping.connect(self._keep)

    def plan(self, path: Path) -> None:
        """Read a file and check it, nothing written; a refusal shows itself as a notice."""
        self._read(path, ImportChoice())

    def _read(self, path: Path, choice: ImportChoice) -> None:
        from volunteer_desk.services.hours_import import plan_hours_import
        from volunteer_desk.services.import_mapping import field_choices

        desk = self._context.desk

        def work(progress: Progress) -> _Tried:
            plan = plan_hours_import(desk, path, progress, choice)
            tally = tally_hours(plan.rows, plan.new_projects)
            return _Tried(path, plan, tally, field_choices(desk, "hours"), choice)

        self.view.set_working(True)
        self._context.tasks.run(work, self._show, label="正在读取时长表", failed=self._refused)

    def _choose(self, choice: ImportChoice) -> None:
        if self._tried is not None:
            self._read(self._tried.path, replace(choice, given=self._tried.wish.given))

    def _give_values(self, given: tuple[tuple[str, str], ...]) -> None:
        if self._tried is not None:
            self._read(self._tried.path, replace(self._tried.wish, given=given))

    def _show(self, tried: _Tried) -> None:
        first = self._tried is None
        self._tried = tried
        self.view.show_plan(tried.plan, tried.tally, tried.choices)
        self.view.set_working(False)
        if first:
            self.planned.emit()

    def _fix(self, place: int, field: str, text: str) -> None:
        from volunteer_desk.services.hours_fixing import fix_hours_row

        tried, desk = self._tried, self._context.desk
        if tried is None:
            return

        def work(_progress: Progress) -> _Tried:
            return tried.with_plan(fix_hours_row(desk, tried.plan, place, {field: text}))

        self._context.tasks.run(work, self._show_fixed, label="正在核对这一行")

    def _show_fixed(self, tried: _Tried) -> None:
        self._tried = tried
        self.view.show_fixed(tried.plan, tried.tally)

    def _give_reason(self, reason: str) -> None:
        from volunteer_desk.services.hours_fixing import give_reason

        tried, desk = self._tried, self._context.desk
        if tried is None:
            return

        def work(_progress: Progress) -> _Tried:
            return tried.with_plan(give_reason(desk, tried.plan, reason))

        self._context.tasks.run(work, self._show, label="正在核对", failed=self._refused)

    def _export(self) -> None:
        from volunteer_desk.services.problem_workbook import write_problem_workbook

        tried, desk = self._tried, self._context.desk
        out = choose_problem_file(self.view, tried.plan.source) if tried else None
        if tried is None or out is None:
            return
        self._context.tasks.run(
            lambda progress: (
                write_problem_workbook(desk, tried.plan, out, "hours", progress),
                out.name,
            ),
            self._exported,
            label="正在导出问题行",
        )

    def _exported(self, written: tuple[int, str]) -> None:
        count, name = written
        self._context.notices.ok(
            f"已把 {count:,} 行存为“{name}”，改好后直接导入它，“原因”列不用删。"
        )

    def _keep(self, places: Sequence[int]) -> None:
        from volunteer_desk.services.dry_run_workbook import write_hours_dry_run

        tried = self._tried
        out = choose_dry_run_file(self.view, tried.plan.source) if tried else None
        if tried is None or out is None:
            return
        plan = tried.plan

        def work(progress: Progress) -> Path:
            write_hours_dry_run(plan.source, plan.rows, places, out, progress)
            return out

        self._context.tasks.run(work, self._kept, label="正在存试算清单")

    def _kept(self, out: Path) -> None:
        self._context.notices.ok(f"试算清单已存到 {out}，还没有写入。")

    def _commit(self, on_problem: OnProblem) -> None:
        from volunteer_desk.services.hours_import import commit_hours_import

        tried, desk = self._tried, self._context.desk
        if tried is None:
            return
        self.view.set_working(True)
        self._context.tasks.run(
            lambda progress: commit_hours_import(desk, tried.plan, on_problem, progress),
            self._committed,
            label="正在导入时长",
            failed=self._refused,
        )

    def _committed(self, report: ImportReport) -> None:
        mapping = self._tried.plan.mapping if self._tried else None
        kept = mapping and mapping.origin is MappingOrigin.CHOSEN and mapping.has_headings
        self._forget()
        self.view.set_working(False)
        self.closed.emit()
        said = report_words(report)
        if kept and report.batch is not None:
            said += "这种表的列已记住。"
        self._context.publish(Changed(MOVED, report.batch, said, report.new))

    def _refused(self, _fault: Refusal) -> None:
        if self._tried is not None:
            self.view.show_plan(self._tried.plan, self._tried.tally, self._tried.choices)
        self.view.set_working(False)

    def _leave(self) -> None:
        self._forget()
        self.closed.emit()

    def _forget(self) -> None:
        self._tried = None
        self.view.clear()


def report_words(report: ImportReport) -> str:
    """``已导入 359 条，共 948 小时；29 行有问题，没有导入。``."""
    waiting = len({one.row for one in report.problems})
    if report.batch is None:
        return f"有 {waiting:,} 行有问题，什么都没有写入。" if waiting else "什么都没有改变。"
    left = f"；{waiting:,} 行有问题，没有导入" if waiting else ""
    look = len({one.row for one in report.warnings})
    said = f"；{look:,} 行请再核对" if look else ""
    waits = "，核准后生效" if report.waiting else ""
    hours = f"共 {format_hours(report.minutes or 0)} 小时{waits}"
    return f"已导入 {report.new:,} 条，{hours}{left}{said}。"


def choose_sheet(parent: QWidget) -> Path | None:
    """Ask for a file, None when the user thought better of it."""
    return choose_table(parent, "时长表")
