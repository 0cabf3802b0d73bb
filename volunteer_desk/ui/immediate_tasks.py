"""The twin of the window's tasks for tests: everything happens before the call returns."""

from collections.abc import Callable
from typing import TypeVar

from volunteer_desk.domain.changes import Progress
from volunteer_desk.ui.delivery import deliver, owned
from volunteer_desk.ui.lanes import Job, Refusal
from volunteer_desk.ui.tasks import Tasks

T = TypeVar("T")


class ImmediateTasks(Tasks):
    """Nothing runs beside anything."""

    def run(
        self,
        func: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        label: str,
        failed: Callable[[Refusal], None] | None = None,
        quiet: bool = False,
    ) -> None:
        """See ``Tasks.run``."""
        self.started.emit(label)
        job = Job(lambda: func(self.progressed.emit), owned(done), failed, quiet, label)
        _finish(self, job)
        self.finished.emit()

    def read(
        self,
        func: Callable[[], T],
        done: Callable[[T], None],
        *,
        key: str,
        failed: Callable[[Refusal], None] | None = None,
        quiet: bool = False,
        slow: bool = False,
    ) -> None:
        """See ``Tasks.read``."""
        _finish(self, Job(func, owned(done), failed, quiet, key=key))

    def draw(
        self,
        func: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        key: str,
        told: Callable[[int, int], None],
        failed: Callable[[Refusal], None] | None = None,
        quiet: bool = False,
    ) -> None:
        """See ``Tasks.draw``."""
        self.read(lambda: func(told), done, key=key, failed=failed, quiet=quiet, slow=True)


def _finish(tasks: Tasks, job: Job) -> None:
    try:
        job.outcome = job.call()
    except Exception as fault:  # told apart in deliver
        job.outcome = fault
    deliver(tasks, job)
