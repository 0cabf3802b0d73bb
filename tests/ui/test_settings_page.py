from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Published
from volunteer_desk.services.settings import change_settings, read_settings
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.settings.page import SettingsPage
from volunteer_desk.ui.shell import MainWindow


def settings_page(context: PageContext, show: Callable[[Page], None]) -> SettingsPage:
    page = SettingsPage(context)
    show(page)
    return page


def test_a_name_typed_is_kept_when_the_field_is_left(
    context: PageContext, show: Callable[[Page], None], published: Published
) -> None:
    page = settings_page(context, show)
    edit = page.texts["head"].edit
    QTest.keyClicks(edit, "x")
    edit.setText("阿依古丽·买买提")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert read_settings(context.desk).head == "阿依古丽·买买提"
    assert len(published) == 1


def test_hours_are_shown_and_minutes_kept(
    context: PageContext, show: Callable[[Page], None]
) -> None:
    page = settings_page(context, show)
    field = page.numbers["day_warn_minutes"]
    assert field.value() == 8
    field.spin.setValue(10)
    QTest.keyClick(field.spin, Qt.Key.Key_Return)
    assert read_settings(context.desk).day_warn_minutes == 600


def test_stars_out_of_order_are_refused_and_put_back(
    context: PageContext, show: Callable[[Page], None]
) -> None:
    page = settings_page(context, show)
    page.stars[0].spin.setValue(500)
    QTest.keyClick(page.stars[0].spin, Qt.Key.Key_Return)
    assert read_settings(context.desk).star_hours[0] == 100
    assert page.stars[0].value() == 100
    assert "从小到大" in context.notices.messages()[-1]


def test_unchanged_fields_write_nothing(
    context: PageContext, show: Callable[[Page], None], published: Published
) -> None:
    page = settings_page(context, show)
    for field in page.texts.values():
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert published == []


def test_a_backup_is_made_and_its_result_shown(
    filled_context: PageContext, show: Callable[[Page], None]
) -> None:
    page = settings_page(filled_context, show)
    QTest.mouseClick(page.keeping.part.backup, Qt.MouseButton.LeftButton)
    made = list(filled_context.desk.folder.backups.glob("*.sqlite3"))
    assert len(made) == 1
    assert made[0].name in page.keeping.part.result.text()
    assert "核对无误" in page.keeping.part.result.text()


def test_sound_data_is_called_sound(
    filled_context: PageContext, show: Callable[[Page], None]
) -> None:
    page = settings_page(filled_context, show)
    QTest.mouseClick(page.keeping.part.check, Qt.MouseButton.LeftButton)
    assert "数据完好" in page.keeping.part.result.text()


def test_a_restore_is_asked_for_in_place_before_anything_happens(
    filled_window: MainWindow, tmp_path: Path
) -> None:
    wanted: list[Path] = []
    filled_window.restore_wanted.connect(wanted.append)
    filled_window.show_page("settings")
    page = filled_window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.keeping.part.offer(tmp_path / "旧备份.sqlite3")
    assert page.keeping.part.sure.isVisible()
    assert wanted == []
    QTest.mouseClick(page.keeping.part.no, Qt.MouseButton.LeftButton)
    assert not page.keeping.part.sure.isVisible()
    page.keeping.part.offer(tmp_path / "旧备份.sqlite3")
    QTest.mouseClick(page.keeping.part.sure, Qt.MouseButton.LeftButton)
    assert wanted == [tmp_path / "旧备份.sqlite3"]


def test_settings_made_elsewhere_are_shown(
    context: PageContext, show: Callable[[Page], None]
) -> None:
    page = settings_page(context, show)
    change_settings(context.desk, report_day=3, report_next_month=True)
    page.reload()
    assert page.numbers["report_day"].value() == 3
    assert page.next_month.isChecked()
