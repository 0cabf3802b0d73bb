from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ledger_rows import list_hours
from tests.services.people import a_person
from tests.services.signing import TODAY, an_occasion, expecting
from tests.ui.conftest import Published
from volunteer_desk.domain.hours import HourLine, HoursDraft, HoursSource
from volunteer_desk.domain.sign_sheets import SignSheet
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.sign_sheets import make_sheet
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.signing.view import SigningView

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Hand:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, view: SigningView) -> None:
        self.view = view
        self.keys = 0

    def press(self, *keys: str | Qt.Key) -> None:
        for one in keys:
            for key in one if isinstance(one, str) else [one]:
                QApplication.processEvents()
                here = QApplication.focusWidget() or self.view
                if isinstance(key, str):
                    QTest.keyClicks(here, key)
                else:
                    QTest.keyClick(here, key)
                self.keys += 1
        QApplication.processEvents()

    def scan(self, code: str) -> None:
        """As a wedge scanner does: every character at once, then Enter."""
        self.press(code, ENTER)
        self.keys -= len(code) + 1


@pytest.fixture
def sheet(desk: Desk) -> SignSheet:
    activity = an_occasion(desk)
    people = expecting(desk, activity, "王建国", "欧阳·买买提江·吐尔逊", "㛃䶮", "李秀英")
    return make_sheet(desk, activity, people, 2)


@pytest.fixture
def open_view(qtbot: QtBot, context: PageContext) -> Callable[[], SigningView]:
    held: list[SigningView] = []

    def opened() -> SigningView:
        view = SigningView(context)
        held.append(view)
        qtbot.addWidget(view)
        view.resize(1182, 640)
        view.reload()
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.enter()
        return view

    return opened


def test_the_code_of_a_sheet_brings_it_up_in_its_printed_order(
    open_view: Callable[[], SigningView], sheet: SignSheet
) -> None:
    view = open_view()
    Hand(view).scan(sheet.code)
    assert view.stack.currentWidget() is view.sheet
    names = [row[0].name for row in view.sheet.grid.rows.rows]
    assert names == ["王建国", "欧阳·买买提江·吐尔逊", "㛃䶮", "李秀英", "", ""]


def test_the_code_of_a_row_opens_its_sheet_and_marks_it(
    open_view: Callable[[], SigningView], sheet: SignSheet
) -> None:
    view = open_view()
    Hand(view).scan(sheet.lines[2].code)
    rows = view.sheet.rows
    assert rows is not None
    assert [entry.present for entry in rows.entries] == [False, False, True, False, False, False]


def test_a_misread_code_is_refused(
    open_view: Callable[[], SigningView], sheet: SignSheet, context: PageContext
) -> None:
    view = open_view()
    Hand(view).scan(sheet.code[:-1] + str((int(sheet.code[-1]) + 1) % 10))
    assert view.stack.currentWidget() is view.home
    assert any("读错或打错" in text for text in context.notices.messages())


def test_times_typed_down_the_column_are_logged_as_signed(
    open_view: Callable[[], SigningView], sheet: SignSheet, desk: Desk, published: Published
) -> None:
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    hand.press("900", ENTER, "'", "2.5", ENTER, " ")
    assert hand.keys == 4 + 1 + 4 + 1
    assert view.sheet.save.text() == "登记 4 人"
    QTest.keyClick(view.sheet.grid, ENTER, Qt.KeyboardModifier.ControlModifier)
    view.sheet.log()
    rows = list_hours(desk, activity_id=sheet.occasion.id)
    assert [row.minutes for row in rows] == [150] * 4
    assert {row.source for row in rows} == {HoursSource.SIGNED}
    assert published[-1].message == "已登记 4 人，共 10 小时。"
    view.reload()
    assert view.home.credited.text() == "已登记 4 人"
    asked: list[int] = []
    view.entries_asked.connect(asked.append)
    view.home.credited.click()
    assert asked == [sheet.occasion.id]
    assert len({row.id for row in rows}) == 4


def test_thirty_rows_from_paper_take_four_keys_a_row_at_most(
    open_view: Callable[[], SigningView], desk: Desk
) -> None:
    activity = an_occasion(desk)
    people = expecting(desk, activity, *(f"王{chr(0x4E00 + at)}" for at in range(30)))
    sheet = make_sheet(desk, activity, people, 0)
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    for at in range(30):
        hand.press("910" if at % 3 == 0 else "2.5" if at % 3 == 1 else "'")
        if at % 3 < 2:
            hand.press(ENTER)
    assert hand.keys <= 30 * 4
    rows = view.sheet.rows
    assert rows is not None
    assert len(rows.settled()) == 30
    view.sheet.log()
    assert len(list_hours(desk, activity_id=activity)) == 30


def test_start_and_end_are_typed_with_tab_and_go_on_at_the_start(
    open_view: Callable[[], SigningView], sheet: SignSheet
) -> None:
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    hand.press("905", TAB, "1100", ENTER, "930", ENTER)
    rows = view.sheet.rows
    assert rows is not None
    assert [(one.came, one.left) for one in rows.entries[:2]] == [("905", "1100"), ("930", "")]
    assert view.sheet.grid.current_row() == 2


def test_scanned_rows_came_and_a_second_scan_is_said(
    open_view: Callable[[], SigningView], sheet: SignSheet, context: PageContext
) -> None:
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    for number in (1, 3, 1):
        hand.scan(sheet.lines[number].code)
    rows = view.sheet.rows
    assert rows is not None
    assert [entry.present for entry in rows.entries[:4]] == [False, True, False, True]
    assert any("没有重复" in text for text in context.notices.messages())
    assert view.sheet.total.text().startswith("到场 2 人 · 5 小时")


def test_a_slip_and_another_sheets_code_mark_nobody(
    open_view: Callable[[], SigningView], sheet: SignSheet, desk: Desk, context: PageContext
) -> None:
    other = make_sheet(desk, an_occasion(desk, project="敬老助餐"), [], 3)
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    code = sheet.lines[1].code
    hand.scan(code[0] + code[2] + code[1] + code[3:] if code[1] != code[2] else code[:-1])
    hand.scan(other.lines[0].code)
    rows = view.sheet.rows
    assert rows is not None
    assert not any(entry.present for entry in rows.entries)
    assert any("另一张签到表" in text for text in context.notices.messages())


def test_a_blank_row_takes_a_last_four_and_pinyin(
    open_view: Callable[[], SigningView], sheet: SignSheet, desk: Desk
) -> None:
    person = a_person(desk, 7, name="阿依古丽·买买提", phone="13900008877")
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    view.sheet.grid.choose_cell(4, 1)
    hand.press("8877", ENTER)
    rows = view.sheet.rows
    assert rows is not None
    assert rows.entries[4].person is not None
    assert rows.entries[4].person.id == person
    hand.press("930", ENTER)
    assert rows.settled() == [4]


def test_an_overlap_is_said_with_the_other_record_named(
    open_view: Callable[[], SigningView], sheet: SignSheet, desk: Desk
) -> None:
    other = an_occasion(desk, project="敬老助餐")
    person = sheet.lines[1].volunteer_id
    assert person is not None
    log_hours(desk, HoursDraft(other, (HourLine(person, 60, 600, 660),)))
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    hand.press("   ")
    verdicts = [row[1] for row in view.sheet.grid.rows.rows]
    assert [verdict.settled for verdict in verdicts[:3]] == [True, False, True]
    assert "敬老助餐" in verdicts[1].full
    view.sheet.grid.choose_cell(1)
    assert "敬老助餐" in view.sheet.says.text()
    view.sheet.log()
    assert len(list_hours(desk, activity_id=sheet.occasion.id)) == 2


def test_a_logged_sheet_says_so_and_undo_opens_it_again(
    open_view: Callable[[], SigningView], sheet: SignSheet, desk: Desk, published: Published
) -> None:
    view = open_view()
    asked: list[int] = []
    view.entries_asked.connect(asked.append)
    hand = Hand(view)
    hand.scan(sheet.code)
    hand.press("  ")
    view.sheet.log()
    assert not view.sheet.state.isHidden()
    assert view.sheet.grid.rows.rows[0][1].words == "已登记 2.5 小时"
    view.sheet.log()
    assert len(list_hours(desk, activity_id=sheet.occasion.id)) == 2
    view.sheet.entries.click()
    assert asked == [sheet.occasion.id]
    batch = published[-1].batch
    assert batch is not None
    undo_batch(desk, batch)
    view.reload()
    assert view.sheet.state.isHidden()
    assert view.sheet.save.text() == "登记 2 人"


def test_escape_leads_back_and_what_was_typed_stays(
    open_view: Callable[[], SigningView], sheet: SignSheet
) -> None:
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    hand.press("905", ENTER, Qt.Key.Key_Escape)
    assert view.stack.currentWidget() is view.home
    hand.scan(sheet.code)
    rows = view.sheet.rows
    assert rows is not None
    assert rows.entries[0].came == "905"


def test_a_sheet_is_seen_before_it_is_printed_and_listed(
    open_view: Callable[[], SigningView], desk: Desk
) -> None:
    activity = an_occasion(desk)
    expecting(desk, activity, "王建国", "㛃䶮")
    view = open_view()
    view.show_activity(activity)
    view.home.preview.click()
    assert view.stack.currentWidget() is view.paper
    assert view.paper.paper is not None
    assert "名单2人，空白5行" in view.paper.paper.told
    view.paper.closed.emit()
    assert [(row.people, row.blank_rows) for row in view.home.sheets.rows] == [(2, 5)]


def test_nobody_on_the_list_is_said(
    open_view: Callable[[], SigningView], desk: Desk, context: PageContext
) -> None:
    activity = an_occasion(desk)
    view = open_view()
    view.show_activity(activity)
    view.home.preview.click()
    assert view.stack.currentWidget() is view.home
    assert any("没有人" in text for text in context.notices.messages())


def test_an_empty_desk_says_the_next_step(open_view: Callable[[], SigningView]) -> None:
    view = open_view()
    assert not view.home.nothing.isHidden()
    assert view.home.about.isHidden()


def test_activities_are_found_by_their_name(
    open_view: Callable[[], SigningView], desk: Desk
) -> None:
    an_occasion(desk)
    wanted = an_occasion(desk, project="敬老助餐")
    view = open_view()
    view.home.line.edit.setText("敬老")
    QTest.keyClick(view.home.line.edit, ENTER)
    assert [row.id for row in view.home.occasions.rows] == [wanted]
    assert view.home.occasions.rows[0].held_on == TODAY


def test_cells_copied_in_printed_order_fill_the_rows(
    open_view: Callable[[], SigningView], sheet: SignSheet, context: PageContext
) -> None:
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    QGuiApplication.clipboard().setText("9:00\t11:30\n\t\n930\t次日1:00\n9点多\t11:00")
    grid = view.sheet.grid
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "没有粘贴。" in context.notices.messages()[-1], "9点多 is no time: nothing is filled"
    QGuiApplication.clipboard().setText("9:00\t11:30\n\t\n930\t次日1:00")
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rows = view.sheet.rows
    assert rows is not None
    assert [entry.minutes for entry in rows.entries[:3]] == [150, 0, 930]
    assert [entry.present for entry in rows.entries[:3]] == [True, False, True]


def test_the_cell_a_sentence_is_about_is_marked(
    open_view: Callable[[], SigningView], sheet: SignSheet
) -> None:
    view = open_view()
    hand = Hand(view)
    hand.scan(sheet.code)
    hand.press("99", ENTER)
    verdict = view.sheet.grid.verdict_of(0)
    assert verdict is not None
    assert (verdict.words, verdict.cells) == ("“99”看不懂", ("came",))
