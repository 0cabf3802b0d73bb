from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.windowed_model import BLOCK, WindowedModel


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    minutes: int
    picked: bool = False


COLUMNS: tuple[Column[Person], ...] = (
    Column("picked", "", kind="check", width=40, checked=lambda row: row.picked),
    Column("name", "姓名", stretch=True),
    Column("minutes", "小时", text=lambda row: f"{row.minutes / 60:.1f}", kind="number"),
    Column("state", "核对", text=lambda row: "一致", kind="pill", tone=lambda row: Tone.OK),
    Column("note", "时长", text=lambda row: str(row.minutes), editable=True),
)
PEOPLE = tuple(Person(n, f"王{n}", n * 30) for n in range(1, 6))


class City:
    def __init__(self) -> None:
        self.asked: list[int] = []

    def fetch(self, ids: Sequence[int]) -> list[Person]:
        self.asked.append(len(ids))
        return [Person(n, f"王{n}", n) for n in ids]


def watch(model: RowsModel[Person] | WindowedModel[Person]) -> QAbstractItemModelTester:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    return QAbstractItemModelTester(model, mode)


def test_rows_come_and_go_by_the_rules_of_qt(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS)
    tester = watch(model)
    model.set_rows(PEOPLE)
    model.append_row(Person(9, "阿依古丽·买买提", 90))
    model.remove_row(0)
    model.replace_row(1, Person(7, "𠮷田", 60))
    assert [row.id for row in model.rows] == [2, 7, 4, 5, 9]
    assert model.index(1, 1).data() == "𠮷田"
    assert model.index(4, 2).data() == "1.5"
    assert tester.model() is model


def test_rows_read_with_the_ids_are_not_fetched_again(qtbot: QtBot) -> None:
    city = City()
    model = WindowedModel(COLUMNS, city.fetch, block=4)
    tester = watch(model)
    model.set_ids(range(1, 8), rows=[Person(n, f"王{n}", n) for n in range(1, 7)])
    city.asked.clear()
    assert [model.index(row, 1).data() for row in range(4)] == ["王1", "王2", "王3", "王4"]
    assert city.asked == []
    assert model.index(5, 1).data() == "王6"  # half a block is fetched whole
    assert city.asked == [3]
    model.set_ids([9, 8], rows=[Person(9, "单九", 1), Person(8, "王八斤", 1)])
    assert (model.index(0, 1).data(), model.index(1, 1).data()) == ("单九", "王八斤")
    assert city.asked == [3]
    assert tester.model() is model


def test_a_window_of_rows_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    model = WindowedModel(COLUMNS, City().fetch)
    tester = watch(model)
    model.set_ids(range(1, 3 * BLOCK))
    model.set_ids([])
    model.set_ids([5, 4])
    model.refresh()
    assert model.index(1, 1).data() == "王4"
    assert tester.model() is model


def test_a_city_is_listed_without_fetching_it(qtbot: QtBot) -> None:
    city = City()
    model = WindowedModel(COLUMNS, city.fetch)
    model.set_ids(range(1, 450_001))
    assert model.rowCount() == 450_000
    assert city.asked == []
    assert model.index(449_999, 1).data() == "王450000"
    assert model.index(449_950, 1).data() == "王449951"
    assert sum(city.asked) <= 2 * BLOCK


def test_only_what_is_in_sight_is_fetched(qtbot: QtBot, dressed: QApplication) -> None:
    city = City()
    view, model = TableView(), WindowedModel(COLUMNS, city.fetch)
    qtbot.addWidget(view)
    view.show_model(model)
    model.set_ids(range(1, 450_001))
    view.resize(800, 500)
    view.show()
    qtbot.waitExposed(view)
    view.choose_row(300_000)
    view.grab()
    assert sum(city.asked) <= 6 * BLOCK


def test_two_blocks_in_sight_are_fetched_as_one(qtbot: QtBot, dressed: QApplication) -> None:
    city = City()
    view, model = TableView(), WindowedModel(COLUMNS, city.fetch)
    qtbot.addWidget(view)
    view.show_model(model)
    model.set_ids(range(1, 450_001))
    view.resize(800, 500)
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    city.asked.clear()
    view.verticalScrollBar().setValue(view.verticalHeader().sectionPosition(2_000 * BLOCK - 3))
    view.grab()
    assert city.asked == [2 * BLOCK]
    assert model.index(2_000 * BLOCK - 1, 1).data() == f"王{2_000 * BLOCK}"
    assert model.index(2_000 * BLOCK, 1).data() == f"王{2_000 * BLOCK + 1}"


def test_who_is_gone_moves_nobody_of_another_block() -> None:
    city = City()
    model = WindowedModel(COLUMNS, lambda ids: city.fetch([one for one in ids if one != 3]))
    model.set_ids(range(1, 2 * BLOCK + 1))
    model.look_at(0, BLOCK + 1)
    assert model.index(BLOCK, 1).data() == f"王{BLOCK + 1}"


def test_a_heading_asks_for_the_order(qtbot: QtBot) -> None:
    asked: list[tuple[str, bool]] = []
    model = WindowedModel(COLUMNS, City().fetch, lambda key, down: asked.append((key, down)))
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert asked == [("minutes", True)]


def test_a_refreshed_window_reads_its_rows_again(qtbot: QtBot) -> None:
    city = City()
    model = WindowedModel(COLUMNS, city.fetch)
    model.set_ids([3, 1, 2])
    assert model.index(0, 1).data() == "王3"
    with qtbot.waitSignal(model.dataChanged):
        model.refresh()
    assert model.index(0, 1).data() == "王3"
    assert city.asked == [3, 3]
    assert model.position(1) == 1
    assert model.position(99) is None


@pytest.fixture
def view(qtbot: QtBot, dressed: QApplication) -> TableView:
    shown = TableView()
    qtbot.addWidget(shown)
    model = RowsModel(COLUMNS, PEOPLE)
    model.setParent(shown)
    shown.show_model(model)
    shown.resize(700, 400)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_enter_activates_and_ctrl_c_copies_for_a_sheet(view: TableView, qtbot: QtBot) -> None:
    view.choose_row(1)
    with qtbot.waitSignal(view.row_activated) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [1]
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ("\t姓名\t小时\t核对\t时长\n\t王2\t1.0\t一致\t60")
    assert "mso-number-format" in QGuiApplication.clipboard().mimeData().html()


def test_space_and_a_click_tick_a_row(view: TableView, qtbot: QtBot) -> None:
    model = view.model()
    assert isinstance(model, RowsModel)
    model.ticked.connect(
        lambda row, _key, on: model.replace_row(row, replace(model.rows[row], picked=on))
    )
    view.choose_row(0)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert model.rows[0].picked
    place: QPoint = view.visualRect(model.index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [row.picked for row in model.rows] == [True, False, True, False, False]


def test_what_is_typed_into_a_cell_goes_to_the_page(view: TableView, qtbot: QtBot) -> None:
    model = view.model()
    assert isinstance(model, RowsModel)
    with qtbot.waitSignal(model.edited) as told:
        model.setData(model.index(3, 4), "90", Qt.ItemDataRole.EditRole)
    assert told.args == [3, "note", "90"]


def test_the_selected_row_has_the_accent_edge(view: TableView) -> None:
    view.choose_row(1)
    picture = view.grab().toImage()
    cell = view.visualRect(view.model().index(1, 0))
    edge = view.viewport().mapTo(view, cell.topLeft() + QPoint(1, 10))
    assert picture.pixelColor(edge).name().upper() == "#B8322A"


def test_stretching_fills_the_width(view: TableView) -> None:
    assert view.horizontalHeader().length() == view.viewport().width()


def test_all_rows_of_a_city_are_selected_without_looking_at_each(
    qtbot: QtBot, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, model = TableView(), WindowedModel(COLUMNS, City().fetch)
    qtbot.addWidget(view)
    view.show_model(model, sortable=True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    model.set_ids(range(1, 100_001))
    view.show()
    qtbot.waitExposed(view)
    asked: list[int] = []
    flags = WindowedModel.flags

    def counted(self: WindowedModel[Person], at: QModelIndex) -> Qt.ItemFlag:
        asked.append(at.row())
        return flags(self, at)

    monkeypatch.setattr(WindowedModel, "flags", counted)
    view.selectAll()
    view.grab()
    assert view.selectionModel().selection().at(0).height() == 100_000
    assert len(asked) < 1_000  # Qt's heading asks each whether its whole column is selected
