from datetime import date
from pathlib import Path

from tests.registered import an_activity, register
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.certificates import CertificateStatus
from volunteer_desk.domain.periods import Span
from volunteer_desk.services.certificates import (
    certificate_lines,
    find_certificates,
    issue_certificates,
    list_certificates,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.batches import open_batch
from volunteer_desk.store.certificates import void_batch
from volunteer_desk.store.ledger import Credit, add_credits

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def issued(desk: Desk, out: Path, *names: str) -> None:
    people = register(desk, *names)
    held = an_activity(desk, date(2026, 11, 14))
    with desk.database.writing() as connection:
        batch = open_batch(connection, kind=BatchKind.LOG_HOURS, label="", now=desk.now(), by="")
        add_credits(
            connection,
            [
                Credit(one, held, None, date(2026, 11, 14), None, None, 600, "1", "typed", "")
                for one in people
            ],
            batch_id=batch,
            now=desk.now(),
        )
    issue_certificates(desk, "honour", 600, YEAR, out)


def test_the_register_is_searched_to_its_first_paper(desk: Desk, tmp_path: Path) -> None:
    issued(desk, tmp_path, "王建国", "李秀英", "欧阳·买买提江·吐尔逊")
    every = list_certificates(desk)
    assert find_certificates(desk).ids == [one.id for one in every]
    assert certificate_lines(desk, find_certificates(desk).ids) == list(every)
    oldest = every[-1]
    for text in (oldest.number, oldest.name, oldest.volunteer_number, f" {oldest.name} "):
        assert find_certificates(desk, text).ids == [oldest.id]
    assert find_certificates(desk, "%").ids == []
    assert certificate_lines(desk, [oldest.id, 999, every[0].id]) == [oldest, every[0]]


def test_void_papers_are_counted(desk: Desk, tmp_path: Path) -> None:
    issued(desk, tmp_path, "王建国", "李秀英")
    with desk.database.writing() as connection:
        (batch,) = set(
            connection.exec_driver_sql("SELECT batch_id FROM certificate").scalars().all()
        )
        void_batch(connection, batch, "写错了")
    assert find_certificates(desk).void == 2
    assert {one.status for one in list_certificates(desk)} == {CertificateStatus.VOID}
