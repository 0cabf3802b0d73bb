from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import a_draft, valid_id
from tests.ui.person_keys import (
    CONTROL,
    here,
    lines,
    only_person,
    open_person,
    press,
    shown_facts,
)
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import list_disclosures
from volunteer_desk.services.volunteers import volunteer_card
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.page import VolunteersPage
from volunteer_desk.ui.volunteers.person_acts import PersonActs

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PHONE, DOCUMENT = "13800001111", valid_id(date(1985, 3, 5), "2")


@pytest.fixture
def window(named_window: MainWindow) -> MainWindow:
    named_window.show_page("volunteers")
    return named_window


@pytest.fixture
def opened(window: MainWindow) -> VolunteersPage:
    return open_person(window, a_draft(team="党员队"))


def test_the_full_data_wants_a_reason_and_is_logged(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    assert DOCUMENT not in shown_facts(opened)
    press(window, Qt.Key.Key_L)
    asking = opened.room.detail.reveal_asking
    QTest.keyClick(here(window), Qt.Key.Key_Return)
    assert "理由" in asking.problem.text()
    assert DOCUMENT not in shown_facts(opened)
    lines(window, "核对保险信息")
    assert DOCUMENT in shown_facts(opened)
    assert PHONE in shown_facts(opened)
    assert opened.room.detail.countdown.accessibleName() == "完整信息还显示 60 秒"
    (row,) = list_disclosures(desk, only_person(desk))
    assert (row.kind, row.reason) == (DisclosureKind.REVEAL, "核对保险信息")
    log = opened.room.tabs.log.model
    assert [one.reason for one in log.rows] == ["核对保险信息"]
    assert log.index(0, 0).data() == "2026-11-22 09:30"  # the desk's time, whatever the machine's


def test_a_minute_later_it_is_masked_again(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    press(window, Qt.Key.Key_L)
    lines(window, "核对保险信息")
    countdown = opened.room.acts.countdown
    for _ in range(59):
        countdown.tick()  # the desk's clock stands still: the seconds are counted all the same
    assert opened.room.detail.countdown.accessibleName() == "完整信息还显示 1 秒"
    assert DOCUMENT in shown_facts(opened)
    countdown.tick()
    QApplication.processEvents()
    assert DOCUMENT not in shown_facts(opened)
    assert opened.room.detail.countdown.isHidden()


def test_the_clock_ends_it_though_few_seconds_were_counted(
    qtbot: QtBot, dressed: QApplication, context: PageContext, now: datetime, tmp_path: Path
) -> None:
    from volunteer_desk.domain.disclosure import Revealed
    from volunteer_desk.ui.volunteers.reveal import Countdown

    clock = [now]
    countdown = Countdown(lambda: clock[0], context.tasks)
    countdown.begin(Revealed(1, "", "", "", "", "", now + timedelta(seconds=60)))
    clock[0] = now + timedelta(minutes=5)  # the computer slept
    countdown.tick()
    assert countdown.revealed is None


@pytest.mark.parametrize("way", ["esc", "page"])
def test_leaving_masks_at_once(opened: VolunteersPage, window: MainWindow, way: str) -> None:
    press(window, Qt.Key.Key_L)
    lines(window, "核对保险信息")
    if way == "esc":
        QTest.keyClick(here(window), Qt.Key.Key_Escape)
    else:
        window.show_page("projects")
    assert opened.room.acts.countdown.revealed is None
    QApplication.processEvents()
    assert DOCUMENT not in shown_facts(opened)


def test_erasing_wants_the_number_and_says_that_it_is_final(
    opened: VolunteersPage, window: MainWindow, desk: Desk
) -> None:
    person = only_person(desk)
    number = volunteer_card(desk, person).row.number
    press(window, Qt.Key.Key_Delete)
    asking = opened.room.detail.erase_asking
    assert "不能撤销" in asking.told.text()
    assert "证书编号保留" in asking.told.text()
    lines(window, "本人要求删除", "ZY0")
    assert not asking.yes.isEnabled()
    assert not volunteer_card(desk, person).erased
    asking.number.set_text("")
    lines(window, number)
    assert volunteer_card(desk, person).erased
    assert "已按要求删除" in opened.room.detail.lacks.text()
    assert not opened.room.detail.edit.isEnabled()


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_own_data_is_written_and_logged(
    opened: VolunteersPage,
    window: MainWindow,
    desk: Desk,
    tmp_path: Path,
    suffix: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / f"本人资料{suffix}"
    monkeypatch.setattr("volunteer_desk.ui.volunteers.person_acts.choose_out", lambda *_: out)
    modifier = CONTROL if suffix == ".pdf" else CONTROL | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(here(window), Qt.Key.Key_P, modifier)
    assert out.stat().st_size > 1000
    (row,) = list_disclosures(desk, only_person(desk))
    assert row.kind is DisclosureKind.OWN_DATA
    assert len(opened.room.tabs.log.model.rows) == 1


def test_the_acts_of_nobody_do_nothing(
    context: PageContext, show: Callable[[Page], None], tmp_path: Path
) -> None:
    page = VolunteersPage(context)
    show(page)
    acts: PersonActs = page.room.acts
    acts.export_to(tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
