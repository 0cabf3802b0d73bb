from itertools import pairwise

import pytest

from volunteer_desk.documents.certificate_body import WIDEST
from volunteer_desk.documents.fonts import SERIF, load_font, split_runs
from volunteer_desk.documents.line_breaking import NO_END, NO_START, break_lines
from volunteer_desk.documents.spacing import set_width

TEXT = (
    "在2026年度志愿服务工作中表现突出，累计服务305.5小时，被评为“优秀志愿者”。（见《通知》第3条）"
    "阿依古丽·买买提、王建国：感谢！"
)


@pytest.mark.parametrize("width", range(95, 400, 7))
def test_marks_never_begin_or_end_a_line_wrongly_and_nothing_is_lost(width: int) -> None:
    lines = break_lines(TEXT, SERIF, 12, width, 24)
    assert "".join(line.text for line in lines) == TEXT
    for before, after in pairwise(lines):
        assert after.text[0] not in NO_START
        assert before.text[-1] not in NO_END
        assert not (before.text[-1].isdigit() and after.text[0] in "0123456789.")


def test_lines_fill_the_measure_and_never_exceed_it() -> None:
    lines = break_lines(TEXT, SERIF, 12, 300, 24)
    for line in lines:
        assert line.indent + set_width(line.text, SERIF, 12) <= 300.02
    assert lines[0].indent == 24
    assert lines[-1].spacing == 0


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = break_lines("a" * 200, SERIF, 12, 100)
    assert len(lines) > 5
    assert all(set_width(line.text, SERIF, 12) <= 100 for line in lines)


def test_a_rare_character_comes_from_the_font_that_has_it() -> None:
    assert split_runs("王𠮷㛃") == (
        (SERIF, "王"),
        ("LXGWWenKai-Regular", "𠮷"),
        (SERIF, "㛃"),
    )


def test_nine_is_the_widest_figure_as_the_certificate_body_expects() -> None:
    font = load_font(SERIF)
    assert max("0123456789", key=lambda digit: font.stringWidth(digit, 100)) == WIDEST


def test_a_name_of_several_parts_breaks_between_them() -> None:
    name = "阿卜杜热合曼·阿卜杜拉·买买提明·热西提"
    lines = [line.text for line in break_lines(name, SERIF, 10, 130)]
    assert lines == ["阿卜杜热合曼·阿卜杜拉·", "买买提明·热西提"]
