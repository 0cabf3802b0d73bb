from datetime import datetime
from pathlib import Path

import pytest

from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.domain.invented_units import unit_tree
from volunteer_desk.domain.units import UnitKind, code_problem
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.demo import fill_demo
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.dictionaries import words
from volunteer_desk.services.phone_list import read_phone_list
from volunteer_desk.services.projects import list_projects, read_project
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.units import list_units, unit_figures


def ask(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    with desk.database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def test_the_community_has_what_it_promises(desk: Desk) -> None:
    counts = fill_demo(desk, "community")

    assert counts["volunteers"] == 600
    assert counts["teams"] == 12
    assert counts["projects"] == 40
    assert counts["entries"] == 9_000
    assert ask(desk, "SELECT count(*), sum(minutes < 0) FROM hour_entry") == [(9_000, 450)]
    assert ask(desk, "PRAGMA foreign_key_check") == []
    assert ask(desk, "SELECT value FROM setting WHERE key = 'unit'") == [('"幸福里社区居委会"',)]


def test_the_units_make_a_tree_that_holds_every_team_and_project(desk: Desk) -> None:
    fill_demo(desk, "community")

    units = {row.name: row for row in list_units(desk)}
    (own,) = (row for row in units.values() if row.own)
    assert own.name == "幸福里社区居委会" == read_settings(desk).unit
    assert [row.kind for row in units.values()] == [
        UnitKind.CITY, UnitKind.COUNTY, UnitKind.STREET, UnitKind.COMMUNITY, UnitKind.STATION,
    ]  # fmt: skip
    above = ""
    for row in units.values():
        assert code_problem(row.code, row.kind, above) == ""
        above = row.code or above
        assert row.gaps == ()
    assert (own.teams, units["幸福里新时代文明实践站"].teams) == (9, 3)
    assert own.projects + units["幸福里新时代文明实践站"].projects == 40
    assert ask(desk, "SELECT count(*) FROM team WHERE unit_id IS NULL") == [(0,)]
    figures = unit_figures(desk, own.id)
    assert (figures.teams, figures.projects) == (12, 40)


@pytest.mark.parametrize(
    ("teams", "own"), [(12, "幸福里社区居委会"), (120, "幸福街道"), (8_115, "云汀市")]
)
def test_every_size_has_its_units(teams: int, own: str) -> None:
    units, belong = unit_tree(teams)

    assert [unit.name for unit in units if unit.own] == [own]
    assert len(belong) == teams
    codes = [unit.code for unit in units if unit.code]
    assert len(set(codes)) == len(codes)
    siblings = {(unit.parent, unit.name) for unit in units}
    assert len(siblings) == len(units)
    for unit in units:
        above = units[unit.parent].code or "" if unit.parent is not None else ""
        assert code_problem(unit.code or "", unit.kind, above) == ""
    assert all(units[place].kind in (UnitKind.COMMUNITY, UnitKind.STATION) for place in belong)


def test_every_team_has_a_leader_who_can_be_reached(desk: Desk) -> None:
    fill_demo(desk, "community")

    assert all(line.phone and line.leader for line in read_phone_list(desk).lines)


def test_projects_say_whom_they_serve_and_what_is_done(desk: Desk) -> None:
    fill_demo(desk, "community")

    known = set(words(desk, "beneficiary"))
    for row in list_projects(desk):
        draft = read_project(desk, row.id)
        assert draft.gaps == ()
        assert set(draft.recipients) <= known


def test_skills_are_words(desk: Desk) -> None:
    fill_demo(desk, "community")

    found = {row[0] for row in ask(desk, "SELECT DISTINCT skills FROM volunteer")} - {None}
    assert found <= set(words(desk, "skill").values())


def test_the_same_day_makes_the_same_data(desk: Desk, tmp_path: Path, now: datetime) -> None:
    fill_demo(desk, "community")
    again = open_desk(DataFolder(tmp_path / "again"), lambda: now)
    fill_demo(again, "community")

    for table in ("unit", "volunteer", "membership", "activity", "hour_entry", "batch"):
        everything = f"SELECT * FROM {table} ORDER BY id"
        assert ask(desk, everything) == ask(again, everything), table
    again.close()


def test_hours_end_before_today_and_something_waits(desk: Desk) -> None:
    fill_demo(desk, "community")

    assert ask(desk, "SELECT max(served_on) < '2026-11-22' FROM hour_entry") == [(1,)]
    waiting = "SELECT count(*) FROM activity WHERE state = 'planned' AND held_on"
    assert ask(desk, f"{waiting} < '2026-11-22'") == [(2,)]
    assert ask(desk, f"{waiting} = '2026-11-23'") == [(2,)]


def test_some_reach_a_star_and_nobody_served_before_joining(desk: Desk) -> None:
    fill_demo(desk, "community")

    stars = ask(
        desk,
        "SELECT count(*) FROM (SELECT volunteer_id FROM hour_entry "
        "GROUP BY volunteer_id HAVING sum(minutes) >= 6000)",
    )
    assert stars[0][0] != 0
    early = "SELECT count(*) FROM hour_entry h JOIN volunteer v ON v.id = h.volunteer_id WHERE "
    assert ask(desk, early + "h.served_on < v.registered_on") == [(0,)]


def test_nobody_is_at_two_activities_at_once(desk: Desk) -> None:
    fill_demo(desk, "community")

    twice = ask(
        desk,
        "SELECT volunteer_id, served_on FROM hour_entry AS credit WHERE minutes > 0 AND NOT EXISTS "
        "(SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = credit.id) "
        "GROUP BY volunteer_id, served_on HAVING count(*) > 1",
    )
    assert twice == []


def test_the_indexes_are_back(desk: Desk) -> None:
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    before = ask(desk, indexes)

    fill_demo(desk, "community")

    assert ask(desk, indexes) == before


def test_a_folder_with_data_is_refused(desk: Desk) -> None:
    fill_demo(desk, "community")

    with pytest.raises(UserFacingError, match="已经有数据"):
        fill_demo(desk, "community")
    assert ask(desk, "SELECT count(*) FROM volunteer") == [(600,)]


def test_cancelling_leaves_nothing(desk: Desk) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fill_demo(desk, "community", cancel)
    assert ask(desk, "SELECT count(*) FROM volunteer") == [(0,)]
    assert len(ask(desk, "SELECT 1 FROM sqlite_master WHERE name = 'ix_volunteer_phone'")) == 1
