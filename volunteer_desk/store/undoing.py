"""Taking a batch back: rows it made go, rows it changed are put back, where nothing depends."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from volunteer_desk.domain.names import name_key
from volunteer_desk.store.activity_states import settle_states
from volunteer_desk.store.batches import StoredChange, changes_of
from volunteer_desk.store.custom_fields import put_back_values
from volunteer_desk.store.expected import EXPECTED, put_back_expected
from volunteer_desk.store.posts import JOURNALLED, put_back_posts
from volunteer_desk.store.search import refresh_team, refresh_terms, remove_terms
from volunteer_desk.store.stays import STAY, put_back_stay
from volunteer_desk.store.taken_away import put_row_back
from volunteer_desk.store.ties import ALONG, TIES

_TABLES = {
    "volunteer": "志愿者",
    "team": "队伍",
    "project": "项目",
    "activity": "活动",
    "unit": "单位",
    JOURNALLED: "项目",
    "membership": "队员关系",
    "person_record": "记录",
    "custom_value": "自定义字段",
    EXPECTED: "计划名单",
    STAY: "签到",
    "attachment": "照片或文件",
    "activity_series": "重复活动",
    "series_exception": "例外",
}
"""Tables whose changes are journalled, with their words."""

_PARTS = {"volunteer": "custom_value", "project": JOURNALLED}
"""What is journalled under a row's own id beside its columns."""

_CHUNK = 20_000

_LATER = """
SELECT row_id, batch.id, batch.label FROM batch_change JOIN batch ON batch.id = batch_id
WHERE batch_id > ? AND {nouns} AND row_id IN ({rows})
  AND batch_id NOT IN (SELECT undoes_id FROM batch WHERE undoes_id IS NOT NULL)
ORDER BY batch.id DESC
"""
_LOOKED_AT = 500
"""Rows whose later acts are sought: a statement has room for no whole city."""
_NAMED = 2
"""Later acts that a refusal names; who takes those back is told of the next."""


def dependents(connection: Connection, table: str, batch_id: int) -> list[str]:
    """What hangs on the rows a batch made in a table, in words ("3 个志愿者登记过时长")."""
    found = []
    for tie in TIES[table]:
        apart = f" AND {tie.standing}" if tie.standing else ""
        apart += " AND (batch_id IS NULL OR batch_id <> ?)" if tie.others_only else ""
        values = (batch_id, batch_id) if tie.others_only else (batch_id,)
        count = connection.exec_driver_sql(
            f"SELECT COUNT(DISTINCT {tie.column}) FROM {tie.table} "
            f"WHERE {tie.column} IN (SELECT id FROM {table} WHERE batch_id = ?){apart}",
            values,
        ).scalar_one()
        if count:
            found.append(f"{count} 个{_TABLES[table]}{tie.words}")
    made = f"SELECT id FROM {table} WHERE batch_id = {batch_id:d}"
    rows, acts = _changed_later(connection, batch_id, (table, _PARTS.get(table, table)), made)
    if rows:
        found.append(f"{rows} 个{_TABLES[table]}后来又改过{acts}")
    return found


def _changed_later(
    connection: Connection, batch_id: int, nouns: Sequence[str], rows: str
) -> tuple[int, str]:
    """How many of the rows later acts changed, and the newest of those acts in brackets."""
    listed = "noun IN ({})".format(", ".join(f"'{noun}'" for noun in nouns))
    later = connection.exec_driver_sql(_LATER.format(nouns=listed, rows=rows), (batch_id,)).all()
    acts = list({row[1]: row[2] for row in later}.values())
    more = "等" if len(acts) > _NAMED else ""
    named = "".join(f"“{act}”" for act in acts[:_NAMED])
    return len({row[0] for row in later}), f"（{named}{more}）" if acts else ""


def put_back_changes(connection: Connection, batch_id: int) -> tuple[int, list[str]]:
    """Put the rows a batch changed back as they were.

    Returns:
        How many rows, and in words which could not be because they were changed again.
    """
    restored: dict[str, set[int]] = {}
    refused: dict[str, set[int]] = {}
    for change in changes_of(connection, batch_id):
        done = _put_back(connection, change)
        (restored if done else refused).setdefault(change.noun, set()).add(change.row_id)
    people = restored.get("volunteer", set()) | _members(connection, restored.get("membership", ()))
    refresh_terms(connection, sorted(people))
    for team in restored.get("team", ()):
        refresh_team(connection, team)
    settle_states(connection, restored.get("activity", set()))
    said = [
        f"{len(rows)} 个{_TABLES[noun]}后来又改过{_acts_on(connection, batch_id, noun, rows)}"
        for noun, rows in refused.items()
    ]
    return sum(len(rows) for rows in restored.values()), said


def _acts_on(connection: Connection, batch_id: int, noun: str, rows: Collection[int]) -> str:
    listed = ",".join(str(row) for row in sorted(rows)[:_LOOKED_AT])
    return _changed_later(connection, batch_id, (noun,), listed)[1]


def remove_made(connection: Connection, table: str, batch_id: int) -> int:
    """Delete the rows a batch made in a table; the caller saw that nothing depends on them."""
    made = _ids(connection, f"SELECT id FROM {table} WHERE batch_id = ?", batch_id)
    _remove(connection, table, made)
    return len(made)


def forget_status(connection: Connection, batch_id: int) -> None:
    """Delete the lines a batch wrote into people's status history."""
    connection.exec_driver_sql("DELETE FROM status_change WHERE batch_id = ?", (batch_id,))


def remove_unused(connection: Connection, table: str, batch_id: int) -> int:
    """Delete the rows a batch made in a table as far as nothing hangs on them."""
    unused = " ".join(
        f"AND NOT EXISTS (SELECT 1 FROM {tie.table} AS other WHERE other.{tie.column} = {table}.id)"
        for tie in TIES[table]
    )
    gone = _ids(connection, f"SELECT id FROM {table} WHERE batch_id = ? {unused}", batch_id)
    _remove(connection, table, gone)
    return len(gone)


def _remove(connection: Connection, table: str, ids: Sequence[int]) -> None:
    """Delete rows and what hangs on them alone."""
    if table == "volunteer":
        remove_terms(connection, ids)
    for start in range(0, len(ids), _CHUNK):
        # our own integers, written out: no limit on bound variables
        listed = ",".join(str(int(one)) for one in ids[start : start + _CHUNK])
        for part, column in ALONG.get(table, ()):
            connection.exec_driver_sql(f"DELETE FROM {part} WHERE {column} IN ({listed})")
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id IN ({listed})")


def leave_teams(connection: Connection, batch_id: int) -> int:
    """Delete the memberships a batch opened."""
    people = _ids(connection, "SELECT volunteer_id FROM membership WHERE batch_id = ?", batch_id)
    connection.exec_driver_sql("DELETE FROM membership WHERE batch_id = ?", (batch_id,))
    refresh_terms(connection, sorted(set(people)))
    return len(people)


def cancel_emptied(connection: Connection, batch_id: int) -> int:
    """Mark activities a batch made as cancelled when no hours stand or wait on them any more.

    They cannot be deleted: the ledger keeps the credits and their reversals.
    """
    gone = connection.exec_driver_sql(
        "UPDATE activity SET state = 'cancelled', cancel_reason = '时长已撤销', "
        "checked_on = NULL, checked_by = '' WHERE batch_id = ? AND "
        "(SELECT COALESCE(SUM(minutes), 0) FROM hour_entry WHERE activity_id = activity.id) = 0 "
        "AND NOT EXISTS (SELECT 1 FROM waiting_hours WHERE activity_id = activity.id "
        "AND waiting_hours.state = 'waiting')",
        (batch_id,),
    )
    return gone.rowcount


def settle_reversed(connection: Connection, undo_id: int) -> None:
    """Activities whose hours an undo reversed or withdrew follow the ledger: 计划 without any."""
    reversed_ = _ids(
        connection, "SELECT DISTINCT activity_id FROM hour_entry WHERE batch_id = ?", undo_id
    )
    withdrawn = _ids(
        connection, "SELECT DISTINCT activity_id FROM waiting_hours WHERE decided_id = ?", undo_id
    )
    settle_states(connection, {*reversed_, *withdrawn})


def _put_back(connection: Connection, change: StoredChange) -> bool:
    table = change.noun
    if table not in _TABLES:
        raise ValueError(f"nobody journals {table}")
    if table == "custom_value":
        return put_back_values(connection, change.row_id, change.before, change.after)
    if table == JOURNALLED:
        before, after = str(change.before["posts"]), str(change.after["posts"])
        return put_back_posts(connection, change.row_id, before, after)
    if table == EXPECTED:
        before, after = str(change.before["people"]), str(change.after["people"])
        return put_back_expected(connection, change.row_id, before, after)
    if table == STAY:
        return put_back_stay(connection, change.row_id, change.before, change.after)
    if not change.after:
        return put_row_back(connection, table, change.row_id, change.before)
    columns = list(change.after)
    row = connection.exec_driver_sql(
        f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (change.row_id,)
    ).one_or_none()
    if row is None or list(row) != [change.after[column] for column in columns]:
        return False
    values = dict(change.before)
    if table == "volunteer" and "name" in values:
        values["name_key"] = name_key(str(values["name"]))
    settings = ", ".join(f"{column} = ?" for column in values)
    connection.exec_driver_sql(
        f"UPDATE {table} SET {settings} WHERE id = ?", (*values.values(), change.row_id)
    )
    return True


def _members(connection: Connection, memberships: Collection[int]) -> set[int]:
    """The people of these memberships."""
    wanted, found = list(memberships), set[int]()
    for start in range(0, len(wanted), 500):
        part = tuple(wanted[start : start + 500])
        rows = connection.exec_driver_sql(
            f"SELECT volunteer_id FROM membership WHERE id IN ({','.join('?' * len(part))})", part
        )
        found.update(row[0] for row in rows)
    return found


def _ids(connection: Connection, sql: str, batch_id: int) -> Sequence[int]:
    return [row[0] for row in connection.exec_driver_sql(sql, (batch_id,)).all()]
