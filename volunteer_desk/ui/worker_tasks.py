"""Long work in the window: a thread that owns the writes, one for reads, one for slow reads."""

import sys
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import Cancelled
from volunteer_desk.ui.delivery import alive, deliver, owned
from volunteer_desk.ui.lanes import Job, Lane, Refusal
from volunteer_desk.ui.tasks import Tasks

T = TypeVar("T")
_OFTEN = 0.05
"""Seconds between two words of how far work is."""
_TURN = 0.001
"""Seconds a thread may keep the interpreter from the window; Python's own 5 ms, waited for at
every call that paints a cell, made a list of 7,700 teams stand half a second later."""


class WorkerTasks(Tasks):
    """Three threads, started when first needed and joined by ``close``."""

    _begun = Signal(object)
    _returned = Signal(object)
    _drawn = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._stop = threading.Event()
        self._closed = False
        self._waiting = 0
        self._latest: dict[str, Job] = {}
        self._told = 0.0
        self._writes = Lane("writes", self._returned.emit)
        self._reads = Lane("reads", self._returned.emit)
        self._slow = Lane("slow reads", self._returned.emit)
        self._begun.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self._returned.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._drawn.connect(self._tell_drawn, Qt.ConnectionType.QueuedConnection)

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
        job = Job(lambda: None, owned(done), failed, quiet, label)

        def call() -> object:
            self._stop.clear()
            self._begun.emit(job)
            return func(self._progress)

        job.call = call
        self._waiting += 1
        self._writes.put(job)

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
        job = Job(lambda: None, owned(done), failed, quiet, key=key, slow=slow)
        # Superseded reads are skipped in the lane too, so that typing never queues up work.
        job.call = lambda: func() if self._latest.get(key) is job else None
        self._latest[key] = job
        (self._slow if slow else self._reads).put(job)

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
        job = Job(lambda: None, owned(done), failed, quiet, key=key, slow=True, told=told)
        stopped, said = job.stopped, [0.0]

        def progress(drawn: int, total: int) -> None:
            if stopped.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - said[0] > _OFTEN:
                said[0] = now
                self._drawn.emit(job, drawn, total)

        job.call = lambda: None if stopped.is_set() else func(progress)
        self.stop(key)
        self._latest[key] = job
        self._slow.put(job)

    def stop(self, key: str) -> None:
        """See ``Tasks.stop``."""
        before = self._latest.pop(key, None)
        if before is not None:
            before.stopped.set()

    def cancel(self) -> None:
        """Stop at the next progress."""
        self._stop.set()

    def busy(self) -> bool:
        """Whether a write waits or runs."""
        return self._waiting > 0

    def reading(self) -> bool:
        """Whether a read waits or runs, slow ones apart."""
        return any(not job.slow for job in self._latest.values())

    def reading_slowly(self) -> bool:
        """Whether a slow read waits or runs."""
        return any(job.slow for job in self._latest.values())

    def close(self) -> None:
        """Stop and join the threads."""
        self._closed = True
        self._stop.set()
        for job in self._latest.values():
            job.stopped.set()
        self._latest.clear()
        self._writes.close()
        self._reads.close()
        self._slow.close()

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told > _OFTEN or done == total:
            self._told = now
            self.progressed.emit(done, total)

    def _tell_drawn(self, job: Job, drawn: int, total: int) -> None:
        if self._latest.get(job.key) is job and job.told is not None and alive(job.told):
            job.told(drawn, total)

    def _begin(self, job: Job) -> None:
        if not self._closed:
            self.started.emit(job.label)

    def _receive(self, job: Job) -> None:
        if job.key:
            if self._closed or self._latest.get(job.key) is not job:
                return
            del self._latest[job.key]
        else:
            self._waiting -= 1
            if not self._waiting and not self._closed:
                self.finished.emit()
        if not self._closed:
            deliver(self, job)
