"""Threads that take pieces of work in order and hand each back when it is done."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from volunteer_desk.domain.errors import Cancelled, UserFacingError

Refusal = UserFacingError | Cancelled


@dataclass
class Job:
    """One piece of work on its way through a lane; ``outcome`` is its value or exception."""

    call: Callable[[], object]
    done: Callable[[object], None]
    failed: Callable[[Refusal], None] | None
    quiet: bool
    label: str = ""
    key: str = ""
    slow: bool = False
    outcome: object = None
    told: Callable[[int, int], None] | None = None
    stopped: threading.Event = field(default_factory=threading.Event)


class Lane:
    """A thread that takes jobs in order; it starts with its first job."""

    def __init__(self, name: str, deliver: Callable[[Job], None]) -> None:
        self._name = name
        self._deliver = deliver
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def put(self, job: Job) -> None:
        """Take a job after those that wait."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name)
            self._thread.start()
        self._jobs.put(job)

    def close(self) -> None:
        """Finish what was taken, and join the thread."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job.outcome = job.call()
            except BaseException as fault:  # carried to the GUI thread, told apart there
                job.outcome = fault
            self._deliver(job)
