"""The tables around the ledger: waiting hours, series, sign-in, attachments, month events, proofs.

No ``from __future__ import annotations`` here: SQLModel reads the annotations at run time.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, UniqueConstraint
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


class ActivitySeries(Base, table=True):
    """A repeating activity: 每周 or 每月 on ``days``; its occasions are made up to ``made_to``.

    ``days`` are ISO weekdays (``6`` or ``1,3``) of a weekly series, days of the month (``5,20``)
    of a monthly one; ``every`` is 1 for each week or month, 2 for every other one.
    """

    __tablename__ = "activity_series"
    __table_args__ = (
        CheckConstraint("frequency IN ('weekly', 'monthly')", name="frequency"),
        CheckConstraint("every BETWEEN 1 AND 12", name="every"),
        CheckConstraint("length(days) > 0", name="days"),
        CheckConstraint("to_on IS NULL OR from_on <= to_on", name="span"),
        CheckConstraint("starts IS NULL OR starts BETWEEN 0 AND 1439", name="starts"),
        CheckConstraint("ends IS NULL OR ends BETWEEN 0 AND 1440", name="ends"),
        Index("ix_activity_series_project_id", "project_id"),
        Index("ix_activity_series_batch_id", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    project_id: int = ref("project_id", "project.id")
    team_id: int | None = ref("team_id", "team.id", nullable=True)
    frequency: str
    every: int = 1
    days: str
    from_on: date
    to_on: date | None = None
    starts: int | None = None
    ends: int | None = None
    place: str = ""
    leader: str = ""
    content: str = ""
    recipients: str = ""
    planned_people: int | None = None
    made_to: date | None = None
    active: bool = True
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)


class SeriesException(Base, table=True):
    """A day on which a series does not meet, or the day it meets instead."""

    __tablename__ = "series_exception"
    __table_args__ = (
        UniqueConstraint("series_id", "day"),
        Index("ix_series_exception_batch_id", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    series_id: int = ref("series_id", "activity_series.id")
    day: date
    moved_to: date | None = None
    reason: str = ""
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)


class Attachment(Base, table=True):
    """A photo or document of an activity; the file lies in the data folder under ``stored``.

    ``name`` is what its owner called it, ``on_sheet`` whether the activity record sheet prints it
    (four photos at most).
    """

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("kind IN ('photo', 'document')", name="kind"),
        CheckConstraint("size > 0", name="size"),
        Index("ix_attachment_activity_id", "activity_id", "position"),
        Index("ix_attachment_batch_id", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    activity_id: int = ref("activity_id", "activity.id")
    kind: str
    name: str
    stored: str
    media_type: str
    size: int
    sha256: bytes = Field(sa_column=Column("sha256", LargeBinary(32), nullable=False))
    width: int | None = None
    height: int | None = None
    position: int = 0
    on_sheet: bool = False
    removed: bool = False
    added_at: datetime = instant("added_at")
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)


class ExpectedPerson(Base, table=True):
    """Somebody who is to come to an activity, in the order of its list."""

    __tablename__ = "expected_person"
    __table_args__ = (
        UniqueConstraint("activity_id", "volunteer_id"),
        Index("ix_expected_person_volunteer_id", "volunteer_id"),
        Index("ix_expected_person_batch_id", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = ref("activity_id", "activity.id")
    volunteer_id: int = ref("volunteer_id", "volunteer.id")
    position: int = 0
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)


class SignSheet(Base, table=True):
    """A 签到表 that was printed for an activity; ``code`` stands on each of its pages."""

    __tablename__ = "sign_sheet"
    __table_args__ = (Index("ix_sign_sheet_activity_id", "activity_id"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    activity_id: int = ref("activity_id", "activity.id")
    code: str = Field(unique=True)
    blank_rows: int = 0
    printed_at: datetime = instant("printed_at")
    logged_id: int | None = ref("logged_id", "batch.id", nullable=True)


class SignRow(Base, table=True):
    """One printed row of a 签到表, with its small code; blank rows have nobody."""

    __tablename__ = "sign_row"
    __table_args__ = (
        UniqueConstraint("sheet_id", "position"),
        Index("ix_sign_row_volunteer_id", "volunteer_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    sheet_id: int = ref("sheet_id", "sign_sheet.id")
    position: int
    volunteer_id: int | None = ref("volunteer_id", "volunteer.id", nullable=True)
    code: str = Field(unique=True)


class Attendance(Base, table=True):
    """扫码: one person's coming and going at an activity, as the kiosk heard it.

    ``ending`` says how it ended: ``""`` still there, ``scanned`` signed out, ``assumed`` an end
    somebody gave afterwards, ``dropped`` does not count. ``logged_id`` is the act that credited it.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("ending IN ('', 'scanned', 'assumed', 'dropped')", name="ending"),
        CheckConstraint("left_at IS NULL OR left_at >= came_at", name="order"),
        Index("ix_attendance_activity_id", "activity_id", "volunteer_id"),
        Index("ix_attendance_volunteer_id", "volunteer_id", "came_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    activity_id: int = ref("activity_id", "activity.id")
    volunteer_id: int = ref("volunteer_id", "volunteer.id")
    came_at: datetime = instant("came_at")
    left_at: datetime | None = instant("left_at", nullable=True)
    ending: str = ""
    note: str = ""
    logged_id: int | None = ref("logged_id", "batch.id", nullable=True)


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
