"""What the calendar does to activities and series: every act one batch, its notice offers 撤销."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.series import SeriesDraft
from volunteer_desk.services import activity_states, series, series_days
from volunteer_desk.ui.activities.calendar_asking import Question
from volunteer_desk.ui.activities.calendar_reading import DayRow
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal


class CalendarActs(QObject):
    """Runs the services off the GUI thread."""

    done = Signal(object)
    """What moved (``Changed``), after it was published."""
    refused = Signal(object)

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def file(self, activity_id: int, on: object) -> None:
        """Note the day of the 活动报备, or take it back."""
        desk, day = self._context.desk, on if isinstance(on, date) else None
        self._run(lambda _: activity_states.file_activity(desk, activity_id, day), "正在保存")

    def check(self, activity_ids: Sequence[int]) -> None:
        """已记录 → 已核."""
        desk, ids = self._context.desk, tuple(activity_ids)
        self._run(lambda _: activity_states.check_activities(desk, ids), "正在核对")

    def resume(self, activity_id: int) -> None:
        """Take a cancelled activity up again."""
        desk = self._context.desk
        self._run(lambda _: activity_states.resume_activity(desk, activity_id), "正在恢复")

    def answer(self, one: DayRow, question: str, reason: str, day: object) -> None:
        """Do what a reason was given for."""
        desk, row = self._context.desk, one.row
        number, series_id, of_series = row.id, row.series_id, row.series_day
        if question == Question.UNCHECK:
            self._run(
                lambda _: activity_states.check_activities(desk, [number], False, reason),
                "正在退回",
            )
        elif series_id is None or of_series is None:
            self._run(
                lambda _: activity_states.cancel_activity(desk, number, reason), "正在取消活动"
            )
        elif question == Question.MOVE and isinstance(day, date):
            to = day
            self._run(
                lambda _: series_days.move_day(desk, series_id, of_series, to, reason), "正在改期"
            )
        else:
            self._run(
                lambda _: series_days.skip_day(desk, series_id, of_series, reason), "正在取消活动"
            )

    def save_series(
        self,
        draft: SeriesDraft,
        series_id: int | None,
        since: date,
        failed: Callable[[Refusal], None],
    ) -> None:
        """Make a series, or change one from a day on."""
        desk = self._context.desk
        self._run(lambda _: series.save_series(desk, draft, series_id, since), "正在排活动", failed)

    def end_series(self, series_id: int, since: date, failed: Callable[[Refusal], None]) -> None:
        """Let a series not meet any more from a day on."""
        desk = self._context.desk
        self._run(lambda _: series.end_series(desk, series_id, since), "正在结束", failed)

    def _run(
        self,
        work: Callable[[Progress], Changed],
        label: str,
        failed: Callable[[Refusal], None] | None = None,
    ) -> None:
        self._context.tasks.run(work, self._done, label=label, failed=failed, quiet=bool(failed))

    def _done(self, changed: Changed) -> None:
        self._context.publish(changed)
        self.done.emit(changed)
