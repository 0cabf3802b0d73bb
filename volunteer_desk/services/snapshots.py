"""What was printed, kept as JSON so that a reprint is the same bytes."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from volunteer_desk.domain.certificates import CertificateFacts, ProofFacts, ProofLine


def to_snapshot(facts: CertificateFacts | ProofFacts) -> str:
    """The facts as JSON text; dates as ISO text."""
    return json.dumps(asdict(facts), ensure_ascii=False, default=date.isoformat)


def certificate_from(snapshot: str) -> CertificateFacts:
    """The facts of a certificate out of its snapshot."""
    read: Mapping[str, Any] = json.loads(snapshot)
    return CertificateFacts(
        **{
            **read,
            "body": tuple(read["body"]),
            "issued_on": date.fromisoformat(read["issued_on"]),
        }
    )


def proof_from(snapshot: str) -> ProofFacts:
    """The facts of a proof out of its snapshot."""
    read: Mapping[str, Any] = json.loads(snapshot)
    days = {key: date.fromisoformat(read[key]) for key in ("from_on", "to_on", "issued_on")}
    lines = tuple(
        ProofLine(**{**line, "served_on": date.fromisoformat(line["served_on"])})
        for line in read["lines"]
    )
    return ProofFacts(**{**read, **days, "lines": lines})
