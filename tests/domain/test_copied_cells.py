import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_desk.domain.copied_cells import cell_rows
from volunteer_desk.domain.signup_text import parse_signup


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("王建国\t2", [(1, ["王建国", "2"])]),
        ("王建国 \t 2\n\n李秀英\t3", [(1, ["王建国", "2"]), (2, [""]), (3, ["李秀英", "3"])]),
        (
            '王建国\t"队长\n三号楼"\t2\n李秀英\t\t3',
            [
                (1, ["王建国", "队长 三号楼", "2"]),
                (3, ["李秀英", "", "3"]),
            ],
        ),
        ('王建国\t"说""好""了"', [(1, ["王建国", '说"好"了'])]),
        ('王建国\t3"楼', [(1, ["王建国", '3"楼'])]),
        ('"王建国\t2\n李秀英\t3', [(1, ['"王建国', "2"]), (2, ["李秀英", "3"])]),
    ],
)
def test_quotes_are_a_spreadsheets_and_a_loose_one_is_a_quote(
    text: str, rows: list[tuple[int, list[str]]]
) -> None:
    assert cell_rows(text) == rows


def test_a_cell_with_a_line_break_is_one_cell_of_one_person() -> None:
    text = '姓名\t备注\t时长\n王建国\t"队长\n三号楼"\t2\n李秀英\t\t3'
    assert [(one.name, one.remark, one.minutes, one.line) for one in parse_signup(text).lines] == [
        ("王建国", "队长 三号楼", 120, 2),
        ("李秀英", "", 180, 4),
    ]


@given(st.text('王"\t\n 2', max_size=30))
def test_any_cells_are_read(text: str) -> None:
    assert all(cells for _line, cells in cell_rows(text))
