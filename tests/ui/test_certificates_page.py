from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import a_draft
from tests.registered import an_activity, register
from volunteer_desk.domain.certificates import CertificateStatus
from volunteer_desk.domain.changes import Noun, Progress
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.periods import Span
from volunteer_desk.services.certificates import (
    find_candidates,
    list_certificates,
    reprint_certificate,
    verify_certificate,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.snapshots import certificate_from
from volunteer_desk.services.volunteers import save_volunteer, search_volunteers
from volunteer_desk.store.certificates import paper_by_id
from volunteer_desk.ui.certificates import candidates
from volunteer_desk.ui.certificates import paper as paper_module
from volunteer_desk.ui.certificates.candidates import Condition, Done
from volunteer_desk.ui.certificates.columns import TEMPLATES
from volunteer_desk.ui.certificates.page import CertificatesPage
from volunteer_desk.ui.certificates.paper import Paper
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.worker_tasks import WorkerTasks

Show = Callable[[Page], None]
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
PREFIX = "志服证〔2026〕第"
LOST = "\ue000"
"""A character of the private use area: no font has it."""


def serve(desk: Desk, *names: str, hours: int = 20, on: date = date(2026, 10, 1)) -> list[int]:
    people = register(desk, *names)
    lines = tuple(HourLine(person, hours * 60) for person in people)
    assert log_hours(desk, HoursDraft(an_activity(desk, on), lines)).batch is not None
    return people


def opened(context: PageContext, show: Show, hours: int = 10) -> CertificatesPage:
    page = CertificatesPage(context)
    show(page)
    type_hours(page, hours)
    return page


def type_hours(page: CertificatesPage, hours: int) -> None:
    spin = page.issuing.fields.hours.spin
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, str(hours))


def names(page: CertificatesPage) -> list[str]:
    return [line.candidate.name for line in page.issuing.list.model.rows]


def press(page: QWidget, key: Qt.Key, *, alt: bool = False) -> None:
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page, key, modifier)


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def show_tab(page: CertificatesPage, number: int) -> None:
    QTest.mouseClick(page.tabs.button(number), Qt.MouseButton.LeftButton)


def scanned(desk: Desk, certificate_id: int) -> str:
    with desk.database.reading() as connection:
        found = paper_by_id(connection, certificate_id)
    assert found is not None
    return certificate_from(found.snapshot).verify_text


def test_the_list_is_who_the_service_finds(filled_context: PageContext, show: Show) -> None:
    page = opened(filled_context, show, 60)
    found = find_candidates(filled_context.desk, "honour", 60 * 60, YEAR)
    assert [line.candidate for line in page.issuing.list.model.rows] == list(found)
    assert page.issuing.counted.text() == f"{len(found)} 人，{len(found)} 张可发"
    assert page.issuing.issue.text() == f"发证 {len(found)} 张"


def test_the_templates_are_called_as_they_are_titled() -> None:
    from volunteer_desk.documents.templates import load_template

    assert [word for _, word in TEMPLATES] == [load_template(key).title for key, _ in TEMPLATES]


def test_the_paper_follows_the_row(context: PageContext, show: Show) -> None:
    serve(context.desk, "王建国", "欧阳·买买提江·吐尔逊", "㛃瑶")
    page = opened(context, show)
    page.issuing.list.table.choose_row(0)
    first, image = page.card.paper, page.card.preview.image()
    assert isinstance(first, Paper)
    assert first.pdf.startswith(b"%PDF")
    assert image is not None
    assert image.width() > image.height()
    assert page.card.preview.place_words() == "第 1 张，共 3 张"
    QTest.keyClick(page.issuing.list.table, Qt.Key.Key_Down)
    assert page.card.paper is not None
    assert page.card.paper.pdf != first.pdf
    assert page.card.preview.place_words() == "第 2 张，共 3 张"
    QTest.keyClick(page.issuing.list.table, Qt.Key.Key_Space)
    assert page.card.preview.place_words() == "没有勾选，不会发这一张"
    assert not page.card.print.isVisible(), "a preview without a number is not printed"


def test_unticking_one_by_mouse_issues_one_fewer(context: PageContext, show: Show) -> None:
    serve(context.desk, "王建国", "李秀英", "张伟")
    page = opened(context, show)
    table = page.issuing.list.table
    cell = table.visualRect(page.issuing.list.model.index(1, 0)).center()
    left_out = names(page)[1]
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell))
    assert page.issuing.issue.text() == "发证 2 张"
    click(page.issuing.issue)
    issued = list_certificates(context.desk)
    assert sorted(one.number for one in issued) == [f"{PREFIX}0001号", f"{PREFIX}0002号"]
    assert left_out not in {one.name for one in issued}


def test_all_and_none_by_keys(qtbot: QtBot, filled_window: MainWindow) -> None:
    page = in_window(qtbot, filled_window)
    press(filled_window, Qt.Key.Key_N, alt=True)
    assert page.issuing.list.ticked == set()
    assert not page.issuing.issue.isEnabled()
    press(filled_window, Qt.Key.Key_A, alt=True)
    assert len(page.issuing.list.ticked) == len(page.issuing.list.model.rows)


def in_window(qtbot: QtBot, window: MainWindow) -> CertificatesPage:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("certificates")
    page = window.findChild(CertificatesPage)
    assert page is not None
    return page


def test_issued_by_keyboard_shown_and_voided_again(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    serve(desk, "王建国", "李秀英")
    window.show_page("overview")
    page = in_window(qtbot, window)
    type_hours(page, 10)
    press(window, Qt.Key.Key_Return)
    issued = list_certificates(desk)
    assert sorted(one.number for one in issued) == [f"{PREFIX}0001号", f"{PREFIX}0002号"]
    assert page.card.paper is not None
    assert page.card.paper.saved is not None
    assert page.card.paper.saved.read_bytes() == page.card.paper.pdf
    assert page.card.paper.saved.parent == desk.folder.papers / "证书"
    assert page.card.preview.pages() == 2
    assert page.card.print.isVisible()
    assert [line.ticked for line in page.issuing.list.model.rows] == [False, False], (
        "issued already"
    )
    (said,) = window.notices.messages()
    assert "已发 2 张" in said
    assert "作废" in said
    press(window, Qt.Key.Key_Z)
    assert {one.status for one in list_certificates(desk)} == {CertificateStatus.VOID}
    assert window.notices.messages() == ["已作废 2 张证书，编号不再使用。"]
    assert not page.card.print.isVisible(), "void papers are not printed"
    press(window, Qt.Key.Key_Return)
    assert list_certificates(desk)[0].number == f"{PREFIX}0004号", "numbers stay taken"


def test_issuing_can_be_cancelled_and_leaves_nothing(
    qtbot: QtBot, context: PageContext, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(context.desk, "王建国", "李秀英")
    tasks = WorkerTasks()
    page = CertificatesPage(replace(context, tasks=tasks))
    try:
        show(page)
        page.issuing.fields.hours.set_value(10)
        page.issuing.fields.asked.emit()
        qtbot.waitUntil(page.issuing.issue.isEnabled)
        real = candidates.issue_all

        def pressed_cancel(
            desk: Desk, condition: Condition, people: frozenset[int], progress: Progress
        ) -> Done:
            tasks.cancel()
            return real(desk, condition, people, progress)

        monkeypatch.setattr(candidates, "issue_all", pressed_cancel)
        click(page.issuing.issue)
        assert not page.issuing.issue.isEnabled()
        QTest.keyClick(page.issuing.list.table, Qt.Key.Key_Space)
        assert not page.issuing.issue.isEnabled(), "ticking must not let them be issued twice"
        qtbot.waitUntil(page.issuing.issue.isEnabled)
        assert list_certificates(context.desk) == ()
        assert not list((context.desk.folder.papers / "证书").glob("*"))
    finally:
        tasks.close()


def test_papers_voided_elsewhere_leave_the_card(qtbot: QtBot, window: MainWindow) -> None:
    serve(window.desk, "王建国")
    page = in_window(qtbot, window)
    type_hours(page, 10)
    press(window, Qt.Key.Key_Return)
    from volunteer_desk.services.recent_batches import recent_batches

    window.undo(recent_batches(window.desk, 1)[0].id)
    assert page.card.paper is not None
    assert not page.card.paper.name


def test_a_name_no_font_can_print_is_refused_and_the_rest_issued(
    context: PageContext, show: Show
) -> None:
    serve(context.desk, "王建国", f"张{LOST}")
    page = opened(context, show)
    row = names(page).index(f"张{LOST}")
    assert page.issuing.list.model.index(row, 4).data() == "字库缺字"
    page.issuing.list.table.choose_row(row)
    assert page.card.paper is None
    QTest.keyClick(page.issuing.list.table, Qt.Key.Key_Space)
    assert page.issuing.list.ticked.isdisjoint({page.issuing.list.model.rows[row].volunteer_id})
    assert page.issuing.issue.text() == "发证 1 张"
    click(page.issuing.issue)
    assert [one.name for one in list_certificates(context.desk)] == ["王建国"]
    assert "张□" in page.issuing.problem.text()
    assert "U+E000" in page.issuing.problem.text()
    assert page.issuing.problem.isVisible()


def test_typing_narrows_the_list_but_not_the_issue(context: PageContext, show: Show) -> None:
    made = [
        save_volunteer(context.desk, a_draft(name=name, id_number=None, phone=phone))
        for name, phone in (("王建国", "13800001111"), ("李秀英", "13800002222"))
    ]
    assert len(made) == 2
    people = [search_volunteers(context.desk, name)[0].id for name in ("王建国", "李秀英")]
    lines = tuple(HourLine(person, 1200) for person in people)
    log_hours(context.desk, HoursDraft(an_activity(context.desk), lines))
    page = opened(context, show)
    QTest.keyClicks(page.issuing.list.search, "lxy")
    assert names(page) == ["李秀英"]
    page.issuing.list.search.clear()
    page.issuing.list.search.insert("建")
    assert names(page) == ["王建国"]
    assert page.issuing.issue.text() == "发证 2 张"


def test_a_period_that_ends_before_it_begins_is_named(context: PageContext, show: Show) -> None:
    serve(context.desk, "王建国")
    page = opened(context, show)
    page.issuing.fields.last.edit.setDate(QDate(2025, 12, 31))
    assert "早于" in page.issuing.problem.text()
    assert not page.issuing.issue.isEnabled()


def test_nobody_fits_says_the_next_step(
    context: PageContext, show: Show, gone: list[tuple[str, int | None]]
) -> None:
    page = opened(context, show)
    assert page.issuing.list.empty.isVisible()
    click(page.issuing.list.empty.button)
    assert gone == [("hours", None)]


def test_the_register_reprints_the_same_bytes(context: PageContext, show: Show) -> None:
    serve(context.desk, "王建国", "李秀英")
    page = opened(context, show)
    click(page.issuing.issue)
    show_tab(page, 1)
    register_ = page.register
    numbers = [one.number for one in list_certificates(context.desk)]
    assert [number[-5:] for number in numbers] == ["0002号", "0001号"]
    for at, listed in enumerate(register_.model.ids):
        register_.table.choose_row(at)
        assert page.card.paper is not None
        assert page.card.paper.pdf == reprint_certificate(context.desk, listed)
    register_.search.insert("王")
    row = register_.model.row(0)
    assert row is not None
    assert (row.name, register_.model.rowCount()) == ("王建国", 1)
    assert page.card.paper is not None
    assert page.card.paper.pdf == reprint_certificate(context.desk, row.id)
    assert page.card.print.text() == "重印"
    click(page.card.save)
    kept = context.desk.folder.papers / "证书" / f"{row.number}.pdf"
    assert kept.read_bytes() == page.card.paper.pdf


def test_printing_sends_every_page(
    context: PageContext, show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serve(context.desk, "王建国")
    page = opened(context, show)
    click(page.issuing.issue)
    printed = tmp_path / "printed.pdf"
    asked: list[bool] = []

    def to_file(_parent: QWidget, landscape: bool) -> QPrinter:
        asked.append(landscape)
        printer = QPrinter()
        printer.setOutputFileName(str(printed))
        return printer

    monkeypatch.setattr(paper_module, "ask_printer", to_file)
    click(page.card.print)
    assert asked == [True]
    assert printed.read_bytes().startswith(b"%PDF")


def test_a_printed_text_is_verified(context: PageContext, show: Show) -> None:
    serve(context.desk, "王建国")
    page = opened(context, show)
    click(page.issuing.issue)
    (one,) = list_certificates(context.desk)
    said = scanned(context.desk, one.id)
    show_tab(page, 2)
    checking = page.checking
    assert not checking.check.isEnabled()
    QApplication.clipboard().setText(said)
    press(checking.text, Qt.Key.Key_V)
    assert verify_certificate(context.desk, said).valid
    click(checking.check)
    assert checking.pill.accessibleName() == "有效"
    assert "王建国" in checking.said.text()
    assert page.card.paper is not None
    assert page.card.paper.pdf == reprint_certificate(context.desk, one.id)
    QTest.keyClick(checking.text, Qt.Key.Key_Backspace)
    assert not checking.result.isVisible(), "a changed text has no verdict yet"
    click(checking.check)
    assert checking.pill.accessibleName() == "不能确认"
    assert page.card.paper is None


def test_a_proof_is_issued_to_a_person_found_by_typing(context: PageContext, show: Show) -> None:
    desk = context.desk
    save_volunteer(desk, a_draft(name="欧阳·买买提江·吐尔逊"))
    (hit,) = search_volunteers(desk, "欧阳")
    log_hours(desk, HoursDraft(an_activity(desk), (HourLine(hit.id, 150),)))
    page = CertificatesPage(context)
    show(page)
    show_tab(page, 3)
    proving = page.proving
    QTest.keyClicks(proving.search, "ouyang")
    QTest.keyClick(proving.search, Qt.Key.Key_Return)
    assert "1 条，合计 2.5 小时" in proving.service.total.text()
    click(proving.issue)
    (one,) = list_certificates(desk)
    assert (one.template, one.minutes) == ("proof", 150)
    assert page.card.paper is not None
    assert page.card.paper.saved is not None
    assert page.card.paper.pdf == reprint_certificate(desk, one.id)
    assert page.card.preview.pages() == 1
    assert page.card.preview.image() is not None


def test_a_proof_that_cannot_be_issued_says_why(context: PageContext, show: Show) -> None:
    (person,) = serve(context.desk, "王建国")
    page = CertificatesPage(context)
    show(page)
    page.open_subject(person, Noun.VOLUNTEER)
    assert page.proving.who.text().startswith("王建国")
    assert page.proving.service.model.rowCount() > 0
    click(page.proving.issue)
    assert "证件号码" in page.proving.problem.text()
    assert list_certificates(context.desk) == ()


def test_an_undone_proof_leaves_the_card(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    save_volunteer(desk, a_draft(name="李秀英"))
    (hit,) = search_volunteers(desk, "李秀英")
    log_hours(desk, HoursDraft(an_activity(desk), (HourLine(hit.id, 60),)))
    page = in_window(qtbot, window)
    page.open_subject(hit.id)
    press(window, Qt.Key.Key_Return)
    assert page.card.print.isVisible()
    press(window, Qt.Key.Key_Z)
    assert not page.card.print.isVisible()
    assert [one.status for one in list_certificates(desk)] == [CertificateStatus.VOID]
