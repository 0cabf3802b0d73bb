"""A team's usual people: who came at least twice in half a year, else its members."""

from datetime import timedelta

from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import volunteer_ids
from volunteer_desk.store import usual as store

USUAL = 60
"""At most so many are usual."""
_LOOK_BACK = timedelta(days=180)


def usual_people(desk: Desk, team_id: int) -> tuple[int, ...]:
    """Ids of a team's usual people, the most frequent first; of its members where nobody is."""
    today = desk.today()
    with desk.database.reading() as connection:
        often = store.usual_ids(connection, team_id, today - _LOOK_BACK, today, USUAL)
    return tuple(often or volunteer_ids(desk, VolunteerQuery(team_id=team_id))[:USUAL])
