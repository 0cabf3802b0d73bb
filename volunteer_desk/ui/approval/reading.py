"""Everything that waits, read at once; no widget here."""

from dataclasses import dataclass

from volunteer_desk.domain.approval import WaitingGroup, WaitingTotals
from volunteer_desk.services.approval import waiting_by_activity, waiting_by_team, waiting_totals
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import read_settings


@dataclass(frozen=True)
class Waiting:
    """Everything that waits, in groups."""

    on: bool
    groups: tuple[WaitingGroup, ...]
    totals: WaitingTotals


def read_waiting(desk: Desk, *, by_team: bool) -> Waiting:
    """What waits by team or by activity, and whether approval is on at all."""
    groups = waiting_by_team(desk) if by_team else waiting_by_activity(desk)
    return Waiting(read_settings(desk).approval, groups, waiting_totals(desk))
