"""Certificates as facts: one frozen object feeds the preview, the print and the reprint."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from volunteer_desk.domain.periods import Span


class CertificateStatus(StrEnum):
    """有效 / 作废."""

    VALID = "valid"
    VOID = "void"


class TemplateName(StrEnum):
    """The built-in certificate templates (resources/templates/certificate_*.toml)."""

    HONOUR = "honour"
    STAR = "star"
    THANKS = "thanks"
    APPOINTMENT = "appointment"


@dataclass(frozen=True)
class CertificateFacts:
    """Everything printed on one certificate; stored as a snapshot so a reprint is identical.

    Attributes:
        template: Built-in template name.
        title: "荣誉证书".
        name: As printed before 同志.
        salutation: "同志：".
        body: The paragraphs, already worded, without leading indent.
        closing: "特发此证，以资鼓励。" or "".
        issuer: Issuing unit.
        issued_on: Printed as a Chinese date.
        number: "前缀〔2026〕第0001号".
        verify_text: What the QR code holds and `certificates verify` accepts.
    """

    template: str
    title: str
    name: str
    salutation: str
    body: tuple[str, ...]
    closing: str
    issuer: str
    issued_on: date
    number: str
    verify_text: str


@dataclass(frozen=True)
class Candidate:
    """Someone who meets the condition, and whether a certificate can be printed.

    Attributes:
        refusal: Why not, in Chinese, or "" when it can be.
        note: A remark that does not stop it ("本年已发过同样的证书").
        refusal_code: The problem code that goes with a refusal, or "".
    """

    volunteer_id: int
    volunteer_number: str
    name: str
    team: str
    minutes: int
    refusal: str = ""
    note: str = ""
    refusal_code: str = ""


@dataclass(frozen=True)
class IssuedCertificate:
    """One row of the register of certificates; ``span`` is the days its hours were served in."""

    id: int
    number: str
    volunteer_id: int | None
    volunteer_number: str
    name: str
    template: str
    minutes: int
    issued_on: date
    status: CertificateStatus
    file: str = ""
    span: Span | None = None


@dataclass(frozen=True)
class IssueResult:
    """What issuing did.

    Attributes:
        issued: Registered, in order of their numbers; ``file`` is each one's own PDF.
        refused: Who met the condition but got none, and why.
        merged: One PDF of all, or None when nothing was issued.
        batch: The batch to undo it by, or None when nothing was issued.
    """

    issued: tuple[IssuedCertificate, ...]
    refused: tuple[Candidate, ...]
    merged: Path | None
    batch: int | None


@dataclass(frozen=True)
class Verdict:
    """What checking a printed code says."""

    valid: bool
    number: str
    name: str
    status: str
    reason: str


@dataclass(frozen=True)
class ProofLine:
    """One line of a service record: what was done on a day (民政部令第67号 art.7)."""

    served_on: date
    project: str
    place: str
    content: str
    minutes: int


@dataclass(frozen=True)
class ProofFacts:
    """Everything printed on a 志愿服务记录证明 (民政部令第67号 art.15).

    ``rounding`` is the rule that some of its times were rounded by, in words, or "".
    """

    number: str
    name: str
    id_type: str
    id_number: str
    volunteer_number: str
    from_on: date
    to_on: date
    minutes: int
    attendances: int
    lines: tuple[ProofLine, ...]
    issuer: str
    head: str
    handler: str
    contact: str
    issued_on: date
    verify_text: str
    rounding: str = ""
