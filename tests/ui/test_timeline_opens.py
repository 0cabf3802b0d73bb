from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.registered import an_activity
from tests.services.people import a_person
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.timeline import TimelineKind
from volunteer_desk.services.certificates import list_certificates
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.proofs import issue_proof
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.certificates.page import CertificatesPage
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.volunteers.page import VolunteersPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def test_enter_on_a_certificate_of_the_timeline_opens_that_one(
    window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    change_settings(desk, unit="幸福里社区")
    people = [a_person(desk, at, name=name) for at, name in enumerate(("王建国", "李秀英", "张伟"))]
    lines = tuple(HourLine(one, 600) for one in people)
    log_hours(desk, HoursDraft(an_activity(desk, date(2026, 10, 1)), lines))
    for one in reversed(people):  # so that no certificate bears its person's own id
        issue_proof(desk, one, YEAR, tmp_path / f"{one}.pdf")
    wanted = next(one for one in list_certificates(desk) if one.name == "王建国")
    assert wanted.id != people[0]
    window.show_page("volunteers")
    page = window.pages["volunteers"]
    assert isinstance(page, VolunteersPage)
    page.open_subject(people[0])
    page.room.open_person(people[0])
    story = page.room.tabs.story
    kinds = [row.kind for row in story.model.rows]
    story.table.choose_row(kinds.index(TimelineKind.CERTIFICATE))
    QTest.keyClick(story.table, Qt.Key.Key_Return)
    shown = window.pages["certificates"]
    assert isinstance(shown, CertificatesPage)
    assert shown.isVisible()
    assert shown.stack.currentWidget() is shown.register
    chosen = shown.register.model.row(shown.register.table.current_row())
    assert chosen is not None
    assert chosen.id == wanted.id
    assert shown.card.paper is not None
    assert shown.card.paper.name.startswith(wanted.number[:2])
