"""Bringing an hour sheet in: its plan, reasons and values for all of its rows, what was done."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.imports import ImportReport, OnProblem
from volunteer_desk.domain.mapping import ImportChoice, Tally, tally_hours
from volunteer_desk.ui.hours.import_view import HoursImportView
from volunteer_desk.ui.hours.saving import MOVED
from volunteer_desk.ui.importing.bringing import DryRun, FileImport
from volunteer_desk.ui.importing.files import choose_table
from volunteer_desk.ui.page import PageContext

if TYPE_CHECKING:
    from volunteer_desk.services.hours_import import HoursPlan


class HoursImport(FileImport["HoursPlan", HoursImportView]):
    """The services of an hour sheet; imported when one is brought."""

    kind = "hours"
    word = "时长表"

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(context, HoursImportView(), parent)
        self.view.reason_given.connect(self._give_reason)
        self.view.values_given.connect(self._give_values)

    def make_plan(self, path: Path, choice: ImportChoice, progress: Progress) -> "HoursPlan":
        """Read a sheet and check it."""
        from volunteer_desk.services.hours_import import plan_hours_import

        return plan_hours_import(self.context.desk, path, progress, choice)

    def count(self, plan: "HoursPlan") -> Tally:
        """Rows of each kind, hours, new projects."""
        return tally_hours(plan.rows, plan.new_projects)

    def put_right(self, plan: "HoursPlan", place: int, cells: dict[str, str]) -> "HoursPlan":
        """Check one row with these cells."""
        from volunteer_desk.services.hours_fixing import fix_hours_row

        return fix_hours_row(self.context.desk, plan, place, cells)

    def keep(self, plan: "HoursPlan", places: Sequence[int], out: Path, progress: Progress) -> None:
        """Write rows of the dry run."""
        from volunteer_desk.services.dry_run_workbook import write_hours_dry_run

        write_hours_dry_run(plan.source, plan.rows, places, out, progress)

    def commit(self, plan: "HoursPlan", on_problem: OnProblem, progress: Progress) -> ImportReport:
        """Credit the hours."""
        from volunteer_desk.services.hours_import import commit_hours_import

        return commit_hours_import(self.context.desk, plan, on_problem, progress)

    def tell(self, report: ImportReport) -> Changed:
        """Hours moved."""
        return Changed(MOVED, report.batch, report_words(report), report.new)

    def choose(self, choice: ImportChoice) -> None:
        """Other columns keep what was given for all rows."""
        given = self.tried.wish.given if self.tried else ()
        super().choose(replace(choice, given=given))

    def _give_values(self, given: tuple[tuple[str, str], ...]) -> None:
        if self.tried is not None:
            self.read(self.tried.path, replace(self.tried.wish, given=given))

    def _give_reason(self, reason: str) -> None:
        from volunteer_desk.services.hours_fixing import give_reason

        tried, desk = self.tried, self.context.desk
        if tried is None:
            return

        def work(_progress: Progress) -> DryRun["HoursPlan"]:
            return self.with_plan(tried, give_reason(desk, tried.plan, reason))

        self.context.tasks.run(work, self.show, label="正在核对", failed=self.show_refused)


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
