from datetime import date

import pytest

from tests.registered import a_team, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.memberships import join_team, leave_team
from volunteer_desk.services.team_members import change_member, member_ids, member_rows


def test_members_of_a_day_are_those_who_had_joined_and_not_left(desk: Desk) -> None:
    team = a_team(desk)
    early, late = register(desk, "王建国", "李秀英", phones=["13800001111"])
    join_team(desk, [early], team, on=date(2025, 3, 5), role="队长")
    join_team(desk, [late], team, on=date(2026, 5, 4))
    leave_team(desk, [early], team, on=date(2026, 6, 1))

    def names(on: date | None) -> list[str]:
        return [row.name for row in member_rows(desk, member_ids(desk, team, on))]

    assert names(date(2025, 3, 4)) == []
    assert names(date(2025, 12, 31)) == ["王建国"]
    assert names(date(2026, 5, 31)) == ["王建国", "李秀英"]
    assert names(date(2026, 6, 1)) == ["李秀英"]
    assert names(None) == ["李秀英", "王建国"]
    gone = member_rows(desk, member_ids(desk, team))[1]
    assert (gone.role, gone.phone_masked, gone.to_on) == ("队长", "138****1111", date(2026, 6, 1))


def test_a_members_role_and_last_day_are_changed_and_other_teams_stay(desk: Desk) -> None:
    team, other = a_team(desk), a_team(desk, "党员队")
    (person,) = register(desk, "王建国", team_id=team)
    join_team(desk, [person], other)
    (row,) = member_rows(desk, member_ids(desk, team))
    changed = change_member(desk, row, role="骨干", to_on=date(2026, 11, 1))
    assert changed.message == "已修改“王建国”的队员信息。"
    (row,) = member_rows(desk, member_ids(desk, team))
    assert (row.role, row.to_on) == ("骨干", date(2026, 11, 1))
    assert len(member_ids(desk, other, desk.today())) == 1
    with pytest.raises(UserFacingError, match="早于加入日期"):
        change_member(desk, row, role="", to_on=date(2026, 1, 1))
