"""The tables of the register beyond its first day: units, records, custom fields, merges.

No ``from __future__ import annotations`` here: SQLModel reads the annotations at run time.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from volunteer_desk.store.schema import Base, instant, ref, uid_column


class Unit(Base, table=True):
    """单位: a node of 市/区县/街道/社区 or 中心/所/站/基地; ``code`` is GB/T 2260 or 12 digits."""

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="parent"),
        Index("ix_unit_parent_id", "parent_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    name: str
    kind: str
    code: str | None = Field(default=None, unique=True)
    parent_id: int | None = ref("parent_id", "unit.id", nullable=True)
    own: bool = False
    contact: str = ""
    phone: str = ""
    active: bool = True
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)


class ProjectPost(Base, table=True):
    """岗位: a post of a project and how many people it plans for."""

    __tablename__ = "project_post"
    __table_args__ = (
        CheckConstraint("planned >= 0", name="planned"),
        Index("ix_project_post_project_id", "project_id", "position"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = ref("project_id", "project.id")
    name: str
    planned: int = 0
    position: int = 0


class CustomField(Base, table=True):
    """A field this office added to its volunteers; ``choices`` is a JSON list."""

    __tablename__ = "custom_field"
    __table_args__ = (CheckConstraint("kind IN ('text', 'number', 'date', 'choice')", name="kind"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    name: str = Field(unique=True)
    kind: str = "text"
    choices: str = "[]"
    position: int = 0
    active: bool = True


class CustomValue(Base, table=True):
    """What one volunteer has in one custom field: text, a decimal, an ISO date, or a choice."""

    __tablename__ = "custom_value"
    __table_args__ = (Index("ix_custom_value_field_id", "field_id", "value"),)

    volunteer_id: int = Field(primary_key=True, foreign_key="volunteer.id", ondelete="RESTRICT")
    field_id: int = Field(primary_key=True, foreign_key="custom_field.id", ondelete="RESTRICT")
    value: str


class PersonRecord(Base, table=True):
    """A dated record on a person's page: training, award, evaluation, complaint (异议).

    ``score`` is the evaluation's four marks as JSON; ``outcome`` how a complaint ended.
    """

    __tablename__ = "person_record"
    __table_args__ = (
        CheckConstraint("kind IN ('training', 'award', 'evaluation', 'complaint')", name="kind"),
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),
        Index("ix_person_record_volunteer_id", "volunteer_id", "held_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    volunteer_id: int = ref("volunteer_id", "volunteer.id")
    kind: str
    held_on: date
    title: str
    by_unit: str = ""
    minutes: int | None = None
    reference: str = ""
    score: str = ""
    words: str = ""
    outcome: str = ""
    closed_on: date | None = None
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)


class StatusChange(Base, table=True):
    """When and why a person was 在册, 暂停 or 注销."""

    __tablename__ = "status_change"
    __table_args__ = (Index("ix_status_change_volunteer_id", "volunteer_id", "changed_on"),)

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = ref("volunteer_id", "volunteer.id")
    status: str
    changed_on: date
    reason: str = ""
    batch_id: int | None = ref("batch_id", "batch.id", nullable=True)


class Merge(Base, table=True):
    """Two cards found to be one person; ``journal`` (JSON) is what undoing it needs."""

    __tablename__ = "merge"
    __table_args__ = (
        CheckConstraint("kept_id <> merged_id", name="pair"),
        Index("ix_merge_kept_id", "kept_id"),
        Index("ix_merge_merged_id", "merged_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = uid_column()
    kept_id: int = ref("kept_id", "volunteer.id")
    merged_id: int = ref("merged_id", "volunteer.id")
    journal: str = "{}"
    batch_id: int = ref("batch_id", "batch.id", unique=True)
    undone_by_id: int | None = ref("undone_by_id", "batch.id", nullable=True)


class DistinctPair(Base, table=True):
    """不是同一个人: two cards somebody looked at and told apart; ``low_id`` is the smaller id."""

    __tablename__ = "distinct_pair"
    __table_args__ = (
        UniqueConstraint("low_id", "high_id"),
        CheckConstraint("low_id < high_id", name="ordered"),
    )

    id: int | None = Field(default=None, primary_key=True)
    low_id: int = ref("low_id", "volunteer.id")
    high_id: int = ref("high_id", "volunteer.id")
    noted_at: datetime = instant("noted_at")
    noted_by: str = ""


class Disclosure(Base, table=True):
    """Personal data shown or handed out unmasked: by whom, whose, why. Append-only."""

    __tablename__ = "disclosure"
    __table_args__ = (Index("ix_disclosure_volunteer_id", "volunteer_id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant("at")
    by: str = ""
    action: str
    volunteer_id: int | None = ref("volunteer_id", "volunteer.id", nullable=True)
    rows: int = 1
    reason: str
