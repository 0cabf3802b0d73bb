import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from volunteer_desk.services.desk import Desk
from volunteer_desk.store.pinyin import FOLDED, pinyin_terms
from volunteer_desk.store.search import (
    SEEK,
    find_ids,
    match_for,
    read_question,
    rebuild_search,
    refresh_team,
    refresh_terms,
)

PEOPLE = [
    (1, "王建国", "13800001111", "11010519491231002X"),
    (2, "王建", "13900002222", None),
    (3, "单伟", "13700003333", None),
    (4, "张王建国", None, None),
    (5, "阿依古丽·买买提", "01088881234", None),
    (6, "㛃瑶", None, None),
    (7, "李𠮷", None, "E12345678"),
    (8, "欧阳建国", None, None),
]


def _fill(connection: Connection) -> None:
    for number, name, phone, document in PEOPLE:
        connection.exec_driver_sql(
            "INSERT INTO volunteer (id, uid, number, name, name_key, phone, id_type, id_number, "
            "registered_on, status, status_reason, updated_at) "
            "VALUES (?, ?, ?, ?, ?, ?, '01', ?, '2026-01-01', 'active', '', '2026-01-01')",
            (
                number,
                bytes([number]) * 16,
                f"ZY2026{number:06d}",
                name,
                name.replace("·", ""),
                phone,
                document,
            ),
        )
    connection.exec_driver_sql(
        "INSERT INTO team (id, uid, name, kind, leader, phone, active, remark) "
        "VALUES (1, x'01', '巾帼志愿服务队', '', '', '', 1, '')"
    )
    connection.exec_driver_sql(
        "INSERT INTO membership (uid, volunteer_id, team_id, role, from_on) "
        "VALUES (x'01', 6, 1, '', '2026-01-01')"
    )


def _ask(connection: Connection, text: str, limit: int = 20) -> list[int]:
    question = read_question(text)
    return [] if question is None else find_ids(connection, question, limit)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("王建", [2, 1, 4]),  # the very name, then names that begin so, then the rest
        ("建国", [1, 4, 8]),
        ("王", [2, 1, 4]),
        ("wangjian", [2, 1, 4]),
        ("WJG", [1, 4]),
        ("shan", [3]),
        ("ouyang", [8]),
        ("买买提", [5]),
        ("阿依古丽 · 买买提", [5]),
        ("阿依古丽买买提", [5]),
        ("㛃", [6]),
        ("𠮷", [7]),
        ("1111", [1]),
        ("139", [2]),
        ("002x", [1]),
        ("11010519491231002x", [1]),
        ("ZY2026000003", [3]),
        ("000003", [3]),
        ("王 1111", [1]),
        ("王1111", [1]),
        ("王　２２２２", [2]),
        ("138-0000-1111", [1]),
        ("138 0000 1111", [1]),
        ("＋86 138 0000 1111", [1]),
        ("0086-13800001111", [1]),
        ("138 1111", [1]),  # as a masked number shows it: its beginning and its end
        ("010-88881234", [5]),
        ("(010) 8888 1234", [5]),
        ("110105 19491231 002x", [1]),
        ("e12345678", [7]),
        ("wang jian guo", [1, 4]),
        ("wang jianguo", [1, 4]),
        ("ou yang jian guo", [8]),
        ("ou yang jg", [8]),
        ("Ouyang Jianguo", [8]),
        ("巾帼", [6]),
        ("巾帼 jie", [6]),
        ("没有此人", []),
    ],
)
def test_a_person_is_found_however_it_is_asked(desk: Desk, text: str, ids: list[int]) -> None:
    with desk.database.writing() as connection:
        _fill(connection)
        assert rebuild_search(connection) == len(PEOPLE)
        assert _ask(connection, text) == ids


def test_no_more_than_the_limit_comes_back(desk: Desk) -> None:
    with desk.database.writing() as connection:
        _fill(connection)
        rebuild_search(connection)
        assert _ask(connection, "王", 2) == [2, 1]


def test_changed_terms_replace_the_old_ones(desk: Desk) -> None:
    with desk.database.writing() as connection:
        _fill(connection)
        rebuild_search(connection)
        connection.exec_driver_sql("UPDATE volunteer SET name = '赵敏' WHERE id = 3")
        connection.exec_driver_sql("UPDATE team SET name = '青年队'")
        refresh_terms(connection, [3])
        refresh_team(connection, 1)
        assert _ask(connection, "shan") == []
        assert _ask(connection, "zhaomin") == [3]
        assert _ask(connection, "巾帼") == []
        assert _ask(connection, "青年") == [6]


@pytest.mark.parametrize(
    "text",
    ["", " ", '"', "'", "%", "*", "NEAR(a b)", "a OR b", "AND", "😀", "(", "a:b", "-", "^王",
     "王\0", "_", "·", "chars : x", "\ud800", "café", "Ж", "ئا", "1" * 500, "王" * 500],
)  # fmt: skip
def test_odd_texts_give_no_fault(desk: Desk, text: str) -> None:
    with desk.database.writing() as connection:
        _fill(connection)
        rebuild_search(connection)
        _ask(connection, text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(text=st.text(max_size=12))
def test_any_text_gives_no_fault(desk: Desk, text: str) -> None:
    with desk.database.reading() as connection:
        _ask(connection, text)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("danwei", [3]),
        ("sanwei", [3]),  # shanwei
        ("ouyanjiangguo", [8]),  # ouyangjianguo
        ("ouyanjian", [8]),
        ("niji", [7]),  # liji
        ("wanjian", [1, 2]),
        ("wanjian 1111", [1]),
        ("wan jian", [1, 2]),
        ("ni ji", [7]),
        ("sa", []),  # two letters sound like too many
        ("zhan", [4]),
        ("zan", [4]),
    ],
)
def test_pinyin_that_sounds_alike_finds_as_well(desk: Desk, text: str, ids: list[int]) -> None:
    with desk.database.writing() as connection:
        _fill(connection)
        rebuild_search(connection)
        assert [one for one in _ask(connection, text) if one in ids] == ids
        assert bool(_ask(connection, text)) is bool(ids)


def test_what_was_typed_comes_before_what_sounds_alike(desk: Desk) -> None:
    with desk.database.writing() as connection:
        _fill(connection)
        connection.exec_driver_sql("UPDATE volunteer SET name = '臧建' WHERE id = 8")
        rebuild_search(connection)
        assert _ask(connection, "zang") == [8, 4]
        assert _ask(connection, "zhang") == [4, 8]


def test_among_namesakes_the_likely_one_is_first(desk: Desk) -> None:
    with desk.database.writing() as connection:
        _fill(connection)
        connection.exec_driver_sql("UPDATE volunteer SET name = '王建', name_key = '王建'")
        connection.exec_driver_sql("UPDATE volunteer SET status = 'left' WHERE id = 1")
        connection.exec_driver_sql(
            "INSERT INTO unit (id, uid, name, kind, own, contact, phone, active) "
            "VALUES (1, x'01', '幸福里社区', 'community', 1, '', '', 1)"
        )
        connection.exec_driver_sql("UPDATE team SET unit_id = 1")
        connection.exec_driver_sql(
            "INSERT INTO project (id, uid, name, brand, place, active, remark) "
            "VALUES (1, x'01', '清洁家园', 0, '', 1, '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO activity (id, uid, project_id, held_on, place, leader, content, state, "
            "remark) VALUES (1, x'01', 1, '2026-05-01', '', '', '', 'recorded', '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO batch (id, uid, kind, label, rows, made_at, made_by) "
            "VALUES (1, x'01', 'log_hours', '', 1, '2026-05-01', '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO hour_entry (uid, volunteer_id, activity_id, served_on, minutes, nature, "
            "source, remark, reason, batch_id, recorded_at) "
            "VALUES (?, ?, 1, ?, 60, '1', 'typed', '', '', 1, '2026-05-01')",
            [(b"1", 3, "2026-05-01"), (b"2", 5, "2026-05-02")],
        )
        rebuild_search(connection)
        # in the own team, then who served last, those who never served, who left
        assert _ask(connection, "王建") == [6, 5, 3, 2, 4, 7, 8, 1]
        assert _ask(connection, "wangjian", 2) == [6, 5]


_TERMS = tuple(dict.fromkeys(" ".join(pinyin_terms(one[1]) for one in PEOPLE).split()))
_SYLLABLES = st.one_of(
    st.sampled_from(["wang", "jian", "guo", "zhang", "zan", "shan", "ou", "yang", "li", "ji", "a"]),
    st.sampled_from(_TERMS).flatmap(
        lambda term: st.integers(1, len(term)).map(lambda length: term.lstrip(FOLDED)[:length])
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(syllables=st.lists(_SYLLABLES, min_size=2, max_size=4))
def test_a_coarse_look_misses_nobody(desk: Desk, syllables: list[str]) -> None:
    question = read_question(" ".join(syllables))
    assert question is not None
    with desk.database.writing() as connection:
        if not connection.exec_driver_sql("SELECT count(*) FROM volunteer").scalar():
            _fill(connection)
            rebuild_search(connection)

        def found(match: str) -> set[int]:
            return (
                {row[0] for row in connection.exec_driver_sql(SEEK, (match,))} if match else set()
            )

        finely = found(question.match) | found(question.wide)
        assert not question.coarse or finely <= found(question.coarse)
        assert finely <= found(match_for(connection, question))
        assert set(find_ids(connection, question, 50)) == finely


def test_syllables_that_nobody_bears_are_asked_once_and_coarsely(desk: Desk) -> None:
    question = read_question("wang zhang jian shan")
    assert question is not None
    asked: list[object] = []
    with desk.database.writing() as connection:
        _fill(connection)
        rebuild_search(connection)
        event.listen(
            connection,
            "before_cursor_execute",
            lambda _connection, _cursor, _sql, values, *_more: asked.extend(values),
        )
        assert find_ids(connection, question, 20) == []
        assert match_for(connection, question) == question.coarse
    assert question.coarse in asked
    assert question.match not in asked
    assert question.wide not in asked
