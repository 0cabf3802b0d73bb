"""The tables around an activity: its series, photos and documents, and who is to come.

No ``from __future__ import annotations`` here: SQLModel reads the annotations at run time.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from volunteer_desk.store.schema import Base, instant, ref, uid_column


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
