"""What a service record proof says of a person: who they are, and their standing credits."""

from typing import NamedTuple

from sqlalchemy import Connection, exists, select

from volunteer_desk.domain.certificates import ProofLine
from volunteer_desk.domain.periods import Span
from volunteer_desk.store.tables import Activity, HourEntry, Project, Volunteer

_VOLUNTEER = Volunteer.__table__
_ACTIVITY = Activity.__table__
_PROJECT = Project.__table__


class Person(NamedTuple):
    """Who a proof is for; ``id_type`` is the code."""

    number: str
    name: str
    id_type: str | None
    id_number: str | None


def read_person(connection: Connection, volunteer_id: int) -> Person | None:
    """A volunteer as a proof names them, or None."""
    c = _VOLUNTEER.c
    row = connection.execute(
        select(c.number, c.name, c.id_type, c.id_number).where(c.id == volunteer_id)
    ).one_or_none()
    return None if row is None else Person(*row)


def proof_lines(connection: Connection, volunteer_id: int, span: Span) -> list[ProofLine]:
    """Every credit of the span that was not taken back, by date."""
    credit, reversal = HourEntry.__table__.alias("credit"), HourEntry.__table__.alias("reversal")
    rows = connection.execute(
        select(
            credit.c.served_on,
            _PROJECT.c.name,
            _ACTIVITY.c.place,
            _ACTIVITY.c.content,
            credit.c.minutes,
        )
        .select_from(
            credit.join(_ACTIVITY, _ACTIVITY.c.id == credit.c.activity_id).join(
                _PROJECT, _PROJECT.c.id == _ACTIVITY.c.project_id
            )
        )
        .where(
            credit.c.volunteer_id == volunteer_id,
            credit.c.served_on.between(span.first, span.last),
            credit.c.minutes > 0,
            ~exists().where(reversal.c.reverses_id == credit.c.id),
        )
        .order_by(credit.c.served_on, credit.c.starts, credit.c.id)
    )
    return [ProofLine(*row) for row in rows]
