"""The activities people can sign in at, and whom a 签到表 of one is filled with."""

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.sign_sheets import SheetPeople, SignOccasion
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import sign_occasions as store
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.expected import expected_ids, people_in_team
from volunteer_desk.store.last_time import came_before
from volunteer_desk.store.sign_sheets import read_people


def activities_to_sign(
    desk: Desk, span: Span, text: str = "", limit: int = 200
) -> tuple[SignOccasion, ...]:
    """Activities of a span that were not cancelled, the latest first; ``text`` is in the name."""
    with desk.database.reading() as connection:
        return store.find_occasions(connection, span.first, span.last, text.strip(), limit)


def read_sign_occasion(desk: Desk, activity_id: int) -> SignOccasion:
    """One activity as signing in shows it.

    Raises:
        UserFacingError: It is gone.
    """
    with desk.database.reading() as connection:
        return occasion_in(connection, activity_id)


def people_for_sheet(desk: Desk, activity_id: int, whose: SheetPeople) -> list[int]:
    """Whom a sheet is filled with: those 在册 of the list, the team or the last occasion."""
    with desk.database.reading() as connection:
        if whose is SheetPeople.NOBODY:
            return []
        if whose is SheetPeople.EXPECTED:
            found = expected_ids(connection, activity_id)
        elif whose is SheetPeople.TEAM:
            team = store.team_of(connection, activity_id)
            found = people_in_team(connection, team, desk.today()) if team else []
        else:
            found = came_before(connection, activity_id)
        cards = read_people(connection, found)
    wanted = dict.fromkeys(one for one in found if one in cards and not cards[one].gone)
    return [one for one in wanted if cards[one].status == "active"]


def occasion_in(connection: Connection, activity_id: int) -> SignOccasion:
    """As ``read_sign_occasion``, in the caller's transaction."""
    found = store.read_sign_occasion(connection, activity_id)
    if found is None:
        raise UserFacingError("这场活动已经不在了。", "请重新选择活动。")
    return found
