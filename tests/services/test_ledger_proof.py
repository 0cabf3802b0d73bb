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
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_occasion
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


UNGUARDED = ("DROP TRIGGER hour_entry_no_update", "DROP TRIGGER hour_entry_no_delete")
STANDING = (
    "reverses_id IS NULL AND id NOT IN (SELECT reverses_id FROM hour_entry WHERE reverses_id > 0)"
)
ADDED = """INSERT INTO hour_entry (uid, volunteer_id, activity_id, served_on, minutes, nature,
    source, remark, reason, batch_id, recorded_at, waived)
SELECT randomblob(16), volunteer_id, activity_id, served_on, 30, nature, source, '', '',
    batch_id, recorded_at, '' FROM hour_entry
WHERE id IN (SELECT reverses_id FROM hour_entry WHERE reverses_id > 0)"""
BY_HAND: dict[str, str] = {
    "minutes": f"UPDATE hour_entry SET minutes = 240 WHERE {STANDING}",
    "times": f"UPDATE hour_entry SET starts = 1, ends = 121 WHERE {STANDING}",
    "a reason": "UPDATE hour_entry SET reason = '' WHERE reverses_id IS NOT NULL",
    "a credit is gone": f"DELETE FROM hour_entry WHERE {STANDING}",
    "the last row is gone": "DELETE FROM hour_entry WHERE id = (SELECT MAX(id) FROM hour_entry)",
    "one is put in between": f"UPDATE hour_entry SET id = id + 100 WHERE {STANDING}",
}


@pytest.mark.parametrize("name", BY_HAND)
def test_what_was_proved_once_is_never_another_unseen(served: Desk, name: str) -> None:
    assert prove(served).sound
    guards = guards_of(served)
    alter(served, *UNGUARDED, BY_HAND[name], *guards)
    said = "上次核对过的3条时长记录里有的被改动"
    for _time in range(2):  # it is told until it is put right, and never sealed as it is
        assert any(said in one for one in prove(served).findings)


def test_hours_changed_before_the_next_proof_differ_from_the_log(served: Desk) -> None:
    guards = guards_of(served)
    alter(served, *UNGUARDED, BY_HAND["minutes"], ADDED, *guards)
    assert "有2步登记的时长与操作日志里记的不同。" in prove(served).findings


def test_new_hours_are_sealed_with_the_old(served: Desk) -> None:
    assert prove(served).sound
    person = list_hours(served)[0].volunteer_id
    draft = OccasionDraft("清洁家园", served.today() - timedelta(days=1))
    log_occasion(served, draft, (HourLine(person, 60),))
    assert prove(served).sound
    with served.database.reading() as connection:
        seals = connection.exec_driver_sql(
            "SELECT json_extract(detail, '$.rows') FROM audit_row WHERE action = 'seal' ORDER BY id"
        ).all()
    assert [row[0] for row in seals] == [3, 4]
    assert prove(served).sound  # nothing new: nothing is sealed again


def test_missing_guards_and_untold_acts_are_shown(served: Desk) -> None:
    alter(served, *UNGUARDED)
    assert "数据文件里少了2个保护，时长记录和日志可能被改动。" in prove(served).findings
    alter(
        served, "DROP TRIGGER audit_row_no_delete", "DELETE FROM audit_row WHERE action = 'reverse'"
    )
    found = prove(served).findings
    assert "有1步时长操作没有操作日志。" in found


def guards_of(desk: Desk) -> list[str]:
    with desk.database.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE name IN "
            "('hour_entry_no_update', 'hour_entry_no_delete')"
        )
        return [row[0] for row in found]


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
    *_, found = prove(served).findings
    assert found == "2026年11月与关账时的数字不一致：时长1.5小时，关账时2小时。"
