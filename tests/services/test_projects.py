from datetime import date

import pytest

from tests.registered import a_project, a_team, an_activity
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import ProjectDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import (
    list_projects,
    project_id_by_name,
    read_project,
    save_project,
)


def test_a_project_shows_its_category_in_words(desk: Desk) -> None:
    save_project(desk, ProjectDraft("交通文明劝导", "0011", a_team(desk, "党员队"), brand=True))
    (project,) = list_projects(desk)
    assert (project.category, project.team, project.brand) == ("交通引导", "党员队", True)
    assert (project.activities, project.minutes, project.last_held_on) == (0, 0, None)


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (ProjectDraft(" "), "还没有名称"),
        (ProjectDraft("甲", "9876"), "没有这个服务类别"),
        (ProjectDraft("甲", team_id=99), "所选的队伍已经不在了"),
        (ProjectDraft("甲", from_on=date(2026, 5, 2), to_on=date(2026, 5, 1)), "早于开始日期"),
        (ProjectDraft("敬老 助餐"), "已经有一个项目叫"),
    ],
)
def test_what_cannot_be_a_project_is_refused(desk: Desk, draft: ProjectDraft, message: str) -> None:
    a_project(desk, "敬老 助餐")
    with pytest.raises(UserFacingError, match=message):
        save_project(desk, draft)
    assert len(list_projects(desk)) == 1


def test_a_project_is_renamed_and_found_by_its_new_name(desk: Desk) -> None:
    number = a_project(desk, "敬老助餐")
    save_project(desk, ProjectDraft("敬老助餐行动", place="食堂"), number)
    assert project_id_by_name(desk, "  敬老助餐行动") == number
    assert read_project(desk, number).place == "食堂"
    with pytest.raises(UserFacingError, match="不在了"):
        read_project(desk, number + 1)


def test_the_latest_held_project_comes_first_and_text_narrows(desk: Desk) -> None:
    a_project(desk, "100%到岗")
    an_activity(desk, date(2026, 3, 5), "学雷锋")
    an_activity(desk, date(2026, 11, 1), "周末清洁家园")
    assert [row.name for row in list_projects(desk)] == ["周末清洁家园", "学雷锋", "100%到岗"]
    assert [row.name for row in list_projects(desk, "%")] == ["100%到岗"]
    assert [row.name for row in list_projects(desk, limit=1)] == ["周末清洁家园"]
