"""The tables of the desk itself: batches, audit, settings, dictionaries, the calendar, locks.

No ``from __future__ import annotations`` here: SQLModel reads the annotations at run time.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from volunteer_desk.store.schema import Base, instant, ref, uid_column


class Batch(Base, table=True):
    """One act of the user. ``request`` makes a repeated send the same batch."""

    __tablename__ = "batch"
    __table_args__ = (Index("ix_batch_made_at", "made_at"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    kind: str
    label: str
    request: str | None = Field(default=None, unique=True)
    rows: int = 0
    made_at: datetime = instant("made_at")
    made_by: str = ""
    undoes_id: int | None = ref("undoes_id", "batch.id", nullable=True, unique=True)


class BatchChange(Base, table=True):
    """How one existing row looked before and after a batch, so that undo can put it back."""

    __tablename__ = "batch_change"
    __table_args__ = (Index("ix_batch_change_batch_id", "batch_id"),)

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = ref("batch_id", "batch.id")
    noun: str
    row_id: int
    before: str
    after: str


class AuditRow(Base, table=True):
    """Who did what, when: counts and ids only, chained by hash; never personal data."""

    __tablename__ = "audit_row"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant("at")
    by: str = ""
    action: str
    noun: str
    row_id: int | None = None
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)
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
    locked_at: datetime = instant("locked_at")
    locked_by: str = ""
