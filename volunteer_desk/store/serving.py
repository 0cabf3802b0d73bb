"""What logging hours must know of people and projects: status, team, age, first and last day."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from volunteer_desk.domain.serving import ServingPerson


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
