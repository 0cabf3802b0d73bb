"""Handing scans to the services, one after the other, and their answers back to the screen."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.kiosk import Answer, Recent, ScanAnswer
from volunteer_desk.services.attendance import hear_card, hear_person
from volunteer_desk.services.presence import presence_at
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal

INSIST = timedelta(seconds=30)
"""Within this time a second scan of the same card says that this activity is meant."""

Said = tuple[ScanAnswer, tuple[Recent, ...]]


class KioskHearing(QObject):
    """Each scan is stored before it is answered."""

    answered = Signal(object, object)
    """(``ScanAnswer``, the last scans)."""
    failed = Signal(str)
    """Why nothing was stored."""

    def __init__(self, context: PageContext, activity_id: int, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._activity = activity_id
        self._asked: tuple[str, datetime] | None = None

    def hear(self, text: str) -> None:
        """A card was scanned, or something typed."""
        desk, activity, insists = self._context.desk, self._activity, self._insists(text)
        self._run(lambda: hear_card(desk, activity, text, confirmed=insists), text)

    def choose(self, volunteer_id: int) -> None:
        """Somebody was chosen among the choices."""
        key = f"#{volunteer_id}"
        desk, activity, insists = self._context.desk, self._activity, self._insists(key)
        self._run(lambda: hear_person(desk, activity, volunteer_id, confirmed=insists), key)

    def _run(self, hear: Callable[[], ScanAnswer], key: str) -> None:
        desk, activity = self._context.desk, self._activity

        def work(_progress: Progress) -> tuple[str, Said]:
            answer = hear()
            return key, (answer, presence_at(desk, activity)[1])

        self._context.tasks.run(work, self._take, label="正在签到", failed=self._fail, quiet=True)

    def _insists(self, key: str) -> bool:
        """Whether the same card was told a moment ago that it is expected elsewhere."""
        if self._asked is None:
            return False
        asked, at = self._asked
        return asked == key and self._context.desk.now() - at <= INSIST

    def _take(self, heard: tuple[str, Said]) -> None:
        key, (answer, recent) = heard
        elsewhere = answer.answer is Answer.ELSEWHERE
        self._asked = (key, self._context.desk.now()) if elsewhere else None
        self.answered.emit(answer, recent)

    def _fail(self, fault: Refusal) -> None:
        if isinstance(fault, UserFacingError):
            self.failed.emit(f"{fault.message}{fault.remedy}")
