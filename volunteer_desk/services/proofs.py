"""志愿服务记录证明: a person's service, numbered and registered (民政部令第67号 art.15)."""

import secrets
from pathlib import Path

from volunteer_desk.documents.proof import proof_missing, proof_pdf
from volunteer_desk.documents.safe_write import writing_safely
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.certificates import CertificateStatus, IssuedCertificate, ProofFacts
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.numbering import format_number
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.verification import check_code, verify_text
from volunteer_desk.services.certificate_wording import explain_unprintable
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import words
from volunteer_desk.services.hour_rules_now import rounding_words
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.snapshots import to_snapshot
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.certificates import (
    PROOF,
    NewCertificate,
    keep_secret,
    last_serial,
    read_secret,
    register_papers,
)
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.proofs import Person, proof_lines, read_person
from volunteer_desk.store.settings import read_values

TITLE = "志愿服务记录证明"


def issue_proof(desk: Desk, volunteer_id: int, span: Span, out: Path) -> IssuedCertificate:
    """Write one person's service record of a span as a PDF and register it under a number.

    The document number is printed in full: the proof is for the person it names.

    Raises:
        UserFacingError: No such person, no document number, no service in the span, a character
            no font has, or the file cannot be written; nothing was issued.
    """
    id_types = words(desk, "id_type")
    # The file is renamed into its place only when the row is committed.
    with writing_safely(out) as aside, desk.database.writing() as connection:
        person = read_person(connection, volunteer_id)
        if person is None:
            raise UserFacingError("找不到这个志愿者。", "请重新选择。")
        facts, code, serial = _gather(desk, connection, volunteer_id, person, span, id_types)
        lost = proof_missing(facts)
        if lost:
            raise UserFacingError(explain_unprintable("证明", lost), "请改用能打印的字。")
        aside.write_bytes(proof_pdf(facts))
        paper = NewCertificate(
            number=facts.number,
            prefix=settings_from(read_values(connection)).proof_prefix,
            year=facts.issued_on.year,
            serial=serial,
            template=PROOF,
            volunteer_id=volunteer_id,
            name=facts.name,
            minutes=facts.minutes,
            from_on=span.first,
            to_on=span.last,
            issued_on=facts.issued_on,
            code=code,
            snapshot=to_snapshot(facts),
        )
        row_id = _register(desk, connection, paper)
    return IssuedCertificate(
        row_id,
        facts.number,
        volunteer_id,
        person.number,
        facts.name,
        PROOF,
        facts.minutes,
        facts.issued_on,
        CertificateStatus.VALID,
        str(out),
    )


def _gather(
    desk: Desk,
    connection: Connection,
    volunteer_id: int,
    person: Person,
    span: Span,
    id_types: dict[str, str],
) -> tuple[ProofFacts, str, int]:
    """What the proof says, its check code and its serial."""
    if not person.id_number:
        raise UserFacingError("这个人没有登记证件号码，不能出具证明。", "请先补登证件号码。")
    lines = tuple(proof_lines(connection, volunteer_id, span))
    if not lines:
        raise UserFacingError("这个人在这段时间里没有服务记录。", "请换一段时间。")
    settings = settings_from(read_values(connection))
    today, minutes = desk.today(), sum(line.minutes for line in lines)
    serial = last_serial(connection, settings.proof_prefix, today.year) + 1
    number = format_number(settings.proof_prefix, today.year, serial)
    secret = read_secret(connection)
    if secret is None:
        secret = secrets.token_bytes(32)
        keep_secret(connection, secret)
    code = check_code(secret, number, person.name, minutes, today)
    facts = ProofFacts(
        number=number,
        name=person.name,
        id_type=id_types.get(person.id_type or "", ""),
        id_number=person.id_number,
        volunteer_number=person.number,
        from_on=span.first,
        to_on=span.last,
        minutes=minutes,
        attendances=len(lines),
        lines=lines,
        issuer=settings.unit,
        head=settings.head,
        handler=settings.handler,
        contact=settings.phone,
        issued_on=today,
        verify_text=verify_text(settings.unit, TITLE, number, person.name, code),
        rounding=rounding_words(connection, span, volunteer_id),
    )
    return facts, code, serial


def _register(desk: Desk, connection: Connection, paper: NewCertificate) -> int:
    batch = open_batch(
        connection,
        kind=BatchKind.ISSUE_CERTIFICATES,
        label="出具服务记录证明 1 份",
        now=desk.now(),
        by=desk.operator,
    )
    (row_id,) = register_papers(connection, PROOF, [paper], batch)
    close_batch(connection, batch, 1)
    append_audit(
        connection,
        now=desk.now(),
        by=desk.operator,
        action="issue",
        noun=Noun.CERTIFICATE,
        row_id=row_id,
        batch_id=batch,
        detail={"count": 1, "first": paper.number, "last": paper.number},
    )
    return row_id
