"""A person's story: what happened when, and the figures with the span behind each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from volunteer_desk.domain.periods import Span


class TimelineKind(StrEnum):
    """What an entry tells of; a screen picks its mark by it."""

    REGISTERED = "registered"
    STATUS = "status"
    JOINED = "joined"
    LEFT_TEAM = "left_team"
    HOURS = "hours"
    RECORD = "record"
    CERTIFICATE = "certificate"
    MERGE = "merge"


@dataclass(frozen=True)
class TimelineEntry:
    """One line.

    Attributes:
        on: The day.
        kind: What it tells of.
        title: What happened.
        detail: More of it, or "".
        minutes: Of hours and trainings, else None; 0 is service that was taken back.
        row_id: The activity of hours, the team, the record, the certificate or the merge; else
            None.
    """

    on: date
    kind: TimelineKind
    title: str
    detail: str = ""
    minutes: int | None = None
    row_id: int | None = None


@dataclass(frozen=True)
class Figure:
    """A sum and the dates whose ledger rows add up to it (这个数怎么来的)."""

    minutes: int
    attendances: int
    span: Span


@dataclass(frozen=True)
class PersonFigures:
    """本月, 本年, 累计, and the stars they come to.

    Attributes:
        month: This month to date.
        year: This year to date.
        ever: From the first day of service.
        star: 0 to 5.
        to_next_star: Minutes that are wanting for the next star, or None with the highest.
        last_served: The last day of service that stands, or None.
    """

    month: Figure
    year: Figure
    ever: Figure
    star: int
    to_next_star: int | None
    last_served: Span | None
