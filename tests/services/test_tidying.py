from tests.factories import a_crowd
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.tidying import tidy_search
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers


def test_tidying_ends_and_finds_the_same_people(desk: Desk) -> None:
    for draft in a_crowd(30):
        save_volunteer(desk, draft)
    before = search_volunteers(desk, "w", 50)
    tidy_search(desk)
    assert tidy_search(desk) == 0
    assert search_volunteers(desk, "w", 50) == before
