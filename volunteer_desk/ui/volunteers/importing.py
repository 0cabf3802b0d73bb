"""Bringing a roster in: choosing the file, the dry run, writing it, telling what was done."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.imports import ImportReport, OnProblem, VolunteerImportPlan
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.volunteers.import_view import ImportView

SUFFIXES = (".xls", ".xlsx", ".et", ".csv", ".ods", ".txt")
"""Files a roster may come in."""


class RosterImport(QObject):
    """Runs the services behind the import view."""

    planned = Signal()
    """A dry run is there to be looked at."""
    closed = Signal()
    """It was left, or everything is written."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._plan: VolunteerImportPlan | None = None
        self.view = ImportView()
        self.view.committing.connect(self._commit)
        self.view.closing.connect(self._leave)

    def plan(self, path: Path) -> None:
        """Read a file and check it, nothing written; a refusal shows itself as a notice."""
        from volunteer_desk.services.volunteer_import import plan_volunteer_import

        desk = self._context.desk
        self._context.tasks.run(
            lambda progress: plan_volunteer_import(desk, path, progress),
            self._show,
            label="正在读取花名册",
        )

    def _show(self, plan: VolunteerImportPlan) -> None:
        self._plan = plan
        self.view.show_plan(plan)
        self.planned.emit()

    def _commit(self, on_problem: OnProblem) -> None:
        from volunteer_desk.services.volunteer_import import commit_volunteer_import

        plan, desk = self._plan, self._context.desk
        if plan is None:
            return
        self.view.set_working(True)
        self._context.tasks.run(
            lambda progress: commit_volunteer_import(desk, plan, on_problem, progress),
            self._committed,
            label="正在导入花名册",
            failed=self._refused,
        )

    def _committed(self, report: ImportReport) -> None:
        self._plan = None
        self.view.set_working(False)
        self.closed.emit()
        nouns = {Noun.VOLUNTEER, Noun.TEAM, Noun.BATCH}
        self._context.publish(Changed(frozenset(nouns), report.batch, report_words(report)))

    def _refused(self, _fault: Refusal) -> None:
        self.view.set_working(False)

    def _leave(self) -> None:
        self._plan = None
        self.closed.emit()


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
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, "选择花名册", "", f"花名册 ({patterns});;所有文件 (*)"
    )
    return Path(chosen) if chosen else None


def dropped_file(dropped: QMimeData) -> Path | None:
    """The one local file that is dragged, or None."""
    files = [Path(url.toLocalFile()) for url in _urls(dropped) if url.isLocalFile()]
    return files[0] if len(files) == 1 else None


def _urls(dropped: QMimeData) -> Iterable[QUrl]:
    return dropped.urls() if dropped.hasUrls() else ()
