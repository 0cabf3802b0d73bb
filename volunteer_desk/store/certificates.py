"""The register of certificates and proofs: numbers without gaps, never used twice."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Select, func, insert, select, update

from volunteer_desk.domain.certificates import CertificateStatus, IssuedCertificate
from volunteer_desk.domain.periods import Span
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.monthly import ENTRY, within
from volunteer_desk.store.settings import read_values, write_values
from volunteer_desk.store.tables import Certificate, Membership, Team, Volunteer

_CERTIFICATE = Certificate.__table__
_MEMBERSHIP = Membership.__table__
_TEAM = Team.__table__
_VOLUNTEER = Volunteer.__table__

SECRET_KEY = "verify_secret"  # noqa: S105 - the name it is kept under, not the secret

CERTIFICATE, PROOF = "certificate", "proof"
"""Kinds of registered paper."""


class Served(NamedTuple):
    """A person's minutes in a span; ``team`` is the earliest one joined and not left."""

    volunteer_id: int
    number: str
    name: str
    status: str
    team: str
    minutes: int


@dataclass(frozen=True)
class NewCertificate:
    """One row about to be registered."""

    number: str
    prefix: str
    year: int
    serial: int
    template: str
    volunteer_id: int
    name: str
    minutes: int
    from_on: date
    to_on: date
    issued_on: date
    code: str
    snapshot: str


class RegisteredPaper(NamedTuple):
    """What checking and reprinting need of one row."""

    id: int
    number: str
    prefix: str
    kind: str
    name: str
    minutes: int
    issued_on: date
    snapshot: str
    status: str
    void_reason: str


def people_served(
    connection: Connection, span: Span, min_minutes: int, only: int | None = None
) -> list[Served]:
    """Everyone with at least so many unreversed minutes in the span, most first.

    Args:
        connection: Any connection.
        span: Service dates.
        min_minutes: At least 1 is asked for, whatever is given.
        only: Just this volunteer, or None.
    """
    total = func.sum(ENTRY.c.minutes)
    summed = select(ENTRY.c.volunteer_id, total.label("minutes")).where(within(span))
    if only is not None:
        summed = summed.where(ENTRY.c.volunteer_id == only)
    served = summed.group_by(ENTRY.c.volunteer_id).having(total >= max(1, min_minutes)).subquery()
    team = (
        select(_TEAM.c.name)
        .select_from(_MEMBERSHIP.join(_TEAM, _TEAM.c.id == _MEMBERSHIP.c.team_id))
        .where(_MEMBERSHIP.c.volunteer_id == served.c.volunteer_id, _MEMBERSHIP.c.to_on.is_(None))
        .order_by(_MEMBERSHIP.c.from_on, _MEMBERSHIP.c.id)
        .limit(1)
    )
    rows = connection.execute(
        select(
            _VOLUNTEER.c.id,
            _VOLUNTEER.c.number,
            _VOLUNTEER.c.name,
            _VOLUNTEER.c.status,
            func.coalesce(team.scalar_subquery(), ""),
            served.c.minutes,
        )
        .select_from(served.join(_VOLUNTEER, _VOLUNTEER.c.id == served.c.volunteer_id))
        .order_by(served.c.minutes.desc(), _VOLUNTEER.c.number)
    )
    return [Served(*row) for row in rows]


def already_issued(connection: Connection, template: str, span: Span) -> dict[int, str]:
    """Volunteer id → number of a valid certificate of this template for exactly this span."""
    c = _CERTIFICATE.c
    rows = connection.execute(
        select(c.volunteer_id, c.number).where(
            c.template == template,
            c.from_on == span.first,
            c.to_on == span.last,
            c.kind == CERTIFICATE,
            c.status == CertificateStatus.VALID,
        )
    )
    return {row.volunteer_id: row.number for row in rows}


def last_serial(connection: Connection, prefix: str, year: int) -> int:
    """The highest serial of a series, void ones included; 0 for a new one."""
    c = _CERTIFICATE.c
    found = connection.execute(select(func.max(c.serial)).where(c.prefix == prefix, c.year == year))
    return int(found.scalar_one() or 0)


def register_papers(
    connection: Connection, kind: str, papers: Sequence[NewCertificate], batch_id: int
) -> list[int]:
    """Add rows to the register and return their ids, in the same order."""
    uids = new_uids(len(papers))
    connection.execute(
        insert(_CERTIFICATE),
        [
            {
                **vars(paper),
                "uid": uid,
                "kind": kind,
                "status": CertificateStatus.VALID,
                "void_reason": "",
                "batch_id": batch_id,
            }
            for uid, paper in zip(uids, papers, strict=True)
        ],
    )
    rows = connection.execute(
        select(_CERTIFICATE.c.number, _CERTIFICATE.c.id).where(_CERTIFICATE.c.batch_id == batch_id)
    )
    ids = {row.number: row.id for row in rows}
    return [ids[paper.number] for paper in papers]


def void_batch(connection: Connection, batch_id: int, reason: str) -> int:
    """Void every valid certificate of a batch; the numbers stay taken. Says how many."""
    done = connection.execute(
        update(_CERTIFICATE)
        .where(
            _CERTIFICATE.c.batch_id == batch_id, _CERTIFICATE.c.status == CertificateStatus.VALID
        )
        .values(status=CertificateStatus.VOID, void_reason=reason)
    )
    return done.rowcount


def paper_by_id(connection: Connection, certificate_id: int) -> RegisteredPaper | None:
    """One row of the register, or None."""
    row = connection.execute(_papers().where(_CERTIFICATE.c.id == certificate_id)).one_or_none()
    return None if row is None else RegisteredPaper._make(row)


def papers_numbered(connection: Connection, year: int, serial: int) -> list[RegisteredPaper]:
    """The papers with this running number, one a prefix."""
    rows = connection.execute(
        _papers().where(_CERTIFICATE.c.year == year, _CERTIFICATE.c.serial == serial)
    )
    return [RegisteredPaper._make(row) for row in rows]


def issued_papers(
    connection: Connection, limit: int, only: Collection[int] | None = None
) -> list[IssuedCertificate]:
    """The newest rows of the register first."""
    c = _CERTIFICATE.c
    wanted = (
        select(
            c.id,
            c.number,
            c.volunteer_id,
            _VOLUNTEER.c.number.label("volunteer_number"),
            c.name,
            c.template,
            c.minutes,
            c.issued_on,
            c.status,
            c.from_on,
            c.to_on,
        )
        .join(_VOLUNTEER, _VOLUNTEER.c.id == c.volunteer_id)
        .order_by(c.id.desc())
        .limit(limit)
    )
    if only is not None:
        wanted = wanted.where(c.id.in_(only))
    return [
        IssuedCertificate(
            row.id,
            row.number,
            row.volunteer_id,
            row.volunteer_number,
            row.name,
            row.template,
            row.minutes,
            row.issued_on,
            CertificateStatus(row.status),
            span=Span(row.from_on, row.to_on),
        )
        for row in connection.execute(wanted)
    ]


def _papers() -> Select[tuple[int, str, str, str, str, int, date, str, str, str]]:
    c = _CERTIFICATE.c
    return select(
        c.id,
        c.number,
        c.prefix,
        c.kind,
        c.name,
        c.minutes,
        c.issued_on,
        c.snapshot,
        c.status,
        c.void_reason,
    )


def read_secret(connection: Connection) -> bytes | None:
    """The secret behind this desk's check codes, or None before the first paper."""
    kept = read_values(connection).get(SECRET_KEY)
    return None if kept is None else bytes.fromhex(json.loads(kept))


def keep_secret(connection: Connection, secret: bytes) -> None:
    """Keep the secret that the first papers were made with."""
    write_values(connection, {SECRET_KEY: json.dumps(secret.hex())})
