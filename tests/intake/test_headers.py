import pytest

from volunteer_desk.intake import Kind
from volunteer_desk.intake.headers import field_of, match_columns


@pytest.mark.parametrize(
    ("header", "kind", "field"),
    [
        ("姓名", "roster", "name"),
        (" 姓\u3000名 ", "roster", "name"),
        ("*姓名（必填）", "roster", "name"),
        ("身份证\n号码", "roster", "id_number"),
        ("证件号码：", "roster", "id_number"),
        ("ＴＥＬ", "roster", "phone"),
        ("手机号码(11位)", "hours", "phone"),
        ("出生年月", "roster", "birth"),
        ("监护人电话", "roster", "guardian_phone"),
        ("紧急联系人", "roster", "emergency_name"),
        ("服务时长(小时)", "hours", "hours"),
        ("服务时长（分钟）", "hours", "minutes"),
        ("活动日期", "hours", "served_on"),
        ("姓名/Name", "roster", "name"),
        ("现居住地址", "roster", "area"),
        ("所在学校", "roster", "employer"),
        ("户籍地址", "roster", None),
        ("认定时长（小时）", "hours", "hours"),
        ("到达时间", "hours", "starts"),
        ("累计时长", "hours", None),
        ("年龄", "roster", None),
        ("", "roster", None),
    ],
)
def test_what_a_header_means(header: str, kind: Kind, field: str | None) -> None:
    assert field_of(header, kind) == field


def test_a_cell_that_is_no_text_is_no_header() -> None:
    assert field_of(3.0, "roster") is None


def test_the_left_of_two_equal_columns_is_taken() -> None:
    assert match_columns(["姓名", "手机", "联系电话"], "roster") == {"name": 0, "phone": 1}


def test_the_activity_names_the_project_where_no_other_column_does() -> None:
    assert match_columns(["姓名", "活动名称"], "hours") == {"name": 0, "project": 1}
    both = match_columns(["姓名", "活动名称", "项目名称"], "hours")
    assert both == {"name": 0, "activity": 1, "project": 2}


def test_a_merged_word_above_tells_columns_apart() -> None:
    columns = match_columns(
        ["姓名", "电话", "姓名", "电话"], "roster", ["", "", "紧急联系人", "紧急联系人"]
    )
    assert columns == {"name": 0, "phone": 1, "emergency_name": 2, "emergency_phone": 3}
