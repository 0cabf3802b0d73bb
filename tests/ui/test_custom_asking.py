"""筛选 by the office's own fields: each kind is asked for in its own way."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.services.people import a_person
from tests.ui.person_keys import write
from volunteer_desk.domain.custom_fields import CustomFieldDraft, CustomFilter, CustomKind
from volunteer_desk.domain.volunteer_filters import VolunteerFilter
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.custom_fields import custom_fields, define_field, set_custom_values
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import volunteer_ids
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.filters import VolunteerFilters

FIELDS = (
    CustomFieldDraft("楼栋"),
    CustomFieldDraft("班组", CustomKind.CHOICE, ("甲", "乙")),
    CustomFieldDraft("保险到期", CustomKind.DATE),
    CustomFieldDraft("身高", CustomKind.NUMBER),
)
VALUES = (
    ("12号楼", "甲", "2026-12-05", "172"),
    ("3号楼", "乙", "2027-03-01", "158.5"),
    ("", "", "", ""),
)


@pytest.fixture
def panel(qtbot: QtBot, dressed: QApplication, desk: Desk) -> VolunteerFilters:
    for draft in FIELDS:
        define_field(desk, draft)
    fields = custom_fields(desk)
    for at, values in enumerate(VALUES):
        texts = dict(zip((one.id for one in fields), values, strict=True))
        set_custom_values(desk, [a_person(desk, at, name=f"人{at}")], texts)
    made = VolunteerFilters(CodeWords(desk))
    qtbot.addWidget(made)
    made.fields.show_fields(fields)
    made.show()
    return made


def choose(combo: QComboBox, word: str) -> None:
    while combo.currentText() != word:
        QTest.keyClick(combo, Qt.Key.Key_Down)


def ask(panel: VolunteerFilters, field: str, value: str = "") -> None:
    choose(panel.fields.custom.field.combo, field)
    box = panel.fields.custom.value.currentWidget().findChild(QComboBox)
    if value and box is not None:
        choose(box, value)
    elif value:
        line = panel.fields.custom.value.currentWidget().findChild(QLineEdit)
        assert line is not None
        line.selectAll()
        write(line, value)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("楼栋", "12", [0]),
        ("楼栋", "", [0, 1]),
        ("没填楼栋", "", [2]),
        ("班组", "乙", [1]),
        ("班组", "", [0, 1]),
        ("没填班组", "", [2]),
        ("保险到期", "2026年12月", [0]),
        ("保险到期", "2027-1-1前", [0]),
        ("保险到期", "2026-12-1至2027-3-1", [0, 1]),
        ("身高", "160-", [0]),
        ("身高", "158.5", [1]),
    ],
)
def test_each_kind_is_asked_for_in_its_own_way(
    panel: VolunteerFilters, desk: Desk, field: str, value: str, found: list[int]
) -> None:
    ask(panel, field, value)
    everyone = list(volunteer_ids(desk, VolunteerQuery()))
    where = panel.where()
    assert list(volunteer_ids(desk, VolunteerQuery(where=where))) == [everyone[at] for at in found]
    panel.show_where(VolunteerFilter())
    panel.show_where(where)
    assert panel.fields.custom.asked() == where.custom  # a saved one comes back into the boxes


def test_what_cannot_be_read_asks_for_nothing_and_says_so(panel: VolunteerFilters) -> None:
    ask(panel, "保险到期", "明年")
    assert panel.where().custom == ()
    assert "请写日期" in panel.fields.custom.typed.toolTip()
    ask(panel, "身高")  # another field: nothing is left of the former question
    assert panel.where().custom == (CustomFilter(4, filled=True),)
    assert "请写日期" not in panel.fields.custom.typed.toolTip()


def test_a_choice_that_is_gone_is_still_asked_for(panel: VolunteerFilters) -> None:
    panel.show_where(VolunteerFilter(custom=(CustomFilter(2, equals="丙"),)))
    assert panel.fields.custom.choice.text() == "丙"
    assert panel.fields.custom.asked() == (CustomFilter(2, equals="丙"),)


def test_a_saved_span_of_days_is_shown_as_it_is_typed(panel: VolunteerFilters) -> None:
    asked = CustomFilter(3, low=str(date(2026, 12, 1)), high=str(date(2026, 12, 31)))
    panel.show_where(VolunteerFilter(custom=(asked,)))
    assert panel.fields.custom.typed.text() == "2026-12-01至2026-12-31"
