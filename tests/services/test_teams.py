from datetime import date

import pytest

from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import TeamDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.teams import list_teams, read_team, save_team, team_id_by_name
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
