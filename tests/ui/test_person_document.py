"""The document of the form: what it fills, and what it is compared with."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import a_draft, valid_id
from tests.ui.person_keys import write
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.naming import Names
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.person_form import PersonForm


@pytest.fixture
def form(qtbot: QtBot, dressed: QApplication, desk: Desk) -> PersonForm:
    made = PersonForm(CodeWords(desk), desk.today, DeskSettings, Names(desk, Noun.TEAM))
    qtbot.addWidget(made)
    made.show()
    return made


def retype(field: Field, text: str) -> None:
    field.edit.setFocus()
    field.edit.selectAll()
    write(field.edit, text)


def leave(field: Field) -> None:
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


def test_what_was_typed_is_checked_against_the_document(form: PersonForm, desk: Desk) -> None:
    saved = save_volunteer(desk, a_draft())
    assert saved.row_id is not None
    form.begin(volunteer_card(desk, saved.row_id))
    birth, number = form.days["birth"], form.texts["id_number"]
    assert birth.text() == "1985-03-05"
    retype(number, valid_id(date(1991, 2, 3), "2"))  # came out of a document before
    assert (birth.text(), form.codes["gender"].text()) == ("1991-02-03", "女")
    retype(birth, "1992-02-03")
    leave(birth)
    assert form.problem.text() == "出生日期与证件号不一致（证件上是 1991-02-03），请核对。"
    retype(number, valid_id(date(1992, 2, 3), "1"))
    assert form.problem.isHidden()
    assert (birth.text(), form.codes["gender"].text()) == ("1992-02-03", "男")


def test_what_somebody_typed_first_is_not_written_over(form: PersonForm) -> None:
    form.begin(None)
    birth, number = form.days["birth"], form.texts["id_number"]
    retype(birth, "1990-1-1")
    retype(number, valid_id(date(1991, 2, 3), "2"))
    assert birth.text() == "1990-1-1"
    leave(number)
    assert "证件上是 1991-02-03" in form.problem.text()


def test_a_number_that_cannot_be_says_why_once_it_is_typed(form: PersonForm) -> None:
    form.begin(None)
    number = form.texts["id_number"]
    retype(number, "110105199213310021")
    assert form.days["birth"].text() == ""
    leave(number)
    assert "第7到14位不是真实的日期" in form.problem.text()
    retype(number, "110105491231002")
    leave(number)
    assert "15位旧身份证号" in form.problem.text()
    assert form.days["birth"].text() == "1949-12-31"
