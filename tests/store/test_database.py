import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlcipher3 import dbapi2

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder, migrations
from volunteer_desk.store import (
    activity_tables,
    desk_tables,
    hour_tables,
    register_tables,
    sign_tables,
    tables,
)
from volunteer_desk.store.database import SCHEMA_HEAD, Database, open_database
from volunteer_desk.store.register_search import unsearchable_names
from volunteer_desk.store.schema import Base


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def database(folder: DataFolder) -> Iterator[Database]:
    opened = open_database(folder)
    yield opened
    opened.close()


def test_a_new_folder_gets_the_newest_schema(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations()))
    config.set_main_option("version_locations", str(migrations() / "migrations" / "versions"))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA_HEAD]
    with database.reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == SCHEMA_HEAD


def test_the_migrated_schema_equals_the_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: "_search" not in str(name)},
        )
        declared = {
            table.metadata
            for table in (
                desk_tables.Batch,
                tables.Team,
                register_tables.Unit,
                hour_tables.NameChoice,
                activity_tables.Attachment,
                sign_tables.SignSheet,
            )
        }
        assert declared == {Base.metadata}
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
    ],
)
def test_every_connection_is_careful(database: Database, pragma: str, value: object) -> None:
    with database.reading() as connection:
        assert connection.scalar(text(f"PRAGMA {pragma}")) == value
    with database.writing() as connection:
        assert connection.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_failed_write_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(text("INSERT INTO setting (key, value) VALUES ('a', '1')"))
        _ = 1 // 0
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM setting")) == 0


def test_a_newer_schema_is_refused_and_left_untouched(folder: DataFolder) -> None:
    open_database(folder).close()
    with closing(dbapi2.connect(str(folder.database))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
    before = folder.database.read_bytes()
    with pytest.raises(UserFacingError, match="更新版本"):
        open_database(folder)
    assert folder.database.read_bytes() == before
    assert sorted(path.name for path in folder.root.iterdir()) == ["desk.sqlite3"]


def test_a_copy_is_made_before_a_migration(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(folder).close()
    monkeypatch.setattr("volunteer_desk.store.database.SCHEMA_HEAD", "0000-next")
    open_database(folder).close()
    copies = list(folder.backups.iterdir())
    assert len(copies) == 1
    with closing(dbapi2.connect(str(copies[0]))) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (SCHEMA_HEAD,)


def test_a_file_that_is_no_database_is_refused(folder: DataFolder) -> None:
    folder.root.mkdir()
    folder.database.write_text(json.dumps({"not": "a database"}) * 200, encoding="utf-8")
    with pytest.raises(UserFacingError, match="损坏"):
        open_database(folder)


def test_another_programs_database_is_refused(folder: DataFolder) -> None:
    folder.root.mkdir()
    with closing(dbapi2.connect(str(folder.database))) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
        connection.commit()
    with pytest.raises(UserFacingError, match="不是志愿服务台"):
        open_database(folder)


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UserFacingError, match="数据文件夹"):
        open_database(DataFolder(tmp_path / "file" / "data"))


def test_a_held_database_is_said_to_be_in_use(
    folder: DataFolder, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_database(folder)
    with database.writing(), pytest.raises(UserFacingError, match="占用"):
        with other.reading() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 1")
            connection.rollback()
            connection.exec_driver_sql("UPDATE setting SET value = 1")
    other.close()


STORED = Path(__file__).parent.parent / "fixtures" / "schema"


@pytest.mark.parametrize("stored", sorted(STORED.glob("*.sqlite3")), ids=lambda path: path.stem)
def test_every_released_schema_opens_with_all_its_rows(folder: DataFolder, stored: Path) -> None:
    folder.root.mkdir()
    shutil.copyfile(stored, folder.database)
    with closing(dbapi2.connect(str(stored))) as before:
        kept = {
            table: before.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("volunteer", "team", "project", "activity", "hour_entry", "certificate")
        }
    assert all(kept.values())
    opened = open_database(folder)
    with opened.reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == SCHEMA_HEAD
        for table, count in kept.items():
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == count
        assert unsearchable_names(connection) == 0
    opened.close()
