"""The register of papers as a list: ids of those a text means, and the lines behind ids."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from volunteer_desk.domain.certificates import CertificateStatus, IssuedCertificate
from volunteer_desk.store.certificates import issued_papers

_CHUNK = 5_000
_FOUND = """
SELECT certificate.id, certificate.status FROM certificate
JOIN volunteer ON volunteer.id = certificate.volunteer_id
WHERE instr(certificate.number, :text) > 0 OR instr(certificate.name, :text) > 0
    OR instr(volunteer.number, :text) > 0
ORDER BY certificate.id DESC
"""
_ALL = "SELECT id, status FROM certificate ORDER BY id DESC"


class FoundPapers(NamedTuple):
    """Ids of papers, the newest first, and how many of them are void."""

    ids: list[int]
    void: int


def find_papers(connection: Connection, text: str = "") -> FoundPapers:
    """Every paper whose number, name or 志愿者编号 holds a text; without one, every paper."""
    sql, values = (_FOUND, {"text": text}) if text else (_ALL, {})
    rows = connection.exec_driver_sql(sql, values).all()
    void = sum(row[1] == CertificateStatus.VOID for row in rows)
    return FoundPapers([row[0] for row in rows], void)


def paper_lines(connection: Connection, ids: Sequence[int]) -> list[IssuedCertificate]:
    """The lines of these papers, in the order of ``ids``."""
    found: dict[int, IssuedCertificate] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        found |= {one.id: one for one in issued_papers(connection, len(part), part)}
    return [found[one] for one in ids if one in found]
