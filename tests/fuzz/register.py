"""The oracle's people in a real database, as the program would have written them."""

from sqlalchemy import Connection

from tests.fuzz.oracle import REGISTER
from volunteer_desk.domain.names import name_key
from volunteer_desk.store.search import find_ids, read_question, rebuild_search


def write_register(connection: Connection) -> None:
    """Write everyone and index them."""
    teams: dict[str, int] = {}
    for one in REGISTER:
        connection.exec_driver_sql(
            "INSERT INTO volunteer (id, uid, number, name, name_key, phone, id_type, id_number, "
            "registered_on, status, status_reason, updated_at) "
            "VALUES (?, ?, ?, ?, ?, ?, '01', ?, '2026-01-01', 'active', '', '2026-01-01')",
            (
                one.id,
                bytes([one.id]) * 16,
                one.number,
                one.written,
                name_key(one.written),
                one.phone or None,
                one.document or None,
            ),
        )
        for team in one.teams:
            if team not in teams:
                teams[team] = len(teams) + 1
                connection.exec_driver_sql(
                    "INSERT INTO team (id, uid, name, kind, leader, phone, active, remark) "
                    "VALUES (?, ?, ?, '', '', '', 1, '')",
                    (teams[team], bytes([100 + teams[team]]) * 16, team),
                )
            connection.exec_driver_sql(
                "INSERT INTO membership (uid, volunteer_id, team_id, role, from_on) "
                "VALUES (?, ?, ?, '', '2026-01-01')",
                (bytes([one.id, teams[team]]) * 8, one.id, teams[team]),
            )
    rebuild_search(connection)


def ask(connection: Connection, text: str) -> list[int]:
    """What the program answers."""
    question = read_question(text)
    return [] if question is None else find_ids(connection, question, 100)
