import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.signup_cells import read_cells
from volunteer_desk.domain.signup_text import SignupLine, parse_signup


def told(text: str) -> list[tuple[str, int | None, int | None, int | None, str]]:
    return [
        (one.name, one.minutes, one.starts, one.ends, one.remark)
        for one in parse_signup(text).lines
    ]


FULL = ("王建国", 150, 540, 690, "队长")


@pytest.mark.parametrize(
    "text",
    [
        "王建国\t13800001111\t9:00\t11:30\t2.5\t队长",
        "13800001111\t王建国\t9:00\t11:30\t2.5\t队长",
        "队长\t王建国\t2.5\t9:00\t11:30",
        "王建国\t9:00-11:30\t队长",
        "王建国 队长\t９：００\t１１：３０",
        "王建国\t男\t青年志愿服务队\t2026-11-21\t上午9点\t11点半\t队长",
        "姓名\t签到\t签退\t备注\n王建国\t9:00\t11:30\t队长",
        "备注\t时长(小时)\t姓名\t起\t止\n队长\t2.5\t王建国\t9:00\t11:30",
        "清洁家园签到表\n序号\t姓 名\t起止时间\t备注\n1\t王建国\t9:00-11:30\t队长",
    ],
)
def test_a_copied_row_is_understood_in_any_order(text: str) -> None:
    assert told(text) == [FULL]


@pytest.mark.parametrize(
    ("text", "minutes", "starts", "ends"),
    [
        ("张伟\t2", 120, None, None),
        ("张伟\t2:30", 150, None, None),
        ("张伟\t150分钟", 150, None, None),
        ("姓名\t服务分钟\n张伟\t150", 150, None, None),
        ("姓名\t时长（分钟）\n张伟\t150", 150, None, None),
        ("张伟\t22:00\t次日1:00", 180, 1320, 60),
        ("姓名\t签到\t签退\n张伟\t22:00\t次日01:00", 180, 1320, 60),
        ("姓名\t签到\t签退\n张伟\t２２：００\t1:00", 180, 1320, 60),
        ("姓名\t签到\t签退\n张伟\t8:00\t次日8:00", 1440, 480, 480),
        ("姓名\t签到\t签退\t时长\n张伟\t9:00\t12:00\t2.5", 150, 540, 720),
        ("姓名\t签到\t签退\n张伟\t\t", None, None, None),
    ],
)
def test_times_of_a_copied_row(
    text: str, minutes: int | None, starts: int | None, ends: int | None
) -> None:
    assert told(text) == [("张伟", minutes, starts, ends, "")]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("姓名\t时长\n张伟\t半天", "半天"),
        ("姓名\t签到\t签退\n张伟\t9:00\t", "9:00"),
        ("姓名\t签到\t签退\n张伟\t9:00\t9:00", "9:00-9:00"),
        ("姓名\t签到\t签退\t时长\n张伟\t9点多\t11:00\t2", "9点多-11:00"),
    ],
)
def test_a_time_nobody_can_read_is_kept_apart(text: str, unread: str) -> None:
    (line,) = parse_signup(text).lines
    assert (line.name, line.minutes, line.unread) == ("张伟", None, unread)


def test_numbers_documents_and_phones_are_told_apart() -> None:
    (line,) = parse_signup("ZY2026000001\t王建国\t11010519491231002x\t138 0000 1111\t2").lines
    assert line == SignupLine(
        1,
        "王建国",
        phone="13800001111",
        minutes=120,
        number="ZY2026000001",
        document="11010519491231002X",
    )


def test_sums_serials_and_empty_rows_are_nobody() -> None:
    text = "序号\t姓名\t时长\n1\t王建国\t2\n\n2\t\t\n3\t李秀英\t3\n\t合计\t5\n"
    assert [one.name for one in parse_signup(text).lines] == ["王建国", "李秀英"]
    bare = "1\t王建国\t2\n2\t李秀英\t3\n合计\t\t5"
    assert [one.minutes for one in parse_signup("7\t王建国\t2\n8\t李秀英\t3").lines] == [120, 180]
    assert [one.minutes for one in parse_signup("1\t王建国\t2").lines] == [120]
    assert [(one.name, one.minutes) for one in parse_signup(bare).lines] == [
        ("王建国", 120),
        ("李秀英", 180),
    ]


def test_rows_of_names_are_so_many_people() -> None:
    assert [one.name for one in parse_signup("王建国\t李秀英\n张伟\t赵云").lines] == [
        "王建国",
        "李秀英",
        "张伟",
        "赵云",
    ]


def test_long_and_rare_names() -> None:
    text = "㛃瑶\t2\n欧阳·买买提江·吐尔逊\t3\nAnna Smith\t1"
    assert [one.name for one in parse_signup(text).lines] == [
        "㛃瑶",
        "欧阳·买买提江·吐尔逊",
        "Anna Smith",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 王建国 2小时 李秀英 3小时", [("王建国", 120), ("李秀英", 180)]),
        ("1. 王建国2小时，李秀英2.5小时", [("王建国", 120), ("李秀英", 150)]),
        ("1、王建国 9:00 - 11:00；李秀英 14:00-16:00", [("王建国", 120), ("李秀英", 120)]),
        ("1. 王建国、李秀英 2小时", [("王建国", 120), ("李秀英", 120)]),
        ("1. 王建国和李秀英 150分钟", [("王建国", 150), ("李秀英", 150)]),
        ("1. 王建国 李秀英 9:00-11:00", [("王建国", 120), ("李秀英", 120)]),
        ("1. 王建国、李秀英和张伟 2小时", [("王建国", 120), ("李秀英", 120), ("张伟", 120)]),
        # one person, and what else is said
        ("1. 张伟 党员 2小时", [("张伟", 120)]),
        ("1. 张伟 2小时 带小孩", [("张伟", 120)]),
        ("1. 李和平 2小时", [("李和平", 120)]),
        ("1. 张伟 9:00-11:00，14:00-16:00", [("张伟", 240)]),
        ("1. 张伟 13800001111 2小时", [("张伟", 120)]),
        ("1. 张伟 2小时，下午 3小时", [("张伟", 120)]),
    ],
)
def test_a_numbered_line_may_name_two_people_with_times(
    text: str, expected: list[tuple[str, int]]
) -> None:
    lines = parse_signup(text).lines
    assert [(one.name, one.minutes) for one in lines] == expected
    assert {one.line for one in lines} == {1}


CELL = st.text("王李张伟建国0123456789:：.-点半小时次日合计ZY\t \n姓名电话签到退时长", max_size=12)


@given(st.lists(st.lists(CELL, max_size=5), max_size=5))
def test_any_cells_are_read_or_nobody_and_nothing_breaks(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(cells) for cells in rows)
    for line in read_cells(text):
        assert line.name
        assert line.minutes is None or line.minutes > 0
        assert not (line.minutes and line.unread)


@given(
    st.sampled_from(["王建国", "李秀英", "欧阳·买买提江·吐尔逊"]),
    st.integers(0, 1439),
    st.integers(1, 1439),
    st.permutations(["name", "phone", "from", "to", "remark"]),
)
def test_what_was_written_into_cells_comes_back(
    name: str, starts: int, length: int, order: list[str]
) -> None:
    ends = (starts + length) % 1440
    cells = {
        "name": name,
        "phone": "13800001111",
        "from": f"{starts // 60}:{starts % 60:02d}",
        "to": f"{ends // 60}:{ends % 60:02d}",
        "remark": "签过字",
    }
    if order.index("from") > order.index("to"):
        heads = {"name": "姓名", "phone": "电话", "from": "签到", "to": "签退", "remark": "备注"}
        text = "\t".join(heads[one] for one in order) + "\n"
    else:
        text = ""
    (line,) = parse_signup(text + "\t".join(cells[one] for one in order)).lines
    assert (line.name, line.phone, line.remark) == (name, "13800001111", "签过字")
    assert (line.minutes, line.starts, line.ends) == (length, starts, ends)


def test_a_bare_number_beside_a_name_is_words_where_the_cells_say_the_time() -> None:
    (line,) = parse_signup("王建国 2\t9:00\t11:30").lines
    assert (line.name, line.minutes, line.doubt, line.remark) == ("王建国", 150, None, "2")
