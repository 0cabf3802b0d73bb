"""Crediting the settled rows: project and activity are made where they lack, or nothing is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Changed, Noun, Progress
from volunteer_desk.domain.durations import DAY
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft, HoursSource, LoggedHours
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.projects import ActivityDraft, ProjectDraft
from volunteer_desk.services.activities import find_activity, list_activities, save_activity
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours, told
from volunteer_desk.services.projects import project_id_by_name, save_project
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
    """Key → sentence; nothing was written."""
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

        def work(_progress: Progress) -> LoggedHours:
            return credit(desk, attempt, source, request)

        self._context.tasks.run(work, self._saved, label="正在登记时长", failed=self._failed)

    def _saved(self, logged: LoggedHours) -> None:
        self.working = False
        if logged.problems:
            self.refused.emit(
                {self._keys[problem.row - 1]: problem.message for problem in logged.problems}
            )
        else:
            self._attempt = None
            self.credited.emit(self._keys)
            left = f"；{self._waiting} 行还要看，留在名单里" if self._waiting else ""
            said = f"{told(logged)}{left}。"
            self._context.publish(Changed(MOVED, logged.batch, said, logged.people))
        self.finished.emit()

    def _failed(self, _fault: Refusal) -> None:
        self.working = False
        self.finished.emit()


def credit(desk: Desk, attempt: Attempt, source: HoursSource, request: str) -> LoggedHours:
    """Find or make project and activity, then log; what was made goes again when that is refused.

    Raises:
        UserFacingError: No project named, or what the services refuse.
    """
    made: list[int] = []
    try:
        activity_id = _activity(desk, attempt, made)
        logged = log_hours(desk, HoursDraft(activity_id, attempt.lines, source, request=request))
    except UserFacingError:
        _take_back(desk, made)
        raise
    if logged.problems:
        _take_back(desk, made)
    return logged


def _activity(desk: Desk, attempt: Attempt, made: list[int]) -> int:
    occasion = attempt.occasion
    if occasion.activity_id is not None:
        return occasion.activity_id
    if not occasion.project:
        raise UserFacingError("还没有写项目名称。", "请选择项目，或写一个新的。")
    project_id = project_id_by_name(desk, occasion.project)
    if project_id is None:
        _keep(made, save_project(desk, ProjectDraft(occasion.project)))
        project_id = project_id_by_name(desk, occasion.project)
    if project_id is None:
        raise UserFacingError("项目没有建成。", "请再试一次。")
    found = None if attempt.another else find_activity(desk, project_id, occasion.on)
    if found is not None:
        return found
    span = occasion.time
    changed = save_activity(
        desk,
        ActivityDraft(
            project_id,
            occasion.on,
            _clock(span.starts) if span else None,
            _clock(span.ends) if span else None,
            occasion.place,
        ),
    )
    _keep(made, changed)
    day = list_activities(desk, project_id, Span(occasion.on, occasion.on))
    return max(row.id for row in day)


def _keep(made: list[int], changed: Changed) -> None:
    if changed.batch is not None:
        made.append(changed.batch)


def _take_back(desk: Desk, made: Sequence[int]) -> None:
    for batch in reversed(made):
        undo_batch(desk, batch)


def _clock(minute: int | None) -> time | None:
    return None if minute is None else time(*divmod(minute % DAY, 60))
