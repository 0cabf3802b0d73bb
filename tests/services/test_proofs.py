from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.ledger_rows import list_hours
from tests.registered import an_activity, register
from volunteer_desk.documents.preview import page_text
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.periods import Span
from volunteer_desk.services.certificates import (
    list_certificates,
    reprint_certificate,
    verify_certificate,
)
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.proofs import issue_proof
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.snapshots import proof_from
from volunteer_desk.store.certificates import paper_by_id

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def someone(desk: Desk) -> int:
    (person,) = register(desk, "王建国")
    with desk.database.writing() as connection:
        connection.execute(
            text("UPDATE volunteer SET id_type = '01', id_number = '110105198503051234'")
        )
    return person


def serve(desk: Desk, person: int, on: date, minutes: int) -> None:
    log_hours(desk, HoursDraft(an_activity(desk, on), (HourLine(person, minutes),)))


def test_a_proof_lists_what_was_done_and_is_registered(desk: Desk, tmp_path: Path) -> None:
    person = someone(desk)
    serve(desk, person, date(2026, 3, 5), 120)
    serve(desk, person, date(2026, 10, 1), 90)
    serve(desk, person, date(2025, 10, 1), 600)
    serve(desk, person, date(2026, 10, 2), 60)
    entry = list_hours(desk, volunteer_id=person, span=Span(date(2026, 10, 2), date(2026, 10, 2)))
    reverse_entry(desk, entry[0].id, "登错了")
    made = issue_proof(desk, person, YEAR, tmp_path / "证明.pdf")
    assert (made.number, made.minutes) == ("志服明〔2026〕第0001号", 210)
    with desk.database.reading() as connection:
        paper = paper_by_id(connection, made.id)
    assert paper is not None
    facts = proof_from(paper.snapshot)
    assert [(line.served_on, line.minutes) for line in facts.lines] == [
        (date(2026, 3, 5), 120),
        (date(2026, 10, 1), 90),
    ]
    assert (facts.id_type, facts.attendances) == ("内地居民身份证", 2)
    assert reprint_certificate(desk, made.id) == (tmp_path / "证明.pdf").read_bytes()
    assert verify_certificate(desk, facts.verify_text).valid
    assert [one.number for one in list_certificates(desk)] == [made.number]


def test_numbers_of_proofs_have_no_gap(desk: Desk, tmp_path: Path) -> None:
    person = someone(desk)
    serve(desk, person, date(2026, 3, 5), 120)
    (tmp_path / "文件夹.pdf").mkdir()
    issue_proof(desk, person, YEAR, tmp_path / "一.pdf")
    with pytest.raises(UserFacingError):
        issue_proof(desk, person, YEAR, tmp_path / "文件夹.pdf")
    made = issue_proof(desk, person, YEAR, tmp_path / "二.pdf")
    assert made.number == "志服明〔2026〕第0002号"


def test_nothing_to_prove_is_refused(desk: Desk, tmp_path: Path) -> None:
    person = someone(desk)
    with pytest.raises(UserFacingError, match="没有服务记录"):
        issue_proof(desk, person, YEAR, tmp_path / "证明.pdf")
    with pytest.raises(UserFacingError, match="找不到"):
        issue_proof(desk, 999, YEAR, tmp_path / "证明.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_proof_needs_a_document(desk: Desk, tmp_path: Path) -> None:
    (person,) = register(desk, "李秀英")
    serve(desk, person, date(2026, 3, 5), 120)
    with pytest.raises(UserFacingError, match="证件号码"):
        issue_proof(desk, person, YEAR, tmp_path / "证明.pdf")


def test_a_proof_says_the_rule_only_where_a_time_was_rounded(desk: Desk, tmp_path: Path) -> None:
    person = someone(desk)
    serve(desk, person, date(2026, 3, 5), 112)
    change_settings(desk, rounding_step=30)
    serve(desk, person, date(2026, 4, 5), 112)
    for month, said in ((3, False), (4, True)):
        out = tmp_path / f"{month}.pdf"
        span = Span(date(2026, month, 1), date(2026, month, 30))
        issue_proof(desk, person, span, out)
        words = "".join(page_text(out.read_bytes(), 0).split())
        assert ("登记时长按30分钟取整（满一半进一，至少30分钟）" in words) == said
