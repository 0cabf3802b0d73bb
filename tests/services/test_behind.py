from datetime import date

from tests.ledger_rows import list_hours
from tests.registered import a_project, an_activity, register
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.projects import TeamDraft
from volunteer_desk.domain.units import UnitDraft
from volunteer_desk.services.behind import (
    activities_of_team,
    activities_of_unit,
    members_of_unit,
    people_of_project,
    this_year,
)
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.entries import find_entries
from volunteer_desk.services.projects import list_projects
from volunteer_desk.services.team_members import member_rows
from volunteer_desk.services.teams import list_teams, save_team
from volunteer_desk.services.units import find_unit, save_unit, unit_figures
from volunteer_desk.store.batches import open_batch
from volunteer_desk.store.ledger import Credit, add_credits


def test_every_figure_is_the_sum_of_the_rows_behind_it(desk: Desk) -> None:
    save_unit(desk, UnitDraft("朝阳街道"))
    unit = find_unit(desk, "朝阳街道", None)
    assert unit is not None
    save_team(desk, TeamDraft("甲队", unit_id=unit))
    save_team(desk, TeamDraft("乙队", unit_id=unit))
    first, second = (row.id for row in sorted(list_teams(desk), key=lambda row: row.name[::-1]))
    people = register(desk, "王建国", "李秀英", "张伟", team_id=first)
    days = (date(2025, 12, 31), date(2026, 3, 5), date(2026, 11, 14))
    activities = [an_activity(desk, day) for day in days]
    with desk.database.writing() as connection:
        batch = open_batch(connection, kind=BatchKind.LOG_HOURS, label="", now=desk.now(), by="")
        given = [
            Credit(person, activity, team, day, None, None, 60, "1", "typed", "")
            for activity, day in zip(activities, days, strict=True)
            for person, team in zip(people, (first, second, None), strict=True)
        ]
        add_credits(connection, given, batch_id=batch, now=desk.now())
    wrong = next(row for row in list_hours(desk, team_id=second) if row.served_on == days[1])
    reverse_entry(desk, wrong.id, "登错了")

    for team in list_teams(desk):
        assert len(activities_of_team(desk, team.id)) == team.activities_year
        mine = EntryFilter(team_id=team.id, span=this_year(desk))
        assert find_entries(desk, mine).sums.minutes == team.minutes_year
    figures = unit_figures(desk, unit)
    held = activities_of_unit(desk, unit)
    assert [(row.held_on, row.attendances) for row in held] == [(days[2], 2), (days[1], 1)]
    assert figures.activities == len(held)
    mine = EntryFilter(unit_id=unit, span=this_year(desk))
    assert figures.minutes == find_entries(desk, mine).sums.minutes == 180
    members = member_rows(desk, members_of_unit(desk, unit))
    assert figures.people == len(members) == 3
    (project,) = list_projects(desk)
    served = people_of_project(desk, a_project(desk))
    assert sum(row.attendances for row in served) == project.attendances == 8
    assert [row.minutes for row in served] == [180, 180, 120]
    sums = find_entries(desk, EntryFilter(project_id=project.id)).sums
    assert (sums.minutes, sums.attendances) == (project.minutes, project.attendances)
