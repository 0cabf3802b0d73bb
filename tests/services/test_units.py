from dataclasses import replace
from datetime import date

import pytest

from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import ProjectDraft, TeamDraft
from volunteer_desk.domain.register_filters import ListQuery, ProjectFilter, Standing
from volunteer_desk.domain.units import UnitDraft, UnitFigures, UnitKind
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import list_projects, save_project
from volunteer_desk.services.retiring import bring_back, retire
from volunteer_desk.services.settings import change_settings, read_settings
from volunteer_desk.services.teams import list_teams, save_team
from volunteer_desk.services.units import (
    find_unit,
    list_units,
    mark_own,
    read_unit,
    save_unit,
    unit_figures,
)
from volunteer_desk.store.batches import open_batch
from volunteer_desk.store.ledger import Credit, add_credits


def a_unit(
    desk: Desk,
    name: str,
    kind: UnitKind = UnitKind.OTHER,
    code: str = "",
    parent: int | None = None,
) -> int:
    save_unit(desk, UnitDraft(name, kind, code, parent))
    found = find_unit(desk, name, parent)
    assert found is not None
    return found


def a_tree(desk: Desk) -> tuple[int, int, int]:
    county = a_unit(desk, "河西区", UnitKind.COUNTY, "320506")
    street = a_unit(desk, "朝阳街道", UnitKind.STREET, "320506001", county)
    community = a_unit(desk, "幸福里社区", UnitKind.COMMUNITY, "320506001003", street)
    return county, street, community


def test_the_tree_is_listed_parents_first_with_depths(desk: Desk) -> None:
    _county, street, _ = a_tree(desk)
    a_unit(desk, "实践站", UnitKind.STATION, parent=street)
    a_unit(desk, "河东区", UnitKind.COUNTY, "320505")
    listed = [(row.name, row.depth) for row in list_units(desk)]
    assert listed == [
        ("河东区", 0),
        ("河西区", 0),
        ("朝阳街道", 1),
        ("幸福里社区", 2),
        ("实践站", 2),
    ]


def test_the_first_unit_is_the_desks_own_and_only_one_ever_is(desk: Desk) -> None:
    county, street, _ = a_tree(desk)
    assert [row.id for row in list_units(desk) if row.own] == [county]
    changed = mark_own(desk, street)
    assert [row.id for row in list_units(desk) if row.own] == [street]
    assert changed.batch is not None
    undo_batch(desk, changed.batch)
    assert [row.id for row in list_units(desk) if row.own] == [county]
    assert mark_own(desk, county).batch is None


def test_the_own_unit_and_the_reporting_unit_are_one_thing(desk: Desk) -> None:
    county, street, _ = a_tree(desk)
    assert read_settings(desk).unit == "河西区"
    marked = mark_own(desk, street)
    assert marked.batch is not None
    assert Noun.SETTING in marked.nouns
    assert read_settings(desk).unit == "朝阳街道"
    changed = change_settings(desk, unit="朝阳街道办事处")
    assert Noun.UNIT in changed.nouns
    assert [row.name for row in list_units(desk) if row.own] == ["朝阳街道办事处"]
    with pytest.raises(UserFacingError, match="不能没有名称"):
        change_settings(desk, unit=" ")
    undo_batch(desk, marked.batch)
    assert read_settings(desk).unit == "河西区"
    draft = read_unit(desk, county)
    save_unit(desk, replace(draft, name="江西区"), county)
    assert read_settings(desk).unit == "江西区"


def test_the_first_unit_is_the_own_one_only_where_it_is_who_reports(desk: Desk) -> None:
    change_settings(desk, unit="幸福里社区")
    save_unit(desk, UnitDraft("河西区"))
    assert not any(row.own for row in list_units(desk))
    assert read_settings(desk).unit == "幸福里社区"
    save_unit(desk, UnitDraft("幸福里社区", UnitKind.COMMUNITY))
    assert [row.name for row in list_units(desk) if row.own] == ["幸福里社区"]


def test_a_name_that_stands_beside_the_own_unit_is_refused(desk: Desk) -> None:
    save_unit(desk, UnitDraft("河西区"))
    save_unit(desk, UnitDraft("河东区"))
    with pytest.raises(UserFacingError, match="已经有“河东区”"):
        change_settings(desk, unit="河东区")
    assert read_settings(desk).unit == "河西区"


def test_a_unit_cannot_stand_below_itself(desk: Desk) -> None:
    county, street, community = a_tree(desk)
    for parent in (county, street, community):
        with pytest.raises(UserFacingError, match="它自己或它的下级"):
            save_unit(desk, UnitDraft("河西区", UnitKind.COUNTY, "320506", parent), county)


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (UnitDraft("  "), "还没有名称"),
        (UnitDraft("长" * 101), "太长"),
        (UnitDraft("河西区"), "已经有一个单位叫"),
        (UnitDraft("河北区", UnitKind.COUNTY, "320506"), "已经是“河西区”的"),
        (UnitDraft("河北区", UnitKind.COUNTY, "32050"), "6位数字"),
        (UnitDraft("河北区", parent_id=99), "上级单位已经不在了"),
        (UnitDraft("河北区", phone="12"), "电话号码不对"),
    ],
)
def test_what_cannot_be_a_unit_is_refused(desk: Desk, draft: UnitDraft, said: str) -> None:
    a_unit(desk, "河西区", UnitKind.COUNTY, "320506")
    with pytest.raises(UserFacingError, match=said):
        save_unit(desk, draft)
    assert len(list_units(desk)) == 1


def test_codes_fit_through_units_without_one_and_downwards(desk: Desk) -> None:
    county = a_unit(desk, "河西区", UnitKind.COUNTY, "320506")
    centre = a_unit(desk, "实践中心", UnitKind.CENTRE, parent=county)
    with pytest.raises(UserFacingError, match="“320506”开头"):
        a_unit(desk, "朝阳街道", UnitKind.STREET, "320507001", centre)
    a_unit(desk, "朝阳街道", UnitKind.STREET, "320506001", centre)
    with pytest.raises(UserFacingError, match="下级单位“朝阳街道”的代码320506001不以“320507”开头"):
        save_unit(desk, UnitDraft("河西区", UnitKind.COUNTY, "320507"), county)


def test_units_of_one_name_may_stand_below_different_ones(desk: Desk) -> None:
    first, second = a_unit(desk, "甲街道"), a_unit(desk, "乙街道")
    assert a_unit(desk, "新村", parent=first) != a_unit(desk, "新村", parent=second)


def test_a_unit_is_renamed_moved_and_put_back(desk: Desk) -> None:
    county, _street, community = a_tree(desk)
    draft = read_unit(desk, community)
    assert save_unit(desk, draft, community).batch is None
    moved = replace(draft, name="幸福里", parent_id=county, phone="138 0000 1111")
    changed = save_unit(desk, moved, community)
    row = next(row for row in list_units(desk) if row.id == community)
    assert (row.name, row.depth, row.phone_masked) == ("幸福里", 1, "138****1111")
    assert changed.batch is not None
    undo_batch(desk, changed.batch)
    assert read_unit(desk, community) == draft


def test_making_a_unit_is_undone_until_something_leans_on_it(desk: Desk) -> None:
    made = save_unit(desk, UnitDraft("河西区"))
    county = find_unit(desk, "河西区", None)
    assert made.batch is not None
    below = save_unit(desk, UnitDraft("朝阳街道", parent_id=county))
    with pytest.raises(UserFacingError, match="1 个单位有下级单位"):
        undo_batch(desk, made.batch)
    assert below.batch is not None
    undo_batch(desk, below.batch)
    team = save_team(desk, TeamDraft("青年队", unit_id=county))
    with pytest.raises(UserFacingError, match="1 个单位有队伍"):
        undo_batch(desk, made.batch)
    assert team.batch is not None
    undo_batch(desk, team.batch)
    undo_batch(desk, made.batch)
    assert list_units(desk) == ()


def test_a_units_figures_count_all_below_it_and_each_person_once(desk: Desk) -> None:
    county, street, community = a_tree(desk)
    save_team(desk, TeamDraft("甲队", unit_id=street))
    save_team(desk, TeamDraft("乙队", unit_id=community))
    save_team(desk, TeamDraft("别队"))
    save_project(desk, ProjectDraft("清洁家园", unit_id=community))
    ids = {row.name: row.id for row in list_teams(desk)}
    (both,) = register(desk, "王建国", team_id=ids["甲队"])
    register(desk, "李秀英", team_id=ids["乙队"])
    activity = an_activity(desk, date(2026, 11, 14), "清洁家园")
    with desk.database.writing() as connection:
        batch = open_batch(connection, kind=BatchKind.LOG_HOURS, label="", now=desk.now(), by="")
        given = [
            Credit(both, activity, team, date(2026, 11, 14), None, None, 90, "1", "typed", "")
            for team in (ids["甲队"], ids["别队"])
        ]
        add_credits(connection, given, batch_id=batch, now=desk.now())
    assert unit_figures(desk, county) == UnitFigures(2, 1, 2, 1, 90)
    assert unit_figures(desk, community) == UnitFigures(1, 1, 1, 0, 0)
    assert [
        row.name for row in list_projects(desk, ListQuery(where=ProjectFilter(unit_id=county)))
    ] == ["清洁家园"]
    assert {row.id: (row.teams, row.projects) for row in list_units(desk)} == {
        county: (0, 0),
        street: (1, 0),
        community: (1, 1),
    }


def test_a_unit_is_retired_when_nothing_in_use_stands_below_it(desk: Desk) -> None:
    county, street, community = a_tree(desk)
    with pytest.raises(UserFacingError, match="本单位不能停用"):
        retire(desk, Noun.UNIT, county)
    save_team(desk, TeamDraft("甲队", unit_id=street))
    with pytest.raises(UserFacingError, match="1个下级单位、1支队伍"):
        retire(desk, Noun.UNIT, street)
    changed = retire(desk, Noun.UNIT, community)
    assert [row.active for row in list_units(desk)] == [True, True, False]
    with pytest.raises(UserFacingError, match="停用的单位不能设为本单位"):
        mark_own(desk, community)
    with pytest.raises(UserFacingError, match="上级单位已经停用"):
        save_unit(desk, UnitDraft("站", parent_id=community))
    assert changed.batch is not None
    undo_batch(desk, changed.batch)
    assert all(row.active for row in list_units(desk))


def test_a_retired_unit_comes_back_after_the_one_above_it(desk: Desk) -> None:
    _, street, community = a_tree(desk)
    for unit in (community, street):
        retire(desk, Noun.UNIT, unit)
    with pytest.raises(UserFacingError, match="上级单位还停用着"):
        bring_back(desk, Noun.UNIT, community)
    bring_back(desk, Noun.UNIT, street)
    assert "恢复使用" in bring_back(desk, Noun.UNIT, community).message


def test_teams_and_projects_are_retired_and_brought_back(desk: Desk) -> None:
    team = a_team(desk)
    changed = retire(desk, Noun.TEAM, team)
    assert list_teams(desk) == ()
    assert [row.id for row in list_teams(desk, ListQuery(standing=Standing.RETIRED))] == [team]
    assert changed.nouns == {Noun.TEAM, Noun.BATCH}
    bring_back(desk, Noun.TEAM, team)
    assert [row.id for row in list_teams(desk)] == [team]
    assert bring_back(desk, Noun.TEAM, team).batch is None
    with pytest.raises(UserFacingError, match="已经不在了"):
        retire(desk, Noun.PROJECT, 99)
