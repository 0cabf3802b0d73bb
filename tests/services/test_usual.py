from datetime import timedelta

from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.usual import usual_people
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers


def saved(desk: Desk, *names: str) -> list[int]:
    return [save_volunteer(desk, VolunteerDraft(name)).row_id or 0 for name in names]


def came(desk: Desk, team: int, weeks: int, *people: int) -> int | None:
    activity = an_activity(desk, desk.today() - timedelta(weeks=weeks), team_id=team)
    lines = tuple(HourLine(one, 60) for one in people)
    return log_hours(desk, HoursDraft(activity, lines)).batch


def test_who_came_twice_is_usual_the_most_frequent_first(desk: Desk) -> None:
    team, other = a_team(desk), a_team(desk, "另一队")
    first, second, third = register(desk, "王一", "王二", "王三")
    came(desk, team, 1, second, first)
    came(desk, team, 2, second, first, third)
    back = came(desk, team, 3, second, third)
    came(desk, other, 4, third)
    assert usual_people(desk, team) == (second, first, third)
    assert back is not None
    undo_batch(desk, back)
    assert usual_people(desk, team) == (first, second)
    came(desk, team, 40, third)
    assert usual_people(desk, team) == (first, second)


def test_a_team_without_a_past_has_its_members(desk: Desk) -> None:
    team = a_team(desk)
    people = register(desk, "王一", "王二", team_id=team)
    assert usual_people(desk, team) == tuple(people)


def test_the_usual_come_first_but_never_before_the_very_name(desk: Desk) -> None:
    usual, other, exact, alike = saved(desk, "王建国", "吴金贵", "王建", "王江国")

    def found(text: str) -> list[str]:
        return [hit.name for hit in search_volunteers(desk, text, favoured=[usual])]

    assert found("wjg")[0] == "王建国"
    assert found("王建")[:2] == ["王建", "王建国"]
    assert found("wangjian")[:2] == ["王建", "王建国"]
    assert search_volunteers(desk, "wjg", favoured=[other])[0].id == other
    # who merely sounds alike is not put forward
    assert found("wangjiangguo")[0] == "王江国"
    assert {exact, alike}
    assert search_volunteers(desk, "w", 1, favoured=[alike])[0].id == alike
