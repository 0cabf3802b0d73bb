"""The write-ahead log: folded into the database file beside the work, not by whoever commits."""

import logging
from pathlib import Path
from threading import Event, Lock, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

ROOM = 4_000_000
"""Bytes of log that may lie there; SQLite's own limit is 1,000 pages."""
_PAUSE = 1.0
"""Seconds between the commit and the folding: who saves one card after another is not held up."""

_log = logging.getLogger(__name__)


class LogKeeper:
    """Folds the log of one database into its file when it has grown.

    What is committed is safe in the log. Copying it is left to a thread of its own, so that
    nobody waits for it: 0.3 s after 100,000 people.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._file = path.with_name(f"{path.name}-wal")
        self._guard = Lock()
        self._folding: Thread | None = None
        self._hurry = Event()

    def look(self) -> None:
        """After a commit: begin to fold the log if it has outgrown its room."""
        try:
            if self._file.stat().st_size <= ROOM:
                return
        except OSError:  # no log: nothing was written, or the file went with its folder
            return
        with self._guard:
            if self._folding is None or not self._folding.is_alive():
                self._hurry.clear()
                self._folding = Thread(target=self._fold_soon, name="write-ahead log", daemon=True)
                self._folding.start()

    def fold(self) -> None:
        """Fold all of it now, and empty the log: what was overwritten is then nowhere left.

        Where a reader still needs the log, as much as can be is folded.
        """
        self.rest()
        self._fold("TRUNCATE")

    def rest(self) -> None:
        """Have done what is to be folded, and wait for it."""
        with self._guard:
            folding, self._folding = self._folding, None
            self._hurry.set()
        if folding is not None:
            folding.join()

    def _fold_soon(self) -> None:
        self._hurry.wait(_PAUSE)
        self._fold()

    def _fold(self, way: str = "PASSIVE") -> None:
        try:
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(f"PRAGMA wal_checkpoint({way})")
                cursor.fetchall()
                cursor.close()
            finally:
                connection.close()
        except (DBAPIError, dbapi2.Error) as fault:  # the log keeps what it holds
            _log.warning("the write-ahead log was not folded: %s", type(fault).__name__)
