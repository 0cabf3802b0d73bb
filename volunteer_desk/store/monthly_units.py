"""In which unit's row of the monthly sheet a team counts."""

from sqlalchemy import Connection


def reporting_units(connection: Connection) -> dict[int, tuple[int, str]]:
    """Team id → (id, name) of the unit in whose row it counts; teams of no unit are left out.

    The rows are the desk's own unit and those right below it; a unit elsewhere counts in the row
    of the topmost one above it, and without an own unit so does every unit.
    """
    parents: dict[int, int | None] = {}
    names: dict[int, str] = {}
    own = None
    for number, parent, name, is_own in connection.exec_driver_sql(
        "SELECT id, parent_id, name, own FROM unit"
    ):
        parents[number], names[number] = parent, name
        own = number if is_own else own
    rows = {number: _row_of(number, parents, own) for number in parents}
    teams = connection.exec_driver_sql("SELECT id, unit_id FROM team WHERE unit_id IS NOT NULL")
    return {team: (rows[unit], names[rows[unit]]) for team, unit in teams}


def teams_reporting(connection: Connection, unit_id: int | None) -> list[int]:
    """The teams that count in a unit's row; with None those of no unit."""
    placed = reporting_units(connection)
    if unit_id is not None:
        return [team for team, (unit, _) in placed.items() if unit == unit_id]
    every = connection.exec_driver_sql("SELECT id FROM team")
    return [row[0] for row in every if row[0] not in placed]


def _row_of(unit: int, parents: dict[int, int | None], own: int | None) -> int:
    """The unit itself or the one above it that stands right below the own one, or on top."""
    while unit != own and (above := parents[unit]) is not None and above != own:
        unit = above
    return unit
