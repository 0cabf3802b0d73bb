"""What the 服务证明 view asks of the services: people, their credits, the proof; no widget here."""

from dataclasses import dataclass
from pathlib import Path

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.certificates import IssuedCertificate
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.services.desk import Desk

HITS = 30
"""People listed while a name is typed."""


@dataclass(frozen=True)
class Person:
    """Whom a proof is for."""

    id: int
    number: str
    name: str
    team: str


@dataclass(frozen=True)
class Proof:
    """An issued proof, its bytes, and the batch to take it back by."""

    issued: IssuedCertificate
    pdf: bytes
    batch: int | None


def seek(desk: Desk, text: str) -> tuple[VolunteerHit, ...]:
    """People whom a typed text means, best first."""
    from volunteer_desk.services.volunteers import search_volunteers

    return search_volunteers(desk, text, HITS)


def read_person(desk: Desk, volunteer_id: int) -> Person:
    """A person by id."""
    from volunteer_desk.services.volunteers import volunteer_card

    row = volunteer_card(desk, volunteer_id).row
    return Person(row.id, row.number, row.name, row.team)


def prove(desk: Desk, person: Person, span: Span) -> Proof:
    """Issue a proof into the papers folder, under a name of its own."""
    from volunteer_desk.services.proofs import issue_proof
    from volunteer_desk.services.recent_batches import recent_batches

    name = f"志愿服务记录证明_{person.number}_{desk.now():%Y%m%d-%H%M%S}.pdf"
    issued = issue_proof(desk, person.id, span, desk.folder.papers / "证明" / name)
    newest = recent_batches(desk, 1)
    ours = newest and newest[0].kind is BatchKind.ISSUE_CERTIFICATES and newest[0].rows == 1
    return Proof(issued, Path(issued.file).read_bytes(), newest[0].id if ours else None)
