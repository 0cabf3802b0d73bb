from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from python_calamine import load_workbook

from tests.registered import register
from volunteer_desk.documents.preview import page_count
from volunteer_desk.domain.changes import no_progress
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.papers import CardLayout, DrawnPaper
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.disclosure import list_disclosures
from volunteer_desk.services.volunteers import volunteer_ids, volunteer_rows
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.paper_view import Drawing
from volunteer_desk.ui.volunteers.page import VolunteersPage
from volunteer_desk.ui.volunteers.printing_bar import PDF, SHEET, PrintFields, RollPrinting


class Bar:
    """The fields, the act, and what was asked of the bar."""

    def __init__(self, context: PageContext, qtbot: QtBot) -> None:
        self.ids: Sequence[int] = list(volunteer_ids(context.desk, VolunteerQuery()))[:12]
        self.fields, self.folded = PrintFields(), 0
        for part in self.fields.parts:
            qtbot.addWidget(part)
        self.act = RollPrinting(
            context, self.fields, lambda: self.ids, self.fold, self.fields.paper
        )
        self.drawn: list[DrawnPaper] = []
        self.act.drawing.connect(self.draw)

    def fold(self) -> None:
        self.folded += 1

    def draw(self, drawing: Drawing, reason: str) -> None:
        self.drawn.append(drawing(reason, no_progress))


@pytest.fixture
def bar(filled_context: PageContext, qtbot: QtBot) -> Bar:
    return Bar(filled_context, qtbot)


def said(context: PageContext) -> str:
    return context.notices.messages()[-1]


def test_a_workbook_lies_in_the_papers_folder(bar: Bar, filled_context: PageContext) -> None:
    bar.fields.paper.choose(SHEET)
    bar.act.print_chosen()
    (out,) = (filled_context.desk.folder.papers / "名册").iterdir()
    assert out.name == f"志愿者花名册_脱敏_{filled_context.desk.today()}.xlsx"
    assert str(out) in said(filled_context)
    assert (bar.folded, bar.drawn) == (1, [])
    assert list_disclosures(filled_context.desk) == ()


def test_a_roster_is_drawn_to_be_seen_and_nothing_is_written(
    bar: Bar, filled_context: PageContext
) -> None:
    bar.act.print_chosen()
    (paper,) = bar.drawn
    assert (paper.title, paper.rows, paper.in_full) == ("志愿者花名册", 12, False)
    assert page_count(paper.pdf) == 1
    assert not (filled_context.desk.folder.papers / "名册").exists()


@pytest.mark.parametrize("ending", [PDF, SHEET])
def test_a_roster_in_full_asks_for_the_reason_first(
    bar: Bar, filled_context: PageContext, ending: str
) -> None:
    bar.fields.paper.choose(ending)
    bar.fields.masked.choose(False)
    bar.fields.suit()
    assert bar.fields.purpose.isEnabled()
    bar.act.print_chosen()
    assert not (filled_context.desk.folder.papers / "名册").exists()
    assert bar.drawn == []
    bar.fields.purpose.set_text("办理保险")
    bar.act.print_chosen()
    assert "完整" in (bar.drawn[0].name[1] if ending == PDF else said(filled_context))
    (row,) = list_disclosures(filled_context.desk)
    kind = DisclosureKind.PRINT if ending == PDF else DisclosureKind.EXPORT
    assert (row.kind, row.rows, row.reason) == (kind, 12, "办理保险")


@pytest.mark.parametrize("layout", list(CardLayout))
def test_cards_need_no_reason_and_say_who_gets_none(
    bar: Bar, filled_context: PageContext, layout: CardLayout
) -> None:
    bar.fields.masked.choose(False)
    bar.fields.paper.choose(layout.value)
    bar.fields.suit()
    assert bar.fields.purpose.isHidden()
    bar.ids = [*bar.ids, *register(filled_context.desk, "王建国", status="left")]
    bar.act.print_chosen()
    (paper,) = bar.drawn
    assert paper.told == "共 12 张。没有制卡：王建国（已注销）。"
    assert page_count(paper.pdf) == (2 if layout is CardLayout.A4 else 12)


def test_everyone_shown_is_printed_in_the_order_shown_by_keyboard(
    filled_context: PageContext, show: Callable[[Page], None], qtbot: QtBot
) -> None:
    page = VolunteersPage(filled_context)
    show(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.roll.enter_list()
    QTest.keyClick(page.roll.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.roll.table, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    bar = page.roll.bulk
    assert bar.printing.paper.isVisible()
    bar.printing.paper.choose(SHEET)
    QTest.keyClick(bar, Qt.Key.Key_Return)
    (out,) = (filled_context.desk.folder.papers / "名册").iterdir()
    rows = load_workbook(str(out)).get_sheet_by_index(0).to_python()
    shown = volunteer_rows(filled_context.desk, page.roll.chosen_ids())
    assert [row[1] for row in rows[2:]] == [row.name for row in shown]
    assert not bar.stack.isVisible()
