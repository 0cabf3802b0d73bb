"""The form of a person: birth and gender come out of the document, the rest by Enter."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.domain.consent import age_on
from volunteer_desk.domain.custom_fields import CustomFieldRow
from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.duplicates import LookAlike
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.volunteers import VolunteerCard, VolunteerDraft
from volunteer_desk.services.volunteer_checks import check_draft
from volunteer_desk.services.volunteer_masking import HIDDEN
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.name_field import Finding, NameField
from volunteer_desk.ui.volunteers.choice_grid import AvailabilityGrid, ChoiceGrid
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.custom_boxes import CustomBoxes
from volunteer_desk.ui.volunteers.look_alikes import LookAlikes
from volunteer_desk.ui.volunteers.person_document import PersonDocument
from volunteer_desk.ui.volunteers.person_fields import DAYS, PersonBoxes
from volunteer_desk.ui.widgets import words

_TELLING = ("name", "id_number", "phone", "area")
"""Fields by which somebody registered already is recognised."""
_MASKED = ("id_number", "phone", "emergency_phone", "guardian_phone")
_GUARDIAN = ("guardian_name", "guardian_relation", "guardian_phone", "guardian_consent_on")


class PersonForm(InlineForm):
    """Registers a person, or changes one; a masked value left as it is means "not changed"."""

    typed = Signal()
    """Something was typed by which the person may be known already."""

    def __init__(
        self,
        codes: CodeWords,
        today: Callable[[], date],
        settings: Callable[[], DeskSettings],
        teams: Finding,
    ) -> None:
        super().__init__("新增志愿者")
        self.volunteer_id: int | None = None
        self._today = today
        self._settings = settings
        self._words = codes
        self._shown = VolunteerDraft("")
        self._minor_known = False
        self._settled: tuple[VolunteerDraft, dict[int, str]] = (self._shown, {})
        """What Esc may throw away: as it was shown, or as it stood when Esc was pressed."""
        self.boxes = PersonBoxes(codes)
        self.texts, self.codes, self.days = self.boxes.texts, self.boxes.codes, self.boxes.days
        self.team = NameField("队伍", teams, "写几个字或拼音就有提示")
        self.categories = ChoiceGrid(7, name="服务类别")
        self.availability = AvailabilityGrid()
        self.custom = CustomBoxes((), {})
        self.custom_place = QWidget()
        self.look_alikes = LookAlikes()
        self._lay_out()
        self.boxes.remark.grown.connect(self._follow, Qt.ConnectionType.QueuedConnection)
        self.document = PersonDocument(self.boxes, self.show_problem)
        self.document.filled.connect(self._show_guardian)
        self.days["birth"].changed.connect(self._show_guardian)
        for key in _TELLING:
            self.texts[key].changed.connect(self.typed)
        for box in (self.days["birth"], self.team):
            box.changed.connect(self.typed)

    def _lay_out(self) -> None:
        at = self.boxes.listed
        basic = at("name", "id_number", "birth", "gender", "phone")
        more = at("political_status", "id_type", "registered_on")
        self.add_section("基本", [*basic, self.team, *more])
        self.minor = words("未成年人，请填监护人和监护人的同意", "problem")
        self.add_block(self.minor)
        self.guardian = self.add_section("监护人", at(*_GUARDIAN), 4)
        self.add_section("同意", at("consent_on", "consent_way", "consent_by"))
        self.add_section("联系", at("area", "emergency_name", "emergency_phone"))
        self.add_section("身份", at("ethnicity", "education", "occupation", "employer"), 4)
        self.add_section("服务意愿", at("skills", "clothing_size"), 2)
        self.add_block(words("服务类别（方向键移动，空格选）", "small"))
        self.add_block(self.categories)
        self.add_block(words("可服务时间（星期 × 上午、下午、晚上）", "small"))
        self.add_block(self.availability)
        self._custom_lines = QVBoxLayout(self.custom_place)
        self._custom_lines.setContentsMargins(0, 0, 0, 0)
        self.add_block(self.custom_place)
        self.add_section("备注", at("remark"), 1)
        self.last = self.boxes.remark
        self.finish()
        self.body.insertWidget(self.body.count() - 2, self.look_alikes)

    def seen(self) -> VolunteerDraft | None:
        """The card as it was shown before anything was typed; None of a new one."""
        return self._shown if self.volunteer_id is not None else None

    def show_look_alikes(self, found: tuple[LookAlike, ...]) -> None:
        """Show who may be the one being typed."""
        self.look_alikes.show_found(found)

    def begin(
        self,
        card: VolunteerCard | None,
        fields: Sequence[CustomFieldRow] = (),
        values: Mapping[int, str] | None = None,
    ) -> None:
        """Show a person to change, or an empty form."""
        self.volunteer_id = card.row.id if card else None
        self._shown = shown = card.draft if card else VolunteerDraft("")
        self._minor_known = card is not None and (
            any("监护人" in lack for lack in card.consent_lacks)
            or any(getattr(shown, key) for key in _GUARDIAN)
        )
        self.title.setText("编辑志愿者" if card else "新增志愿者")
        self.note.setText("Enter 到下一项，Ctrl Enter 保存，Esc 返回")
        self.boxes.show(shown)
        self.document.begin(shown)
        self.team.set_text(shown.team or "")
        hidden = bool(card and card.row.birth is None and shown.id_number == HIDDEN)
        hint = "已隐藏，不改就留空" if hidden else DAYS[0][2]
        self.days["birth"].edit.setPlaceholderText(hint)
        self._show_categories(shown.service_categories)
        self.availability.show_text(shown.availability)
        self._show_custom(fields, values or {})
        self.show_look_alikes(())
        self.save.setEnabled(True)
        self.show_problem("")
        self._show_guardian()
        self.area.verticalScrollBar().setValue(0)
        self.take_focus()
        self._settled = self._told()

    def take_focus(self) -> None:
        """Stand on the name."""
        self.texts["name"].edit.setFocus()
        typed = len(self.texts["name"].edit.text())
        self.texts["name"].edit.setSelection(typed, -typed)  # a long name shows its beginning

    def draft(self) -> VolunteerDraft | None:
        """What was typed, or None when it cannot stand; the form then says why and where."""
        self.show_problem("")
        days: dict[str, date | None] = {}
        for key, field in self.days.items():
            days[key] = parse_date(field.text()) if field.text() else None
            if field.text() and days[key] is None:
                self.show_problem("这个日期读不懂，请写成 1985-03-05 这样。", field)
                return None
        wrong = self.custom.problem()
        if wrong is not None:
            self.show_problem(*wrong)
            return None
        typed = self._typed(days)
        return typed if self._stands(typed) else None

    def draft_so_far(self) -> VolunteerDraft:
        """What is typed, whatever it is worth: for finding look-alikes."""
        return self._typed({key: self.boxes.day(key) for key in self.days})

    def custom_texts(self) -> dict[int, str]:
        """What was changed in the office's own fields."""
        return self.custom.texts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks once more where something typed would be lost, then leaves."""
        told = self._told()
        lost = told != self._settled and not self.awaits()
        if event.key() == Qt.Key.Key_Escape and lost:
            self._settled = told
            self.show_problem("填写的内容还没有保存：Ctrl Enter 保存，再按一次 Esc 就不要了。")
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        """Keep the lines that are being written in sight."""
        self.area.ensureWidgetVisible(self.boxes.remark)

    def _told(self) -> tuple[VolunteerDraft, dict[int, str]]:
        """All that stands in the form."""
        return self.draft_so_far(), self.custom_texts()

    def _typed(self, days: Mapping[str, date | None]) -> VolunteerDraft:
        shown = self._shown
        values: dict[str, Any] = {
            key: self.boxes.text(key, shown) for key in (*self.texts, "remark")
        }
        values |= {key: self.boxes.code(key, shown) for key in self.codes}
        values |= days
        values["name"] = self.texts["name"].text()
        values["team"] = self.team.text() or None
        said = {
            "service_categories": self._categories(shown.service_categories),
            "availability": self.availability.text(),
        }
        values |= {key: text if text or getattr(shown, key) else None for key, text in said.items()}
        return VolunteerDraft(**values)

    def _show_categories(self, stored: str | None) -> None:
        chosen = _several(stored)
        known = self._words.words("service_category")
        self.categories.set_words([*known, *(w for w in chosen if w not in known)], chosen)

    def _categories(self, stored: str | None) -> str:
        """The words chosen; as they are stored while they are the same."""
        chosen = self.categories.chosen_words()
        return (stored or "") if set(chosen) == set(_several(stored)) else "、".join(chosen)

    def _show_custom(self, fields: Sequence[CustomFieldRow], values: Mapping[int, str]) -> None:
        while (item := self._custom_lines.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                self.forget_section(gone)
        self.custom = CustomBoxes(fields, values)
        self.custom_place.setVisible(bool(fields))
        if not fields:
            return
        boxes = tuple(self.custom.boxes.values())
        section = self.make_section("本处字段", boxes)
        self._custom_lines.addWidget(section)
        section.show()  # else it is hidden, and passed over, until the next event
        before: QWidget = self.availability
        for box in boxes:  # they were made last, and would be reached last
            self.setTabOrder(before, box.inner)
            before = box.inner
        self.setTabOrder(before, self.boxes.remark.inner)

    def _stands(self, typed: VolunteerDraft) -> bool:
        """Check now what the service checks again; a masked value is left to the service."""
        masked: dict[str, Any] = {
            key: None for key in _MASKED if "*" in (getattr(typed, key) or "")
        }
        bare = replace(typed, **masked)
        _, findings = check_draft(bare, self._today())
        if findings:
            self.show_problem(findings[0].message, self.boxes.at(findings[0].field))
        return not findings

    def _show_guardian(self) -> None:
        birth = self.boxes.day("birth")
        under = self._settings().guardian_under
        minor = birth is not None and age_on(birth, self._today()) < under
        self.minor.setVisible(minor)
        self.guardian.setVisible(minor or self._minor_known)


def _several(stored: str | None) -> list[str]:
    return [word for one in re.split("[、，,;；]", stored or "") if (word := one.strip())]
