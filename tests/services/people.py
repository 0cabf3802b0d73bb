"""One registered person with hours, for tests of the card."""

from datetime import date
from typing import Any

from tests.factories import a_draft, valid_id
from tests.registered import an_activity
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.volunteers import save_volunteer


def a_person(desk: Desk, serial: int = 1, **changes: Any) -> int:
    """The id of a newly registered person; another serial is another document."""
    birth, gender = changes.get("birth", date(1985, 3, 5)), changes.get("gender", "2")
    document = valid_id(birth or date(1985, 3, 5), gender, serial=serial)
    changed = save_volunteer(desk, a_draft(**{"id_number": document} | changes))
    assert changed.row_id is not None
    return changed.row_id


def some_hours(
    desk: Desk, person: int, minutes: int = 120, on: date = date(2026, 11, 14)
) -> tuple[int, int]:
    """Credit a person and return activity id and batch id."""
    activity = an_activity(desk, on)
    logged = log_hours(desk, HoursDraft(activity, (HourLine(person, minutes),)))
    assert logged.batch is not None
    return activity, logged.batch
