from collections.abc import Callable

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from python_calamine import load_workbook
from sqlalchemy import text

from volunteer_desk.documents.preview import page_count
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui import paper_view
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.paper_view import CARD_SIZE, PaperView
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Show = Callable[[Page], None]


@pytest.fixture
def page(filled_context: PageContext, show: Show) -> VolunteersPage:
    made = VolunteersPage(filled_context)
    show(made)
    made.roll.enter_list()
    return made


def audited(desk: Desk) -> list[str]:
    with desk.database.reading() as connection:
        found = connection.execute(text("SELECT action FROM audit_row ORDER BY id DESC LIMIT 1"))
        return [row[0] for row in found]


def test_the_roster_is_seen_then_filed_as_it_was_seen(
    page: VolunteersPage, filled_context: PageContext
) -> None:
    QTest.keyClick(page.roll.table, Qt.Key.Key_A, CONTROL)
    page.roll.bulk.open_panel("print")
    QTest.keyClick(page.roll.bulk, Qt.Key.Key_Return)
    view = page.stack.paper
    assert page.stack.currentWidget() is view
    assert view.paper is not None
    assert view.preview.pages() == page_count(view.paper.pdf) > 10
    assert view.title.text() == "打印预览 · 志愿者花名册"
    assert view.told.text().startswith(f"共{view.paper.rows}人。")
    view.save.click()
    (out,) = (filled_context.desk.folder.papers / "名册").iterdir()
    assert out.read_bytes() == view.paper.pdf
    assert audited(filled_context.desk) == ["file_paper"]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.roll.isVisible()
    assert view.paper is None


def test_a_roster_that_is_seen_is_stored_as_a_workbook_too(
    page: VolunteersPage, filled_context: PageContext
) -> None:
    QTest.keyClick(page.roll.table, Qt.Key.Key_A, CONTROL)
    page.roll.bulk.open_panel("print")
    QTest.keyClick(page.roll.bulk, Qt.Key.Key_Return)
    view = page.stack.paper
    QTest.keyClick(view.print, Qt.Key.Key_S, CONTROL | SHIFT)
    (out,) = (filled_context.desk.folder.papers / "名册").iterdir()
    assert view.paper is not None
    assert len(load_workbook(str(out)).get_sheet_by_index(0).to_python()) == view.paper.rows + 2


def test_one_card_is_seen_from_the_page_of_a_person_and_esc_leads_back(
    page: VolunteersPage,
) -> None:
    QTest.keyClick(page.roll.table, Qt.Key.Key_Return)
    detail = page.room.detail
    assert detail.isVisible()
    detail.paper.click()
    view = page.stack.paper
    assert page.stack.currentWidget() is view
    assert view.paper is not None
    assert (view.paper.layout, view.paper.rows) == ("card", 1)
    assert not view.in_full.isVisible()
    assert not view.book.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is detail


def test_what_is_shown_in_full_is_gone_when_the_page_is_left(page: VolunteersPage) -> None:
    QTest.keyClick(page.roll.table, Qt.Key.Key_A, CONTROL)
    printing = page.roll.bulk.printing
    printing.masked.choose(False)
    printing.suit()
    printing.purpose.set_text("办理保险")
    page.listing.printing.print_chosen()
    assert page.stack.paper.paper is not None
    assert page.stack.paper.paper.in_full
    page.left()
    assert page.stack.paper.paper is None
    assert page.roll.isVisible()


def test_a_card_is_printed_in_its_true_size(
    page: VolunteersPage,
    filled_context: PageContext,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    out = tmp_path_factory.mktemp("printed") / "card.pdf"

    def to_file(
        _parent: QWidget, _landscape: bool, size: tuple[float, float] | None = None
    ) -> QPrinter:
        assert size == CARD_SIZE
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(300)
        printer.setPageSize(QPageSize(QSizeF(*size), QPageSize.Unit.Millimeter))
        printer.setFullPage(True)
        printer.setOutputFileName(str(out))
        return printer

    monkeypatch.setattr(paper_view, "ask_printer", to_file)
    QTest.keyClick(page.roll.table, Qt.Key.Key_Return)
    page.room.detail.paper.click()
    view: PaperView = page.stack.paper
    view.print.click()
    assert page_count(out.read_bytes()) == 1
    assert audited(filled_context.desk) == ["print_paper"]
    assert filled_context.notices.messages()[-1] == "已送到打印机。"
