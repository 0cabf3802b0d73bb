"""Work of the night: begun when it is due, on a thread of its own, stopped between its steps."""

import logging
from collections.abc import Callable
from datetime import UTC
from threading import Event, Lock

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import Cancelled, UserFacingError

ASK_SECONDS = 600

_log = logging.getLogger(__name__)


class NightWork:
    """Asks every ten minutes whether work is due, and does it then.

    A machine that is off at night does it ten minutes after it was opened. What is due is
    computed by the work from the database; asking twice does nothing twice.

    Args:
        work: Does what is due and returns what came of it, or None when nothing was due. It
            calls its argument between its steps, which raises ``Cancelled`` to stop it.
        done: Called on the same thread after work that was due.
        ask_seconds: How often to ask.
    """

    def __init__(
        self,
        work: Callable[[Progress], object | None],
        done: Callable[[], None],
        *,
        ask_seconds: float = ASK_SECONDS,
    ) -> None:
        self._work = work
        self._done = done
        self._ask_seconds = ask_seconds
        self._stopping = Event()
        self._guard = Lock()
        self._scheduler: BackgroundScheduler | None = None

    def start(self) -> None:
        """Begin to ask; a second start does nothing."""
        with self._guard:
            if self._scheduler is not None:
                return
            self._stopping.clear()
            self._scheduler = BackgroundScheduler(timezone=UTC, daemon=True)
            self._scheduler.add_job(
                self.ask,
                IntervalTrigger(seconds=self._ask_seconds, timezone=UTC),
                coalesce=True,
                misfire_grace_time=None,
                max_instances=1,
            )
            self._scheduler.start()

    def stop(self) -> None:
        """Stop; returns when the step under way is over and no thread is left."""
        self._stopping.set()
        with self._guard:
            scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            scheduler.shutdown(wait=True)

    def ask(self) -> bool:
        """Do what is due.

        Returns:
            Whether anything was, and was done.
        """
        try:
            if self._work(self._step) is None:
                return False
        except Cancelled:
            return False
        except UserFacingError as fault:  # the disk, the file: tried again, and shown elsewhere
            _log.warning("night work refused: %s", fault.message)
            return False
        self._done()
        return True

    def _step(self, _done: int, _total: int) -> None:
        if self._stopping.is_set():
            raise Cancelled
