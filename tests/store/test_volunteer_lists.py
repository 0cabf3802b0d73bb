"""Which indexes a narrowed list walks: a city has 450,000 people, nearly all of one status."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.volunteer_filters import VolunteerFilter
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.volunteer_filters import scope_of
from volunteer_desk.store.volunteer_lists import count_people, listed_ids

TODAY = date(2026, 11, 22)


def plans(connection: Connection, where: VolunteerFilter) -> str:
    """What the list and the count of a filter read, as SQLite plans it."""
    asked: list[tuple[str, Any]] = []
    event.listen(
        connection,
        "before_cursor_execute",
        lambda _c, _cursor, sql, values, *_: asked.append((sql, values)),
    )
    query = VolunteerQuery(where=where)
    scope = scope_of(where, TODAY, DeskSettings(), {})
    listed_ids(connection, query, scope)
    count_people(connection, query, scope)
    said = []
    for sql, values in tuple(asked):
        if sql.startswith("SELECT"):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            said += [row[3] for row in plan]
    return "\n".join(said)


@pytest.mark.parametrize(
    ("where", "index"),
    [
        (VolunteerFilter(new_this_month=True), "ix_volunteer_registered_on"),
        (VolunteerFilter(served_within=1), "ix_hour_entry_served_on"),
        (VolunteerFilter(idle_for=6), "ix_hour_entry_served_on"),
    ],
)
def test_a_filter_reads_what_few_there_are(desk: Desk, where: VolunteerFilter, index: str) -> None:
    with desk.database.reading() as connection:
        said = plans(connection, where)
    assert said.count(index) == 2
    assert "SCAN hour_entry" not in said
