"""Bringing an hour sheet in: choosing the file, the dry run, writing it, telling what was done."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.imports import HoursImportPlan, ImportReport, OnProblem
from volunteer_desk.ui.hours.import_view import HoursImportView
from volunteer_desk.ui.hours.saving import MOVED
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal

SUFFIXES = (".xls", ".xlsx", ".et", ".csv", ".ods", ".txt")
"""Files hours may come in."""


class HoursImport(QObject):
    """Runs the services behind the import view."""

    planned = Signal()
    """A dry run is there to be looked at."""
    closed = Signal()
    """It was left, or everything is written."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._plan: HoursImportPlan | None = None
        self._tried: HoursImportPlan | None = None
        self.view = HoursImportView()
        self.view.committing.connect(self._commit)
        self.view.closing.connect(self._leave)

    def plan(self, path: Path) -> None:
        """Read a file and check it, nothing written; a refusal shows itself as a notice."""
        from volunteer_desk.services.hours_import import plan_hours_import

        desk = self._context.desk
        self._context.tasks.run(
            lambda progress: plan_hours_import(desk, path, progress),
            self._show,
            label="正在读取时长表",
        )

    def _show(self, plan: HoursImportPlan) -> None:
        self._plan = plan
        self.view.show_plan(plan)
        self.planned.emit()

    def _commit(self, on_problem: OnProblem) -> None:
        from volunteer_desk.services.hours_import import commit_hours_import

        plan, desk = self._plan, self._context.desk
        if plan is None:
            return
        self._plan = None
        self._tried = plan
        self.view.set_working(True)
        self._context.tasks.run(
            lambda progress: commit_hours_import(desk, plan, on_problem, progress),
            self._committed,
            label="正在导入时长",
            failed=self._refused,
        )

    def _committed(self, report: ImportReport) -> None:
        self.view.set_working(False)
        self.closed.emit()
        self._context.publish(Changed(MOVED, report.batch, report_words(report), report.new))

    def _refused(self, _fault: Refusal) -> None:
        self._plan = self._tried
        self.view.set_working(False)

    def _leave(self) -> None:
        self._plan = None
        self.closed.emit()


def report_words(report: ImportReport) -> str:
    """``已导入 359 条，共 948 小时；29 行有问题，没有导入。``."""
    waiting = len({one.row for one in report.problems})
    if report.batch is None:
        return f"有 {waiting:,} 行有问题，什么都没有写入。" if waiting else "什么都没有改变。"
    left = f"；{waiting:,} 行有问题，没有导入" if waiting else ""
    return f"已导入 {report.new:,} 条，共 {format_hours(report.minutes or 0)} 小时{left}。"


def choose_sheet(parent: QWidget) -> Path | None:
    """Ask for a file, None when the user thought better of it."""
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, "选择时长表", "", f"时长表 ({patterns});;所有文件 (*)"
    )
    return Path(chosen) if chosen else None


def dropped_sheet(dropped: QMimeData) -> Path | None:
    """The one local file that is dragged, or None."""
    urls = dropped.urls() if dropped.hasUrls() else []
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
