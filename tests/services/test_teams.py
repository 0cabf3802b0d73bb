from datetime import date

import pytest

from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import TeamDraft
from volunteer_desk.domain.units import UnitDraft
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.memberships import list_memberships
from volunteer_desk.services.naming import Names, find_names
from volunteer_desk.services.retiring import retire
from volunteer_desk.services.teams import (
    list_teams,
    read_team,
    save_team,
    team_id_by_name,
    team_kinds,
)
from volunteer_desk.services.units import save_unit
from volunteer_desk.services.volunteers import search_volunteers
from volunteer_desk.store.batches import changes_of, open_batch
from volunteer_desk.store.ledger import Credit, add_credits
from volunteer_desk.store.search import refresh_terms


def test_a_saved_team_is_listed_with_its_phone_masked(desk: Desk) -> None:
    changed = save_team(desk, TeamDraft(" 巾帼  志愿服务队 ", "巾帼", "李秀英", "13800001111"))
    assert changed.nouns == {Noun.TEAM, Noun.BATCH}
    (team,) = list_teams(desk)
    assert (team.name, team.leader, team.phone_masked) == (
        "巾帼 志愿服务队",
        "李秀英",
        "138****1111",
    )


def test_a_second_team_of_the_same_name_is_refused(desk: Desk) -> None:
    a_team(desk, "青年志愿服务队")
    with pytest.raises(UserFacingError, match="已经有一支队伍叫“青年志愿服务队”"):
        save_team(desk, TeamDraft("青年志愿服务队"))
    assert len(list_teams(desk)) == 1


def test_a_team_needs_a_name(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="还没有名称"):
        save_team(desk, TeamDraft("  "))


def test_changing_a_team_journals_only_what_moved(desk: Desk) -> None:
    team = a_team(desk, "青年队")
    changed = save_team(desk, TeamDraft("青年志愿队", founded_on=date(2020, 5, 4)), team)
    assert changed.batch is not None
    with desk.database.reading() as connection:
        (change,) = changes_of(connection, changed.batch)
    assert change.before == {"name": "青年队", "founded_on": None}
    assert change.after == {"name": "青年志愿队", "founded_on": "2020-05-04"}
    assert read_team(desk, team).founded_on == date(2020, 5, 4)
    assert team_id_by_name(desk, "青年队") is None


def test_saving_a_team_unchanged_makes_no_batch(desk: Desk) -> None:
    team = a_team(desk, "青年队")
    assert save_team(desk, TeamDraft("青年队"), team).batch is None


def test_figures_count_this_years_time_and_open_members(desk: Desk) -> None:
    team = a_team(desk)
    first, second = register(desk, "王建国", "李秀英", team_id=team)
    register(desk, "张伟", status="left", team_id=team)
    this_year, last_year = an_activity(desk), an_activity(desk, date(2025, 12, 31))
    with desk.database.writing() as connection:
        batch = open_batch(connection, kind=BatchKind.LOG_HOURS, label="", now=desk.now(), by="")
        add_credits(
            connection,
            [
                Credit(who, what, team, on, None, None, 90, "1", "typed", "")
                for who in (first, second)
                for what, on in ((this_year, date(2026, 11, 14)), (last_year, date(2025, 12, 31)))
            ],
            batch_id=batch,
            now=desk.now(),
        )
    (row,) = list_teams(desk)
    assert (row.members, row.activities_year, row.minutes_year) == (2, 1, 180)


def test_a_renamed_team_is_found_by_its_new_name(desk: Desk) -> None:
    team = a_team(desk, "青年队")
    (person,) = register(desk, "王建国", team_id=team)
    with desk.database.writing() as connection:
        refresh_terms(connection, [person])
    save_team(desk, TeamDraft("朝阳先锋队"), team)
    assert [hit.id for hit in search_volunteers(desk, "先锋")] == [person]


def test_a_chosen_leader_joins_and_lends_the_phone(desk: Desk) -> None:
    (leader,) = register(desk, "李秀英", phones=["13800001111"])
    made = save_team(desk, TeamDraft("巾帼队", "巾帼", "李秀英", leader_id=leader))
    (row,) = list_teams(desk)
    assert (row.members, row.phone_masked, row.gaps) == (1, "138****1111", ())
    (time,) = list_memberships(desk, leader)
    assert (time.team, time.role) == ("巾帼队", "队长")
    save_team(
        desk, TeamDraft("巾帼队", "巾帼", "李秀英", "0512-66668888", leader_id=leader), row.id
    )
    assert len(list_memberships(desk, leader)) == 1
    assert made.batch is not None
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo_batch(desk, made.batch)


def test_making_a_team_with_a_leader_is_undone_whole(desk: Desk) -> None:
    (leader,) = register(desk, "李秀英")
    made = save_team(desk, TeamDraft("巾帼队", leader="李秀英", leader_id=leader))
    assert made.batch is not None
    undo_batch(desk, made.batch)
    assert list_teams(desk) == ()
    assert list_memberships(desk, leader) == ()


def test_a_team_says_what_it_lacks(desk: Desk) -> None:
    a_team(desk)
    (row,) = list_teams(desk)
    assert row.gaps == ("缺负责人", "缺联系电话", "没有类型", "没有队员")
    save_unit(desk, UnitDraft("幸福里社区"))
    assert list_teams(desk)[0].gaps[4:] == ("没有所属单位",)
    assert row.idle


def test_unknown_units_and_leaders_are_refused(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="所选的单位已经不在了"):
        save_team(desk, TeamDraft("甲", unit_id=9))
    with pytest.raises(UserFacingError, match="负责人已不在名册"):
        save_team(desk, TeamDraft("甲", leader_id=9))


def test_kinds_offered_are_everyday_national_and_used_ones(desk: Desk) -> None:
    save_team(desk, TeamDraft("甲", "银发"))
    kinds = team_kinds(desk)
    assert kinds[:2] == ("党员", "青年")
    assert {"志愿服务团体", "银发"} <= set(kinds)


def test_a_choice_of_teams_and_the_finder_agree_with_the_list(desk: Desk) -> None:
    youth, party = a_team(desk, "青年100%队"), a_team(desk, "党员队")
    gone = a_team(desk, "解散队")
    retire(desk, Noun.TEAM, gone)
    register(desk, "王建国", "李秀英", team_id=youth)
    register(desk, "陈静", team_id=youth, status="left")
    assert Names(desk, Noun.TEAM).find("") == [(party, "党员队"), (youth, "青年100%队")]
    assert [row.members for row in list_teams(desk)] == [0, 2]
    hits = [(hit.id, hit.details) for hit in find_names(desk, "队", 5)]
    assert hits == [(youth, ("2 人",)), (party, ("0 人",))]  # the larger one first
    assert [hit.id for hit in find_names(desk, "%", 5)] == [youth]
    assert len(find_names(desk, "队", 1)) == 1


def test_an_activity_of_two_days_counts_once(desk: Desk) -> None:
    team = a_team(desk)
    (wang,) = register(desk, "王建国")
    held = an_activity(desk, date(2026, 11, 14), team_id=team)
    with desk.database.writing() as connection:
        batch = open_batch(connection, kind=BatchKind.LOG_HOURS, label="", now=desk.now(), by="")
        add_credits(
            connection,
            [
                Credit(wang, held, team, date(2026, 11, day), None, None, 60, "1", "typed", "")
                for day in (14, 15)
            ],
            batch_id=batch,
            now=desk.now(),
        )
    (listed,) = list_teams(desk)
    assert (listed.activities_year, listed.minutes_year) == (1, 120)
