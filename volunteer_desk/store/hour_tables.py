"""The tables around the ledger: waiting hours, names once chosen, month events, proofs.

No ``from __future__ import annotations`` here: SQLModel reads the annotations at run time.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from volunteer_desk.store.schema import Base, instant, only_where, ref, uid_column


class WaitingHours(Base, table=True):
    """待核: hours logged while approval is on; they enter the ledger when they are approved.

    The columns up to ``late_month`` are those of the credit it becomes. ``batch_id`` is the act
    that logged it, ``decided_id`` the act that approved, returned or withdrew it, and
    ``entry_id`` the credit it became. Rows are kept whatever became of them.
    """

    __tablename__ = "waiting_hours"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        CheckConstraint("nature IN ('1', '2')", name="nature"),
        CheckConstraint("state IN ('waiting', 'approved', 'returned', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'approved') = (entry_id IS NOT NULL)", name="entry"),
        Index("ix_waiting_hours_volunteer_id", "volunteer_id", "served_on"),
        Index("ix_waiting_hours_activity_id", "activity_id"),
        Index("ix_waiting_hours_batch_id", "batch_id"),
        Index("ix_waiting_hours_decided_id", "decided_id"),
        Index(
            "ix_waiting_hours_state",
            "state",
            "served_on",
            **only_where("state = 'waiting'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    volunteer_id: int = ref("volunteer_id", "volunteer.id")
    activity_id: int = ref("activity_id", "activity.id")
    team_id: int | None = ref("team_id", "team.id", nullable=True)
    served_on: date
    starts: int | None = None
    ends: int | None = None
    minutes: int
    spent: int | None = None
    nature: str = "1"
    source: str = "typed"
    remark: str = ""
    reason: str = ""
    waived: str = ""
    late_month: int | None = None
    batch_id: int = ref("batch_id", "batch.id")
    recorded_at: datetime = instant("recorded_at")
    state: str = "waiting"
    decided_id: int | None = ref("decided_id", "batch.id", nullable=True)
    decision_reason: str = ""
    entry_id: int | None = ref("entry_id", "hour_entry.id", nullable=True, unique=True)


class NameChoice(Base, table=True):
    """Who was meant by a name in a project's lists, so that it is asked only once."""

    __tablename__ = "name_choice"
    __table_args__ = (
        UniqueConstraint("project_id", "name_key"),
        Index("ix_name_choice_volunteer_id", "volunteer_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = ref("project_id", "project.id")
    name_key: str
    volunteer_id: int = ref("volunteer_id", "volunteer.id")
    chosen_at: datetime = instant("chosen_at")


class MonthEvent(Base, table=True):
    """A month was closed or reopened: by whom, why, and its figures then (JSON). Append-only."""

    __tablename__ = "month_event"
    __table_args__ = (
        CheckConstraint("action IN ('lock', 'reopen')", name="action"),
        CheckConstraint("action = 'lock' OR length(trim(reason)) > 0", name="reason"),
        Index("ix_month_event_month", "month"),
    )

    id: int | None = Field(default=None, primary_key=True)
    month: int
    action: str
    at: datetime = instant("at")
    by: str = ""
    reason: str = ""
    figures: str = "{}"


class ProofRun(Base, table=True):
    """One proof of the ledger (nightly, or by ``check``) and what it found, as JSON sentences."""

    __tablename__ = "proof_run"
    __table_args__ = (Index("ix_proof_run_at", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant("at")
    occasion: str
    sound: bool
    findings: str = "[]"
    milliseconds: int = 0
