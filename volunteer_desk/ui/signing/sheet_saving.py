"""Crediting the rows of a sheet; the same rows tried again are the same act."""

from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.hours import HourLine, LoggedHours
from volunteer_desk.services.sheet_logging import log_sheet
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal


class SheetSaving(QObject):
    """One try at a time."""

    logged = Signal(object)
    """A ``LoggedHours`` that was committed."""
    refused = Signal(object)
    """The problems; nothing was written."""
    failed = Signal()
    """A refusal that shows itself."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._attempt: tuple[int, tuple[HourLine, ...]] | None = None
        self._request = ""

    def save(self, sheet_id: int, lines: tuple[HourLine, ...]) -> None:
        """Credit these lines of a sheet as one batch."""
        if (sheet_id, lines) != self._attempt:
            self._attempt, self._request = (sheet_id, lines), str(uuid4())
        desk, request = self._context.desk, self._request

        def work(_progress: Progress) -> LoggedHours:
            return log_sheet(desk, sheet_id, lines, request)

        self._context.tasks.run(work, self._take, label="正在登记时长", failed=self._fail)

    def _take(self, logged: LoggedHours) -> None:
        if logged.problems:
            self.refused.emit(logged.problems)
        else:
            self._attempt = None
            self.logged.emit(logged)

    def _fail(self, _fault: Refusal) -> None:
        self.failed.emit()
