"""A person's time in a team as a fact."""

from dataclasses import dataclass
from datetime import date

ROLES = ("队长", "副队长", "联络员", "骨干", "队员")
"""Roles in use; any other word may be typed."""


@dataclass(frozen=True)
class MemberRow:
    """One line of a team's members: ``id`` is the membership's, open while ``to_on`` is None."""

    id: int
    volunteer_id: int
    name: str
    number: str
    phone_masked: str
    role: str
    from_on: date
    to_on: date | None
    minutes: int
    team_id: int = 0
