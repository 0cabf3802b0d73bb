"""Opening the one database file, and the two ways into it: reading and writing."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder
from volunteer_desk.store.faults import explain
from volunteer_desk.store.register_search import settle_names
from volunteer_desk.store.write_ahead import ROOM, LogKeeper

SCHEMA_HEAD = "0004"
"""The newest migration; a test compares it with ``db/migrations/versions``."""

USUAL_CACHE, WRITING_CACHE = 1_000, 16_000
"""Kilobytes of page cache a connection. Reads are as fast with little, since the system keeps the
file's pages anyway (measured on the city: 0.36 s either way); a write that outgrows its cache
writes pages twice."""

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 0",
    f"PRAGMA journal_size_limit = {ROOM}",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    f"PRAGMA cache_size = -{USUAL_CACHE}",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """One desk's database. Create it with ``open_database``; close it when the program ends."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path
        self.log = LogKeeper(engine, path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent snapshot to read from; nothing written here is kept.

        Raises:
            UserFacingError: The file cannot be read (disk, rights, damage).
        """
        try:
            with self.engine.connect() as connection:
                yield connection
        except DatabaseError as fault:
            raise explain(fault) from fault

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction begun as ``BEGIN IMMEDIATE``; it commits at the end or not at all.

        The index of names is settled with it, whoever moved a name.

        Raises:
            UserFacingError: The file cannot be written (disk full, read-only, held by another).
        """
        try:
            connection = self.engine.connect().execution_options(immediate=True)
            with connection, connection.begin():
                _keep_pages(connection, WRITING_CACHE)
                try:
                    yield connection
                    settle_names(connection)
                finally:
                    _keep_pages(connection, USUAL_CACHE)
            self.log.look()
        except DatabaseError as fault:
            raise explain(fault) from fault

    def copy_to(self, target: Path) -> None:
        """Copy the live database to ``target`` with SQLite's backup API, while it is in use."""
        with (
            closing(dbapi2.connect(str(self.path))) as live,
            closing(dbapi2.connect(str(target))) as copy,
        ):
            live.backup(copy)

    def close(self) -> None:
        """Close every connection."""
        self.log.rest()
        self.engine.dispose()


def _keep_pages(connection: Connection, kilobytes: int) -> None:
    """Set the page cache; pages beyond a smaller one go when the transaction has ended."""
    if not connection.invalidated:
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA cache_size = -{kilobytes}")
        cursor.close()


def engine_for(path: Path, key: str | None = None) -> Engine:
    """An engine on the file with the pragmas of docs/decisions; ``key`` opens an encrypted one."""
    engine = create_engine(
        f"sqlite:///{path}", module=dbapi2, connect_args={"isolation_level": None}
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: dbapi2.Connection, _record: object) -> None:
        cursor = connection.cursor()
        if key is not None:
            cursor.execute("PRAGMA key = '{}'".format(key.replace("'", "''")))
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def schema_version(path: Path) -> str | None:
    """The migration a database file stands at, read without touching it; None when it is new.

    Raises:
        UserFacingError: The file is no database of ours.
    """
    if not path.exists():
        return None
    try:
        with closing(dbapi2.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            tables = {
                row[0] for row in connection.execute("SELECT name FROM sqlite_master").fetchall()
            }
            if "alembic_version" not in tables:
                if tables:
                    raise UserFacingError(
                        "数据文件不是志愿服务台的数据。", "请换一个数据文件夹，或用备份恢复。"
                    )
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return None if row is None else str(row[0])
    except dbapi2.DatabaseError as fault:
        raise explain(fault) from fault


def open_database(folder: DataFolder) -> Database:
    """Open the desk's database, making or migrating it first where that is needed.

    A copy is made by the backup API before a migration. A newer schema is refused and its file
    left untouched.

    Raises:
        UserFacingError: The folder or file cannot be used; the message says why.
    """
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UserFacingError(
            "数据文件夹打不开或不能写入。", "请检查文件夹的权限，或换一个数据文件夹。"
        ) from fault
    version = schema_version(folder.database)
    if version != SCHEMA_HEAD:
        from volunteer_desk.store.migrating import migrate  # Alembic is slow to import

        migrate(folder, version)
    return Database(engine_for(folder.database), folder.database)
