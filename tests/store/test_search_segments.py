"""Pieces of the search index: left lying by a large write, put together beside the work."""

from tests.factories import a_crowd
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.tidying import search_is_scattered, tidy_search
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers
from volunteer_desk.store.search_segments import hold_merging, resume_merging

PIECES = 60


def scatter(desk: Desk) -> None:
    """Index people one by one as a large write does, merging nothing."""
    with desk.database.writing() as connection:
        hold_merging(connection)
    for draft in a_crowd(PIECES):
        save_volunteer(desk, draft)
    with desk.database.writing() as connection:
        resume_merging(connection)


def crisis(desk: Desk) -> int | None:
    with desk.database.reading() as connection:
        value: int | None = connection.exec_driver_sql(
            "SELECT v FROM volunteer_search_config WHERE k = 'crisismerge'"
        ).scalar()
        return value


def test_pieces_lie_until_tidied_and_the_same_people_are_found(desk: Desk) -> None:
    scatter(desk)
    assert search_is_scattered(desk)
    found = search_volunteers(desk, "w", 100)
    tidy_search(desk)
    assert not search_is_scattered(desk)
    assert search_volunteers(desk, "w", 100) == found
    assert crisis(desk) == 16


def test_the_first_card_after_it_does_not_put_them_together(desk: Desk) -> None:
    scatter(desk)
    save_volunteer(desk, a_crowd(PIECES + 1)[-1])
    assert search_is_scattered(desk)
