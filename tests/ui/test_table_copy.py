from volunteer_desk.domain.copied_cells import cell_rows
from volunteer_desk.ui.table_copy import write_table


def test_a_tree_keeps_its_steps_on_the_clipboard() -> None:
    written = write_table(("单位",), [["滨江市"], ["\u3000江南区"]], (False,))
    assert written.text == "单位\n滨江市\n\u3000江南区"
    assert ">\u3000江南区</td>" in written.html


def test_a_cell_of_several_lines_stays_one_cell() -> None:
    written = write_table((), [['先清扫\t后\r\n集合，说“好”\u2028"走"', "2"]], (False, True))
    assert written.text == '"先清扫 后\n集合，说“好”\n""走"""\t2'
    assert cell_rows(written.text) == [(1, ['先清扫 后 集合，说“好” "走"', "2"])]
    assert written.html.count("<tr>") == 1
    assert written.html.count('<br style="mso-data-placement:same-cell">') == 2


def test_a_cell_that_begins_with_a_quote_swallows_no_row() -> None:
    rows = [['"红马甲"队', "3"], ["青年队", "4"]]
    written = write_table(("队伍", "人数"), rows, (False, True))
    read = [cells for _line, cells in cell_rows(written.text)]
    assert read == [["队伍", "人数"], *rows]
