"""Honour certificates: who may get one, the preview, the register, the reprint, the check."""

from collections.abc import Sequence
from datetime import date

from volunteer_desk.documents.certificate import certificate_missing, certificate_pdf
from volunteer_desk.documents.proof import proof_pdf
from volunteer_desk.documents.templates import load_template
from volunteer_desk.domain.certificates import Candidate, IssuedCertificate
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Span
from volunteer_desk.services.certificate_wording import Wording, explain_unprintable, judge
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.issuing import issue_certificates
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.snapshots import certificate_from, proof_from
from volunteer_desk.services.verifying import verify_certificate
from volunteer_desk.store.certificate_lists import FoundPapers, find_papers, paper_lines
from volunteer_desk.store.certificates import (
    PROOF,
    already_issued,
    issued_papers,
    paper_by_id,
    people_served,
)
from volunteer_desk.store.erasing import ERASED_NAME

__all__ = [
    "certificate_lines",
    "find_candidates",
    "find_certificates",
    "issue_certificates",
    "list_certificates",
    "preview_certificate",
    "reprint_certificate",
    "verify_certificate",
]


def find_candidates(
    desk: Desk, template: str, min_minutes: int, span: Span
) -> tuple[Candidate, ...]:
    """Everyone with at least so many minutes in the span, most first, with refusals and notes.

    Raises:
        UserFacingError: No such template.
    """
    wording = Wording(load_template(template), read_settings(desk), span, desk.today())
    with desk.database.reading() as connection:
        served = people_served(connection, span, min_minutes)
        already = already_issued(connection, template, span)
    return judge(served, wording, already)


def preview_certificate(
    desk: Desk, template: str, volunteer_id: int, span: Span, issued_on: date | None = None
) -> bytes:
    """The PDF one person would get, without a number.

    Raises:
        UserFacingError: No such template, no hours in the span, or a character no font has.
    """
    wording = Wording(load_template(template), read_settings(desk), span, issued_on or desk.today())
    with desk.database.reading() as connection:
        served = people_served(connection, span, 1, only=volunteer_id)
    if not served:
        raise UserFacingError("这个人在这段时间里没有服务时长。", "请换一段时间。")
    facts = wording.facts(served[0].name, served[0].minutes)
    lost = certificate_missing(facts)
    if lost:
        raise UserFacingError(explain_unprintable("证书", lost), "请改用能打印的字。")
    return certificate_pdf([facts])


def reprint_certificate(desk: Desk, certificate_id: int) -> bytes:
    """The PDF of a registered certificate or proof, the same bytes as at its issue.

    Raises:
        UserFacingError: There is no such row, or it is void.
    """
    with desk.database.reading() as connection:
        paper = paper_by_id(connection, certificate_id)
    if paper is None:
        raise UserFacingError("登记簿里没有这份证书。", "请刷新后再选。")
    if paper.status == "void":
        raise UserFacingError(f"{paper.number}已作废，不能再打印。", "需要时请重新发一份。")
    if paper.name == ERASED_NAME:
        raise UserFacingError(f"{paper.number}持证人的资料已按要求删除，不能再打印。")
    if paper.kind == PROOF:
        return proof_pdf(proof_from(paper.snapshot))
    return certificate_pdf([certificate_from(paper.snapshot)])


def list_certificates(desk: Desk, limit: int = 200) -> tuple[IssuedCertificate, ...]:
    """The newest certificates and proofs of the register first."""
    with desk.database.reading() as connection:
        return tuple(issued_papers(connection, limit))


def find_certificates(desk: Desk, text: str = "") -> FoundPapers:
    """Ids of every paper whose number, name or 志愿者编号 holds a text, the newest first."""
    with desk.database.reading() as connection:
        return find_papers(connection, text.strip())


def certificate_lines(desk: Desk, ids: Sequence[int]) -> list[IssuedCertificate]:
    """The register's lines of these papers, in the order of ``ids``."""
    with desk.database.reading() as connection:
        return paper_lines(connection, ids)
