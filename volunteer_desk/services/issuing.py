"""Issuing: papers are written aside, rows committed, then the papers put in place.

So a full disk leaves nothing, and no paper with a number is ever seen whose row is not kept. A
crash after the commit costs files only, and those are printed again from their snapshots.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from volunteer_desk.documents.certificate import certificate_missing, certificate_pdf
from volunteer_desk.documents.templates import load_template
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.certificates import (
    Candidate,
    CertificateFacts,
    CertificateStatus,
    IssuedCertificate,
    IssueResult,
)
from volunteer_desk.domain.changes import Noun, Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.numbering import file_stem, format_number
from volunteer_desk.domain.periods import Span
from volunteer_desk.services.certificate_wording import Wording, explain_unprintable, judge
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.paper_files import PaperFiles, papers_aside
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.snapshots import to_snapshot
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.certificates import (
    CERTIFICATE,
    NewCertificate,
    Served,
    already_issued,
    keep_secret,
    last_serial,
    people_served,
    read_secret,
    register_papers,
)

_TRIES = 3


class _MovedError(Exception):
    """Numbers or hours changed while the papers were being drawn."""


@dataclass(frozen=True)
class _Plan:
    """What was read before drawing; it must still be so when the rows are written."""

    wording: Wording
    min_minutes: int
    served: list[Served]
    serial: int
    candidates: tuple[Candidate, ...]


def issue_certificates(
    desk: Desk,
    template: str,
    min_minutes: int,
    span: Span,
    out: Path,
    *,
    volunteer_ids: Collection[int] | None = None,
    issued_on: date | None = None,
    progress: Progress = no_progress,
) -> IssueResult:
    """Give everyone with at least so many minutes in the span a certificate, as one batch.

    Args:
        desk: The desk.
        template: Built-in template name.
        min_minutes: Whole minutes.
        span: Service dates counted.
        out: Folder of the PDFs: one a person, named by its number, and one of all.
        volunteer_ids: Only these of the candidates, or None for all.
        issued_on: The date printed, which also gives the number's year; today when None.
        progress: Told (papers drawn, papers to draw); it may raise ``Cancelled``.

    Raises:
        UserFacingError: No such template, or the folder refuses; nothing was issued.
        Cancelled: From ``progress``; nothing was issued.
    """
    for _try in range(_TRIES):
        plan = _plan(desk, template, min_minutes, span, issued_on or desk.today())
        asked = [
            one
            for one in plan.candidates
            if volunteer_ids is None or one.volunteer_id in volunteer_ids
        ]
        refused = tuple(one for one in asked if one.refusal)
        chosen = [one for one in asked if not one.refusal]
        if not chosen:
            return IssueResult((), refused, None, None)
        try:
            return _issue(desk, plan, chosen, refused, out, progress)
        except _MovedError:
            continue
    raise UserFacingError("制作期间数据一直在变，没有发证。", "请等其他登记结束后再试。")


def _plan(desk: Desk, template: str, min_minutes: int, span: Span, issued_on: date) -> _Plan:
    settings = read_settings(desk)
    with desk.database.reading() as connection:
        served = people_served(connection, span, min_minutes)
        already = already_issued(connection, template, span)
        serial = last_serial(connection, settings.certificate_prefix, issued_on.year)
        secret = read_secret(connection) or secrets.token_bytes(32)
    wording = Wording(load_template(template), settings, span, issued_on, secret)
    return _Plan(wording, min_minutes, served, serial, judge(served, wording, already))


def _issue(
    desk: Desk,
    plan: _Plan,
    chosen: list[Candidate],
    refused: tuple[Candidate, ...],
    out: Path,
    progress: Progress,
) -> IssueResult:
    prefix, year = plan.wording.settings.certificate_prefix, plan.wording.issued_on.year
    numbers = [
        format_number(prefix, year, plan.serial + place) for place in range(1, len(chosen) + 1)
    ]
    facts = [
        plan.wording.facts(one.name, one.minutes, number)
        for one, number in zip(chosen, numbers, strict=True)
    ]
    lost = certificate_missing(facts[0])
    if lost:  # names were judged, so it is the unit's name or the prefix
        raise UserFacingError(explain_unprintable("证书", lost), "请在设置里改用能打印的字。")
    merged = f"{facts[0].title}_{file_stem(numbers[0])}-{file_stem(numbers[-1])}.pdf"
    with papers_aside(out) as files:
        _draw(files, facts, merged, progress)
        batch, ids = _register(desk, plan, chosen, facts)
        files.put_in_place()
    issued = tuple(
        IssuedCertificate(
            row_id,
            one.number,
            candidate.volunteer_id,
            candidate.volunteer_number,
            one.name,
            one.template,
            candidate.minutes,
            one.issued_on,
            CertificateStatus.VALID,
            str(out / f"{file_stem(one.number)}.pdf"),
        )
        for row_id, one, candidate in zip(ids, facts, chosen, strict=True)
    )
    return IssueResult(issued, refused, out / merged, batch)


def _draw(
    files: PaperFiles, facts: list[CertificateFacts], merged: str, progress: Progress
) -> None:
    """One PDF a person and one of all; progress counts every certificate twice."""
    total = 2 * len(facts)
    for place, one in enumerate(facts):
        progress(place, total)
        files.add(f"{file_stem(one.number)}.pdf", certificate_pdf([one]))
    files.add(merged, certificate_pdf(facts, lambda done, _all: progress(len(facts) + done, total)))


def _register(
    desk: Desk, plan: _Plan, chosen: list[Candidate], facts: list[CertificateFacts]
) -> tuple[int, list[int]]:
    """Commit the batch: its id and the certificates' ids.

    Raises:
        _MovedError: What was planned no longer holds.
    """
    wording = plan.wording
    prefix, year = wording.settings.certificate_prefix, wording.issued_on.year
    papers = [
        NewCertificate(
            number=one.number,
            prefix=prefix,
            year=year,
            serial=plan.serial + place,
            template=one.template,
            volunteer_id=candidate.volunteer_id,
            name=one.name,
            minutes=candidate.minutes,
            from_on=wording.span.first,
            to_on=wording.span.last,
            issued_on=one.issued_on,
            code=wording.code_of(one.number, one.name, candidate.minutes),
            snapshot=to_snapshot(one),
        )
        for place, (one, candidate) in enumerate(zip(facts, chosen, strict=True), 1)
    ]
    with desk.database.writing() as connection:
        secret = read_secret(connection)
        if secret is None:
            keep_secret(connection, wording.secret)
        if (
            secret not in (None, wording.secret)
            or last_serial(connection, prefix, year) != plan.serial
            or people_served(connection, wording.span, plan.min_minutes) != plan.served
        ):
            raise _MovedError
        batch = open_batch(
            connection,
            kind=BatchKind.ISSUE_CERTIFICATES,
            label=f"发{wording.template.title} {len(papers)} 张",
            now=desk.now(),
            by=desk.operator,
        )
        ids = register_papers(connection, CERTIFICATE, papers, batch)
        close_batch(connection, batch, len(papers))
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="issue",
            noun=Noun.CERTIFICATE,
            batch_id=batch,
            detail={"count": len(papers), "first": papers[0].number, "last": papers[-1].number},
        )
    return batch, ids
