import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.signup_doubts import DoubtKind
from volunteer_desk.domain.signup_text import SignupLine, parse_signup


def _names(text: str) -> list[str]:
    return [line.name for line in parse_signup(text).lines]


def _only(text: str) -> SignupLine:
    (line,) = parse_signup(text).lines
    return line


def test_the_sample_gives_its_people_in_order(samples: Path) -> None:
    found = parse_signup((samples / "jielong.txt").read_text("utf-8"))
    truth = json.loads((samples / "jielong.txt.truth.json").read_text("utf-8"))
    people = json.loads((samples / "roster.xlsx.truth.json").read_text("utf-8"))["people"]
    names = [people[number]["name"] for number in truth["matched"]]
    assert found.title == "周六上午清洁家园，9点社区门口集合"
    assert [line.name for line in found.lines] == names + truth["unknown"]
    assert [line.line for line in found.lines] == list(range(5, 30))
    phones = {
        line.phone: people[number]["phone"]
        for line, number in zip(found.lines, truth["matched"], strict=False)
        if line.phone
    }
    assert phones
    assert all(written == known for written, known in phones.items())
    minutes = {line.name: line.minutes for line in found.lines if line.minutes}
    assert minutes == {"董涵": 120, "魏敏梓": 120, "郑建": 120}


@pytest.mark.parametrize(
    "number", ["1. ", "1、", "1 ", "1．", "1)", "1）", "(1)", "（1）", "①", "1", "1: ", "1，"]
)
def test_every_way_of_numbering(number: str) -> None:
    assert _names(f"#接龙\n周六清洁家园\n\n{number}王建国\n{number}李秀英") == ["王建国", "李秀英"]


@pytest.mark.parametrize(
    ("written", "companions"),
    [
        ("张伟（带2人）", 2),
        ("张伟 带两个孩子", 2),
        ("张伟(带家属1人)", 1),
        ("张伟+1", 1),
        ("张伟 ＋2人", 2),
        ("张伟", 0),
    ],
)
def test_companions_add_no_person(written: str, companions: int) -> None:
    line = _only(f"1. {written}")
    assert (line.name, line.companions) == ("张伟", companions)


@pytest.mark.parametrize(
    ("written", "minutes", "starts", "ends"),
    [
        ("董涵 9:00-11:00", 120, 540, 660),
        ("董涵9：00－11：30", 150, 540, 690),
        ("董涵 上午9点到11点半", 150, 540, 690),
        ("董涵（2小时）", 120, None, None),
        ("董涵2.5h", 150, None, None),
        ("董涵 一个半小时", 90, None, None),
        ("董涵 90分钟", 90, None, None),
        ("董涵 13800001111 2小时", 120, None, None),
    ],
)
def test_a_line_may_give_its_own_time(
    written: str, minutes: int, starts: int | None, ends: int | None
) -> None:
    line = _only(f"3. {written}")
    assert (line.name, line.minutes, line.starts, line.ends) == ("董涵", minutes, starts, ends)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王强轩👍", "王强轩"),
        ("王强轩❤️🙏🏻", "王强轩"),
        ("王　伟", "王伟"),
        ("王 伟", "王伟"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("㛃瑶 13925406672", "㛃瑶"),
        ("𠮷野", "𠮷野"),
        ("姓名：王伟 电话：13800001111", "王伟"),
        ("王建国（党员）", "王建国"),
        ("王建国-晚到", "王建国"),
        ("王建国参加", "王建国"),
        ("Anna Li 13800001111", "Anna Li"),
        ("张三代报名", "张三代报名"),
    ],
)
def test_the_name_is_told_from_what_stands_beside_it(written: str, name: str) -> None:
    assert _only(f"7. {written}").name == name


def test_phone_and_remark_are_kept() -> None:
    line = _only("2. 李秀英 +86 138-0000-1111（晚到十分）")
    assert (line.name, line.phone, line.remark) == ("李秀英", "13800001111", "晚到十分")


@pytest.mark.parametrize(
    "text",
    [
        "王伟\n李娜\n张三",
        "王伟、李娜、张三",
        "王伟，李娜，张三",
        "王伟 李娜 张三",
        "王伟\t李娜\t张三",
        "1.王伟 2.李娜 3.张三",
        "王伟 13800001111\n李娜 2小时\n张三",
        "王伟 上午9点到11点\n李娜\n张三",
        "序号\t姓名\t电话\n1\t王伟\t13800001111\n2\t李娜\t男\n3\t张三\t党员志愿服务队",
        "1. 王伟、李娜\n2. 张三",
        "周六活动名单：\n王伟 李娜 张三",
        "请大家准时到\n王伟\n李娜\n张三\n谢谢大家！",
    ],
)
def test_plain_lists_of_names(text: str) -> None:
    assert _names(text) == ["王伟", "李娜", "张三"]


def test_notes_before_the_list_are_nobody_even_numbered() -> None:
    text = "报名接龙\n1. 请自带水\n2. 9点集合\n\n1. 王伟 上午9点到11点\n2. 李娜\n谢谢大家"
    found = parse_signup(text)
    assert [line.name for line in found.lines] == ["王伟", "李娜"]
    assert found.title == "请自带水"


def test_an_empty_number_is_nobody() -> None:
    assert _names("1. 王伟\n2. \n3.") == ["王伟"]


def test_nothing_pasted_is_nobody() -> None:
    assert parse_signup("") == parse_signup("\n \n")
    assert parse_signup("").lines == ()


@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text: str) -> None:
    for line in parse_signup(text).lines:
        assert line.name
        assert line.line >= 1


@given(
    st.lists(st.sampled_from(["王伟", "李秀英", "阿依古丽·买买提", "诸葛明亮", "㛃瑶"]), min_size=1)
)
def test_a_numbered_list_keeps_every_person(names: list[str]) -> None:
    text = "#接龙\n周末清洁家园\n" + "\n".join(f"{i}. {name}" for i, name in enumerate(names, 1))
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("欧阳·买买提江·吐尔逊 12小时", [("欧阳·买买提江·吐尔逊", 720)]),
        ("王建国\n欧阳·买买提江·吐尔逊 12小时", [("王建国", None), ("欧阳·买买提江·吐尔逊", 720)]),
        ("欧阳·买买提江·吐尔逊 十二小时", [("欧阳·买买提江·吐尔逊", 720)]),
        ("阿依古丽·买买提、王建国", [("阿依古丽·买买提", None), ("王建国", None)]),
        ("阿依古丽·买买提 王建国", [("阿依古丽·买买提", None), ("王建国", None)]),
        ("阿依古丽 · 买买提", [("阿依古丽·买买提", None)]),
        ("1. 王建国 9:00-11:00、14:00-16:00", [("王建国", 240)]),
        ("王建国 晚上10点到次日1点", [("王建国", 180)]),
        ("王建国 9:00-11:00、李秀英 14:00-16:00", [("王建国", 120), ("李秀英", 120)]),
    ],
)
def test_names_with_dots_and_days_with_two_shifts(
    text: str, expected: list[tuple[str, int | None]]
) -> None:
    assert [(line.name, line.minutes) for line in parse_signup(text).lines] == expected


@pytest.mark.parametrize(
    ("written", "minutes", "remark"),
    [
        ("2小时零5分", 125, ""),
        ("1小时又10分钟", 70, ""),
        ("1440分钟", 1440, ""),
        ("2h30", 150, ""),
        ("2小时 5号楼", 120, "5号楼"),
        ("2小时 15人份盒饭", 120, "15人份盒饭"),
    ],
)
def test_a_length_ends_where_its_words_end(written: str, minutes: int, remark: str) -> None:
    (line,) = parse_signup(f"1. 王建国 {written}").lines
    assert (line.minutes, "，".join(filter(None, (line.unread, line.remark)))) == (minutes, remark)


@pytest.mark.parametrize(
    ("written", "doubt", "minutes", "remark"),
    [
        ("王建国 2", "2", 120, ""),
        ("王建国2", "2", 120, ""),
        ("王建国（2.5）", "2.5", 150, ""),
        ("王建国 ２．５", "2.5", 150, ""),
        ("王建国/2", "2", 120, ""),
        ("王建国 2 晚到", "2", 120, "晚到"),
        ("王建国 晚到 2", "2", 120, "晚到"),
        ("王建国 13800001111 3", "3", 180, ""),
        ("王建国（带2人）3", "3", 180, ""),
        ("王建国 9-11", "9-11", 120, ""),
    ],
)
def test_a_bare_number_may_be_hours_and_is_not_taken_for_them(
    written: str, doubt: str, minutes: int, remark: str
) -> None:
    line = _only(f"1. {written}")
    assert line.doubt is not None
    assert line.doubt.time is not None
    assert (line.name, line.minutes, line.remark) == ("王建国", None, remark)
    assert (line.doubt.text, line.doubt.time.minutes) == (doubt, minutes)
    assert line.without_doubt().remark == " ".join(filter(None, (doubt, remark)))


@pytest.mark.parametrize(
    ("written", "minutes", "remark"),
    [
        ("王建国 302", None, "302"),
        ("王建国 25", None, "25"),
        ("王建国 3栋2单元", None, "3栋2单元"),
        ("王建国 3-2-501", None, "3-2-501"),
        ("王建国 11-9", None, "11-9"),
        ("王建国 2 3", None, "2 3"),
        ("王建国 2人", None, "2人"),
        ("王建国 2小时 3", 120, "3"),
    ],
)
def test_a_number_that_can_be_no_hours_is_a_remark(
    written: str, minutes: int | None, remark: str
) -> None:
    line = _only(f"1. {written}")
    assert (line.doubt, line.minutes, line.remark) == (None, minutes, remark)


@pytest.mark.parametrize(
    "text",
    [
        "王建国 2\n李秀英 2.5\n张伟 3",
        "1. 王建国 2 李秀英 2.5 张伟 3",
        "王建国 2、李秀英 2.5、张伟 3",
    ],
)
def test_names_with_bare_numbers_are_so_many_people(text: str) -> None:
    found = [(one.name, one.doubt and one.doubt.text) for one in parse_signup(text).lines]
    assert found == [("王建国", "2"), ("李秀英", "2.5"), ("张伟", "3")]


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("九点到十一点", 540, 660),
        ("上午九点半到十二点", 570, 720),
        ("下午两点-四点", 840, 960),
        ("九到十一点", 540, 660),
    ],
)
def test_a_clock_may_be_written_in_words(written: str, starts: int, ends: int) -> None:
    for line in (_only(f"1. 张三{written}"), _only(f"1. 张三 {written}")):
        assert (line.name, line.starts, line.ends) == ("张三", starts, ends)


@pytest.mark.parametrize(
    ("written", "doubt", "remark"),
    [
        ("王建国 请假", "请假", "请假"),
        ("王建国请事假", "请事假", "请事假"),
        ("王建国（来不了）", "来不了", "来不了"),
        ("取消 王建国", "取消", "取消"),
        ("王建国 ✘", "✘", ""),
        ("王建国❌", "❌", ""),
    ],
)
def test_who_does_not_come_is_doubted(written: str, doubt: str, remark: str) -> None:
    line = _only(f"1. {written}")
    assert (line.name, line.remark) == ("王建国", remark)
    assert line.doubt is not None
    assert (line.doubt.kind, line.doubt.text) == (DoubtKind.ABSENT, doubt)


@pytest.mark.parametrize(
    ("written", "name", "remark"),
    [
        ("@王建国", "王建国", ""),
        ("[玫瑰]王建国[强]", "王建国", ""),
        ("王 建 国", "王建国", ""),
        ("诸葛 明亮", "诸葛明亮", ""),
        ("A王建国", "王建国", ""),
        ("3栋501 王建国", "王建国", "3栋501"),
        ("501王建国 队长", "王建国", "501 队长"),
        ("王建国@13800001111", "王建国", ""),
        ("王建国✔", "王建国", ""),
        ("王建国 不来晚", "王建国", "不来晚"),
    ],
)
def test_what_a_chat_puts_around_a_name(written: str, name: str, remark: str) -> None:
    line = _only(f"1. {written}")
    assert (line.name, line.remark, line.doubt) == (name, remark, None)


@pytest.mark.parametrize(
    "text",
    [
        "1. 王伟、李娜（一家两口）\n2. 张三",
        "参加人员：王伟、李娜、张三等3人。",
        "活动通知\n到场志愿者名单：王伟 李娜 张三",
        "王伟\n----\n李娜\n张三",
    ],
)
def test_lists_written_in_one_line_or_with_rules_between(text: str) -> None:
    assert _names(text) == ["王伟", "李娜", "张三"]


@pytest.mark.parametrize(
    "text",
    [
        "1王建国2欧阳·买买提江·吐尔逊3㛃瑶",
        "1.王建国2.欧阳·买买提江·吐尔逊3.㛃瑶",
        "1 王建国 2 欧阳·买买提江·吐尔逊 3 㛃瑶",
        "1王建国，2欧阳·买买提江·吐尔逊，3㛃瑶。",
        "#接龙\n周六上午清洁家园，9点社区门口集合\n11王建国12欧阳·买买提江·吐尔逊13㛃瑶",
        "（1）王建国（2）欧阳·买买提江·吐尔逊（3）㛃瑶",
    ],
)
def test_numbers_that_count_on_stand_between_people(text: str) -> None:
    assert _names(text) == ["王建国", "欧阳·买买提江·吐尔逊", "㛃瑶"]


@pytest.mark.parametrize(
    "text",
    [
        "1王建国2单元",
        "1王建国2李秀英",
        "1王建国3单元5号",
        "1王建国2李秀英4张伟",
        "1王建国2李秀英3张伟4",
        "1王建国2李秀英3单元",
        "1王建国2李秀英3张伟说不来",
        "1王建国2栋3单元402室",
        "1王建国2小时3李秀英",
        "1王建国13800001111 2李秀英3张伟",
    ],
)
def test_numbers_that_may_say_something_else_stay_beside_the_name(text: str) -> None:
    (line,) = parse_signup(text).lines
    assert line.name == "王建国"


@given(
    st.lists(st.sampled_from(["王伟", "李秀英", "阿依古丽·买买提", "㛃瑶"]), min_size=3),
    st.integers(1, 90),
)
def test_a_run_keeps_every_person(names: list[str], first: int) -> None:
    text = "".join(f"{at}{name}" for at, name in enumerate(names, first))
    assert _names(text) == names


def test_words_in_brackets_are_no_second_person() -> None:
    line = _only("1. 王伟（带李娜、张三）")
    assert line.name == "王伟"


@pytest.mark.parametrize(
    "long", ["1" * 400, "12栋" * 200, "1王伟" * 200, "1-" * 200, "一" * 400, "2 " * 200]
)
def test_a_line_of_nothing_but_digits_is_read_at_once(long: str) -> None:
    assert len(parse_signup(f"1. 王伟\n2. {long}").lines) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "姓名：王伟\n电话：13800001111\n时长：2\n\n姓名：李娜\n时长：3小时\n备注：队长",
        "1. 姓名：王伟\n手机：13800001111\n时长：2\n2. 姓名：李娜\n时间：9:00-12:00\n备注：队长",
        "1、王伟\n  13800001111\n  2小时\n2、李娜 队长\n  3小时",
    ],
)
def test_what_stands_on_lines_of_its_own_belongs_to_the_person_above(text: str) -> None:
    found = [(one.name, one.phone, one.minutes, one.remark) for one in parse_signup(text).lines]
    assert found == [("王伟", "13800001111", 120, ""), ("李娜", None, 180, "队长")]


def test_a_time_apart_from_the_list_is_nobodys() -> None:
    assert [one.minutes for one in parse_signup("1. 王伟\n2. 李娜\n\n9:00-11:30").lines] == [
        None,
        None,
    ]


def test_the_moment_of_signing_up_is_no_time_served() -> None:
    line = _only("3. 王伟 11-18 10:22")
    assert (line.name, line.minutes, line.doubt, line.remark) == ("王伟", None, None, "11-18 10:22")
