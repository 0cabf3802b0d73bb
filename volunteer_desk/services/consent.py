"""Whose consent or guardian is missing, for marks, saved filters and counts."""

from volunteer_desk.domain.consent import Lack
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.store import lacking
from volunteer_desk.store.settings import read_values


def people_lacking(desk: Desk, kind: Lack) -> list[int]:
    """Ids by number of those 在册 or 暂停 whose card lacks it today."""
    with desk.database.reading() as connection:
        settings = settings_from(read_values(connection))
        return lacking.lacking_ids(connection, kind, desk.today(), settings)


def count_lacking(desk: Desk) -> dict[Lack, int]:
    """How many cards lack what today."""
    with desk.database.reading() as connection:
        settings = settings_from(read_values(connection))
        return lacking.count_lacking(connection, desk.today(), settings)
