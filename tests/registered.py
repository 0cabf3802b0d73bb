"""People, teams, projects and activities put straight into a desk's store, for tests of hours."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.projects import ActivityDraft, ProjectDraft, TeamDraft
from volunteer_desk.services.activities import find_activity, save_activity
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import project_id_by_name, save_project
from volunteer_desk.services.teams import save_team, team_id_by_name
from volunteer_desk.store.instants import new_uid
from volunteer_desk.store.tables import Membership, Volunteer


def register(
    desk: Desk,
    *names: str,
    phones: Sequence[str | None] = (),
    status: str = "active",
    team_id: int | None = None,
) -> list[int]:
    """Ids of newly registered people with these names, members of the team when one is given."""
    made: list[int] = []
    with desk.database.writing() as connection:
        for index, name in enumerate(names):
            uid = new_uid()
            row = insert(Volunteer.__table__).values(
                uid=uid,
                number=f"T{uid.hex()}",
                name=name,
                name_key=name_key(name),
                phone=phones[index] if index < len(phones) else None,
                registered_on=date(2026, 1, 5),
                status=status,
                updated_at=desk.now(),
            )
            made.append(
                int(connection.execute(row.returning(Volunteer.__table__.c.id)).scalar_one())
            )
            if team_id is not None:
                connection.execute(
                    insert(Membership.__table__).values(
                        uid=new_uid(),
                        volunteer_id=made[-1],
                        team_id=team_id,
                        role="",
                        from_on=date(2026, 1, 5),
                    )
                )
    return made


def a_team(desk: Desk, name: str = "青年志愿服务队") -> int:
    """The id of a new team."""
    save_team(desk, TeamDraft(name))
    found = team_id_by_name(desk, name)
    assert found is not None
    return found


def a_project(desk: Desk, name: str = "周末清洁家园") -> int:
    """The id of the project of that name, made when there is none."""
    if project_id_by_name(desk, name) is None:
        save_project(desk, ProjectDraft(name))
    found = project_id_by_name(desk, name)
    assert found is not None
    return found


def an_activity(
    desk: Desk,
    on: date = date(2026, 11, 14),
    project: str = "周末清洁家园",
    team_id: int | None = None,
) -> int:
    """The id of a new activity (the project's only one on that date)."""
    project_id = a_project(desk, project)
    save_activity(desk, ActivityDraft(project_id, on, team_id=team_id))
    found = find_activity(desk, project_id, on)
    assert found is not None
    return found


def register_roster(desk: Desk, samples: Path) -> dict[str, int]:
    """Everyone of roster.xlsx whose row had no problem: document → id."""
    truth = json.loads((samples / "roster.xlsx.truth.json").read_text("utf-8"))
    ids: dict[str, int] = {}
    with desk.database.writing() as connection:
        for document, person in truth["people"].items():
            made = connection.execute(
                insert(Volunteer.__table__)
                .values(
                    uid=new_uid(),
                    number=f"R{document}",
                    name=person["name"],
                    name_key=name_key(person["name"]),
                    id_type="01",
                    id_number=document,
                    phone=person["phone"] or None,
                    registered_on=date(2026, 1, 5),
                    updated_at=desk.now(),
                )
                .returning(Volunteer.__table__.c.id)
            )
            ids[document] = int(made.scalar_one())
    return ids
