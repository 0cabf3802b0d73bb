"""What the detail of an activity does: file, check, cancel, take up again; each one batch."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.activity_facts import ActivityFacts
from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.services import activity_states, series_days
from volunteer_desk.ui.page import PageContext


class DetailActs(QObject):
    """Runs the services off the GUI thread."""

    done = Signal()
    """Something was written and published."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def file(self, facts: ActivityFacts) -> None:
        """Note that it was filed today, or that it was not."""
        desk, number = self._context.desk, facts.id
        on = desk.today() if facts.filed_on is None else None
        self._run(lambda _: activity_states.file_activity(desk, number, on), "正在保存")

    def check(self, facts: ActivityFacts) -> None:
        """已记录 → 已核."""
        desk, number = self._context.desk, facts.id
        self._run(lambda _: activity_states.check_activities(desk, [number]), "正在核对")

    def uncheck(self, facts: ActivityFacts, reason: str) -> None:
        """已核 → 已记录, with the reason."""
        desk, number = self._context.desk, facts.id
        self._run(
            lambda _: activity_states.check_activities(desk, [number], False, reason), "正在退回"
        )

    def cancel(self, facts: ActivityFacts, reason: str) -> None:
        """取消; an occasion of a series becomes an exception of it."""
        desk, number = self._context.desk, facts.id
        series_id, day = facts.series_id, facts.series_day
        if series_id is not None and day is not None:
            one, on = series_id, day
            self._run(lambda _: series_days.skip_day(desk, one, on, reason), "正在取消活动")
        else:
            self._run(
                lambda _: activity_states.cancel_activity(desk, number, reason), "正在取消活动"
            )

    def resume(self, facts: ActivityFacts) -> None:
        """Take a cancelled activity up again."""
        desk, number = self._context.desk, facts.id
        self._run(lambda _: activity_states.resume_activity(desk, number), "正在恢复")

    def _run(self, work: Callable[[Progress], Changed], label: str) -> None:
        self._context.tasks.run(work, self._done, label=label)

    def _done(self, changed: Changed) -> None:
        self._context.publish(changed)
        self.done.emit()
