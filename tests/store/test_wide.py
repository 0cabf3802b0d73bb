from volunteer_desk.services.desk import Desk
from volunteer_desk.store.wide import widened

USUAL = 1_048_576


def gathered(desk: Desk) -> int:
    with desk.database.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT v FROM volunteer_search_config WHERE k = 'hashsize'"
        )
        return int(found.scalar() or USUAL)


def test_room_is_as_before_after_the_work_and_after_its_failure(desk: Desk) -> None:
    with desk.database.writing() as connection:
        before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
        with widened(connection):
            assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() < before
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == before
    assert gathered(desk) == USUAL
    try:
        with desk.database.writing() as connection, widened(connection):
            raise InterruptedError
    except InterruptedError:
        pass
    assert gathered(desk) == USUAL
    with desk.database.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == before
