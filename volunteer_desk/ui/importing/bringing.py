"""Bringing a file in: the dry run, cells put right, copies of it, writing it, telling of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.imports import ImportReport, OnProblem
from volunteer_desk.domain.mapping import ImportChoice, MappingOrigin, Tally
from volunteer_desk.ui.importing.files import choose_dry_run_file, choose_problem_file
from volunteer_desk.ui.importing.mapping_strip import Choices
from volunteer_desk.ui.importing.view import DryRunView
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal

if TYPE_CHECKING:
    from volunteer_desk.intake import Kind
    from volunteer_desk.services.problem_workbook import SheetPlan

P = TypeVar("P", bound="SheetPlan")
V = TypeVar("V", bound=DryRunView[Any, Any])


@dataclass(frozen=True)
class DryRun(Generic[P]):
    """A plan with its figures, made beside the window.

    Attributes:
        path: The file.
        plan: What would become of its rows.
        tally: How many of each kind.
        choices: What a column may be taken for.
        wish: What the user chose for the whole file.
    """

    path: Path
    plan: P
    tally: Tally
    choices: Choices
    wish: ImportChoice


class FileImport(QObject, Generic[P, V]):
    """Runs the services behind the view of one kind of file; a kind says which they are."""

    planned = Signal()
    """A dry run is there to be looked at."""
    closed = Signal()
    """It was left, or everything is written."""

    kind: "Kind"
    word = ""
    """What the screen calls such a file."""

    def __init__(self, context: PageContext, view: V, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.tried: DryRun[P] | None = None
        self.view = view
        view.committing.connect(self._commit)
        view.closing.connect(self._leave)
        view.choosing.connect(self.choose)
        view.fixing.connect(self._fix)
        view.problems.clicked.connect(self._export)
        view.keeping.connect(self._keep)

    def make_plan(self, path: Path, choice: ImportChoice, progress: Progress) -> P:
        """Read a file and check it; nothing is written."""
        raise NotImplementedError

    def count(self, plan: P) -> Tally:
        """The figures of a plan."""
        raise NotImplementedError

    def put_right(self, plan: P, place: int, cells: dict[str, str]) -> P:
        """The plan with cells of one row typed anew."""
        raise NotImplementedError

    def keep(self, plan: P, places: Sequence[int], out: Path, progress: Progress) -> None:
        """Write these rows of the dry run into a workbook."""
        raise NotImplementedError

    def commit(self, plan: P, on_problem: OnProblem, progress: Progress) -> ImportReport:
        """Write the plan."""
        raise NotImplementedError

    def tell(self, report: ImportReport) -> Changed:
        """What was written, in words, and which nouns moved."""
        raise NotImplementedError

    def plan(self, path: Path) -> None:
        """Read a file and check it, nothing written; a refusal shows itself as a notice."""
        self.read(path, ImportChoice())

    def choose(self, choice: ImportChoice) -> None:
        """Read the same file as the user would have it."""
        if self.tried is not None:
            self.read(self.tried.path, choice)

    def read(self, path: Path, choice: ImportChoice) -> None:
        """Read a file with what the user chose for it."""
        from volunteer_desk.services.import_mapping import field_choices

        desk = self.context.desk

        def work(progress: Progress) -> DryRun[P]:
            plan = self.make_plan(path, choice, progress)
            return DryRun(path, plan, self.count(plan), field_choices(desk, self.kind), choice)

        self.view.set_working(True)
        self.context.tasks.run(
            work, self.show, label=f"正在读取{self.word}", failed=self.show_refused
        )

    def with_plan(self, tried: DryRun[P], plan: P) -> DryRun[P]:
        """The same file, some rows tried again."""
        return replace(tried, plan=plan, tally=self.count(plan))

    def show(self, tried: DryRun[P]) -> None:
        """Show a dry run from its first row."""
        first = self.tried is None
        self.tried = tried
        self.view.show_plan(tried.plan, tried.tally, tried.choices)
        self.view.set_working(False)
        if first:
            self.planned.emit()

    def show_refused(self, _fault: Refusal) -> None:
        """Show the dry run as it was."""
        if self.tried is not None:
            self.view.show_plan(self.tried.plan, self.tried.tally, self.tried.choices)
        self.view.set_working(False)

    def _fix(self, place: int, field: str, text: str) -> None:
        tried = self.tried
        if tried is None:
            return

        def work(_progress: Progress) -> DryRun[P]:
            return self.with_plan(tried, self.put_right(tried.plan, place, {field: text}))

        self.context.tasks.run(work, self._show_fixed, label="正在核对这一行")

    def _show_fixed(self, tried: DryRun[P]) -> None:
        self.tried = tried
        self.view.show_fixed(tried.plan, tried.tally)

    def _export(self) -> None:
        from volunteer_desk.services.problem_workbook import write_problem_workbook

        tried, desk = self.tried, self.context.desk
        out = choose_problem_file(self.view, tried.plan.source) if tried else None
        if tried is None or out is None:
            return
        self.context.tasks.run(
            lambda progress: (
                write_problem_workbook(desk, tried.plan, out, self.kind, progress),
                out.name,
            ),
            self._exported,
            label="正在导出问题行",
        )

    def _exported(self, written: tuple[int, str]) -> None:
        count, name = written
        self.context.notices.ok(
            f"已把 {count:,} 行存为“{name}”，改好后直接导入它，“原因”列不用删。"
        )

    def _keep(self, places: Sequence[int]) -> None:
        tried = self.tried
        out = choose_dry_run_file(self.view, tried.plan.source) if tried else None
        if tried is None or out is None:
            return

        def work(progress: Progress) -> Path:
            self.keep(tried.plan, places, out, progress)
            return out

        self.context.tasks.run(work, self._kept, label="正在存试算清单")

    def _kept(self, out: Path) -> None:
        self.context.notices.ok(f"试算清单已存到 {out}，还没有写入。")

    def _commit(self, on_problem: OnProblem) -> None:
        tried = self.tried
        if tried is None:
            return
        self.view.set_working(True)
        self.context.tasks.run(
            lambda progress: self.commit(tried.plan, on_problem, progress),
            self._committed,
            label=f"正在导入{self.word}",
            failed=self.show_refused,
        )

    def _committed(self, report: ImportReport) -> None:
        mapping = self.tried.plan.mapping if self.tried else None
        kept = mapping and mapping.origin is MappingOrigin.CHOSEN and mapping.has_headings
        self._forget()
        self.view.set_working(False)
        self.closed.emit()
        changed = self.tell(report)
        if kept and report.batch is not None:
            changed = replace(changed, message=f"{changed.message}这种表的列已记住。")
        self.context.publish(changed)

    def _leave(self) -> None:
        self._forget()
        self.closed.emit()

    def _forget(self) -> None:
        self.tried = None
        self.view.clear()
