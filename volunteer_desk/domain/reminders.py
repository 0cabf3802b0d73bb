"""What is due, computed from facts by a pure function; the clock is passed in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReminderKind(StrEnum):
    """What waits."""

    HOURS_UNRECORDED = "hours_unrecorded"
    ACTIVITY_TOMORROW = "activity_tomorrow"
    ACTIVITY_UNFILED = "activity_unfiled"
    SHEET_DUE = "sheet_due"
    BACKUP_OVERDUE = "backup_overdue"
    PROOF_FAILED = "proof_failed"
    HOURS_WAITING = "hours_waiting"


class Urgency(StrEnum):
    """How the pill is coloured: overdue, soon, information."""

    OVERDUE = "overdue"
    SOON = "soon"
    CALM = "calm"


@dataclass(frozen=True)
class Reminder:
    """One line of 等着办.

    Attributes:
        key: Stable name of what waits ("hours_unrecorded:42"), the same on every computation.
        kind: What waits.
        urgency: Colour of the pill.
        due_on: When it is due.
        pill: The short state ("剩2个工作日").
        title: What waits ("“周末清洁家园”11月14日 时长未登记").
        detail: Secondary words ("24人").
        page: The page where it is done ("hours", "report", "settings").
        subject: Row id on that page, or None.
        action: The button's word ("登记").
    """

    key: str
    kind: ReminderKind
    urgency: Urgency
    due_on: date
    pill: str
    title: str
    detail: str
    page: str
    subject: int | None
    action: str
