"""Crediting the settled rows: one save is one batch, with the project and activity it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.hours import HourLine, HoursSource, LoggedHours, OccasionDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_occasion, told
from volunteer_desk.services.name_choices import remember_choices
from volunteer_desk.ui.hours.occasion_bar import Occasion
from volunteer_desk.ui.hours.rows import GridRow
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal

MOVED = frozenset({Noun.HOURS, Noun.ACTIVITY, Noun.PROJECT, Noun.TEAM, Noun.VOLUNTEER, Noun.BATCH})


@dataclass(frozen=True)
class Attempt:
    """One try; the same content tried again bears the same request key."""

    occasion: Occasion
    lines: tuple[HourLine, ...]
    another: bool = False
    """Whether the day's activity is not meant, and a new one is to be made."""


class HoursSaving(QObject):
    """Runs the services; one try at a time."""

    credited = Signal(object)
    """Keys of the rows that were credited."""
    refused = Signal(object)
    """Key → ``Problem``; nothing was written."""
    finished = Signal()
    """Either, or a refusal that shows itself."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._attempt: Attempt | None = None
        self._request = ""
        self._keys: tuple[int, ...] = ()
        self._waiting = 0
        self.working = False

    def save(
        self, occasion: Occasion, rows: Sequence[GridRow], *, waiting: int, another: bool = False
    ) -> None:
        """Credit rows; pressed again while it works, nothing happens.

        Args:
            occasion: Where and when.
            rows: Settled ones.
            waiting: How many others stay in the grid.
            another: Whether the day's activity is not meant, and a new one is to be made.
        """
        if self.working:
            return
        pairs = [(row.key, line) for row in rows if (line := row.hour_line()) is not None]
        attempt = Attempt(occasion, tuple(line for _key, line in pairs), another)
        if attempt != self._attempt:
            self._attempt, self._request = attempt, str(uuid4())
        self._keys = tuple(key for key, _line in pairs)
        self.working, self._waiting = True, waiting
        desk, request = self._context.desk, self._request
        source = HoursSource.PASTED if any(row.pasted for row in rows) else HoursSource.TYPED
        chosen = {row.written: row.person.id for row in rows if row.chosen and row.person}

        def work(_progress: Progress) -> LoggedHours:
            logged = credit(desk, attempt, source, request)
            if chosen and not logged.problems:
                remember_choices(desk, occasion.project, chosen)
            return logged

        self._context.tasks.run(work, self._saved, label="正在登记时长", failed=self._failed)

    def _saved(self, logged: LoggedHours) -> None:
        self.working = False
        if logged.problems:
            self.refused.emit({self._keys[problem.row - 1]: problem for problem in logged.problems})
        else:
            self._attempt = None
            self.credited.emit(self._keys)
            left = f"；{self._waiting} 行还要看，留在名单里" if self._waiting else ""
            said = f"{told(logged)}{left}。{_warned(logged)}"
            self._context.publish(Changed(MOVED, logged.batch, said, logged.people))
        self.finished.emit()

    def _failed(self, _fault: Refusal) -> None:
        self.working = False
        self.finished.emit()


def _warned(logged: LoggedHours) -> str:
    """What the ledger took but wants looked at: one sentence, or how many."""
    rows = len({one.row for one in logged.warnings})
    if not rows:
        return ""
    if len(logged.warnings) == 1:
        return logged.warnings[0].message
    return f"其中 {rows} 人请再核对：{logged.warnings[0].message}"


def credit(desk: Desk, attempt: Attempt, source: HoursSource, request: str) -> LoggedHours:
    """Log the rows with whatever project and activity they lack, as one batch.

    Raises:
        UserFacingError: No project named, or what the service refuses.
    """
    where = attempt.occasion
    starts, ends = (where.time.starts, where.time.ends) if where.time else (None, None)
    draft = OccasionDraft(
        where.project, where.on, starts, ends, where.place, where.activity_id, attempt.another
    )
    return log_occasion(desk, draft, attempt.lines, source, request=request)
