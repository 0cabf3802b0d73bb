"""What every table shares: naming convention, uid, instants, references.

No ``from __future__ import annotations`` here: SQLModel reads the annotations at run time.
"""

from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, text
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
    """The base of every table: naming convention, and a typed ``__table__``.

    Validators are built when first used; none is at the start (a quarter of the tables' loading).
    """

    model_config = {"defer_build": True}
    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)
    __table__: ClassVar[Table]


def only_where(condition: str) -> dict[str, Any]:
    """What makes an index partial.

    The migrations say it to PostgreSQL too; said here, SQLAlchemy would load that dialect (2 MB).
    """
    return {"sqlite_where": text(condition)}


def uid_column() -> Any:
    """A 16-byte UUIDv7 that travels between desks."""
    return Field(sa_column=Column("uid", LargeBinary(16), nullable=False, unique=True))


def instant(name: str, nullable: bool = False) -> Any:
    """An aware UTC instant."""
    return Field(sa_column=Column(name, Instant, nullable=nullable))


def ref(name: str, target: str, *, nullable: bool = False, unique: bool = False) -> Any:
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


def later_ref(name: str, target: str) -> Any:
    """A reference added to a table that existed already; NO ACTION refuses as RESTRICT does."""
    return Field(sa_column=Column(name, Integer, ForeignKey(target), nullable=True))
