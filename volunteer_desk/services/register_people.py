"""The people behind 在册, 新增 and 注销 of a month."""

from collections.abc import Sequence

from volunteer_desk.domain.overview import RegisterPart
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import register_people as store


def people_of_register(desk: Desk, month: Month, part: RegisterPart) -> Sequence[int]:
    """Ids of those a figure of the register counts; ``volunteer_rows`` reads a window of them."""
    with desk.database.reading() as connection:
        return store.people_of_register(connection, month, part)
