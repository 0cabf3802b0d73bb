import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.registered import a_project
from volunteer_desk.app import prepare_input_method
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.series import Frequency, SeriesDraft, SeriesRule
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.activities import list_activities
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.keeping import back_up
from volunteer_desk.services.series import save_series
from volunteer_desk.services.settings import change_settings
from volunteer_desk.session import Session
from volunteer_desk.ui.errors import BugDesk
from volunteer_desk.ui.instance import FirstInstance
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.shell import MainWindow


def open_session(qtbot: QtBot, app: QApplication, folder: DataFolder) -> Session:
    session = Session(app, folder, FirstInstance(folder, app), BugDesk(app))
    session.open()
    qtbot.waitUntil(lambda: session.window is not None, timeout=10_000)
    return session


def test_a_backup_is_put_back_and_the_window_opens_again(
    qtbot: QtBot, dressed: QApplication, filled_desk: Desk, tmp_path: Path
) -> None:
    back_up(filled_desk, tmp_path / "copy.sqlite3")
    change_settings(filled_desk, unit="改过的名字")
    filled_desk.close()
    session = open_session(qtbot, dressed, filled_desk.folder)
    before = session.window
    assert before is not None
    assert before.settings().unit == "改过的名字"
    before.restore_wanted.emit(tmp_path / "copy.sqlite3")
    qtbot.waitUntil(
        lambda: session.window is not None and session.window is not before, timeout=20_000
    )
    after = session.window
    assert after is not None
    assert after.settings().unit != "改过的名字"
    assert any("已恢复备份" in said for said in after.notices.messages())
    session.close()


def test_a_tick_lets_the_window_look_again(
    qtbot: QtBot, dressed: QApplication, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[MainWindow] = []
    monkeypatch.setattr(MainWindow, "look_again", lambda window: looked.append(window))
    change_settings(desk, unit="幸福里社区居民委员会")
    session = open_session(qtbot, dressed, desk.folder)

    def ticks() -> bool:  # the scheduler is there a moment after the window
        session.ticked.emit()
        return bool(looked)

    try:
        qtbot.waitUntil(ticks, timeout=10_000)
        assert looked[0] is session.window
    finally:
        session.close()


def test_a_file_that_is_no_backup_changes_nothing(
    qtbot: QtBot, dressed: QApplication, filled_desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("不是备份", encoding="utf-8")
    unit = change_settings(filled_desk, unit="原来的名字")
    assert unit.rows == 1
    filled_desk.close()
    session = open_session(qtbot, dressed, filled_desk.folder)
    before = session.window
    assert before is not None
    before.restore_wanted.emit(tmp_path / "note.txt")
    qtbot.waitUntil(
        lambda: session.window is not None and session.window is not before, timeout=20_000
    )
    after = session.window
    assert after is not None
    assert after.settings().unit == "原来的名字"
    assert after.notices.messages()
    session.close()


def test_every_page_of_the_rail_is_there() -> None:
    assert [spec.name for spec in PAGES if not spec.exists()] == []


def test_chinese_input_under_fcitx_goes_through_the_portal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("QT_IM_MODULE", "GTK_IM_MODULE", "IBUS_USE_PORTAL"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("XMODIFIERS", "@im=ibus")
    prepare_input_method()
    assert os.environ["QT_IM_MODULE"] == ""
    monkeypatch.setenv("XMODIFIERS", "@im=fcitx")
    prepare_input_method()
    assert os.environ["QT_IM_MODULE"] == "ibus"
    assert os.environ["IBUS_USE_PORTAL"] == "1"


def test_a_series_goes_on_at_the_start_and_at_every_tick(
    qtbot: QtBot, dressed: QApplication, desk: Desk
) -> None:
    today = desk.today()
    rule = SeriesRule(Frequency.WEEKLY, (6,), today)
    save_series(desk, SeriesDraft(a_project(desk), rule))
    change_settings(desk, unit="幸福里社区居民委员会")
    later = today + timedelta(days=20)

    def made() -> int:
        return len(list_activities(desk, span=Span(later, date.max)))

    with desk.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM activity WHERE held_on >= ?", (str(later),))
        connection.exec_driver_sql(
            "UPDATE activity_series SET made_to = ?", (str(later - timedelta(days=1)),)
        )
    assert made() == 0
    session = open_session(qtbot, dressed, desk.folder)
    qtbot.waitUntil(lambda: made() > 0, timeout=10_000)
    with desk.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM activity WHERE held_on >= ?", (str(later),))
        connection.exec_driver_sql(
            "UPDATE activity_series SET made_to = ?", (str(later - timedelta(days=1)),)
        )
    session.ticked.emit()
    qtbot.waitUntil(lambda: made() > 0, timeout=10_000)
    session.close()
