"""The desk: what every service is handed, and nothing is global."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from volunteer_desk.paths import DataFolder
from volunteer_desk.store.database import Database, open_database


def local_now() -> datetime:
    """The machine's clock, aware, in its own time zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Desk:
    """One open data folder with its clock.

    Attributes:
        database: The store.
        folder: Where the data lies.
        clock: Returns the aware local instant; tests pass their own.
        operator: Who sits at the desk, kept with every batch.
    """

    database: Database
    folder: DataFolder
    clock: Callable[[], datetime] = local_now
    operator: str = ""

    def now(self) -> datetime:
        """The aware instant."""
        return self.clock()

    def today(self) -> date:
        """The local service date."""
        return self.clock().date()

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def open_desk(folder: DataFolder, clock: Callable[[], datetime] = local_now) -> Desk:
    """Open (or make) the desk in a data folder.

    Raises:
        UserFacingError: The folder cannot be used.
    """
    return Desk(open_database(folder), folder, clock)
