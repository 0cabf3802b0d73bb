"""Questions to the database whose answer should be nothing."""

from tests.factories import a_crowd
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.tidying import tidy_search
from volunteer_desk.services.volunteers import save_volunteer
from volunteer_desk.store.checking import damaged_pages


def test_an_index_written_by_another_connection_is_not_called_damaged(desk: Desk) -> None:
    first, *others = a_crowd(40)
    save_volunteer(desk, first)
    with desk.database.reading() as connection:
        assert damaged_pages(connection) == 0
        connection.rollback()  # it still remembers the index
        for draft in others:
            save_volunteer(desk, draft)
        tidy_search(desk)
        assert damaged_pages(connection) == 0
