"""Where the people of a planned list come from: a team, the last occasion, a text from WeChat."""

from dataclasses import dataclass

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.signup import read_signup
from volunteer_desk.store.activities import read_occasion
from volunteer_desk.store.expected import people_in_team, serving_among
from volunteer_desk.store.last_time import came_before

_ANY_MINUTES = 60
"""A sign-up text is read for hours; who is to come needs none."""


@dataclass(frozen=True)
class UnsureName:
    """A name that several people bear; the ids of those who may be meant."""

    name: str
    candidates: tuple[int, ...]


@dataclass(frozen=True)
class ReadNames:
    """Who a text means.

    Attributes:
        found: Ids in the order of the text, each once.
        unsure: Names that several bear.
        unknown: Names that nobody bears.
    """

    found: tuple[int, ...]
    unsure: tuple[UnsureName, ...]
    unknown: tuple[str, ...]


def team_people(desk: Desk, team_id: int) -> tuple[int, ...]:
    """Who is in a team today and 在册, leaders first.

    Raises:
        UserFacingError: Nobody is.
    """
    with desk.database.reading() as connection:
        found = people_in_team(connection, team_id, desk.today())
    if not found:
        raise UserFacingError("这支队伍现在没有在册的队员。", "请先在队伍里加队员，或换一支队伍。")
    return tuple(found)


def last_people(desk: Desk, activity_id: int) -> tuple[int, ...]:
    """Who served at the project's last occasion before this one and is still 在册.

    Raises:
        UserFacingError: There was none.
    """
    with desk.database.reading() as connection:
        came = came_before(connection, activity_id)
        serving = serving_among(connection, came)
    found = tuple(one for one in came if one in serving)
    if not found:
        raise UserFacingError("这个项目以前还没有登记过时长。", "请从队伍加，或粘贴接龙名单。")
    return found


def read_names(desk: Desk, activity_id: int, text: str) -> ReadNames:
    """Who a 接龙 text or a list of names means, as pasting hours would read it.

    Raises:
        UserFacingError: There is no name in it, or the activity is gone.
    """
    with desk.database.reading() as connection:
        occasion = read_occasion(connection, activity_id)
    if occasion is None:
        raise UserFacingError("这场活动已经不在了。", "请刷新列表后再试。")
    reading = read_signup(desk, text, _ANY_MINUTES, occasion.project)
    found = [line.volunteer_id for line in reading.lines if line.volunteer_id and line.certain]
    unsure = {line.name: line.asked for line in reading.lines if line.asked}
    unknown = [
        line.name for line in reading.lines if line.volunteer_id is None and not line.candidates
    ]
    return ReadNames(
        tuple(dict.fromkeys(found)),
        tuple(UnsureName(name, candidates) for name, candidates in unsure.items()),
        tuple(dict.fromkeys(unknown)),
    )
