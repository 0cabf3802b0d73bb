"""The tables of the service: people, teams, projects, activities, the ledger, certificates.

No ``from __future__ import annotations`` here: SQLModel reads the annotations at run time.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from volunteer_desk.store.schema import Base, instant, later_ref, only_where, ref, uid_column


class Team(Base, table=True):
    """志愿服务队."""

    __tablename__ = "team"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name"),
        Index("ix_team_leader_id", "leader_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    name: str = Field(unique=True)
    kind: str = ""
    leader: str = ""
    phone: str = ""
    founded_on: date | None = None
    active: bool = True
    remark: str = ""
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)
    unit_id: int | None = later_ref("unit_id", "unit.id")
    leader_id: int | None = later_ref("leader_id", "volunteer.id")


class Volunteer(Base, table=True):
    """志愿者 (民政部令第67号 art.5). ``name_key`` is the name as matching compares it."""

    __tablename__ = "volunteer"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name"),
        CheckConstraint("status IN ('active', 'paused', 'left')", name="status"),
        CheckConstraint("gender IS NULL OR gender IN ('1', '2')", name="gender"),
        Index(
            "uq_volunteer_document",
            "id_type",
            "id_number",
            unique=True,
            **only_where("id_number IS NOT NULL"),
        ),
        Index("ix_volunteer_id_number", "id_number"),
        Index("ix_volunteer_name_key", "name_key"),
        Index("ix_volunteer_phone", "phone"),
        Index("ix_volunteer_status_number", "status", "number"),
        Index("ix_volunteer_batch_id", "batch_id"),
        Index("ix_volunteer_registered_on", "registered_on"),
        # without it every card that goes is looked for in all the others
        Index(
            "ix_volunteer_merged_into_id",
            "merged_into_id",
            **only_where("merged_into_id IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    number: str = Field(unique=True)
    name: str
    name_key: str
    gender: str | None = None
    birth: date | None = None
    id_type: str | None = None
    id_number: str | None = None
    phone: str | None = None
    political_status: str | None = None
    ethnicity: str | None = None
    education: str | None = None
    occupation: str | None = None
    employer: str | None = None
    area: str | None = None
    skills: str | None = None
    service_categories: str | None = None
    clothing_size: str | None = None
    emergency_name: str | None = None
    emergency_phone: str | None = None
    guardian_name: str | None = None
    guardian_phone: str | None = None
    guardian_consent_on: date | None = None
    consent_on: date | None = None
    remark: str | None = None
    registered_on: date
    status: str = "active"
    status_on: date | None = None
    status_reason: str = ""
    updated_at: datetime = instant("updated_at")
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)
    availability: str | None = None
    consent_way: str | None = None
    consent_by: str | None = None
    guardian_relation: str | None = None
    erased_on: date | None = None
    merged_into_id: int | None = later_ref("merged_into_id", "volunteer.id")


class Membership(Base, table=True):
    """A volunteer's time in a team; open while ``to_on`` is empty."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("volunteer_id", "team_id", "from_on"),
        Index("ix_membership_team_id", "team_id", "volunteer_id"),
        Index("ix_membership_batch_id", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    volunteer_id: int = ref("volunteer_id", "volunteer.id")
    team_id: int = ref("team_id", "team.id")
    role: str = ""
    from_on: date
    to_on: date | None = None
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)


class Project(Base, table=True):
    """志愿服务项目: a lasting undertaking."""

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name"),
        CheckConstraint("from_on IS NULL OR to_on IS NULL OR from_on <= to_on", name="span"),
        Index("ix_project_team_id", "team_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    name: str = Field(unique=True)
    category: str | None = None
    team_id: int | None = ref("team_id", "team.id", nullable=True)
    brand: bool = False
    from_on: date | None = None
    to_on: date | None = None
    place: str = ""
    active: bool = True
    remark: str = ""
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)
    unit_id: int | None = later_ref("unit_id", "unit.id")
    more_categories: str = Field(default="", sa_column_kwargs={"server_default": ""})
    recipients: str = Field(default="", sa_column_kwargs={"server_default": ""})
    support: str = Field(default="", sa_column_kwargs={"server_default": ""})
    content: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Activity(Base, table=True):
    """活动(场次): one occasion of a project. Times are minutes after local midnight.

    ``filed_on`` is the day of its 活动报备; ``series_day`` the day its series gave it, which
    stays when the occasion is moved.
    """

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'recorded', 'checked', 'cancelled')", name="state"),
        CheckConstraint("starts IS NULL OR starts BETWEEN 0 AND 1439", name="starts"),
        CheckConstraint("ends IS NULL OR ends BETWEEN 0 AND 1440", name="ends"),
        Index("ix_activity_held_on", "held_on"),
        Index("ix_activity_project_id", "project_id", "held_on"),
        Index("ix_activity_state", "state", "held_on"),
        Index("ix_activity_batch_id", "batch_id"),
        Index(
            "ix_activity_series_id",
            "series_id",
            "series_day",
            unique=True,
            **only_where("series_id IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    project_id: int = ref("project_id", "project.id")
    team_id: int | None = ref("team_id", "team.id", nullable=True)
    held_on: date
    starts: int | None = None
    ends: int | None = None
    place: str = ""
    leader: str = ""
    content: str = ""
    planned_people: int | None = None
    beneficiaries: int | None = None
    state: str = "planned"
    remark: str = ""
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)
    recipients: str = Field(default="", sa_column_kwargs={"server_default": ""})
    weather: str = Field(default="", sa_column_kwargs={"server_default": ""})
    cancel_reason: str = Field(default="", sa_column_kwargs={"server_default": ""})
    filed_on: date | None = None
    checked_on: date | None = None
    checked_by: str = Field(default="", sa_column_kwargs={"server_default": ""})
    series_id: int | None = later_ref("series_id", "activity_series.id")
    series_day: date | None = None


class HourEntry(Base, table=True):
    """The ledger: a credit, or the reversal of one credit. Rows are never changed or removed.

    ``minutes`` of a reversal is the credit's, negated, so that a sum is a total; ``team_id`` is
    the team credited, as it was on the day. ``spent`` are the minutes before rounding, where
    rounding changed them. ``late_month`` (yyyymm) is the month a 补录 was recorded for, because
    the month it was served in was closed by then; a reversal has its credit's. ``waived`` names
    the rules that were set aside for ``reason`` (codes, spaces between).
    """

    __tablename__ = "hour_entry"
    __table_args__ = (
        CheckConstraint(
            "(reverses_id IS NULL AND minutes BETWEEN 1 AND 1440) OR "
            "(reverses_id IS NOT NULL AND minutes BETWEEN -1440 AND -1)",
            name="minutes",
        ),
        CheckConstraint("starts IS NULL OR starts BETWEEN 0 AND 1439", name="starts"),
        CheckConstraint("ends IS NULL OR ends BETWEEN 0 AND 1440", name="ends"),
        CheckConstraint("nature IN ('1', '2')", name="nature"),
        Index("ix_hour_entry_volunteer_id", "volunteer_id", "served_on", "minutes"),
        Index("ix_hour_entry_activity_id", "activity_id", "volunteer_id"),
        Index(
            "ix_hour_entry_served_on",
            "served_on",
            "team_id",
            "activity_id",
            "volunteer_id",
            "minutes",
        ),
        Index("ix_hour_entry_batch_id", "batch_id"),
        Index(
            "ix_hour_entry_late_month",
            "late_month",
            "served_on",
            **only_where("late_month IS NOT NULL"),
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
    reverses_id: int | None = ref("reverses_id", "hour_entry.id", nullable=True, unique=True)
    nature: str = "1"
    source: str = "typed"
    remark: str = ""
    reason: str = ""
    batch_id: int = ref("batch_id", "batch.id")
    recorded_at: datetime = instant("recorded_at")
    spent: int | None = None
    late_month: int | None = None
    waived: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Certificate(Base, table=True):
    """The register of printed honours and proofs; a number is never used twice."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("prefix", "year", "serial"),
        CheckConstraint("serial >= 1", name="serial"),
        CheckConstraint("status IN ('valid', 'void')", name="status"),
        Index("ix_certificate_volunteer_id", "volunteer_id"),
        Index("ix_certificate_batch_id", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    number: str = Field(unique=True)
    prefix: str
    year: int
    serial: int
    kind: str
    template: str
    volunteer_id: int = ref("volunteer_id", "volunteer.id")
    name: str
    minutes: int
    from_on: date
    to_on: date
    issued_on: date
    code: str
    snapshot: str
    status: str = "valid"
    void_reason: str = ""
    batch_id: int = ref("batch_id", "batch.id")
