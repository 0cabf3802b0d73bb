import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registered import a_project, a_team, an_activity
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.projects import ProjectDraft, TeamDraft
from volunteer_desk.domain.units import UnitDraft, UnitKind
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.naming import Names, find_names
from volunteer_desk.services.projects import save_project
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.retiring import retire
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.teams import read_team, save_team, team_id_by_name
from volunteer_desk.services.units import find_unit, save_unit
from volunteer_desk.store.register_search import (
    Named,
    find_named,
    settle_names,
    unsearchable_names,
)

NAMES = (
    "阳光社区党员志愿服务队", "幸福里青年志愿服务队", "朝阳青年突击队", "青年队",
    "长者关爱队", "零距离邻里队", "重阳敬老队", "AED急救队", "100%到岗队", "㛃家欧阳队",
)  # fmt: skip


@pytest.fixture
def teams(desk: Desk) -> Desk:
    for name in NAMES:
        save_team(desk, TeamDraft(name))
    save_team(desk, TeamDraft("红马甲", leader="欧阳·买买提江·吐尔逊"))
    return desk


def found(desk: Desk, text: str, kind: Named = Named.TEAM) -> list[str]:
    with desk.database.reading() as connection:
        ids = find_named(connection, kind, text, 20)
        return [
            connection.exec_driver_sql(f"SELECT name FROM {kind} WHERE id = ?", (one,)).scalar_one()
            for one in ids
        ]


TYPED: tuple[tuple[str, list[str]], ...] = (
    ("青年", ["青年队", "幸福里青年志愿服务队", "朝阳青年突击队"]),
    (
        "青年队",
        ["青年队", "幸福里青年志愿服务队", "朝阳青年突击队"],
    ),  # the others hold it apart
    ("qnd", ["青年队"]),
    ("qingnian", ["青年队", "幸福里青年志愿服务队", "朝阳青年突击队"]),
    ("ygsqdy", ["阳光社区党员志愿服务队"]),
    ("YGSQ", ["阳光社区党员志愿服务队"]),
    ("dangyuan", ["阳光社区党员志愿服务队"]),
    ("yangguangdui", ["阳光社区党员志愿服务队"]),  # its two ends
    ("阳光党员队", ["阳光社区党员志愿服务队"]),
    ("changzhe", ["长者关爱队"]),
    ("zhangzhe", ["长者关爱队"]),
    ("chongyang", ["重阳敬老队"]),
    ("congyan", ["重阳敬老队"]),  # ch c, ang an
    ("jinglao", ["重阳敬老队"]),
    ("jinnao", ["重阳敬老队"]),  # ing in, l n
    ("ninjuli", ["零距离邻里队"]),
    ("aed", ["AED急救队"]),
    ("100", ["100%到岗队"]),
    ("%", ["100%到岗队"]),
    ("_", []),
    ("㛃", ["㛃家欧阳队"]),
    ("买买提", ["红马甲"]),
    ("maimaiti", ["红马甲"]),
    ("ouyang", ["㛃家欧阳队", "红马甲"]),  # its name before its leader
    ("  ", []),
    ("没有这个", []),
)


def test_a_team_is_found_as_people_type_it(teams: Desk) -> None:
    for text, names in TYPED:
        assert sorted(found(teams, text)) == sorted(names), text
        assert found(teams, text)[:1] == names[:1], text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "队",
                "青年",
                "qn",
                "'",
                '"',
                "%",
                "_",
                "*",
                "(",
                " OR ",
                "NEAR",
                "^",
                ":",
                "\u200b",
                "😀",
                "𠮷",
                "㛃",
                "·",
                "-",
                "1",
                "００",
                "\0",
                "aed",
            ]
        ),
        max_size=7,
    ).map("".join)
)
def test_no_text_is_a_fault_and_a_piece_of_a_name_finds_it(teams: Desk, text: str) -> None:
    names = found(teams, text)
    assert len(set(names)) == len(names)
    plain = " ".join(text.split())
    if len(plain) > 1 and all("\u4e00" <= mark <= "\u9fff" for mark in plain):
        assert {name for name in NAMES if plain in name} <= set(names)


READ = ["yang", "guang", "she", "qu", "dang", "yuan", "zhi", "yuan", "fu", "wu", "dui"]
"""How 阳光社区党员志愿服务队 is read."""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_stretch_of_a_reading_finds_the_name(teams: Desk, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(READ) - 1))
    end = data.draw(st.integers(start + 1, min(start + 10, len(READ))))
    said = READ[start:end]
    text = "".join(said) if data.draw(st.booleans()) else "".join(one[0] for one in said)
    text = text[: data.draw(st.integers(1, len(text)))]
    alike = text.replace("sh", "s").replace("zh", "z").replace("ang", "an")
    if data.draw(st.booleans()) and len(alike) > 2:  # as those type it who hear no difference
        text = alike
    assert "阳光社区党员志愿服务队" in found(teams, text), text


def test_the_one_in_use_and_lately_held_comes_first(desk: Desk) -> None:
    for name in ("清洁一组", "清洁二组", "清洁三组"):
        a_project(desk, name)
    an_activity(desk, project="清洁二组")
    assert found(desk, "清洁", Named.PROJECT)[0] == "清洁二组"
    retire(desk, Noun.PROJECT, a_project(desk, "清洁二组"))
    assert found(desk, "qj", Named.PROJECT)[-1] == "清洁二组"
    assert "清洁二组" not in [name for _, name in Names(desk, Noun.PROJECT).find("qj")]


def test_the_index_follows_whoever_moves_a_name(desk: Desk) -> None:
    change_settings(desk, unit="幸福里社区")
    save_unit(desk, UnitDraft("幸福里社区", UnitKind.COMMUNITY, contact="田晓雯"))
    unit = find_unit(desk, "幸福里社区", None)
    assert unit is not None
    save_team(desk, TeamDraft("巾帼队", unit_id=unit))
    team = team_id_by_name(desk, "巾帼队")
    assert team is not None
    save_project(desk, ProjectDraft("敬老助餐", team_id=team))
    assert found(desk, "幸福里") == ["巾帼队"]
    assert found(desk, "tianxw", Named.UNIT) == found(desk, "txw", Named.UNIT) == ["幸福里社区"]
    change_settings(desk, unit="春晖社区")  # the own unit is called so everywhere
    assert (found(desk, "幸福里"), found(desk, "春晖")) == ([], ["巾帼队"])
    assert found(desk, "chsq", Named.UNIT) == ["春晖社区"]
    save_team(desk, TeamDraft("木兰队", unit_id=unit), team)
    assert (found(desk, "jgd"), found(desk, "mld")) == ([], ["木兰队"])
    assert found(desk, "木兰", Named.PROJECT) == ["敬老助餐"]
    undo_batch(desk, recent_batches(desk)[0].id)
    assert read_team(desk, team).name == "巾帼队"
    assert (found(desk, "jgd"), found(desk, "mld")) == (["巾帼队"], [])
    with desk.database.writing() as connection:
        assert unsearchable_names(connection) == settle_names(connection) == 0
        connection.exec_driver_sql("DELETE FROM register_search")
        assert unsearchable_names(connection) == 3


def test_what_is_undone_is_found_no_more(desk: Desk) -> None:
    a_team(desk, "青年队")
    undo_batch(desk, recent_batches(desk)[0].id)
    assert found(desk, "qnd") == []
    with desk.database.reading() as connection:
        assert unsearchable_names(connection) == 0


def test_choices_are_told_apart_and_the_usual_ones_come_for_nothing_typed(desk: Desk) -> None:
    for name in ("东街", "西街"):
        save_unit(desk, UnitDraft(name, UnitKind.STREET))
        above = find_unit(desk, name, None)
        save_unit(desk, UnitDraft("幸福里", UnitKind.COMMUNITY, parent_id=above))
    units = Names(desk, Noun.UNIT)
    labels = [name for _, name in units.find("xfl")]
    assert sorted(labels) == ["幸福里（东街）", "幸福里（西街）"]
    assert units.id_of("幸福里") is None  # which one?
    assert units.id_of("东街") == find_unit(desk, "东街", None)
    a_project(desk, "老项目")
    a_project(desk, "新项目")
    an_activity(desk, project="老项目")
    assert [name for _, name in Names(desk, Noun.PROJECT).find("")] == ["老项目", "新项目"]
    hits = [(hit.noun, hit.name, hit.details) for hit in find_names(desk, "dj", 4)]
    assert hits[0] == (Noun.UNIT, "东街", ())
