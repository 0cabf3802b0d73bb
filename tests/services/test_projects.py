from datetime import date

import pytest

from tests.registered import a_project, a_team, an_activity
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.posts import Post
from volunteer_desk.domain.projects import ProjectDraft, project_status
from volunteer_desk.domain.register_filters import ListQuery, ProjectFilter, ProjectLack, Standing
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import (
    list_projects,
    project_id_by_name,
    read_project,
    save_project,
)
from volunteer_desk.services.retiring import retire


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
    assert [row.name for row in list_projects(desk, ListQuery("%"))] == ["100%到岗"]
    assert [row.name for row in list_projects(desk, most=1)] == ["周末清洁家园"]


def test_a_project_keeps_all_that_was_typed(desk: Desk) -> None:
    draft = ProjectDraft(
        "敬老助餐",
        "0017",
        more_categories=("0001", "0004"),
        recipients=("03", "04"),
        support=("01",),
        content="每周三送餐上门",
        posts=(Post("送餐员", 4), Post("厨工")),
    )
    save_project(desk, draft)
    number = project_id_by_name(desk, "敬老助餐")
    assert number is not None
    assert read_project(desk, number) == draft
    assert save_project(desk, draft, number).batch is None


def test_a_project_has_four_categories_at_most_and_each_once(desk: Desk) -> None:
    save_project(desk, ProjectDraft("甲", None, more_categories=("0001", "0001", "0002")))
    number = project_id_by_name(desk, "甲")
    assert number is not None
    assert read_project(desk, number).categories == ("0001", "0002")
    with pytest.raises(UserFacingError, match="最多4个服务类别"):
        five = ("0001", "0002", "0003", "0004", "0005")
        save_project(desk, ProjectDraft("乙", more_categories=five))


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (ProjectDraft("乙", recipients=("77",)), "没有这个服务对象"),
        (ProjectDraft("乙", support=("77",)), "没有这个志愿者保障"),
        (ProjectDraft("乙", more_categories=("7777",)), "没有这个服务类别"),
        (ProjectDraft("乙", unit_id=7), "所选的单位已经不在了"),
    ],
)
def test_unknown_codes_and_units_are_refused(desk: Desk, draft: ProjectDraft, said: str) -> None:
    with pytest.raises(UserFacingError, match=said):
        save_project(desk, draft)


def test_changed_posts_are_undone_and_go_with_their_project(desk: Desk) -> None:
    made = save_project(desk, ProjectDraft("甲", posts=(Post("引导员", 4),)))
    number = project_id_by_name(desk, "甲")
    assert number is not None
    changed = save_project(desk, ProjectDraft("甲", posts=(Post("引导员", 6),)), number)
    assert made.batch is not None
    assert changed.batch is not None
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo_batch(desk, made.batch)
    undo_batch(desk, changed.batch)
    assert read_project(desk, number).posts == (Post("引导员", 4),)
    undo_batch(desk, made.batch)
    assert list_projects(desk) == ()


def test_lists_show_what_lacks_material_is_idle_branded_or_retired(desk: Desk) -> None:
    full = ProjectDraft(
        "齐全",
        "0017",
        a_team(desk),
        brand=True,
        from_on=date(2026, 1, 1),
        recipients=("03",),
        content="送餐",
    )
    assert full.gaps == ()
    save_project(desk, full)
    an_activity(desk, date(2026, 3, 5), "齐全")
    an_activity(desk, date(2025, 12, 31), "去年的")
    retire(desk, Noun.PROJECT, a_project(desk, "停办的"))
    for asked, names in (
        (ListQuery[ProjectFilter](), ["齐全", "去年的"]),
        (ListQuery(where=ProjectFilter(lack=ProjectLack.ANY)), ["去年的"]),
        (ListQuery(where=ProjectFilter(brand=True)), ["齐全"]),
        (ListQuery(where=ProjectFilter(idle=True)), ["去年的"]),
        (ListQuery[ProjectFilter](standing=Standing.RETIRED), ["停办的"]),
        (ListQuery[ProjectFilter](standing=None), ["齐全", "去年的", "停办的"]),
        (ListQuery("去", where=ProjectFilter(idle=True)), ["去年的"]),
        (ListQuery("qunian", where=ProjectFilter(brand=True)), []),
    ):
        assert [row.name for row in list_projects(desk, asked)] == names


@pytest.mark.parametrize(
    ("draft", "active", "status"),
    [
        (ProjectDraft("甲"), True, "进行中"),
        (ProjectDraft("甲", to_on=date(2026, 11, 22)), True, "进行中"),
        (ProjectDraft("甲", to_on=date(2026, 11, 21)), True, "已结束"),
        (ProjectDraft("甲", from_on=date(2026, 11, 23)), True, "未开始"),
        (ProjectDraft("甲"), False, "已停用"),
    ],
)
def test_a_projects_status_follows_its_dates(
    draft: ProjectDraft, active: bool, status: str
) -> None:
    assert project_status(draft, active, date(2026, 11, 22)) == status
