from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.factories import a_crowd, valid_id
from tests.services.test_import_mapping import a_book, a_sheet
from volunteer_desk.domain.imports import OnProblem, PlannedVolunteer, RowState
from volunteer_desk.domain.mapping import tally_rows
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import
from volunteer_desk.services.volunteers import volunteer_ids, volunteer_rows
from volunteer_desk.store.volunteers import read_drafts
from volunteer_desk.ui.importing import bringing as bringing_files
from volunteer_desk.ui.importing.plan_model import PlanModel
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.volunteers.import_columns import COLUMNS
from volunteer_desk.ui.volunteers.import_view import ImportView
from volunteer_desk.ui.volunteers.importing import RosterImport

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
HEAD = ["姓名", "身份证号", "手机", "组别"]


class ImportPage(Page):
    """The import alone on a page."""

    page_name = "volunteers"
    title = "导入"
    subtitle = ""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.bringing = RosterImport(context, self)
        self.bringing.view.setParent(self)
        self.bringing.view.resize(1150, 680)

    def reload(self) -> None: ...


@pytest.fixture
def bringing(context: PageContext, show: Callable[[Page], None]) -> RosterImport:
    page = ImportPage(context)
    show(page)
    return page.bringing


def press(
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(widget, key, modifier)


def column(view: ImportView, header: str) -> QWidget:
    part = next(part for part in view.bar.strip.parts if part.header.text() == header)
    return part.field.combo


def type_cell(view: ImportView, text: str) -> None:
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    for _ in range(3):
        QApplication.processEvents()


def names(desk: Desk) -> list[str]:
    ids = volunteer_ids(desk, VolunteerQuery(status=None))
    return [row.name for row in volunteer_rows(desk, ids)]


def test_a_column_is_taken_for_another_field_by_keys_and_remembered(
    bringing: RosterImport, context: PageContext, tmp_path: Path
) -> None:
    path = a_sheet(tmp_path, HEAD, ["王伟", "", "13800001111", "青年队"])
    bringing.plan(path)
    view = bringing.view
    assert view.bar.strip.isVisible()  # a column is left out: it opens by itself
    assert view.bar.said.text() == "按表头认出 3 列；不导入：组别"
    press(view, Qt.Key.Key_L, ALT)
    assert not view.bar.strip.isVisible()
    press(view, Qt.Key.Key_L, ALT)
    box = column(view, "组别")
    assert box.hasFocus()
    while view.bar.strip.parts[3].field.key() != "team":
        press(box, Qt.Key.Key_Down)
        assert box is column(view, "组别")
    assert view.rows.rows[0].draft is not None
    assert view.rows.rows[0].draft.team == "青年队"
    assert "导入后记住" in view.bar.said.text()
    press(view.table, Qt.Key.Key_Return, CONTROL)
    assert names(context.desk) == ["王伟"]

    bringing.plan(a_sheet(tmp_path, HEAD, ["李娜", "", "13800002222", "银龄队"], name="再来.csv"))
    assert view.bar.said.text().startswith("沿用上次")
    assert not view.bar.strip.isVisible()
    press(view, Qt.Key.Key_U, ALT)
    assert view.bar.said.text() == "按表头认出 3 列；不导入：组别"


def test_one_field_has_one_column(bringing: RosterImport, tmp_path: Path) -> None:
    bringing.plan(a_sheet(tmp_path, HEAD, ["王伟", "", "13800001111", "13900001111"]))
    part = bringing.view.bar.strip.parts[3]
    part.field.choose("phone")
    part.field.changed.emit()
    assert [one.field.key() for one in bringing.view.bar.strip.parts] == [
        "name", "id_number", "", "phone"
    ]  # fmt: skip
    assert bringing.view.rows.rows[0].draft is not None
    assert bringing.view.rows.rows[0].draft.phone == "13900001111"


def test_without_a_name_column_the_user_is_asked_for_it(
    bringing: RosterImport, context: PageContext, tmp_path: Path
) -> None:
    bringing.plan(a_sheet(tmp_path, ["队友", "手机", "性别"], ["王伟", "13800001111", "男"]))
    view = bringing.view
    assert view.bar.strip.isVisible()
    assert "姓名" in view.verdict.text()
    assert not view.good.isVisible()
    view.bar.strip.parts[0].field.choose("name")
    view.bar.strip.parts[0].field.changed.emit()
    assert view.good.isEnabled()


def test_a_sheet_is_chosen_and_one_without_people_leaves_all_as_it_was(
    bringing: RosterImport, context: PageContext, tmp_path: Path
) -> None:
    book: dict[str, Sequence[Sequence[str]]] = {
        "说明": [["无"]],
        "一队": [["姓名", "手机"], ["王伟", "13800001111"]],
        "二队": [["姓名", "手机"], ["李娜", "13800002222"]],
    }
    bringing.plan(a_book(tmp_path, book))
    view = bringing.view
    assert view.bar.sheet.text() == "一队（1 行）"
    press(view, Qt.Key.Key_S, ALT)
    box = view.bar.sheet.combo
    assert box.hasFocus()
    press(box, Qt.Key.Key_Down)
    assert [row.draft.name for row in view.rows.rows if row.draft] == ["李娜"]
    press(box, Qt.Key.Key_Home)
    assert "姓名" in context.notices.messages()[-1]
    assert view.bar.sheet.text() == "二队（1 行）"


def test_a_cell_is_put_right_by_keys_and_only_good_rows_are_left(
    bringing: RosterImport, context: PageContext, tmp_path: Path
) -> None:
    wrong = valid_id(serial=3)[:-1] + "?"
    bringing.plan(a_sheet(tmp_path, HEAD[:3], ["王伟", wrong, "138"], ["李娜", "", "13800002222"]))
    view = bringing.view
    press(view.table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor.property("text") == wrong  # not masked: it is to be corrected
    type_cell(view, valid_id(serial=3))
    assert view.detail.table.hasFocus()  # the phone is still wrong
    while view.detail.lines.rows[view.detail.table.current_row()].field != "phone":
        press(view.detail.table, Qt.Key.Key_Down)
    press(view.detail.table, Qt.Key.Key_F2)
    type_cell(view, "13800001111")
    assert view.table.hasFocus()
    assert [row.state for row in view.rows.rows] == [RowState.NEW]  # it stays in sight
    assert view.chips[RowState.PROBLEM].text() == "问题 0"
    assert view.good.text() == "全部导入 2 行"
    press(view.table, Qt.Key.Key_Return, CONTROL)
    assert names(context.desk) == ["王伟", "李娜"]


def test_esc_goes_from_the_cell_to_the_row_to_the_list_and_back(
    bringing: RosterImport, tmp_path: Path
) -> None:
    bringing.plan(a_sheet(tmp_path, HEAD[:3], ["王伟", "", "138"]))
    view, left = bringing.view, []
    bringing.closed.connect(lambda: left.append(True))
    press(view.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    press(editor, Qt.Key.Key_Escape)
    assert view.detail.table.hasFocus()
    press(view.detail.table, Qt.Key.Key_Escape)
    assert view.table.hasFocus()
    assert not left
    press(view.table, Qt.Key.Key_Escape)
    assert left


def test_old_and_new_stand_side_by_side(
    bringing: RosterImport, context: PageContext, tmp_path: Path
) -> None:
    first = a_sheet(tmp_path, [*HEAD[:3], "备注"], ["王伟", valid_id(), "13800001111", "甲"])
    desk = context.desk
    commit_volunteer_import(desk, plan_volunteer_import(desk, first), OnProblem.STOP)
    bringing.plan(a_sheet(tmp_path, [*HEAD[:3], "备注"], ["王伟", valid_id(), "13900001111", ""]))
    lines = {line.label: line for line in bringing.view.detail.lines.rows}
    phone = lines["联系电话"]
    assert (phone.mark, phone.old, phone.said) == ("改动", "138****1111", "139****1111")
    assert (lines["姓名"].old, lines["备注"].said) == ("相同", "空白，不改")


def test_a_column_that_changes_most_rows_must_be_confirmed(
    bringing: RosterImport, context: PageContext, tmp_path: Path
) -> None:
    crowd, desk = a_crowd(12), context.desk
    head = [*HEAD[:3], "所属队伍"]

    def rows(team: str) -> list[list[str]]:
        return [[one.name, one.id_number or "", one.phone or "", team] for one in crowd]

    first = plan_volunteer_import(desk, a_sheet(tmp_path, head, *rows("青年队")))
    commit_volunteer_import(desk, first, OnProblem.STOP)
    bringing.plan(a_sheet(tmp_path, head, *rows("银龄队")))
    view = bringing.view
    assert "“所属队伍”一列会改动 12 行中的 12 行" in view.doubts.text()
    assert not view.good.isEnabled()
    press(view.table, Qt.Key.Key_Return, CONTROL)
    press(view.table, Qt.Key.Key_Y, ALT)
    assert view.good.isEnabled()
    press(view.table, Qt.Key.Key_Return, CONTROL)
    teams = volunteer_rows(desk, volunteer_ids(desk, VolunteerQuery()))
    assert {"银龄队" in row.team for row in teams} == {True}


def test_problem_rows_are_written_out(
    bringing: RosterImport,
    context: PageContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "问题行.xlsx"
    monkeypatch.setattr(bringing_files, "choose_problem_file", lambda *_: out)
    bringing.plan(a_sheet(tmp_path, HEAD[:3], ["王伟", "", "138"], ["李娜", "", "13800002222"]))
    press(bringing.view.table, Qt.Key.Key_E, ALT)
    assert "已把 1 行存为“问题行.xlsx”" in context.notices.messages()[-1]
    bringing.plan(out)
    assert [row.state for row in bringing.view.rows.rows] == [RowState.PROBLEM]


def test_a_hundred_thousand_rows_are_shown_without_copying_them() -> None:
    states = RowState.PROBLEM, *[RowState.NEW] * 9
    rows = [
        PlannedVolunteer(at + 2, states[at % 10], VolunteerDraft("王")) for at in range(100_000)
    ]
    tally = tally_rows(rows)
    model = PlanModel(COLUMNS)
    model.show_places(rows, range(len(rows)))
    assert model.rowCount() == 100_000
    assert model.row(99_999) is rows[-1]
    model.show_places(rows, tally.places[RowState.PROBLEM])
    assert (model.rowCount(), model.place(1)) == (10_000, 10)


def test_filled_fields_stay_by_one_key(
    bringing: RosterImport, context: PageContext, tmp_path: Path
) -> None:
    head = ["姓名", "手机", "单位", "备注"]
    first = a_sheet(tmp_path, head, ["王伟", "13800001111", "图书馆", ""])
    commit_volunteer_import(
        context.desk, plan_volunteer_import(context.desk, first), OnProblem.STOP
    )
    bringing.plan(
        a_sheet(
            tmp_path,
            head,
            ["王伟", "13800001111", "学校", "会手语"],
            ["李娜", "13800002222", "学校", ""],
        )
    )
    view = bringing.view
    assert bringing.tried is not None
    assert view.filled.isVisible()
    press(view, Qt.Key.Key_3, ALT)
    assert [one.field for one in view.rows.rows[0].differences] == ["employer", "remark"]
    press(view, Qt.Key.Key_K, ALT)
    assert view.filled.text() == "只补空白"
    assert view.chips[RowState.CHANGED].isChecked()  # the kind looked at stays
    assert [one.field for one in view.rows.rows[0].differences] == ["remark"]
    lines = {line.field: line.old for line in view.lines(bringing.tried.plan, 0)[1]}
    assert (lines["employer"], lines["remark"]) == ("照旧", "空")
    press(view, Qt.Key.Key_L, ALT)
    box = column(view, "备注")
    box.setFocus()
    while view.bar.strip.parts[3].field.key() != "":
        press(box, Qt.Key.Key_Up)
    assert view.filled.text() == "只补空白"  # other columns, the same choice
    assert view.chips[RowState.CHANGED].text() == "变化 0"
    press(view, Qt.Key.Key_Return, CONTROL)
    assert names(context.desk) == ["王伟", "李娜"]
    ids = list(volunteer_ids(context.desk, VolunteerQuery()))
    with context.desk.database.reading() as connection:
        stored = read_drafts(connection, ids)
    assert {one.name: one.employer for one in stored.values()} == {"王伟": "图书馆", "李娜": "学校"}


def test_nobody_known_nothing_to_choose(bringing: RosterImport, tmp_path: Path) -> None:
    bringing.plan(a_sheet(tmp_path, HEAD, ["王伟", "", "13800001111", ""]))
    assert not bringing.view.filled.isVisible()
    press(bringing.view, Qt.Key.Key_K, ALT)
    assert bringing.view.rows.rows[0].state is RowState.NEW
