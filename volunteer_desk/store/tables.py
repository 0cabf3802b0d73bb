"""The tables of the current schema; migrations in ``db/`` build the same, and a test compares them.

No ``from __future__ import annotations`` here: SQLModel reads the annotations at run time.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from volunteer_desk.store.instants import Instant

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    """The base of every table: naming convention, and a typed ``__table__``."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)
    __table__: ClassVar[Table]


def _uid() -> Any:
    """A 16-byte UUIDv7 that travels between desks."""
    return Field(sa_column=Column("uid", LargeBinary(16), nullable=False, unique=True))


def _instant(name: str, nullable: bool = False) -> Any:
    """An aware UTC instant."""
    return Field(sa_column=Column(name, Instant, nullable=nullable))


def _ref(name: str, target: str, *, nullable: bool = False, unique: bool = False) -> Any:
    """A foreign key; rows are never removed under another's feet."""
    return Field(
        sa_column=Column(
            name,
            Integer,
            ForeignKey(target, ondelete="RESTRICT"),
            nullable=nullable,
            unique=unique,
        )
    )


class Batch(Base, table=True):
    """One act of the user. ``request`` makes a repeated send the same batch."""

    __tablename__ = "batch"
    __table_args__ = (Index("ix_batch_made_at", "made_at"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = _uid()
    kind: str
    label: str
    request: str | None = Field(default=None, unique=True)
    rows: int = 0
    made_at: datetime = _instant("made_at")
    made_by: str = ""
    undoes_id: int | None = _ref("undoes_id", "batch.id", nullable=True, unique=True)


class BatchChange(Base, table=True):
    """How one existing row looked before and after a batch, so that undo can put it back."""

    __tablename__ = "batch_change"
    __table_args__ = (Index("ix_batch_change_batch_id", "batch_id"),)

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = _ref("batch_id", "batch.id")
    noun: str
    row_id: int
    before: str
    after: str


class AuditRow(Base, table=True):
    """Who did what, when: counts and ids only, chained by hash; never personal data."""

    __tablename__ = "audit_row"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = _instant("at")
    by: str = ""
    action: str
    noun: str
    row_id: int | None = None
    batch_id: int | None = _ref("batch_id", "batch.id", nullable=True)
    detail: str = "{}"
    chain: bytes = Field(sa_column=Column("chain", LargeBinary(32), nullable=False))


class Setting(Base, table=True):
    """One choice of this desk; the value is JSON."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str


class DictionaryItem(Base, table=True):
    """A code and its word; national ones are seeded, local ones added here."""

    __tablename__ = "dictionary_item"
    __table_args__ = (
        UniqueConstraint("list", "code"),
        CheckConstraint("origin IN ('national', 'local')", name="origin"),
    )

    id: int | None = Field(default=None, primary_key=True)
    list: str
    code: str
    word: str
    short: str = ""
    origin: str = "national"
    position: int = 0
    active: bool = True


class CalendarDay(Base, table=True):
    """A day that the State Council (or the office) made a workday or a day off."""

    __tablename__ = "calendar_day"

    day: date = Field(primary_key=True)
    workday: bool
    name: str = ""


class MonthLock(Base, table=True):
    """A closed month (yyyymm). Hours of a locked month are refused."""

    __tablename__ = "month_lock"

    month: int = Field(primary_key=True)
    locked_at: datetime = _instant("locked_at")
    locked_by: str = ""


class Team(Base, table=True):
    """志愿服务队."""

    __tablename__ = "team"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="name"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = _uid()
    name: str = Field(unique=True)
    kind: str = ""
    leader: str = ""
    phone: str = ""
    founded_on: date | None = None
    active: bool = True
    remark: str = ""
    batch_id: int | None = _ref("batch_id", "batch.id", nullable=True)


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
            sqlite_where=text("id_number IS NOT NULL"),
            postgresql_where=text("id_number IS NOT NULL"),
        ),
        Index("ix_volunteer_id_number", "id_number"),
        Index("ix_volunteer_name_key", "name_key"),
        Index("ix_volunteer_phone", "phone"),
        Index("ix_volunteer_status_number", "status", "number"),
        Index("ix_volunteer_batch_id", "batch_id"),
        Index("ix_volunteer_registered_on", "registered_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = _uid()
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
    updated_at: datetime = _instant("updated_at")
    batch_id: int | None = _ref("batch_id", "batch.id", nullable=True)


class Membership(Base, table=True):
    """A volunteer's time in a team; open while ``to_on`` is empty."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("volunteer_id", "team_id", "from_on"),
        Index("ix_membership_team_id", "team_id", "volunteer_id"),
        Index("ix_membership_batch_id", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = _uid()
    volunteer_id: int = _ref("volunteer_id", "volunteer.id")
    team_id: int = _ref("team_id", "team.id")
    role: str = ""
    from_on: date
    to_on: date | None = None
    batch_id: int | None = _ref("batch_id", "batch.id", nullable=True)


class Project(Base, table=True):
    """志愿服务项目: a lasting undertaking."""

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name"),
        CheckConstraint("from_on IS NULL OR to_on IS NULL OR from_on <= to_on", name="span"),
        Index("ix_project_team_id", "team_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = _uid()
    name: str = Field(unique=True)
    category: str | None = None
    team_id: int | None = _ref("team_id", "team.id", nullable=True)
    brand: bool = False
    from_on: date | None = None
    to_on: date | None = None
    place: str = ""
    active: bool = True
    remark: str = ""
    batch_id: int | None = _ref("batch_id", "batch.id", nullable=True)


class Activity(Base, table=True):
    """活动(场次): one occasion of a project. Times are minutes after local midnight."""

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'recorded', 'checked', 'cancelled')", name="state"),
        CheckConstraint("starts IS NULL OR starts BETWEEN 0 AND 1439", name="starts"),
        CheckConstraint("ends IS NULL OR ends BETWEEN 0 AND 1440", name="ends"),
        Index("ix_activity_held_on", "held_on"),
        Index("ix_activity_project_id", "project_id", "held_on"),
        Index("ix_activity_state", "state", "held_on"),
        Index("ix_activity_batch_id", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = _uid()
    project_id: int = _ref("project_id", "project.id")
    team_id: int | None = _ref("team_id", "team.id", nullable=True)
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
    batch_id: int | None = _ref("batch_id", "batch.id", nullable=True)


class HourEntry(Base, table=True):
    """The ledger: a credit, or the reversal of one credit. Rows are never changed or removed.

    ``minutes`` of a reversal is the credit's, negated, so that a sum is a total; ``team_id`` is
    the team credited, as it was on the day.
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
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = _uid()
    volunteer_id: int = _ref("volunteer_id", "volunteer.id")
    activity_id: int = _ref("activity_id", "activity.id")
    team_id: int | None = _ref("team_id", "team.id", nullable=True)
    served_on: date
    starts: int | None = None
    ends: int | None = None
    minutes: int
    reverses_id: int | None = _ref("reverses_id", "hour_entry.id", nullable=True, unique=True)
    nature: str = "1"
    source: str = "typed"
    remark: str = ""
    reason: str = ""
    batch_id: int = _ref("batch_id", "batch.id")
    recorded_at: datetime = _instant("recorded_at")


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
    uid: bytes = _uid()
    number: str = Field(unique=True)
    prefix: str
    year: int
    serial: int
    kind: str
    template: str
    volunteer_id: int = _ref("volunteer_id", "volunteer.id")
    name: str
    minutes: int
    from_on: date
    to_on: date
    issued_on: date
    code: str
    snapshot: str
    status: str = "valid"
    void_reason: str = ""
    batch_id: int = _ref("batch_id", "batch.id")
