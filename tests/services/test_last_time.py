from datetime import date

from tests.registered import an_activity, register
from volunteer_desk.domain.durations import Duration
from volunteer_desk.domain.hours import HourLine, OccasionDraft
from volunteer_desk.domain.sign_sheets import SheetPeople
from volunteer_desk.services.approval import approve_hours
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected_sources import last_people
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.last_time import last_time
from volunteer_desk.services.projects import project_id_by_name
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.sign_occasions import people_for_sheet

NEXT = date(2026, 11, 21)


def log(desk: Desk, on: date, *people: int) -> int:
    lines = [HourLine(one, 90, 9 * 60, 10 * 60 + 30) for one in people]
    occasion = OccasionDraft("清洁家园", on, place="三号楼", starts=9 * 60, ends=10 * 60 + 30)
    logged = log_occasion(desk, occasion, lines, request=f"{on}")
    assert logged.batch
    return logged.batch


def project(desk: Desk) -> int:
    found = project_id_by_name(desk, "清洁家园")
    assert found is not None
    return found


def test_the_last_occasion_says_who_came_where_and_when(desk: Desk) -> None:
    one, two, three = register(desk, "甲", "乙", "丙")
    log(desk, date(2026, 11, 7), three)
    log(desk, date(2026, 11, 14), two, one)
    last = last_time(desk, project(desk), NEXT)
    assert last is not None
    assert (last.on, last.place, last.people) == (date(2026, 11, 14), "三号楼", (two, one))
    assert last.times() == Duration(90, 540, 630)


def test_hours_that_wait_make_a_last_occasion_too(desk: Desk) -> None:
    one, two = register(desk, "甲", "乙")
    log(desk, date(2026, 11, 7), one)
    change_settings(desk, approval=True)
    log(desk, date(2026, 11, 14), two, one)
    coming = an_activity(desk, NEXT, "清洁家园")
    last = last_time(desk, project(desk), NEXT)
    assert last is not None
    assert last.people == (two, one)
    assert last_people(desk, coming) == (two, one)
    assert people_for_sheet(desk, coming, SheetPeople.LAST) == [two, one]
    approve_hours(desk)
    assert last_people(desk, coming) == (two, one)


def test_an_occasion_taken_back_is_none(desk: Desk) -> None:
    (one,) = register(desk, "甲")
    log(desk, date(2026, 11, 7), one)
    undo_batch(desk, log(desk, date(2026, 11, 14), one))
    last = last_time(desk, project(desk), NEXT)
    assert last is not None
    assert last.on == date(2026, 11, 7)
    assert last_time(desk, project(desk), date(2026, 11, 7)) is None


def test_the_same_day_is_not_last_time(desk: Desk) -> None:
    (one,) = register(desk, "甲")
    log(desk, NEXT, one)
    assert last_time(desk, project(desk), NEXT) is None
