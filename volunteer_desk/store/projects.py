"""Projects: their rows, and their figures from the ledger."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import cast

from sqlalchemy import Connection, insert, select, update

from volunteer_desk.domain.projects import ProjectDraft, ProjectFilter, ProjectRow
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.posts import posts_of
from volunteer_desk.store.register_orders import (
    PROJECT_JOINS,
    PROJECT_ORDERS,
    order_by,
    teach_name_order,
)
from volunteer_desk.store.tables import Project
from volunteer_desk.store.units import UNITS_BELOW

_PROJECT = Project.__table__

ProjectValue = str | int | bool | date | None

_LISTS = ("more_categories", "recipients", "support")
"""Codes with a blank between."""

# the page is chosen first, so that figures are summed for its projects only
_LISTED = """
WITH page AS MATERIALIZED (
    SELECT project.id, project.name, project.category, project.team_id, project.unit_id,
        project.brand, project.active,
        (SELECT MAX(held_on) FROM activity
         WHERE activity.project_id = project.id AND activity.state <> 'cancelled') AS last_on,
        {key} AS sort_key
    FROM project{joined}
    WHERE {where} AND project.name LIKE ? ESCAPE '\\'
    ORDER BY {order}
    LIMIT ?
), figure AS (
    SELECT activity.project_id, SUM(CASE WHEN entry.minutes > 0 THEN 1 ELSE -1 END) AS times,
        SUM(entry.minutes) AS minutes
    FROM activity JOIN hour_entry AS entry ON entry.activity_id = activity.id
    WHERE activity.project_id IN (SELECT id FROM page)
    GROUP BY activity.project_id
), held AS (
    SELECT project_id, COUNT(*) AS activities FROM activity
    WHERE project_id IN (SELECT id FROM page) AND state <> 'cancelled'
    GROUP BY project_id
)
SELECT page.id AS id, page.name AS name, page.category, COALESCE(team.name, ''), page.brand,
    COALESCE(held.activities, 0), COALESCE(figure.times, 0), COALESCE(figure.minutes, 0),
    page.last_on, COALESCE(unit.name, ''), page.active
FROM page
LEFT JOIN team ON team.id = page.team_id
LEFT JOIN unit ON unit.id = page.unit_id
LEFT JOIN held ON held.project_id = page.id
LEFT JOIN figure ON figure.project_id = page.id
ORDER BY {order}
"""


_SHOWN: dict[ProjectFilter, str] = {
    ProjectFilter.ALL: "project.active",
    ProjectFilter.BRAND: "project.active AND project.brand",
    ProjectFilter.RETIRED: "NOT project.active",
    # as ProjectDraft.gaps
    ProjectFilter.LACKING: (
        "project.active AND (project.category IS NULL OR project.recipients = '' "
        "OR project.content = '' OR project.from_on IS NULL "
        "OR (project.team_id IS NULL AND project.unit_id IS NULL))"
    ),
    ProjectFilter.IDLE: (
        "project.active AND NOT EXISTS (SELECT 1 FROM activity WHERE project_id = project.id "
        "AND state <> 'cancelled' AND held_on BETWEEN ? AND ?)"
    ),
}


def listed_projects(
    connection: Connection,
    text: str,
    limit: int,
    shown: ProjectFilter = ProjectFilter.ALL,
    year: int = 0,
    unit_id: int | None = None,
    sort: str = "",
    descending: bool = False,
) -> list[ProjectRow]:
    """Projects whose name holds ``text``, the latest held first, with all-time figures.

    ``sort`` is a column of the list (``PROJECT_ORDERS``) to order by instead.

    ``category`` is the code; ``year`` is the one in which an idle project held nothing;
    ``unit_id`` keeps those of a unit and of all below it.
    """
    where, values = _SHOWN[shown], list[str | int]()
    if shown is ProjectFilter.IDLE:
        values += [f"{year:04d}-01-01", f"{year:04d}-12-31"]
    if unit_id is not None:
        where += f" AND project.unit_id IN ({UNITS_BELOW})"
        values.append(unit_id)
    key, joined, order = "NULL", "", "last_on IS NULL, last_on DESC, name"
    if sort:
        teach_name_order(connection)
        key, joined = PROJECT_ORDERS[sort], PROJECT_JOINS.get(sort, "")
        order = order_by("sort_key", descending, f"{order}, id")
    sql = _LISTED.format(where=where, key=key, joined=joined, order=order)
    found = connection.exec_driver_sql(sql, (*values, f"%{_literal(text)}%", limit))
    return [
        ProjectRow(
            number,
            name,
            category or "",
            team,
            bool(brand),
            activities,
            times,
            minutes,
            date.fromisoformat(last_on) if last_on else None,
            unit,
            bool(active),
        )
        for (
            number,
            name,
            category,
            team,
            brand,
            activities,
            times,
            minutes,
            last_on,
            unit,
            active,
        ) in found
    ]


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


def _literal(text: str) -> str:
    """The text as LIKE matches it letter by letter."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
