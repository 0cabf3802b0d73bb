from datetime import timedelta

import pytest

from tests.factories import a_draft
from tests.ledger_rows import list_hours
from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import Cancelled
from volunteer_desk.domain.hours import HourLine, OccasionDraft
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.proof import ProofOccasion
from volunteer_desk.domain.reminders import ReminderKind
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_occasion, reverse_entry
from volunteer_desk.services.ledger_proof import last_proof, prove, prove_when_due
from volunteer_desk.services.months import close_month
from volunteer_desk.services.reminders import due
from volunteer_desk.services.volunteers import save_volunteer, volunteer_by_number


@pytest.fixture
def served(desk: Desk) -> Desk:
    save_volunteer(desk, a_draft())
    person = volunteer_by_number(desk, "ZY2026000001")
    assert person is not None
    for days in (3, 2):
        log_occasion(
            desk,
            OccasionDraft("清洁家园", desk.today() - timedelta(days=days)),
            (HourLine(person, 120),),
        )
    reverse_entry(desk, list_hours(desk)[0].id, "登记错人")
    return desk


def alter(desk: Desk, *statements: str) -> None:
    with desk.database.engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


def test_a_sound_ledger_is_proved_and_the_proof_kept(served: Desk) -> None:
    assert last_proof(served) is None
    assert prove(served).sound
    run = last_proof(served)
    assert run is not None
    assert (run.sound, run.occasion, run.findings) == (True, ProofOccasion.CHECK, ())


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            (
                "DROP TRIGGER hour_entry_no_update",
                "UPDATE hour_entry SET minutes = -60 WHERE reverses_id IS NOT NULL",
            ),
            "冲销",
        ),
        (
            (
                "DROP TRIGGER hour_entry_no_update",
                "UPDATE hour_entry SET served_on = '2026-01-01' WHERE reverses_id IS NULL",
            ),
            "活动日期",
        ),
        (("UPDATE activity SET state = 'recorded'",), "1场活动的状态"),
        (("UPDATE activity SET state = 'cancelled'",), "1场活动的状态"),
        (
            (
                "DROP TRIGGER hour_entry_no_update",
                "UPDATE hour_entry SET late_month = 202601 WHERE reverses_id IS NULL "
                "AND id NOT IN (SELECT reverses_id FROM hour_entry WHERE reverses_id > 0)",
            ),
            "补录",
        ),
        (("DELETE FROM volunteer_search",), "人与搜索索引"),
        (("DELETE FROM register_search",), "名称与搜索索引"),
        (("DROP TRIGGER audit_row_no_update", "UPDATE audit_row SET detail = '{}'"), "操作日志"),
    ],
)
def test_every_difference_is_shown_and_none_is_mended(
    served: Desk, statements: tuple[str, ...], said: str
) -> None:
    alter(served, *statements)
    first, again = prove(served), prove(served)
    assert not first.sound
    assert any(said in finding for finding in first.findings)
    assert again.findings == first.findings
    run = last_proof(served)
    assert run is not None
    assert run.findings == first.findings


def test_the_nights_proof_runs_once(served: Desk) -> None:
    assert prove_when_due(served) is not None
    assert prove_when_due(served) is None
    run = last_proof(served)
    assert run is not None
    assert run.occasion is ProofOccasion.NIGHTLY


def test_a_proof_that_is_stopped_is_not_kept(served: Desk) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    stopping: Progress = stop
    with pytest.raises(Cancelled):
        prove(served, progress=stopping)
    assert last_proof(served) is None


def test_what_the_proof_found_waits_first(served: Desk) -> None:
    alter(served, "UPDATE activity SET state = 'recorded'")
    prove(served)
    first = due(served)[0]
    assert (first.kind, first.page) == (ReminderKind.PROOF_FAILED, "settings")
    assert "活动的状态" in first.detail
    alter(served, "UPDATE activity SET state = 'planned' WHERE id = 2")
    prove(served)
    assert all(one.kind is not ReminderKind.PROOF_FAILED for one in due(served))


def test_a_closed_month_that_says_something_else_is_found(served: Desk) -> None:
    month = Month.of(served.today())
    close_month(served, month, confirmed=True)
    assert prove(served).sound
    alter(
        served,
        "DROP TRIGGER hour_entry_no_update",
        "UPDATE hour_entry SET minutes = 90 WHERE reverses_id IS NULL AND minutes = 120 "
        "AND id NOT IN (SELECT reverses_id FROM hour_entry WHERE reverses_id > 0)",
    )
    (found,) = prove(served).findings
    assert found == "2026年11月与关账时的数字不一致：时长1.5小时，关账时2小时。"
