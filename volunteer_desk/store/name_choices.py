"""Who was meant by a name in a project's lists: kept, read, forgotten."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert

from volunteer_desk.store.hour_tables import NameChoice

_CHOICE = NameChoice.__table__
_CHUNK = 500


def choices_of(connection: Connection, project_id: int, keys: Collection[str]) -> dict[str, int]:
    """Name key → person, of those names that were asked for in this project's lists."""
    found: dict[str, int] = {}
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        rows = connection.exec_driver_sql(
            "SELECT name_key, volunteer_id FROM name_choice WHERE project_id = ? "
            f"AND name_key IN ({','.join('?' * len(part))})",
            (project_id, *part),
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def keep_choices(
    connection: Connection, project_id: int, chosen: Mapping[str, int], now: datetime
) -> None:
    """Keep who was meant; the latest answer counts."""
    for key, person in chosen.items():
        drop_choice(connection, project_id, key)
        connection.execute(
            insert(_CHOICE).values(
                project_id=project_id, name_key=key, volunteer_id=person, chosen_at=now
            )
        )


def drop_choice(connection: Connection, project_id: int, key: str) -> bool:
    """Forget who was meant by a name; whether anybody was kept."""
    gone = connection.execute(
        delete(_CHOICE).where(_CHOICE.c.project_id == project_id, _CHOICE.c.name_key == key)
    )
    return gone.rowcount > 0
