"""Whether repeating activities are to be planned further ahead: asked at every start."""

from datetime import date, timedelta

from volunteer_desk.domain.series import AHEAD_DAYS
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.series_lacking import any_lacking


def ahead_until(desk: Desk) -> date:
    """Up to which day occasions are made."""
    return desk.today() + timedelta(days=AHEAD_DAYS)


def series_lack_days(desk: Desk) -> bool:
    """Whether any series lacks occasions up to that day."""
    with desk.database.reading() as connection:
        return any_lacking(connection, ahead_until(desk))
