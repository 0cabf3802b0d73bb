from datetime import date

from tests.factories import a_draft
from tests.registered import register
from volunteer_desk.domain.overview import RegisterPart
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.register_people import people_of_register
from volunteer_desk.services.status import change_status
from volunteer_desk.services.volunteers import save_volunteer


def test_the_lists_are_those_the_figures_count(desk: Desk) -> None:
    left, paused, kept, gone = register(desk, "王建国", "李秀英", "张伟", "张 伟")
    save_volunteer(desk, a_draft(name="欧阳·买买提江·吐尔逊", registered_on=date(2026, 10, 8)))
    change_status(desk, [left], VolunteerStatus.LEFT, date(2026, 10, 20), "搬走了")
    change_status(desk, [paused], VolunteerStatus.PAUSED, date(2026, 10, 20), "生病")
    merge_volunteers(desk, kept, gone)
    for number in (9, 10, 11):
        month = Month(2026, number)
        figures = build_sheet(desk, month).figures
        counted = [len(people_of_register(desk, month, part)) for part in RegisterPart]
        assert counted == [figures.volunteers, figures.registered, figures.left]
    october = people_of_register(desk, Month(2026, 10), RegisterPart.STANDING)
    assert left not in october
