import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ledger_rows import list_hours
from tests.services.signing import an_occasion, expecting, number_of
from tests.ui.conftest import Published, _context
from tests.ui.kiosk_keys import ENTER, Scene, a_scene
from volunteer_desk.domain.hours import HoursSource
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.signing.columns import attendance_state


@pytest.fixture
def scene(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    published: Published,
    gone: list[tuple[str, int | None]],
) -> Scene:
    return a_scene(qtbot, desk, lambda moving: _context(qtbot, moving, published, gone))


def test_who_forgot_is_signed_out_and_all_are_credited(scene: Scene, published: Published) -> None:
    activity = an_occasion(scene.desk)
    people = expecting(scene.desk, activity, "王建国", "李秀英", "张伟")
    scene.open(activity)
    for person in people:
        scene.scan(number_of(scene.desk, person))
    scene.clock.set("11:20")
    scene.scan(number_of(scene.desk, people[0]))
    scene.clock.set("12:00")
    scene.leave()
    view = scene.view.attendance
    assert view.save.text() == "登记 1 人"
    cells = [verdict.cells for row in range(3) if (verdict := view.table.verdict_of(row))]
    assert cells == [(), ("left",), ("left",)]
    assert view.ends.text() == "2 人补签退"
    view.ends.click()
    assert view.save.text() == "登记 3 人"
    assert view.lines.rows[1].stays[0].note == "未签退，按活动结束时间计"
    view.log()
    view.log()
    rows = list_hours(scene.desk, activity_id=activity)
    assert sorted(row.minutes for row in rows) == [138, 148, 148]
    assert {row.source for row in rows} == {HoursSource.SCANNED}
    assert all(line.logged for line in view.lines.rows)
    assert published[-1].batch is not None


def test_a_time_is_changed_by_hand_with_a_reason(scene: Scene) -> None:
    activity = an_occasion(scene.desk)
    (person,) = expecting(scene.desk, activity, "王建国")
    scene.open(activity)
    scene.scan(number_of(scene.desk, person))
    scene.clock.set("12:00")
    scene.leave()
    view = scene.view.attendance
    QTest.keyClick(view.table, ENTER)
    line = view.editing
    assert line.came.text() == "09:02"
    QTest.keyClicks(line.left.edit, "1045")
    QTest.keyClick(line.left.edit, ENTER)
    QTest.keyClick(line.reason.edit, ENTER)
    assert line.isVisible(), "a reason is needed"
    line.reason.edit.setText("忘记扫码，按签名时间")
    QTest.keyClick(line.reason.edit, ENTER)
    (row,) = view.lines.rows
    assert (row.counted, row.stays[0].note) == (103, "忘记扫码，按签名时间")
    assert view.save.text() == "登记 1 人"


def test_delete_drops_a_stay_and_restores_it(scene: Scene, published: Published) -> None:
    activity = an_occasion(scene.desk)
    (person,) = expecting(scene.desk, activity, "王建国")
    scene.open(activity)
    scene.scan(number_of(scene.desk, person))
    scene.leave()
    view = scene.view.attendance
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    view.editing.reason.edit.setText("扫错了")
    QTest.keyClick(view.editing.reason.edit, ENTER)
    assert view.lines.rows[0].dropped
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert not view.lines.rows[0].dropped
    restored = published[-1].batch  # 撤销 stands in the notice
    assert restored is not None
    undo_batch(scene.desk, restored)
    scene.view.reload()
    assert view.lines.rows[0].dropped


def test_undo_makes_it_loggable_again(scene: Scene, published: Published) -> None:
    activity = an_occasion(scene.desk)
    (person,) = expecting(scene.desk, activity, "王建国")
    scene.open(activity)
    scene.scan(number_of(scene.desk, person))
    scene.clock.set("11:30")
    scene.scan(number_of(scene.desk, person))
    scene.leave()
    view = scene.view.attendance
    view.log()
    assert not view.save.isEnabled()
    asked: list[int] = []
    scene.view.entries_asked.connect(asked.append)
    view.entries.click()
    assert asked == [activity]
    batch = published[-1].batch
    assert batch is not None
    undo_batch(scene.desk, batch)
    scene.view.reload()
    assert view.save.text() == "登记 1 人"


def test_a_rule_is_set_aside_by_a_reason_typed_in_the_list(scene: Scene) -> None:
    activity = an_occasion(scene.desk, project="冬日送暖")
    with scene.desk.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE project SET from_on = '2026-12-01' WHERE name = '冬日送暖'"
        )
    (person,) = expecting(scene.desk, activity, "欧阳·买买提江·吐尔逊")
    scene.open(activity)
    scene.scan(number_of(scene.desk, person))
    scene.clock.set("11:30")
    scene.scan(number_of(scene.desk, person))
    scene.leave()
    view = scene.view.attendance
    (line,) = view.lines.rows
    assert line.waivable
    assert not view.save.isEnabled()
    QTest.keyClick(view.table, ENTER)
    view.editing.reason.edit.setText("负责人已核实")
    QTest.keyClick(view.editing.reason.edit, ENTER)
    assert view.save.text() == "登记 1 人"
    view.log()
    (entry,) = list_hours(scene.desk, activity_id=activity)
    assert entry.reason == "负责人已核实"


def test_rounding_is_said_in_the_row(scene: Scene) -> None:
    change_settings(scene.desk, rounding_step=30)
    activity = an_occasion(scene.desk)
    (person,) = expecting(scene.desk, activity, "王建国")
    scene.open(activity)
    scene.scan(number_of(scene.desk, person))
    scene.clock.set("11:20")
    scene.scan(number_of(scene.desk, person))
    scene.leave()
    (line,) = scene.view.attendance.lines.rows
    assert (line.attended.minutes, line.counted) == (138, 150)
    assert attendance_state(line)[0] == "可登记，2小时18分取整"
