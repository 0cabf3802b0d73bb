"""Bringing a roster in: choosing the file, the dry run, writing it, telling what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.imports import ImportReport, OnProblem
from volunteer_desk.domain.mapping import ImportChoice, MappingOrigin, Tally, tally_rows
from volunteer_desk.ui.importing.files import choose_dry_run_file, choose_table
from volunteer_desk.ui.importing.files import choose_problem_file as choose_problem_file
from volunteer_desk.ui.importing.files import dropped_file as dropped_file
from volunteer_desk.ui.importing.mapping_strip import Choices
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.volunteers.import_view import ImportView

if TYPE_CHECKING:
    from volunteer_desk.services.roster_plan import RosterPlan


@dataclass(frozen=True)
class _Tried:
    """A dry run with its figures, made beside the window."""

    path: Path
    plan: "RosterPlan"
    tally: Tally
    choices: Choices


class RosterImport(QObject):
    """Runs the services behind the import view."""

    planned = Signal()
    """A dry run is there to be looked at."""
    closed = Signal()
    """It was left, or everything is written."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tried: _Tried | None = None
        self.view = ImportView()
        self.view.committing.connect(self._commit)
        self.view.closing.connect(self._leave)
        self.view.choosing.connect(self._choose)
        self.view.fixing.connect(self._fix)
        self.view.problems.clicked.connect(self._export)
        self.view.keeping.connect(self._keep)

    def plan(self, path: Path) -> None:
        """Read a file and check it, nothing written; a refusal shows itself as a notice."""
        self._read(path, ImportChoice())

    def _read(self, path: Path, choice: ImportChoice) -> None:
        from volunteer_desk.services.import_mapping import field_choices
        from volunteer_desk.services.volunteer_import import plan_volunteer_import

        desk = self._context.desk

        def work(progress: Progress) -> _Tried:
            plan = plan_volunteer_import(desk, path, progress, choice)
            return _Tried(path, plan, tally_rows(plan.rows), field_choices(desk))

        self.view.set_working(True)
        self._context.tasks.run(work, self._show, label="正在读取花名册", failed=self._refused)

    def _choose(self, choice: ImportChoice) -> None:
        if self._tried is not None:
            self._read(self._tried.path, choice)

    def _show(self, tried: _Tried) -> None:
        first = self._tried is None
        self._tried = tried
        self.view.show_plan(tried.plan, tried.tally, tried.choices)
        self.view.set_working(False)
        if first:
            self.planned.emit()

    def _fix(self, place: int, field: str, text: str) -> None:
        from volunteer_desk.services.roster_fixing import fix_row

        tried, desk = self._tried, self._context.desk
        if tried is None:
            return

        def work(_progress: Progress) -> _Tried:
            plan = fix_row(desk, tried.plan, place, {field: text})
            return replace(tried, plan=plan, tally=tally_rows(plan.rows))

        self._context.tasks.run(work, self._show_fixed, label="正在核对这一行")

    def _show_fixed(self, tried: _Tried) -> None:
        self._tried = tried
        self.view.show_fixed(tried.plan, tried.tally)

    def _export(self) -> None:
        from volunteer_desk.services.problem_workbook import write_problem_workbook

        tried, desk = self._tried, self._context.desk
        out = choose_problem_file(self.view, tried.plan.source) if tried else None
        if tried is None or out is None:
            return
        self._context.tasks.run(
            lambda progress: (
                write_problem_workbook(desk, tried.plan, out, progress=progress),
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
        from volunteer_desk.services.dry_run_workbook import write_roster_dry_run

        tried = self._tried
        out = choose_dry_run_file(self.view, tried.plan.source) if tried else None
        if tried is None or out is None:
            return
        plan = tried.plan

        def work(progress: Progress) -> Path:
            write_roster_dry_run(plan.source, plan.rows, places, out, progress)
            return out

        self._context.tasks.run(work, self._kept, label="正在存试算清单")

    def _kept(self, out: Path) -> None:
        self._context.notices.ok(f"试算清单已存到 {out}，还没有写入。")

    def _commit(self, on_problem: OnProblem) -> None:
        from volunteer_desk.services.volunteer_import import commit_volunteer_import

        tried, desk = self._tried, self._context.desk
        if tried is None:
            return
        self.view.set_working(True)
        self._context.tasks.run(
            lambda progress: commit_volunteer_import(desk, tried.plan, on_problem, progress),
            self._committed,
            label="正在导入花名册",
            failed=self._refused,
        )

    def _committed(self, report: ImportReport) -> None:
        mapping = self._tried.plan.mapping if self._tried else None
        kept = mapping and mapping.origin is MappingOrigin.CHOSEN and mapping.has_headings
        self._forget()
        self.view.set_working(False)
        self.closed.emit()
        nouns = {Noun.VOLUNTEER, Noun.TEAM, Noun.BATCH}
        said = report_words(report)
        if kept and report.batch is not None:
            said += "这种表的列已记住。"
        self._context.publish(Changed(frozenset(nouns), report.batch, said))

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
    """``已导入：新增 206 人，更新 3 人；14 行有问题没有导入。``."""
    if report.batch is None and report.problems:
        return f"有 {len({one.row for one in report.problems}):,} 行有问题，什么都没有写入。"
    if not report.new and not report.updated:
        return "与名册相同，什么都没有改变。"
    parts = [
        f"{word} {number:,} 人"
        for word, number in (("新增", report.new), ("更新", report.updated))
        if number
    ]
    waiting = len({problem.row for problem in report.problems})
    left = f"；{waiting:,} 行有问题，没有导入" if waiting else ""
    return f"已导入：{'，'.join(parts)}{left}。"


def choose_roster(parent: QWidget) -> Path | None:
    """Ask for a file, None when the user thought better of it."""
    return choose_table(parent, "花名册")
