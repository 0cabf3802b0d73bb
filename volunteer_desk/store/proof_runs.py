"""The proofs of the ledger that were run."""

import json

from sqlalchemy import Boolean, Connection, column, insert, select, table

from volunteer_desk.domain.proof import ProofOccasion, ProofRun
from volunteer_desk.store.instants import Instant

_RUN = table(
    "proof_run",
    column("id"),
    column("at", Instant),
    column("occasion"),
    column("sound", Boolean),
    column("findings"),
    column("milliseconds"),
)


def add_run(connection: Connection, run: ProofRun) -> None:
    """Keep what a proof found."""
    connection.execute(
        insert(_RUN).values(
            at=run.at,
            occasion=run.occasion.value,
            sound=run.sound,
            findings=json.dumps(run.findings, ensure_ascii=False),
            milliseconds=run.milliseconds,
        )
    )


def last_run(connection: Connection) -> ProofRun | None:
    """The newest proof, or None."""
    row = connection.execute(select(_RUN).order_by(_RUN.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return ProofRun(
        row.at,
        ProofOccasion(row.occasion),
        row.sound,
        tuple(json.loads(row.findings)),
        row.milliseconds,
    )
