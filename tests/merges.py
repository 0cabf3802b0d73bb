"""Two cards of one person with everything on them, for tests of merging and parting."""

from datetime import date

from tests.factories import a_draft
from tests.ledger_rows import list_hours
from tests.registered import a_team, an_activity
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.merging import Side
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.merging import merge_of, merge_volunteers
from volunteer_desk.services.volunteers import (
    save_volunteer,
    volunteer_card,
    volunteer_ids,
)
from volunteer_desk.store import merging as store

EVERYONE = VolunteerQuery(status=None)


def two_cards(desk: Desk) -> tuple[int, int]:
    save_volunteer(desk, a_draft(name="王伟", phone="13800001111", remark="旧"))
    save_volunteer(desk, VolunteerDraft("王玮", phone="13900002222", skills="01"))
    kept, merged = volunteer_ids(desk, EVERYONE)
    return kept, merged


def log_one(desk: Desk, person: int, minutes: int, on: date = date(2026, 11, 14)) -> int:
    project = f"项目{on}"
    activity = an_activity(desk, on, project)
    logged = log_hours(desk, HoursDraft(activity, (HourLine(person, minutes, remark="扫地"),)))
    assert logged.batch is not None, logged.problems
    return logged.batch


def minutes_of(desk: Desk, person: int) -> int:
    return volunteer_card(desk, person).figures.minutes_all


def merge_cards(desk: Desk, kept: int, merged: int, **choices: Side) -> int:
    merge_volunteers(desk, kept, merged, choices)
    found = merge_of(desk, merged)
    assert found is not None
    return found


def standing_hours(desk: Desk, person: int) -> list[tuple[date, int, str, str]]:
    rows = list_hours(desk, volunteer_id=person)
    return sorted(
        (row.served_on, row.minutes, row.project, row.source.value)
        for row in rows
        if row.minutes > 0 and not row.reversed
    )


def snapshot(desk: Desk, person: int) -> dict[str, object]:
    """Everything that is known of a card and hangs on it."""
    with desk.database.reading() as connection:
        card = store.read_cards_whole(connection, [person])[person]
        card.pop("updated_at")
        hanging = {
            f"{table}.{column}": connection.exec_driver_sql(
                f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id", (person,)
            )
            .scalars()
            .all()
            for table, column in store.HANGING.items()
        }
        teams = connection.exec_driver_sql(
            "SELECT id, team_id, role, from_on, to_on FROM membership WHERE volunteer_id = ? "
            "ORDER BY id",
            (person,),
        ).all()
        customs = connection.exec_driver_sql(
            "SELECT field_id, value FROM custom_value WHERE volunteer_id = ? ORDER BY 1", (person,)
        ).all()
        history = connection.exec_driver_sql(
            "SELECT status, changed_on, reason FROM status_change WHERE volunteer_id = ?", (person,)
        ).all()
    return {
        **card,
        **hanging,
        "teams": [tuple(row) for row in teams],
        "customs": [tuple(row) for row in customs],
        "history": [tuple(row) for row in history],
        "hours": standing_hours(desk, person),
    }


def hang_everything(desk: Desk, kept: int, merged: int) -> None:
    """One of each kind on the merged card, and something in its way on the kept one."""
    both, own = a_team(desk, "青年队"), a_team(desk, "党员队")
    with desk.database.writing() as connection:
        run = connection.exec_driver_sql
        for person, team, day in (
            (kept, both, "2026-03-01"),
            (merged, both, "2025-01-01"),
            (merged, own, "2026-02-01"),
        ):
            run(
                "INSERT INTO membership (uid, volunteer_id, team_id, role, from_on) "
                "VALUES (randomblob(16), ?, ?, '', ?)",
                (person, team, day),
            )
        run(
            "INSERT INTO person_record (uid, volunteer_id, kind, held_on, title, by_unit, "
            "reference, score, words, outcome) "
            "VALUES (randomblob(16), ?, 'award', '2026-05-01', '优秀', '', '', '', '', '')",
            (merged,),
        )
        run("UPDATE team SET leader_id = ? WHERE id = ?", (merged, own))
        run(
            "INSERT INTO custom_field (id, uid, name, kind, choices, position, active) VALUES "
            "(1, randomblob(16), '车牌', 'text', '[]', 1, 1), "
            "(2, randomblob(16), '楼号', 'text', '[]', 2, 1)"
        )
        run("INSERT INTO custom_value VALUES (?, 1, 'A'), (?, 2, '3'), (?, 2, '5')",
            (merged, merged, kept))  # fmt: skip
        run(
            "INSERT INTO certificate (uid, number, prefix, year, serial, kind, template, "
            "volunteer_id, name, minutes, from_on, to_on, issued_on, code, snapshot, status, "
            "void_reason, batch_id) VALUES (randomblob(16), '证〔2026〕第0001号', '证', 2026, 1, "
            "'certificate', 'honour', ?, '王玮', 60, '2026-01-01', '2026-12-31', '2026-11-01', "
            "'x', '{}', 'valid', '', (SELECT MAX(id) FROM batch))",
            (merged,),
        )
