"""Ledger rows as lists show them, and what logging hours must know of people."""

from collections.abc import Collection
from datetime import date
from typing import Literal

from sqlalchemy import Connection

from volunteer_desk.domain.hour_policy import ServingPerson
from volunteer_desk.domain.hours import HourRow, HoursNature, HoursSource
from volunteer_desk.domain.periods import Span
from volunteer_desk.store.batch_history import ROWS_OF_BATCH
from volunteer_desk.store.behind import TEAMS_BELOW
from volunteer_desk.store.ledger import Credit

_ROWS = """
SELECT entry.id, entry.volunteer_id, volunteer.number, volunteer.name, COALESCE(team.name, ''),
    project.name, entry.served_on, entry.starts, entry.ends, entry.minutes, entry.source,
    EXISTS (SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = entry.id),
    CASE WHEN entry.reason <> '' AND entry.waived IN ('', 'merge')
        THEN entry.reason ELSE entry.remark END,
    entry.nature, entry.spent, entry.late_month, entry.waived, entry.reason
FROM hour_entry AS entry
JOIN volunteer ON volunteer.id = entry.volunteer_id
JOIN activity ON activity.id = entry.activity_id
JOIN project ON project.id = activity.project_id
LEFT JOIN team ON team.id = entry.team_id
WHERE {where}
ORDER BY entry.served_on DESC, entry.id DESC
LIMIT ?
"""


def hour_rows(
    connection: Connection,
    *,
    volunteer_id: int | None = None,
    activity_id: int | None = None,
    team_id: int | None = None,
    team_ids: Collection[int] | None = None,
    first: date | None = None,
    last: date | None = None,
    batch_id: int | None = None,
    category: str | None = None,
    project_id: int | None = None,
    unit_id: int | None = None,
    without: Literal["team", "category"] | None = None,
    late: bool | None = None,
    late_month: int | None = None,
    limit: int,
) -> tuple[HourRow, ...]:
    """Credits and reversals that fit every given filter, the latest day first.

    ``batch_id`` keeps what an act logged or approved, and what became of it: its reversals and
    corrections by other acts. ``without`` keeps the rows that no team was credited for (beside
    those of ``team_ids``), or whose project has no category, ``late`` those that are 补录 or are
    not, ``late_month`` (``yyyymm``) those recorded late for it.
    """
    where, values = ["1 = 1"], list[int | str]()
    if team_ids is not None:
        # our own integers, written out: no limit on bound variables
        listed = f"entry.team_id IN ({','.join(str(int(one)) for one in team_ids)})"
        where.append(f"({listed} OR entry.team_id IS NULL)" if without == "team" else listed)
    elif without is not None:
        where.append(
            {"team": "entry.team_id IS NULL", "category": "project.category IS NULL"}[without]
        )
    if late is not None:
        where.append(f"entry.late_month IS {'NOT ' if late else ''}NULL")
    for clause, value in (
        ("entry.late_month = ?", late_month),
        ("entry.volunteer_id = ?", volunteer_id),
        ("entry.activity_id = ?", activity_id),
        ("entry.team_id = ?", team_id),
        ("entry.served_on >= ?", None if first is None else first.isoformat()),
        ("entry.served_on <= ?", None if last is None else last.isoformat()),
        (f"entry.id IN ({ROWS_OF_BATCH})", batch_id),
        ("project.category = ?", category),
        ("activity.project_id = ?", project_id),
        (f"entry.team_id IN ({TEAMS_BELOW})", unit_id),
    ):
        if value is not None:
            where.append(clause)
            values.append(value)
    found = connection.exec_driver_sql(_ROWS.format(where=" AND ".join(where)), (*values, limit))
    return tuple(
        HourRow(
            number,
            person,
            code,
            name,
            team,
            project,
            date.fromisoformat(served_on),
            starts,
            ends,
            minutes,
            HoursSource(source),
            bool(reversed_),
            remark,
            HoursNature(nature),
            spent,
            late_month,
            waived,
            reason=reason,
        )
        for (
            number,
            person,
            code,
            name,
            team,
            project,
            served_on,
            starts,
            ends,
            minutes,
            source,
            reversed_,
            remark,
            nature,
            spent,
            late_month,
            waived,
            reason,
        ) in found
    )


def read_credit(connection: Connection, entry_id: int) -> tuple[Credit, str] | None:
    """One credit as it was appended, and its project's name; None when there is no such credit."""
    found = connection.exec_driver_sql(
        "SELECT entry.volunteer_id, entry.activity_id, entry.team_id, entry.served_on, "
        "entry.starts, entry.ends, entry.minutes, entry.nature, entry.source, entry.remark, "
        "entry.reason, entry.spent, entry.late_month, entry.waived, project.name "
        "FROM hour_entry AS entry JOIN activity ON activity.id = entry.activity_id "
        "JOIN project ON project.id = activity.project_id "
        "WHERE entry.id = ? AND entry.reverses_id IS NULL",
        (entry_id,),
    ).one_or_none()
    if found is None:
        return None
    *values, project = found
    return Credit(*values)._replace(served_on=date.fromisoformat(values[3])), str(project)


def read_servers(
    connection: Connection, volunteer_ids: Collection[int]
) -> dict[int, ServingPerson]:
    """The people of these ids; of several open memberships the oldest is theirs."""
    people = sorted(set(volunteer_ids))
    servers: dict[int, ServingPerson] = {}
    for start in range(0, len(people), 20_000):
        # our own integers, written out: no limit on bound variables
        listed = ",".join(str(int(person)) for person in people[start : start + 20_000])
        found = connection.exec_driver_sql(
            f"""
            SELECT volunteer.id, membership.team_id, volunteer.status, volunteer.status_on,
                volunteer.registered_on, volunteer.birth,
                volunteer.guardian_consent_on IS NOT NULL,
                volunteer.erased_on IS NOT NULL OR volunteer.merged_into_id IS NOT NULL,
                batch.made_at
            FROM volunteer
            LEFT JOIN membership
                ON membership.volunteer_id = volunteer.id AND membership.to_on IS NULL
            LEFT JOIN batch
                ON batch.id = volunteer.batch_id AND batch.kind = 'import_volunteers'
            WHERE volunteer.id IN ({listed})
            ORDER BY membership.id DESC
            """
        ).all()
        for number, team_id, status, status_on, since, birth, consented, gone, made_at in found:
            registered = _day(since)
            servers[number] = ServingPerson(
                team_id,
                status,
                _day(status_on),
                None if made_at and _is_import_day(registered, made_at) else registered,
                _day(birth),
                bool(consented),
                bool(gone),
            )
    return servers


def _is_import_day(since: date | None, made_at: str) -> bool:
    """Whether a card was registered on the day of its import: then its file said no date.

    The instant is UTC and the day local, so they may be a day apart.
    """
    imported = date.fromisoformat(made_at[:10])
    return since is not None and abs((since - imported).days) <= 1


def was_rounded(connection: Connection, span: Span, volunteer_id: int | None = None) -> bool:
    """Whether an entry of a span (of one person when given) was rounded when it was logged."""
    who, value = ("", ()) if volunteer_id is None else ("AND volunteer_id = ?", (volunteer_id,))
    found = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM hour_entry WHERE served_on BETWEEN ? AND ? "
        f"AND spent IS NOT NULL {who})",
        (span.first.isoformat(), span.last.isoformat(), *value),
    )
    return bool(found.scalar_one())


def project_spans(
    connection: Connection, names: Collection[str]
) -> dict[str, tuple[date | None, date | None]]:
    """First and last day of those of these projects of which either is known."""
    wanted = sorted(set(names))
    found: dict[str, tuple[date | None, date | None]] = {}
    for start in range(0, len(wanted), 5000):
        part = tuple(wanted[start : start + 5000])
        rows = connection.exec_driver_sql(
            "SELECT name, from_on, to_on FROM project "
            f"WHERE name IN ({','.join('?' * len(part))}) "
            "AND (from_on IS NOT NULL OR to_on IS NOT NULL)",
            part,
        )
        found.update((name, (_day(first), _day(last))) for name, first, last in rows)
    return found


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
