"""Questions whose answer should be nothing: where the rows of a desk disagree with each other."""

from sqlalchemy import Connection

from volunteer_desk.store.audit import find_broken_link


def damaged_pages(connection: Connection) -> int:
    """How many complaints SQLite has about the file itself.

    FTS5 judges by what the connection remembers of an index, which another connection may have
    written since: only a search makes it look again (SQLite 3.53.4).
    """
    for index in ("volunteer_search", "register_search"):
        connection.exec_driver_sql(f"SELECT 1 FROM {index} WHERE {index} MATCH 'a' LIMIT 1").all()
    said = connection.exec_driver_sql("PRAGMA quick_check(100)").scalars().all()
    return 0 if said == ["ok"] else len(said)


def dangling_references(connection: Connection) -> int:
    """Rows that point at a row that is not there."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def unsearchable_people(connection: Connection) -> int:
    """People missing from the search index, or index rows of nobody."""
    return _number(
        connection,
        """SELECT (SELECT count(*) FROM volunteer WHERE id NOT IN
            (SELECT id FROM volunteer_search_docsize))
        + (SELECT count(*) FROM volunteer_search_docsize WHERE id NOT IN
            (SELECT id FROM volunteer))""",
    )


def gaps_in_numbers(connection: Connection) -> list[tuple[str, int]]:
    """(prefix, year) of certificate series in which a serial is missing."""
    found = connection.exec_driver_sql(
        "SELECT prefix, year FROM certificate GROUP BY prefix, year "
        "HAVING min(serial) <> 1 OR max(serial) <> count(*) ORDER BY prefix, year"
    )
    return [(str(prefix), int(year)) for prefix, year in found]


def broken_audit_row(connection: Connection) -> int | None:
    """The first audit row whose chain does not fit, or None."""
    return find_broken_link(connection)


def number_of(connection: Connection, sql: str) -> int:
    """The one whole number a statement of ours returns."""
    return _number(connection, sql)


def _number(connection: Connection, sql: str) -> int:
    return int(connection.exec_driver_sql(sql).scalar_one())
