"""Bringing a database file to the newest schema, with a copy made first."""

from contextlib import closing
from datetime import UTC, datetime

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder, migrations
from volunteer_desk.store.faults import explain
from volunteer_desk.store.register_search import settle_names


def migrate(folder: DataFolder, version: str | None) -> None:
    """Migrate the folder's database from ``version`` (None: a new file) to the newest schema.

    Raises:
        UserFacingError: The file is newer than this program (it is left untouched), or the
            disk refuses.
    """
    from volunteer_desk.store.database import engine_for

    config = Config()
    config.set_main_option("script_location", str(migrations()))
    config.set_main_option("version_locations", str(migrations() / "migrations" / "versions"))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise UserFacingError(
            "这份数据是更新版本的志愿服务台写的，没有改动它。", "请安装新版本后再打开。"
        )
    if version is not None:
        _copy_before(folder, version)
    engine = engine_for(folder.database)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.rollback()
            with connection.execution_options(immediate=True).begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                settle_names(connection)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise RuntimeError(f"migration broke {len(broken)} references")
    except DatabaseError as fault:
        raise explain(fault) from fault
    finally:
        engine.dispose()


def _copy_before(folder: DataFolder, version: str) -> None:
    """Copy the file by the backup API to ``backups/before-<version>-<instant>.sqlite3``."""
    folder.backups.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = folder.backups / f"before-upgrade-{version}-{stamp}.sqlite3"
    with (
        closing(dbapi2.connect(str(folder.database))) as live,
        closing(dbapi2.connect(str(target))) as copy,
    ):
        live.backup(copy)
