"""Who is at an activity now, when people may sign in at it, and how the public sees a name."""

from collections.abc import Callable

from volunteer_desk.domain.attendance import Occasion
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.kiosk import Presence, Recent
from volunteer_desk.domain.masking import mask_name
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.sign_sheets import SignOccasion
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.store import attendance as store
from volunteer_desk.store.settings import read_values

LAST = 6
"""So many of the last scans are shown."""


def presence_at(desk: Desk, activity_id: int) -> tuple[Presence, tuple[Recent, ...]]:
    """The counts of an activity and its last scans, the newest first; names as the public sees."""
    with desk.database.reading() as connection:
        settings = settings_from(read_values(connection))
        presence = store.count_presence(connection, activity_id)
        last = store.last_scans(connection, activity_id, LAST)
    show, zone = name_shown(settings), desk.now().tzinfo
    recent = tuple(Recent(show(name), came, at.astimezone(zone)) for name, came, at in last)
    return presence, recent


def day_problem(desk: Desk, occasion: SignOccasion) -> str:
    """Why an activity cannot be signed in at now, "" when it can: on its day, and a night after."""
    days = (desk.today() - occasion.held_on).days
    if days in (0, 1):
        return ""
    return f"这场活动在{short_date(occasion.held_on)}，今天是{short_date(desk.today())}。"


def occasion_times(desk: Desk, settings: DeskSettings, here: SignOccasion) -> Occasion:
    """An activity as the times of its people are read against it."""
    zone = desk.now().tzinfo
    if zone is None:
        raise RuntimeError("the desk's clock must be aware")
    return Occasion(here.held_on, here.starts, here.ends, settings.kiosk_from_start, zone)


def name_shown(settings: DeskSettings) -> Callable[[str], str]:
    """How the kiosk writes a name, since the public sees it."""
    return mask_name if settings.kiosk_mask_names else str
