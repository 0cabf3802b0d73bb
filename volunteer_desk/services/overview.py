"""The figures of 工作台."""

from volunteer_desk.domain.overview import Overview
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.overview import overview_of


def read_overview(desk: Desk) -> Overview:
    """This month at a glance, as of the desk's clock."""
    with desk.database.reading() as connection:
        return overview_of(connection, desk.today())
