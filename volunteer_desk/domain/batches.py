"""Batches: one act of the user, undoable as one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class BatchKind(StrEnum):
    """What the user did."""

    IMPORT_VOLUNTEERS = "import_volunteers"
    IMPORT_HOURS = "import_hours"
    PASTE_HOURS = "paste_hours"
    LOG_HOURS = "log_hours"
    REVERSE_HOURS = "reverse_hours"
    ISSUE_CERTIFICATES = "issue_certificates"
    VOLUNTEER = "volunteer"
    TEAM = "team"
    PROJECT = "project"
    ACTIVITY = "activity"
    UNIT = "unit"
    STATUS = "status"
    MEMBERSHIP = "membership"
    RECORD = "record"
    CUSTOM_VALUE = "custom_value"
    ERASE = "erase"
    MERGE = "merge"
    SERIES = "series"
    ATTACHMENT = "attachment"
    EXPECTED = "expected"
    ATTENDANCE = "attendance"
    APPROVE_HOURS = "approve_hours"
    RETURN_HOURS = "return_hours"
    UNDO = "undo"


FINAL = frozenset({BatchKind.UNDO, BatchKind.REVERSE_HOURS, BatchKind.ERASE})
"""A credit is reversed once and for all; who was wrong credits it again. Erased is erased."""

HOUR_KINDS = frozenset(
    {
        BatchKind.LOG_HOURS,
        BatchKind.PASTE_HOURS,
        BatchKind.IMPORT_HOURS,
        BatchKind.REVERSE_HOURS,
        BatchKind.APPROVE_HOURS,
        BatchKind.RETURN_HOURS,
    }
)
"""Acts on hours; so is an undo of one of them."""


@dataclass(frozen=True)
class BatchRow:
    """One line of 最近操作."""

    id: int
    kind: BatchKind
    label: str
    made_at: datetime
    rows: int
    undone: bool
    undoable: bool
