"""The people of a team over time, and those one may choose as its leader."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.domain.volunteers import MembershipDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.memberships import list_memberships, set_memberships
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.volunteer_masking import is_child
from volunteer_desk.store import team_members as store


def member_ids(desk: Desk, team_id: int, on: date | None = None) -> Sequence[int]:
    """Ids of a team's memberships as of a day, or all there ever were; leaders first."""
    with desk.database.reading() as connection:
        return store.member_ids(connection, team_id, on)


def member_rows(desk: Desk, ids: Sequence[int]) -> list[MemberRow]:
    """Memberships in the order of ids, phones masked, a child's left out."""
    today, under = desk.today(), read_settings(desk).sensitive_under
    with desk.database.reading() as connection:
        return store.member_rows(connection, ids, lambda birth: is_child(birth, today, under))


def change_member(desk: Desk, row: MemberRow, *, role: str, to_on: date | None) -> Changed:
    """Write the role and the last day of one membership; one batch, undoable.

    Raises:
        UserFacingError: It is gone, nothing changed, or the days do not fit.
    """
    times = list_memberships(desk, row.volunteer_id)
    if all(one.id != row.id for one in times):
        raise UserFacingError("这段队员关系已经不在了。", "请刷新列表后再试。")
    drafts = [
        MembershipDraft(one.team_id, one.role, one.from_on, one.to_on)
        if one.id != row.id
        else MembershipDraft(one.team_id, role, one.from_on, to_on)
        for one in times
    ]
    changed = set_memberships(desk, row.volunteer_id, drafts)
    return replace(changed, message=f"已修改“{row.name}”的队员信息。")
