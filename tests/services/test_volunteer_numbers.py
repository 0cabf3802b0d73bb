import pytest

from tests.services.people import a_person
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.volunteers import volunteer_rows
from volunteer_desk.store.numbers import allocate_numbers


def _number(desk: Desk, serial: int) -> str:
    return volunteer_rows(desk, [a_person(desk, serial, phone=None)])[0].number


def test_the_pattern_is_the_office_s(desk: Desk) -> None:
    assert _number(desk, 1) == "ZY2026000001"
    change_settings(desk, number_pattern="{prefix}-{yy}-{serial:04d}", number_prefix="城南")
    assert [_number(desk, 2), _number(desk, 3)] == ["城南-26-0001", "城南-26-0002"]
    change_settings(desk, number_pattern="{prefix}{year}{serial:06d}", number_prefix="ZY")
    assert _number(desk, 4) == "ZY2026000002"


def test_a_number_is_never_used_again_whatever_the_pattern(desk: Desk) -> None:
    for serial in range(1, 4):
        a_person(desk, serial)
    undo_batch(desk, recent_batches(desk)[0].id)  # ZY2026000003 is nobody's now
    change_settings(desk, number_pattern="{prefix}202600000{serial}")
    assert _number(desk, 5) == "ZY2026000004"


def test_a_pattern_without_the_year_goes_on_over_the_years(desk: Desk) -> None:
    change_settings(desk, number_pattern="{serial:05d}")
    with desk.database.writing() as connection:
        first = allocate_numbers(connection, "ZY", 2026, 2)
        assert (first, allocate_numbers(connection, "ZY", 2027, 2)) == (
            ["00001", "00002"],
            ["00003", "00004"],
        )


def test_a_block_past_its_digits_goes_on_with_more(desk: Desk) -> None:
    change_settings(desk, number_pattern="A{serial:01d}")
    with desk.database.writing() as connection:
        assert allocate_numbers(connection, "", 2026, 11)[-2:] == ["A10", "A11"]
    assert [_number(desk, one) for one in (1, 2)] == ["A12", "A13"]


def test_a_pattern_that_cannot_be_unique_is_refused(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="流水号"):
        change_settings(desk, number_pattern="{prefix}{year}")
