"""What a write moved, so that pages can reload themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Progress = Callable[[int, int], None]
"""Called with (done, total) rows during long work; it raises ``Cancelled`` to stop it."""


def no_progress(_done: int, _total: int) -> None:
    """The progress listener of callers that need none."""


class Noun(StrEnum):
    """The kinds of thing a page may show."""

    VOLUNTEER = "volunteer"
    TEAM = "team"
    PROJECT = "project"
    ACTIVITY = "activity"
    UNIT = "unit"
    HOURS = "hours"
    CERTIFICATE = "certificate"
    SETTING = "setting"
    BATCH = "batch"
    MONTH = "month"


@dataclass(frozen=True)
class Changed:
    """One committed write.

    Attributes:
        nouns: What moved.
        batch: The batch to undo it by, or None where it cannot be undone.
        message: What was done, in the user's words ("已登记 28 人，共 70 小时").
        rows: How many rows moved.
        row_id: The one row a card was saved as, a new one's id too; None for many.
    """

    nouns: frozenset[Noun]
    batch: int | None
    message: str
    rows: int = 0
    row_id: int | None = None
