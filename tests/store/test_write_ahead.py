"""The log beside the database file: folded without anybody waiting, emptied when asked."""

from pathlib import Path

import pytest

from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.database import Database, engine_for, open_database
from volunteer_desk.store.write_ahead import ROOM, LogKeeper

MANY = 700


@pytest.fixture
def database(desk: Desk) -> Database:
    return desk.database


@pytest.fixture
def log(database: Database) -> Path:
    return database.path.with_name(f"{database.path.name}-wal")


def write(database: Database, count: int, word: str = "x") -> None:
    """``count`` settings of some 8,000 bytes each."""
    with database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO setting (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [(str(number), word * 8_000) for number in range(count)],
        )


def test_a_grown_log_is_folded_and_falls_back_to_its_room(database: Database, log: Path) -> None:
    write(database, MANY)
    assert log.stat().st_size > ROOM
    database.log.rest()
    assert b"x" * 3_000 in database.path.read_bytes()
    write(database, 1, "y")
    assert log.stat().st_size <= ROOM


def test_a_short_log_is_left_alone(database: Database) -> None:
    write(database, 10, "z")
    database.log.rest()
    assert b"z" * 3_000 not in database.path.read_bytes()


def test_folding_now_empties_the_log(database: Database, log: Path) -> None:
    write(database, 10, "z")
    database.log.fold()
    assert log.stat().st_size == 0
    assert b"z" * 3_000 in database.path.read_bytes()


def test_a_reader_is_left_its_snapshot(database: Database) -> None:
    write(database, 1, "a")
    with database.reading() as connection:
        before = connection.exec_driver_sql("SELECT value FROM setting WHERE key = '0'").scalar()
        write(database, MANY, "b")
        database.log.rest()
        after = connection.exec_driver_sql("SELECT value FROM setting WHERE key = '0'").scalar()
        assert before == after == "a" * 8_000
    write(database, MANY, "c")
    database.log.rest()
    assert b"c" * 3_000 in database.path.read_bytes()


def test_what_was_committed_is_there_after_closing(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "other")
    database = open_database(folder)
    write(database, MANY)
    database.close()
    again = open_database(folder)
    with again.reading() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM setting").scalar_one() >= MANY
    again.close()


def test_a_file_that_cannot_be_folded_is_noted_and_left(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"no database" * 1_000)
    tmp_path.joinpath("broken.sqlite3-wal").write_bytes(bytes(ROOM + 1))
    engine = engine_for(broken)
    keeper = LogKeeper(engine, broken)
    keeper.look()
    keeper.rest()
    engine.dispose()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert broken.read_bytes() == b"no database" * 1_000
    caplog.clear()
