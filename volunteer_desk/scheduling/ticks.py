"""The ticks that say "look again"; what is due is computed elsewhere, from the database."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

BEAT_SECONDS = 10
LOOK_SECONDS = 60
JUMP_SECONDS = 30


class Ticker:
    """Calls ``look`` once a minute, and at once when the machine slept or its clock was moved.

    The clocks are compared on every beat: wall time that ran away from the monotonic clock is a
    clock set or (where that clock stops in sleep) a sleep; a beat that comes far too late is a
    sleep or a stall. ``look`` is called on a thread of the scheduler and carries no truth: a
    missed, doubled or late call changes nothing.

    Args:
        look: What to call; it must not block for long.
        clock: The aware wall clock.
        monotonic: A clock nobody sets, in seconds.
        beat_seconds: How often the clocks are compared.
    """

    def __init__(
        self,
        look: Callable[[], None],
        clock: Callable[[], datetime],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        beat_seconds: float = BEAT_SECONDS,
    ) -> None:
        self._look = look
        self._clock = clock
        self._monotonic = monotonic
        self._beat_seconds = beat_seconds
        self._scheduler: BackgroundScheduler | None = None
        self._guard = Lock()
        self._set_hands()
        self._looked_at = self._steady

    def start(self) -> None:
        """Begin to tick; a second start does nothing."""
        with self._guard:
            if self._scheduler is not None:
                return
            self._set_hands()
            self._looked_at = self._steady
            self._scheduler = BackgroundScheduler(timezone=UTC, daemon=True)
            self._scheduler.add_job(
                self.beat,
                IntervalTrigger(seconds=self._beat_seconds, timezone=UTC),
                coalesce=True,
                misfire_grace_time=None,
                max_instances=1,
            )
            self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking; returns when the last call is over and no thread is left."""
        with self._guard:
            scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            scheduler.shutdown(wait=True)

    def beat(self) -> bool:
        """Compare the clocks, and look when a minute passed or time jumped.

        Returns:
            Whether it looked.
        """
        wall, steady = self._wall, self._steady
        self._set_hands()
        passed = self._steady - steady
        jumped = (
            abs((self._wall - wall).total_seconds() - passed) > JUMP_SECONDS
            or passed > self._beat_seconds + JUMP_SECONDS
        )
        if not jumped and self._steady - self._looked_at < LOOK_SECONDS:
            return False
        self._looked_at = self._steady
        self._look()
        return True

    def _set_hands(self) -> None:
        self._wall, self._steady = self._clock(), self._monotonic()
