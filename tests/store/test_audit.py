from volunteer_desk.services.desk import Desk
from volunteer_desk.store.audit import append_audit, find_broken_link


def _write_three(desk: Desk) -> None:
    with desk.database.writing() as connection:
        for count in (1, 2, 3):
            append_audit(
                connection,
                now=desk.now(),
                by="值班",
                action="import",
                noun="volunteer",
                detail={"new": count},
            )


def test_an_untouched_trail_is_whole(desk: Desk) -> None:
    _write_three(desk)
    with desk.database.reading() as connection:
        assert find_broken_link(connection) is None


def test_a_changed_row_breaks_the_chain_at_itself(desk: Desk) -> None:
    _write_three(desk)
    with desk.database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_row_no_update")
        connection.exec_driver_sql("UPDATE audit_row SET detail = '{\"new\": 9}' WHERE id = 2")
        assert find_broken_link(connection) == 2
