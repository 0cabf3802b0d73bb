"""Filling an empty database with very many rows at once: indexes aside, guards and checks kept."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection

Cell = str | int | bytes | None
"""What a driver-level row holds: dates as ISO text, instants as ``stored_instant`` writes them."""

_COLUMNS = {
    "volunteer": "id, uid, number, name, name_key, gender, birth, id_type, id_number, phone, "
    "political_status, ethnicity, education, occupation, area, skills, clothing_size, "
    "guardian_name, guardian_phone, guardian_consent_on, consent_on, registered_on, status, "
    "status_on, status_reason, updated_at",
    "unit": "id, uid, name, kind, code, parent_id, own, contact, phone, active",
    "team": "id, uid, name, kind, leader, phone, founded_on, active, remark, unit_id, leader_id",
    "membership": "uid, volunteer_id, team_id, role, from_on",
    "project": "id, uid, name, category, team_id, brand, from_on, to_on, place, active, remark, "
    "unit_id, content, recipients",
    "activity": "id, uid, project_id, team_id, held_on, starts, ends, place, leader, content, "
    "planned_people, beneficiaries, state, remark, filed_on",
    "batch": "id, uid, kind, label, rows, made_at, made_by",
    "hour_entry": "id, uid, volunteer_id, activity_id, team_id, served_on, starts, ends, minutes, "
    "reverses_id, nature, source, remark, reason, batch_id, recorded_at",
}
"""The cells of a row, in order, for each table that is filled in bulk."""

_CHUNK = 50_000
_FILLED = (
    "volunteer", "unit", "team", "project", "activity", "hour_entry", "certificate", "batch",
)  # fmt: skip


def is_empty(connection: Connection) -> bool:
    """Whether nobody has entered anything: no people, teams, projects, hours, papers, batches."""
    return not any(
        connection.exec_driver_sql(f"SELECT EXISTS (SELECT 1 FROM {table})").scalar_one()
        for table in _FILLED
    )


@contextmanager
def indexes_aside(connection: Connection) -> Iterator[None]:
    """Drop the plain indexes and make them again at the end, in the caller's transaction.

    Sorting two million keys once is several times quicker than placing each. Unique indexes,
    CHECKs, foreign keys and triggers stay in force throughout.
    """
    connection.exec_driver_sql("PRAGMA cache_size = -400000")
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name GLOB 'ix_*'"
    ).all()
    for name, _ in found:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, definition in found:
        connection.exec_driver_sql(definition)
    connection.exec_driver_sql("PRAGMA cache_size = -16000")


def add_rows(
    connection: Connection,
    table: str,
    rows: Iterable[tuple[Cell, ...]],
) -> Iterator[int]:
    """Insert rows as they are made, yielding how many lie there after each part.

    Args:
        connection: Within a writing transaction.
        table: One of those in ``_COLUMNS``, which orders the cells of a row.
        rows: May be a generator; at most 50,000 are held at a time.
    """
    columns = _COLUMNS[table]
    marks = ", ".join("?" * (columns.count(",") + 1))
    sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
    waiting = iter(rows)
    done = 0
    while part := list(islice(waiting, _CHUNK)):
        connection.exec_driver_sql(sql, part)
        done += len(part)
        yield done


def refresh_statistics(connection: Connection) -> None:
    """Tell the query planner how the rows are spread."""
    connection.exec_driver_sql("ANALYZE")
