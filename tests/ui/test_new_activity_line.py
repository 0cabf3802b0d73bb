from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.registered import a_project, a_team, an_activity, register
from tests.services.pictures_made import a_docx, a_photo
from tests.ui.conftest import Published
from tests.ui.person_keys import write
from volunteer_desk.domain.activities import ActivityDraft
from volunteer_desk.domain.projects import ProjectDraft
from volunteer_desk.services.activities import list_activities, read_activity, save_activity
from volunteer_desk.services.attachments import list_attachments
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import save_project
from volunteer_desk.ui.activities.new_line import NewActivityLine
from volunteer_desk.ui.page import PageContext

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SATURDAY = date(2026, 11, 28)
LONG = "欧阳·买买提江·吐尔逊"
Open = Callable[..., NewActivityLine]


@pytest.fixture
def open_line(qtbot: QtBot, context: PageContext) -> Iterator[Open]:
    held: list[NewActivityLine] = []

    def opened(day: date = SATURDAY, project_id: int | None = None) -> NewActivityLine:
        line = NewActivityLine(context)
        held.append(line)
        qtbot.addWidget(line)
        line.resize(1130, 220)
        line.show()
        qtbot.waitExposed(line)
        line.activateWindow()
        qtbot.waitUntil(line.isActiveWindow)
        line.begin(day, project_id)
        return line

    yield opened
    for line in held:
        line.stop()


def here(line: NewActivityLine) -> QWidget:
    found = line.focusWidget()
    assert found is not None
    return found


def key(line: NewActivityLine, one: Qt.Key) -> None:
    """Press a key where the keyboard is: in the offers below a field while they are shown."""
    QTest.keyClick(QApplication.activePopupWidget() or here(line), one)


def tabs(line: NewActivityLine, *texts: str) -> None:
    """Type into field after field, Tab between them."""
    for number, text in enumerate(texts):
        if number:
            key(line, Qt.Key.Key_Tab)
        if text:
            write(here(line), text)


def test_project_and_day_are_enough_and_enter_saves(
    open_line: Open, context: PageContext, published: Published, qtbot: QtBot
) -> None:
    a_project(context.desk)
    line = open_line()
    assert here(line) is line.fields.project.edit
    assert line.unfolded.isHidden()
    write(here(line), "周末清洁家园")
    with qtbot.waitSignal(line.saved) as saved:
        QTest.keyClick(here(line), Qt.Key.Key_Return)
    (made,) = list_activities(context.desk)
    assert saved.args == [made.id]
    assert made.held_on == SATURDAY
    assert [one.row_id for one in published] == [made.id]
    assert published[0].batch is not None
    assert line.fields.project_name() == ""  # Enter twice makes no second one


def test_everything_by_keys_alone(open_line: Open, context: PageContext) -> None:
    line = open_line()
    tabs(line, "邻里守望", "", "上午9点到11点半", "小区南门")
    QTest.keyClick(here(line), Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert here(line) is line.fields.leader.edit
    tabs(line, LONG, "", "约30人", "120", "老年人，㛃家", "晴", "带手套", "清理楼道")
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    (made,) = list_activities(context.desk)
    assert made.project == "邻里守望"
    assert read_activity(context.desk, made.id) == ActivityDraft(
        made.project_id,
        SATURDAY,
        time(9),
        time(11, 30),
        "小区南门",
        LONG,
        "清理楼道",
        None,
        30,
        120,
        "带手套",
        "老年人、㛃家",
        "晴",
    )


def test_the_day_is_read_as_people_write_it(open_line: Open) -> None:
    line = open_line()
    day = line.fields.day
    day.edit.setFocus()
    day.edit.selectAll()
    write(day.edit, "下周六")
    QTest.keyClick(day.edit, Qt.Key.Key_Tab)
    assert day.text() == "2026-11-28 周六"


def test_what_cannot_be_read_is_said_beside_it_and_nothing_is_written(
    open_line: Open, context: PageContext
) -> None:
    line = open_line()
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    assert "还没有写项目" in line.problem.text()
    write(here(line), "清洁")
    line.fields.times.edit.setFocus()
    write(here(line), "2小时")
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    assert "从几点到几点" in line.problem.text()
    assert here(line) is line.fields.times.edit
    line.fields.times.set_text("")
    line.fields.planned.set_text("很多")
    line.fields.team.set_text("没有的队")
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    assert "不是人数" in line.problem.text()
    assert not line.unfolded.isHidden()  # the field in question is in sight
    line.fields.planned.set_text("")
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    assert "没有这支队伍" in line.problem.text()
    assert list_activities(context.desk) == ()


def test_the_last_occasion_fills_what_was_not_typed(open_line: Open, context: PageContext) -> None:
    desk = context.desk
    project, team = a_project(desk), a_team(desk)
    last = ActivityDraft(
        project,
        date(2026, 11, 21),
        time(9),
        time(11),
        "小区南门",
        "王建国",
        "清洁",
        team,
        planned_people=20,
        beneficiaries=99,
        remark="上次的",
        recipients="老年人",
        weather="雨",
    )
    save_activity(desk, last)
    line = open_line()
    write(here(line), "周末清洁家园")
    key(line, Qt.Key.Key_Tab)
    assert "照11月21日那一场填好了" in line.told.text()
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    made = read_activity(desk, list_activities(desk)[0].id)
    assert (made.place, made.leader, made.team_id, made.planned_people) == (
        "小区南门",
        "王建国",
        team,
        20,
    )
    assert (made.beneficiaries, made.remark, made.weather) == (None, "", "")


def test_what_was_typed_stays_when_the_project_is_named(
    open_line: Open, context: PageContext
) -> None:
    desk = context.desk
    save_project(desk, ProjectDraft("敬老助餐", place="社区食堂", recipients=("03",)))
    line = open_line()
    write(line.fields.place.edit, "二楼")
    line.fields.project.edit.setFocus()
    write(here(line), "敬老助餐")
    key(line, Qt.Key.Key_Tab)
    assert line.fields.place.text() == "二楼"
    assert line.fields.recipients.text() == "老年人"


def test_a_second_occasion_of_the_day_is_said_and_may_be_meant(
    open_line: Open, context: PageContext
) -> None:
    an_activity(context.desk, SATURDAY)
    line = open_line()
    write(here(line), "周末清洁家园")
    key(line, Qt.Key.Key_Tab)
    assert "这一天已有一场" in line.told.text()
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    assert len(list_activities(context.desk)) == 2


def test_a_new_project_is_called_one(open_line: Open, context: PageContext) -> None:
    line = open_line()
    write(here(line), "夜间巡逻")
    key(line, Qt.Key.Key_Tab)
    assert line.fields.project.label.text() == "新项目"
    assert "新项目" in line.told.text()


def test_an_activity_is_changed_in_the_same_line(open_line: Open, context: PageContext) -> None:
    desk = context.desk
    team = a_team(desk)
    activity = an_activity(desk, team_id=team)
    line = open_line()
    line.edit(activity)
    assert line.fields.project_name() == "周末清洁家园"
    assert line.fields.team.text() == "青年志愿服务队"
    write(line.fields.weather.edit, "晴")
    line.fields.day.edit.setFocus()
    line.fields.day.edit.selectAll()
    write(here(line), "15")
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    changed = read_activity(desk, activity)
    assert (changed.held_on, changed.weather, changed.team_id) == (date(2026, 11, 15), "晴", team)
    assert len(list_activities(desk)) == 1


def test_a_leader_is_found_by_pinyin(open_line: Open, context: PageContext) -> None:
    from tests.factories import a_draft
    from volunteer_desk.services.volunteers import save_volunteer

    save_volunteer(context.desk, a_draft(name=LONG))
    line = open_line()
    line.unfold()
    line.fields.leader.edit.setFocus()
    write(here(line), "ouyang")
    assert any(LONG in one for one in line.fields.leader.offered("ouyang"))


def test_escape_leaves_and_writes_nothing(
    open_line: Open, context: PageContext, qtbot: QtBot
) -> None:
    register(context.desk, "甲")
    line = open_line(project_id=a_project(context.desk))
    assert line.fields.project_name() == "周末清洁家园"
    assert here(line) is line.fields.times.edit
    with qtbot.waitSignal(line.closing):
        QTest.keyClick(here(line), Qt.Key.Key_Escape)
    assert list_activities(context.desk) == ()


def test_a_refusal_of_the_service_stands_in_the_line(open_line: Open, context: PageContext) -> None:
    activity = an_activity(context.desk)
    line = open_line()
    line.edit(activity)
    line.fields.planned.set_text("9999999")
    write(line.fields.planned.edit, "9")
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    assert line.problem.text()
    assert line.save.isEnabled()


def test_a_narrow_line_puts_its_fields_in_two(open_line: Open, qtbot: QtBot) -> None:
    line = open_line()
    fields = line.fields
    line.resize(520, 300)
    qtbot.waitUntil(lambda: fields.times.y() > fields.project.y())
    line.resize(1130, 300)
    qtbot.waitUntil(lambda: abs(fields.times.y() - fields.project.y()) < 5)


def test_a_project_is_offered_by_its_pinyin_and_characters_stay_as_written(
    open_line: Open, desk: Desk
) -> None:
    for name in ("周末清洁家园", "夜间巡逻"):
        a_project(desk, name)
    line = open_line()
    field = line.fields.project
    write(here(line), "qjjy")
    QTest.keyClick(field.offers.popup(), Qt.Key.Key_Return)
    assert field.text() == "周末清洁家园"
    field.set_text("")
    write(field.edit, "夜间")
    QTest.keyClick(field.offers.popup(), Qt.Key.Key_Escape)
    assert field.text() == "夜间"  # a new project may be called so


def test_photos_and_documents_are_attached_as_the_line_is_saved(
    open_line: Open,
    context: PageContext,
    published: Published,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_project(context.desk)
    (tmp_path / "合影.jpg").write_bytes(a_photo(60, 40))
    (tmp_path / "病毒.exe").write_bytes(b"MZ")
    line = open_line()
    write(here(line), "周末清洁家园")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in sorted(tmp_path.glob("*.*"))])
    line.dropEvent(
        QDropEvent(
            QPoint(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert line.files.add.text() == "附件 2 个"
    plan = tmp_path / "方案.docx"
    plan.write_bytes(a_docx())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(plan)], ""))
    QTest.keyClick(here(line), Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert line.files.add.text() == "附件 3 个"
    QTest.keyClick(here(line), Qt.Key.Key_Return)
    (made,) = list_activities(context.desk)
    kept = [(row.name, row.on_sheet) for row in list_attachments(context.desk, made.id)]
    assert kept == [("合影.jpg", True), ("方案.docx", False)]
    assert line.files.add.text() == "附件…"
    assert published[-1].batch is not None
    assert "有 1 个文件没有放进去" in context.notices.messages()[-1]
