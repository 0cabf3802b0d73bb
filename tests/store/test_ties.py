from sqlalchemy import inspect

from volunteer_desk.services.desk import Desk
from volunteer_desk.store.ties import ALONG, TIES

ELSEWHERE = {
    ("batch_change", "row_id"),
    ("volunteer", "merged_into_id"),  # a merge names both cards
    ("sign_row", "sheet_id"),
}
"""References that need no tie of their own."""


def test_whatever_points_at_a_row_that_may_go_keeps_it_or_goes_along(desk: Desk) -> None:
    reader = inspect(desk.database.engine)
    pointing = {
        (key["referred_table"], table, key["constrained_columns"][0])
        for table in reader.get_table_names()
        for key in reader.get_foreign_keys(table)
        if key["referred_table"] in TIES
    }
    known = {(row, tie.table, tie.column) for row, ties in TIES.items() for tie in ties}
    known |= {(row, table, column) for row, parts in ALONG.items() for table, column in parts}
    assert {one for one in pointing - known if one[1:] not in ELSEWHERE} == set()
    assert known - pointing == set()


def test_what_points_at_a_person_is_found_by_an_index(desk: Desk) -> None:
    reader = inspect(desk.database.engine)
    bare = set()
    for table in reader.get_table_names():
        led = {one["column_names"][0] for one in reader.get_indexes(table)}
        led |= {one["column_names"][0] for one in reader.get_unique_constraints(table)}
        led |= set(reader.get_pk_constraint(table)["constrained_columns"][:1])
        bare |= {
            (table, key["constrained_columns"][0])
            for key in reader.get_foreign_keys(table)
            if key["referred_table"] == "volunteer" and key["constrained_columns"][0] not in led
        }
    # told apart one by one: a small table
    assert bare == {("distinct_pair", "high_id")}
