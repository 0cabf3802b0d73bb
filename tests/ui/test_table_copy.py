from volunteer_desk.ui.table_copy import write_table


def test_a_tree_keeps_its_steps_on_the_clipboard() -> None:
    written = write_table(("单位",), [["滨江市"], ["\u3000江南区"]], (False,))
    assert written.text == "单位\n滨江市\n\u3000江南区"
    assert ">\u3000江南区</td>" in written.html


def test_a_cell_of_several_lines_stays_one_cell() -> None:
    written = write_table((), [["先清扫\t后\r\n集合", "2"]], (False, True))
    assert written.text == "先清扫 后 集合\t2"
