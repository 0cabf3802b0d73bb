"""Projects: their rows, and their figures from the ledger."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import cast

from sqlalchemy import Connection, insert, select, update

from volunteer_desk.domain.projects import ProjectDraft, ProjectRow
from volunteer_desk.domain.register_filters import ListQuery, ProjectFilter
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.posts import posts_of
from volunteer_desk.store.register_filters import project_condition
from volunteer_desk.store.register_orders import (
    PROJECT_JOINS,
    PROJECT_ORDERS,
    order_by,
    teach_name_order,
)
from volunteer_desk.store.register_search import MOST_NAMED, Named, find_named
from volunteer_desk.store.tables import Project

_PROJECT = Project.__table__

ProjectValue = str | int | bool | date | None

_CHUNK = 500

_LISTS = ("more_categories", "recipients", "support")
"""Codes with a blank between."""

_LAST_ON = """(SELECT MAX(held_on) FROM activity
    WHERE activity.project_id = project.id AND activity.state <> 'cancelled')"""

_ROWS = f"""
WITH figure AS (
    SELECT activity.project_id, SUM(CASE WHEN entry.minutes > 0 THEN 1 ELSE -1 END) AS times,
        SUM(entry.minutes) AS minutes
    FROM activity JOIN hour_entry AS entry ON entry.activity_id = activity.id
    WHERE activity.project_id IN ({{ids}})
    GROUP BY activity.project_id
), held AS (
    SELECT project_id, COUNT(*) AS activities FROM activity
    WHERE project_id IN ({{ids}}) AND state <> 'cancelled'
    GROUP BY project_id
)
SELECT project.id, project.name, project.category, COALESCE(team.name, ''), project.brand,
    COALESCE(held.activities, 0), COALESCE(figure.times, 0), COALESCE(figure.minutes, 0),
    {_LAST_ON}, COALESCE(unit.name, ''), project.active, project.from_on, project.to_on
FROM project
LEFT JOIN team ON team.id = project.team_id
LEFT JOIN unit ON unit.id = project.unit_id
LEFT JOIN held ON held.project_id = project.id
LEFT JOIN figure ON figure.project_id = project.id
WHERE project.id IN ({{ids}})
"""


def project_ids(
    connection: Connection,
    query: ListQuery[ProjectFilter],
    today: date,
    most: int | None = None,
) -> list[int]:
    """Ids of the projects a query shows, the latest held first, or by a column.

    With a text and the usual order the best answers come first, at most ``MOST_NAMED``.

    Args:
        connection: To read from.
        query: What is listed; sorted by a column of ``PROJECT_ORDERS``.
        today: What year is this one, and who has ended.
        most: Only the first so many.

    Raises:
        KeyError: The sort is no column of the list.
    """
    only = project_condition(query.where, query.standing, today)
    limits, values = only.sql, only.values
    if query.text.strip():
        limit = MOST_NAMED if most is None else min(most, MOST_NAMED)
        found = find_named(connection, Named.PROJECT, query.text, limit, limits, values)
        if not query.sort:
            return found
        limits, values = f" AND project.id IN ({','.join(map(str, found))})", ()
    joined, order = "", f"{_LAST_ON} DESC, name, id"  # NULLs are the least
    if query.sort:
        teach_name_order(connection)
        joined = PROJECT_JOINS.get(query.sort, "")
        order = order_by(PROJECT_ORDERS[query.sort], query.descending, order)
    rows = connection.exec_driver_sql(
        f"SELECT project.id FROM project{joined} WHERE TRUE{limits} ORDER BY {order} LIMIT ?",
        (*values, -1 if most is None else most),
    )
    return [row[0] for row in rows.all()]


def project_rows(connection: Connection, ids: Sequence[int]) -> list[ProjectRow]:
    """The lines of these projects with all-time figures, in the order of ``ids``.

    ``category`` is the code; a project that is gone is left out.
    """
    rows: dict[int, ProjectRow] = {}
    for start in range(0, len(ids), _CHUNK):
        listed = ",".join(str(int(one)) for one in ids[start : start + _CHUNK])
        for row in connection.exec_driver_sql(_ROWS.format(ids=listed)).all():
            number, name, category, team, brand, activities, times, minutes, *rest = row
            last_on, unit, active, from_on, to_on = rest
            rows[number] = ProjectRow(
                number,
                name,
                category or "",
                team,
                bool(brand),
                activities,
                times,
                minutes,
                _day(last_on),
                unit,
                bool(active),
                _day(from_on),
                _day(to_on),
            )
    return [rows[one] for one in ids if one in rows]


def project_named(connection: Connection, name: str) -> int | None:
    """The project of exactly this name, or None."""
    found = connection.execute(select(_PROJECT.c.id).where(_PROJECT.c.name == name))
    return cast("int | None", found.scalar_one_or_none())


def projects_named(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Ids by name of those that exist; for files, which name a few hundred projects at most."""
    found: dict[str, int] = {}
    wanted = sorted(set(names))
    for start in range(0, len(wanted), 5000):
        rows = connection.execute(
            select(_PROJECT.c.name, _PROJECT.c.id).where(
                _PROJECT.c.name.in_(wanted[start : start + 5000])
            )
        )
        found.update((str(name), int(number)) for name, number in rows)
    return found


def read_project(connection: Connection, project_id: int) -> ProjectDraft | None:
    """A project as it can be edited, or None when there is no such project."""
    columns = [_PROJECT.c[field.name] for field in fields(ProjectDraft) if field.name != "posts"]
    found = connection.execute(select(*columns).where(_PROJECT.c.id == project_id)).first()
    if found is None:
        return None
    draft = ProjectDraft(*found)
    return replace(
        draft,
        more_categories=tuple(found.more_categories.split()),
        recipients=tuple(found.recipients.split()),
        support=tuple(found.support.split()),
        posts=posts_of(connection, project_id),
    )


def project_active(connection: Connection, project_id: int) -> bool:
    """Whether a project is in use; False when there is none of that id."""
    found = connection.execute(select(_PROJECT.c.active).where(_PROJECT.c.id == project_id))
    return bool(found.scalar_one_or_none())


def project_columns(draft: ProjectDraft) -> dict[str, ProjectValue]:
    """A draft as the table holds it; the posts lie in a table of their own."""
    values: dict[str, ProjectValue] = {
        field.name: getattr(draft, field.name)
        for field in fields(ProjectDraft)
        if field.name != "posts"
    }
    return values | {key: " ".join(getattr(draft, key)) for key in _LISTS}


def add_projects(
    connection: Connection, rows: Sequence[Mapping[str, ProjectValue]], batch_id: int
) -> None:
    """Insert projects; every row gives the same columns, ``name`` among them."""
    blank: dict[str, ProjectValue] = {
        "category": None,
        "team_id": None,
        "brand": False,
        "from_on": None,
        "to_on": None,
        "place": "",
        "remark": "",
        "unit_id": None,
        "more_categories": "",
        "recipients": "",
        "support": "",
        "content": "",
        "active": True,
        "batch_id": batch_id,
    }
    if rows:
        connection.execute(
            insert(_PROJECT),
            [
                {**blank, **row, "uid": uid}
                for row, uid in zip(rows, new_uids(len(rows)), strict=True)
            ],
        )


def change_project(
    connection: Connection, project_id: int, values: Mapping[str, ProjectValue]
) -> None:
    """Write the columns given."""
    connection.execute(update(_PROJECT).where(_PROJECT.c.id == project_id).values(**values))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
