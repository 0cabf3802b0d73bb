"""Bringing a roster in: its plan, its rows put right, what was done."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.imports import ImportReport, OnProblem
from volunteer_desk.domain.mapping import ImportChoice, Tally, tally_rows
from volunteer_desk.ui.importing.bringing import DryRun, FileImport
from volunteer_desk.ui.importing.files import choose_table
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.volunteers.import_view import ImportView

if TYPE_CHECKING:
    from volunteer_desk.services.roster_plan import RosterPlan


class RosterImport(FileImport["RosterPlan", ImportView]):
    """The services of a roster; imported when one is brought."""

    kind = "roster"
    word = "花名册"

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(context, ImportView(), parent)
        self.view.filling.connect(self._fill)

    def choose(self, choice: ImportChoice) -> None:
        """Read the same file under other columns; what stays on a card stays."""
        if self.tried is not None:
            super().choose(replace(choice, keep_filled=self.tried.wish.keep_filled))

    def make_plan(self, path: Path, choice: ImportChoice, progress: Progress) -> "RosterPlan":
        """Read a roster and check it."""
        from volunteer_desk.services.volunteer_import import plan_volunteer_import

        return plan_volunteer_import(self.context.desk, path, progress, choice)

    def count(self, plan: "RosterPlan") -> Tally:
        """Rows of each kind, and the columns that would change most of them."""
        return tally_rows(plan.rows)

    def put_right(self, plan: "RosterPlan", place: int, cells: dict[str, str]) -> "RosterPlan":
        """Check one row with these cells."""
        from volunteer_desk.services.roster_fixing import fix_row

        return fix_row(self.context.desk, plan, place, cells)

    def keep(
        self, plan: "RosterPlan", places: Sequence[int], out: Path, progress: Progress
    ) -> None:
        """Write rows of the dry run."""
        from volunteer_desk.services.dry_run_workbook import write_roster_dry_run

        write_roster_dry_run(plan.source, plan.rows, places, out, progress)

    def commit(self, plan: "RosterPlan", on_problem: OnProblem, progress: Progress) -> ImportReport:
        """Register the people."""
        from volunteer_desk.services.volunteer_import import commit_volunteer_import

        return commit_volunteer_import(self.context.desk, plan, on_problem, progress)

    def tell(self, report: ImportReport) -> Changed:
        """People and teams moved."""
        nouns = frozenset({Noun.VOLUNTEER, Noun.TEAM, Noun.BATCH})
        return Changed(nouns, report.batch, report_words(report))

    def _fill(self, keep: bool) -> None:
        from volunteer_desk.services.roster_again import keep_filled

        tried, desk = self.tried, self.context.desk
        if tried is None:
            return

        def work(_progress: Progress) -> "DryRun[RosterPlan]":
            wished = replace(tried, wish=replace(tried.wish, keep_filled=keep))
            return self.with_plan(wished, keep_filled(desk, tried.plan, keep))

        self.view.set_working(True)
        self.context.tasks.run(
            work, self._show_filled, label="正在核对已有的人", failed=self.show_refused
        )

    def _show_filled(self, tried: "DryRun[RosterPlan]") -> None:
        self.tried = tried
        self.view.show_again(tried.plan, tried.tally)
        self.view.set_working(False)


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
