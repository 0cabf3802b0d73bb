from datetime import date

from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.overview import read_overview


def test_this_month_at_a_glance(desk: Desk) -> None:
    team = a_team(desk)
    people = register(desk, "王建国", "李秀英")
    for on, minutes in (
        (date(2026, 1, 4), 30),
        (date(2026, 10, 22), 60),
        (date(2026, 10, 23), 90),
        (date(2026, 11, 1), 120),
    ):
        lines = tuple(HourLine(person, minutes) for person in people)
        log_hours(desk, HoursDraft(an_activity(desk, on, team_id=team), lines))
    seen = read_overview(desk)
    assert (seen.minutes, seen.attendances, seen.people, seen.activities) == (240, 2, 2, 1)
    assert seen.minutes_before == 120  # to the 22nd of October, as today is the 22nd
    assert seen.minutes_by_month == (60, 0, 0, 0, 0, 0, 0, 0, 0, 300, 240)
    assert (seen.teams, seen.volunteers, seen.registered) == (1, 2, 0)


def test_an_empty_desk_has_only_zeros(desk: Desk) -> None:
    seen = read_overview(desk)
    assert (seen.minutes, seen.people, seen.volunteers) == (0, 0, 0)
    assert seen.minutes_by_month == (0,) * 11
