"""Every field of the three forms, reached and filled by keys alone; no setter is called."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.factories import valid_id
from tests.registered import a_team, register
from tests.ui.person_keys import here, only_person, press, write
from volunteer_desk.domain.custom_fields import CustomFieldDraft, CustomKind
from volunteer_desk.domain.projects import ProjectDraft, TeamDraft
from volunteer_desk.domain.units import UnitDraft
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.custom_fields import custom_values, define_field
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import list_projects, read_project
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.teams import list_teams, read_team
from volunteer_desk.services.units import list_units, save_unit
from volunteer_desk.store.search import refresh_terms
from volunteer_desk.store.volunteers import read_drafts
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.choice_grid import ChoiceGrid

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENTER, DOWN, RIGHT, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space
PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk) -> MainWindow:
    change_settings(desk, unit="幸福里社区")
    specs = [spec for spec in PAGES if spec.name in ("volunteers", "projects")]
    made = MainWindow(desk, ImmediateTasks(), specs)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def key(window: MainWindow, one: Qt.Key) -> None:
    """Press a key where the keyboard is: in the offers below a field while they are shown."""
    QTest.keyClick(QApplication.activePopupWidget() or here(window), one)


def fill(window: MainWindow, label: str, text: str) -> None:
    """Fill the field the keyboard stands on, which must be this one, and go on by Enter."""
    box = here(window)
    assert box.accessibleName() == label
    if isinstance(box, QComboBox):
        for _ in range(box.count()):
            if box.currentText() == text:
                break
            key(window, DOWN)
        assert box.currentText() == text
    elif isinstance(box, QLineEdit):
        write(box, text)
        if QApplication.activePopupWidget() is not None:
            key(window, Qt.Key.Key_Escape)
        assert box.text().endswith(text)
    else:
        raise AssertionError(box)
    key(window, ENTER)


def offered(window: MainWindow, label: str, text: str) -> None:
    """Type a part and take the first offer."""
    box = here(window)
    assert box.accessibleName() == label
    write(box, text)
    assert QApplication.activePopupWidget() is not None
    key(window, ENTER)
    key(window, ENTER)


def mark(window: MainWindow, name: str, *moves: Qt.Key) -> None:
    """Move inside a grid, choose there and go on."""
    grid = here(window)
    assert isinstance(grid, ChoiceGrid)
    assert grid.accessibleName() == name
    for move in moves:
        key(window, move)
    key(window, SPACE)
    key(window, ENTER)


def tick(window: MainWindow, words: str) -> None:
    """Tick the box the keyboard stands on and go on."""
    box = here(window)
    assert isinstance(box, QCheckBox)
    assert words in box.text()
    key(window, SPACE)
    key(window, ENTER)


def saved_draft(desk: Desk) -> VolunteerDraft:
    person = only_person(desk)
    with desk.database.reading() as connection:
        return read_drafts(connection, [person])[person]


def begin_person(window: MainWindow) -> None:
    press(window, Qt.Key.Key_2, CONTROL)
    press(window, Qt.Key.Key_N, CONTROL)


def test_every_field_of_a_volunteer_is_filled_by_keys(window: MainWindow, desk: Desk) -> None:
    define_field(desk, CustomFieldDraft("楼栋"))
    define_field(desk, CustomFieldDraft("班组", CustomKind.CHOICE, ("甲", "乙")))
    define_field(desk, CustomFieldDraft("保险到期", CustomKind.DATE))
    define_field(desk, CustomFieldDraft("身高", CustomKind.NUMBER))
    begin_person(window)
    fill(window, "姓名", "欧阳·买买提江·吐尔逊")
    fill(window, "证件号", "K1234567")
    fill(window, "出生", "1985-3-5")
    fill(window, "性别", "男")
    fill(window, "电话", "13800001111")
    fill(window, "队伍", "巾帼志愿服务队")
    fill(window, "政治面貌", "中共党员")
    fill(window, "证件类型", "护照")
    fill(window, "注册日期", "2026年1月5日")
    fill(window, "同意日期", "2026.1.5")
    fill(window, "同意方式", "纸质签字")
    fill(window, "同意人", "本人")
    fill(window, "居住区域", "幸福里3号楼")
    fill(window, "紧急联系", "古丽")
    fill(window, "其电话", "13900002222")
    fill(window, "民族", "维吾尔族")
    fill(window, "学历", "本科")
    fill(window, "从业状况", "职员")
    fill(window, "工作单位", "幸福里小学")
    write(here(window), "急救")
    key(window, DOWN)
    key(window, ENTER)
    fill(window, "专业技能", "、烤馕")
    fill(window, "服装尺码", "加大码(XL)")
    mark(window, "服务类别", RIGHT)
    mark(window, "可服务时间", *[RIGHT] * 5, DOWN)
    fill(window, "楼栋", "12号楼")
    fill(window, "班组", "乙")
    fill(window, "保险到期", "2027-1-1")
    fill(window, "身高", "172")
    assert here(window).accessibleName() == "备注"
    write(here(window), "会维吾尔语")
    key(window, ENTER)
    write(here(window), "周三不来")
    key(window, Qt.Key.Key_Tab)
    key(window, ENTER)  # 保存
    draft = saved_draft(desk)
    empty = {
        field
        for field, value in vars(draft).items()
        if value in (None, "") and not field.startswith("guardian") and field != "team"
    }
    assert empty == set()
    assert draft.birth == date(1985, 3, 5)
    assert (draft.name, draft.skills) == ("欧阳·买买提江·吐尔逊", "医疗急救、烤馕")
    assert draft.remark == "会维吾尔语\n周三不来"
    assert draft.registered_on == draft.consent_on == date(2026, 1, 5)
    assert draft.availability == "17"  # Saturday afternoon
    (values,) = custom_values(desk, [only_person(desk)]).values()
    assert list(values.values()) == ["12号楼", "乙", "2027-01-01", "172"]


def test_a_minor_and_the_guardian_are_registered_by_keys(window: MainWindow, desk: Desk) -> None:
    begin_person(window)
    fill(window, "姓名", "王㛃")
    fill(window, "证件号", valid_id(date(2012, 5, 5), "1"))
    for _ in range(7):
        key(window, ENTER)  # birth and gender are there; the others stay empty
    fill(window, "监护人", "王芳")
    fill(window, "关系", "母亲")
    fill(window, "其电话", "13900002222")
    fill(window, "同意日期", "2026-1-5")
    fill(window, "同意日期", "2026-1-5")
    key(window, Qt.Key.Key_Tab)
    press(window, ENTER)
    draft = saved_draft(desk)
    assert (draft.birth, draft.gender) == (date(2012, 5, 5), "1")
    assert (draft.guardian_name, draft.guardian_relation) == ("王芳", "母亲")
    assert draft.guardian_phone == "13900002222"
    assert draft.guardian_consent_on == draft.consent_on == date(2026, 1, 5)


def test_every_field_of_a_team_is_filled_by_keys(window: MainWindow, desk: Desk) -> None:
    save_unit(desk, UnitDraft("朝阳街道"))
    (leader,) = register(desk, "李秀英", phones=["13800001111"])
    with desk.database.writing() as connection:
        refresh_terms(connection, [leader])
    press(window, Qt.Key.Key_3, CONTROL)
    press(window, Qt.Key.Key_2, ALT)
    press(window, Qt.Key.Key_N, CONTROL)
    fill(window, "名称", "巾帼志愿服务队")
    offered(window, "类型", "jinguo")
    assert here(window).accessibleName() == "负责人"
    write(here(window), "lxy")
    key(window, DOWN)
    key(window, ENTER)
    key(window, ENTER)
    fill(window, "电话", "0512-65001234")
    offered(window, "单位", "cyjd")
    fill(window, "成立", "2020.3.5")
    fill(window, "备注", "每周六上午")
    key(window, ENTER)  # 保存
    (row,) = list_teams(desk)
    (unit,) = list_units(desk)
    assert read_team(desk, row.id) == TeamDraft(
        "巾帼志愿服务队",
        "巾帼",
        "李秀英",
        "051265001234",
        date(2020, 3, 5),
        "每周六上午",
        unit_id=unit.id,
        leader_id=leader,
    )


def test_every_field_of_a_project_is_filled_by_keys(window: MainWindow, desk: Desk) -> None:
    save_unit(desk, UnitDraft("朝阳街道"))
    team = a_team(desk)
    press(window, Qt.Key.Key_3, CONTROL)
    press(window, Qt.Key.Key_N, CONTROL)
    fill(window, "名称", "敬老助餐")
    offered(window, "服务类别", "关爱")
    offered(window, "队伍", "qnzy")
    offered(window, "单位", "caoyan")  # sounds like 朝阳 to many
    fill(window, "开始", "2026.3.5")
    fill(window, "结束", "2026年12月31日")
    fill(window, "地点", "社区食堂")
    fill(window, "内容", "送餐上门")
    offered(window, "服务对象", "lnr")
    fill(window, "岗位", "送餐员4人、厨工2人")
    offered(window, "保障", "保险")
    fill(window, "备注", "节假日照常")
    tick(window, "品牌项目")
    tick(window, "已核对")
    assert here(window) is window.focusWidget()
    key(window, ENTER)  # 保存
    (row,) = list_projects(desk)
    (unit,) = list_units(desk)
    draft = read_project(desk, row.id)
    blank = vars(ProjectDraft(""))
    assert [name for name, value in vars(draft).items() if value == blank[name]] == [
        "more_categories"
    ]
    assert (draft.team_id, draft.unit_id, draft.brand) == (team, unit.id, True)
    assert (draft.from_on, draft.to_on) == (date(2026, 3, 5), date(2026, 12, 31))
    assert [(post.name, post.planned) for post in draft.posts] == [("送餐员", 4), ("厨工", 2)]
    assert draft.remark == "节假日照常"
