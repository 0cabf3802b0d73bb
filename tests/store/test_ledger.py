from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.registered import an_activity, register
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import Standing
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.batches import open_batch
from volunteer_desk.store.ledger import Credit, add_credits, credited_by, standing_credits, totals
from volunteer_desk.store.month_locks import lock_month
from volunteer_desk.store.reversing import reverse_batch, reverse_credit
from volunteer_desk.store.tables import HourEntry

DAY = date(2026, 11, 14)


def _batch(desk: Desk, rows: list[Credit]) -> int:
    with desk.database.writing() as connection:
        batch = open_batch(connection, kind=BatchKind.LOG_HOURS, label="", now=desk.now(), by="")
        assert add_credits(connection, rows, batch_id=batch, now=desk.now()) == len(rows)
    return batch


def _credit(person: int, activity: int, minutes: int = 120, on: date = DAY) -> Credit:
    return Credit(person, activity, None, on, None, None, minutes, "1", "typed", "")


def test_totals_filter_by_person_activity_batch_and_span(desk: Desk) -> None:
    people = register(desk, "王建国", "李秀英")
    early, late = an_activity(desk, date(2026, 10, 1)), an_activity(desk, DAY)
    first = _batch(desk, [_credit(person, early, 60, date(2026, 10, 1)) for person in people])
    _batch(desk, [_credit(people[0], late)])
    with desk.database.reading() as connection:
        assert totals(connection) == (2, 3, 240)
        assert totals(connection, volunteer_id=people[0]) == (1, 2, 180)
        assert totals(connection, activity_id=early, first=date(2026, 10, 1)) == (2, 2, 120)
        assert totals(connection, last=date(2026, 10, 31)) == (2, 2, 120)
        assert totals(connection, batch_id=first) == (2, 2, 120)


def test_reversing_a_batch_leaves_nothing_and_does_it_once(desk: Desk) -> None:
    people = register(desk, "王建国", "李秀英", "张伟")
    activity = an_activity(desk)
    batch = _batch(desk, [_credit(person, activity) for person in people])
    undo = _batch(desk, [])
    with desk.database.writing() as connection:
        (entry,) = connection.exec_driver_sql(
            "SELECT id FROM hour_entry WHERE volunteer_id = ?", (people[0],)
        ).scalars()
        assert reverse_credit(connection, entry, undo, desk.now(), "错登") == 1
        assert reverse_batch(connection, batch, undo, desk.now(), "撤销") == 2
        assert reverse_batch(connection, batch, undo, desk.now(), "撤销") == 0
        assert reverse_credit(connection, entry, undo, desk.now(), "错登") == 0
        assert totals(connection) == (0, 0, 0)
        assert totals(connection, batch_id=batch) == (0, 0, 0)
        assert credited_by(connection, batch) == (3, 3, 360)
        assert list(standing_credits(connection, people, DAY, DAY)) == []


def test_a_closed_month_refuses_the_reversal(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    batch = _batch(desk, [_credit(person, an_activity(desk))])
    with desk.database.writing() as connection:
        lock_month(connection, Month(2026, 11), desk.now(), "")
    undo = _batch(desk, [])
    with (
        pytest.raises(UserFacingError, match="2026年11月已锁定"),
        desk.database.writing() as connection,
    ):
        reverse_batch(connection, batch, undo, desk.now(), "撤销")
    with desk.database.reading() as connection:
        assert totals(connection) == (1, 1, 120)


def test_standing_credits_name_their_project(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    activity = an_activity(desk, project="敬老助餐")
    _batch(desk, [Credit(person, activity, None, DAY, 1320, 60, 180, "1", "typed", "")])
    with desk.database.reading() as connection:
        (found,) = standing_credits(connection, [person, 999], DAY, DAY)
    assert found == Standing(person, activity, DAY, 1320, 60, 180, "敬老助餐")


def test_the_ledger_itself_refuses_more_than_a_day(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    activity = an_activity(desk)
    with pytest.raises(IntegrityError, match="minutes"):
        _batch(desk, [_credit(person, activity, 1441)])


def test_the_recording_instant_comes_back_as_it_went_in(desk: Desk) -> None:

    (person,) = register(desk, "王建国")
    _batch(desk, [_credit(person, an_activity(desk))])
    with desk.database.reading() as connection:
        columns = HourEntry.__table__.c
        at, on = connection.execute(select(columns.recorded_at, columns.served_on)).one()
    assert (at, on) == (desk.now(), DAY)
