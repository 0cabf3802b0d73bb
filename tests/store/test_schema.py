from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from volunteer_desk.paths import DataFolder
from volunteer_desk.store.database import open_database

PEOPLE = """
INSERT INTO batch (id, uid, kind, label, rows, made_at, made_by)
    VALUES (1, x'01', 'log_hours', '', 0, '2026-11-01', '');
INSERT INTO volunteer (id, uid, number, name, name_key, registered_on, status, status_reason,
    updated_at) VALUES (1, x'01', 'ZY1', '王建国', '王建国', '2026-01-01', 'active', '',
    '2026-11-01'), (2, x'02', 'ZY2', '李秀英', '李秀英', '2026-01-01', 'active', '', '2026-11-01');
INSERT INTO project (id, uid, name, brand, place, active, remark)
    VALUES (1, x'01', '周末清洁家园', 0, '', 1, '');
INSERT INTO activity (id, uid, project_id, held_on, place, leader, content, state, remark)
    VALUES (1, x'01', 1, '2026-11-01', '', '', '', 'recorded', '')
"""
CREDIT = """INSERT INTO hour_entry (uid, volunteer_id, activity_id, served_on, minutes, reverses_id,
    nature, source, remark, reason, batch_id, recorded_at) VALUES (randomblob(16), {who}, 1,
    '2026-11-01', {minutes}, {reverses}, '1', 'typed', '', '', 1, '2026-11-01')"""


def credit(connection: Connection, minutes: int, reverses: str = "NULL", who: int = 1) -> None:
    connection.execute(text(CREDIT.format(who=who, minutes=minutes, reverses=reverses)))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = open_database(DataFolder(tmp_path))
    with database.engine.connect() as opened, opened.begin():
        for statement in PEOPLE.split(";"):
            opened.execute(text(statement))
        yield opened
    database.close()


@pytest.mark.parametrize("change", ["UPDATE hour_entry SET minutes = 1", "DELETE FROM hour_entry"])
def test_the_ledger_refuses_change(connection: Connection, change: str) -> None:
    credit(connection, 60)
    with pytest.raises(IntegrityError, match="append-only"):
        connection.execute(text(change))


@pytest.mark.parametrize("minutes", [0, -60, 1441])
def test_a_credit_is_one_to_1440_minutes(connection: Connection, minutes: int) -> None:
    with pytest.raises(IntegrityError, match="minutes"):
        credit(connection, minutes)


def test_a_credit_is_reversed_once(connection: Connection) -> None:
    credit(connection, 60)
    credit(connection, -60, "1")
    with pytest.raises(IntegrityError, match="UNIQUE"):
        credit(connection, -60, "1")


@pytest.mark.parametrize(
    ("minutes", "who", "reverses"), [(-59, 1, "1"), (-60, 2, "1"), (-60, 1, "9")]
)
def test_a_reversal_mirrors_its_credit(
    connection: Connection, minutes: int, who: int, reverses: str
) -> None:
    credit(connection, 60)
    with pytest.raises(IntegrityError, match="mirror"):
        credit(connection, minutes, reverses, who)


def test_a_reversal_is_not_reversed(connection: Connection) -> None:
    credit(connection, 60)
    credit(connection, -60, "1")
    with pytest.raises(IntegrityError):
        credit(connection, -60, "2")


def test_rows_others_lean_on_stay(connection: Connection) -> None:
    credit(connection, 60)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.execute(text("DELETE FROM volunteer WHERE id = 1"))


def test_a_document_belongs_to_one_person(connection: Connection) -> None:
    give = "UPDATE volunteer SET id_type = '01', id_number = '11010519491231002X' WHERE id = {}"
    connection.execute(text(give.format(1)))
    with pytest.raises(IntegrityError, match="UNIQUE"):
        connection.execute(text(give.format(2)))
