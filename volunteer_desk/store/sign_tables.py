"""The tables of signing in: printed sheets with their rows, and what the kiosk heard.

No ``from __future__ import annotations`` here: SQLModel reads the annotations at run time.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from volunteer_desk.store.schema import Base, instant, ref, uid_column


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
