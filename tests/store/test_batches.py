from datetime import date
from typing import Any

import pytest

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.batches import (
    batch_by_request,
    changes_of,
    close_batch,
    latest_batches,
    open_batch,
    read_batch,
    record_change,
)


def test_a_batch_is_found_again_by_its_request(desk: Desk) -> None:
    with desk.database.writing() as connection:
        assert batch_by_request(connection, "form-7") is None
        batch = open_batch(
            connection,
            kind=BatchKind.LOG_HOURS,
            label="登记时长",
            now=desk.now(),
            by="",
            request="form-7",
        )
        close_batch(connection, batch, 28)
        assert batch_by_request(connection, "form-7") == batch
    with desk.database.reading() as connection:
        stored = read_batch(connection, batch)
    assert stored is not None
    assert (stored.kind, stored.rows, stored.made_at) == (BatchKind.LOG_HOURS, 28, desk.now())
    assert stored.undone_by is None


def test_the_newest_batch_comes_first_and_knows_who_undid_it(desk: Desk) -> None:
    with desk.database.writing() as connection:
        first = open_batch(connection, kind=BatchKind.TEAM, label="a", now=desk.now(), by="")
        undo = open_batch(
            connection, kind=BatchKind.UNDO, label="b", now=desk.now(), by="", undoes=first
        )
        found = latest_batches(connection, 10)
    assert [batch.id for batch in found] == [undo, first]
    assert [batch.undone_by for batch in found] == [None, undo]


def test_changes_come_back_newest_first_with_dates_as_text(desk: Desk) -> None:
    with desk.database.writing() as connection:
        batch = open_batch(connection, kind=BatchKind.VOLUNTEER, label="", now=desk.now(), by="")
        record_change(
            connection, batch, "volunteer", 1, {"birth": None}, {"birth": date(1990, 1, 2)}
        )
        record_change(connection, batch, "volunteer", 2, {"name": "王伟"}, {"name": "王玮"})
        found = changes_of(connection, batch)
    assert [change.row_id for change in found] == [2, 1]
    assert found[1].before == {"birth": None}
    assert found[1].after == {"birth": "1990-01-02"}


def test_a_journal_refuses_what_it_cannot_give_back(desk: Desk) -> None:
    with desk.database.writing() as connection:
        batch = open_batch(connection, kind=BatchKind.TEAM, label="", now=desk.now(), by="")
        odd: dict[str, Any] = {"uid": b"1"}
        with pytest.raises(TypeError, match="bytes"):
            record_change(connection, batch, "team", 1, odd, {})
