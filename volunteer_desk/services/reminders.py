"""What is due on this desk, computed anew from the database every time it is asked."""

from datetime import datetime

from volunteer_desk.domain.approval import WaitingFilter, waiting_reminder
from volunteer_desk.domain.due import compute_due
from volunteer_desk.domain.proof import proof_reminder
from volunteer_desk.domain.reminders import Reminder, Urgency
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import shown_settings
from volunteer_desk.services.workdays import workday_rule
from volunteer_desk.store.due import read_due_facts
from volunteer_desk.store.proof_runs import last_run
from volunteer_desk.store.waiting_rows import waiting_totals


def due(desk: Desk, at: datetime | None = None) -> tuple[Reminder, ...]:
    """Everything that waits, most urgent first.

    Args:
        desk: The desk.
        at: The aware instant to compute for; now when None. Its own date is "today".
    """
    now = desk.now() if at is None else at
    settings = shown_settings(desk)
    is_workday = workday_rule(desk)
    with desk.database.reading() as connection:
        facts = read_due_facts(connection, now.date())
        failed = proof_reminder(last_run(connection))
        waiting = waiting_reminder(waiting_totals(connection, WaitingFilter()), now.date())
    found = list(compute_due(facts, now, settings, is_workday))
    if waiting is not None:  # behind what is overdue
        late = sum(one.urgency is Urgency.OVERDUE for one in found)
        found.insert(late, waiting)
    return tuple(found) if failed is None else (failed, *found)
