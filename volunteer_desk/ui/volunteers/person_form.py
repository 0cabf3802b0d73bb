"""The form of a person: birth and gender come out of the document, the rest by Enter."""

from dataclasses import replace
from datetime import date

from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.identity import RESIDENT, check_document
from volunteer_desk.domain.volunteers import VolunteerCard, VolunteerDraft
from volunteer_desk.services.volunteer_checks import check_draft
from volunteer_desk.ui.fields import ComboField, Field, FieldBox
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.inline_form import InlineForm
from volunteer_desk.ui.volunteers.suggest_field import SuggestField
from volunteer_desk.ui.widgets import words

ADULT = 18
_MASKABLE = ("id_number", "phone", "emergency_phone", "guardian_phone")
_CODES = ("id_type", "gender", "political_status", "ethnicity", "education", "occupation")


class PersonForm(InlineForm):
    """Registers a person, or changes one; a masked value left as it is means "not changed"."""

    def __init__(self, codes: CodeWords, today: date) -> None:
        super().__init__("新增志愿者")
        self.volunteer_id: int | None = None
        self._today = today
        self._shown = VolunteerDraft("")
        self.texts = {
            "name": Field("姓名", placeholder="与证件一致"),
            "id_number": Field("证件号", placeholder="填了就自动得出出生和性别"),
            "phone": Field("电话", placeholder="手机或座机"),
            "employer": Field("单位"),
            "area": Field("居住区域", placeholder="如 幸福里3号楼"),
            "skills": Field("特长"),
            "emergency_name": Field("紧急联系"),
            "emergency_phone": Field("其电话"),
            "guardian_name": Field("监护人"),
            "guardian_phone": Field("其电话"),
            "remark": Field("备注"),
        }
        labels = ("证件类型", "性别", "政治面貌", "民族", "学历", "从业状况")
        self.codes = {
            key: ComboField(label, codes.choices(key))
            for key, label in zip(_CODES, labels, strict=True)
        }
        self.days = {
            "birth": Field("出生", placeholder="如 1985-03-05"),
            "registered_on": Field("注册日期", placeholder="不填就是今天"),
            "consent_on": Field("同意日期", placeholder="同意记录信息的日期"),
            "guardian_consent_on": Field("同意日期", placeholder="监护人同意的日期"),
        }
        self.team = SuggestField("队伍", placeholder="打几个字就有提示")
        self._lay_out()
        self.texts["id_number"].changed.connect(self._read_document)
        self.codes["id_type"].changed.connect(self._read_document)
        self.days["birth"].changed.connect(self._show_guardian)

    def _lay_out(self) -> None:
        texts, codes, days = self.texts, self.codes, self.days
        for field in (texts["name"], texts["id_number"], days["birth"], codes["gender"]):
            self.add_field(field)
        self.guardian: tuple[FieldBox, ...] = (
            texts["guardian_name"],
            texts["guardian_phone"],
            days["guardian_consent_on"],
        )
        self.minor = words("未满18岁，请填监护人", "small")
        self.add_field(texts["phone"])
        self.add_block(self.minor)
        for field in self.guardian:
            self.add_field(field)
        for field in (self.team, codes["political_status"], texts["remark"]):
            self.add_field(field)
        self.add_block(words("以下可以不填", "small"))
        for field in (
            codes["id_type"],
            days["registered_on"],
            days["consent_on"],
            texts["area"],
            texts["employer"],
            texts["skills"],
            codes["ethnicity"],
            codes["education"],
            codes["occupation"],
            texts["emergency_name"],
            texts["emergency_phone"],
        ):
            self.add_field(field)
        self.finish()

    def show_teams(self, names: list[str]) -> None:
        """Offer these teams; another name makes a team."""
        self.team.suggest(names)

    def begin(self, card: VolunteerCard | None) -> None:
        """Show a person to change, or an empty form."""
        self.volunteer_id = card.row.id if card else None
        self._shown = shown = card.draft if card else VolunteerDraft("")
        self.title.setText("编辑志愿者" if card else "新增志愿者")
        self.note.setText("Enter 到下一项")
        for key, field in self.texts.items():
            field.set_text(getattr(shown, key) or "")
            field.edit.setCursorPosition(0)
        for key, box in self.codes.items():
            box.choose(getattr(shown, key))
        for key, field in self.days.items():
            day = getattr(shown, key)
            field.set_text(day.isoformat() if day else "")
        self.team.set_text(shown.team or "")
        self.save.setEnabled(True)
        self.show_problem("")
        self._show_guardian()
        self.texts["name"].edit.setFocus()
        self.texts["name"].edit.selectAll()
        self.area.verticalScrollBar().setValue(0)

    def draft(self) -> VolunteerDraft | None:
        """What was typed, or None when it cannot stand; the form then says why and where."""
        self.show_problem("")
        days: dict[str, date | None] = {}
        for key, field in self.days.items():
            days[key] = parse_date(field.text()) if field.text() else None
            if field.text() and days[key] is None:
                self.show_problem("这个日期读不懂，请写成 1985-03-05 这样。", field)
                return None
        typed = VolunteerDraft(
            name=self.texts["name"].text(),
            gender=self._code("gender"),
            birth=days["birth"],
            id_type=self._code("id_type"),
            id_number=self._text("id_number"),
            phone=self._text("phone"),
            political_status=self._code("political_status"),
            ethnicity=self._code("ethnicity"),
            education=self._code("education"),
            occupation=self._code("occupation"),
            employer=self._text("employer"),
            area=self._text("area"),
            skills=self._text("skills"),
            emergency_name=self._text("emergency_name"),
            emergency_phone=self._text("emergency_phone"),
            guardian_name=self._text("guardian_name"),
            guardian_phone=self._text("guardian_phone"),
            guardian_consent_on=days["guardian_consent_on"],
            consent_on=days["consent_on"],
            remark=self._text("remark"),
            registered_on=days["registered_on"],
            team=self.team.text() or None,
        )
        return typed if self._stands(typed) else None

    def _text(self, key: str) -> str | None:
        """What was typed; "" empties what was there, None says that there is nothing to say."""
        typed = self.texts[key].text()
        return typed if typed or getattr(self._shown, key) else None

    def _code(self, key: str) -> str | None:
        code = self.codes[key].key()
        if isinstance(code, str):
            return code
        return "" if getattr(self._shown, key) else None

    def _stands(self, typed: VolunteerDraft) -> bool:
        """Check now what the service checks again; a masked value is left to the service."""
        plain = {key: _unmasked(getattr(typed, key)) for key in _MASKABLE}
        bare = replace(
            typed,
            id_number=plain["id_number"],
            phone=plain["phone"],
            emergency_phone=plain["emergency_phone"],
            guardian_phone=plain["guardian_phone"],
        )
        _, findings = check_draft(bare, self._today)
        boxes: dict[str, FieldBox] = {**self.texts, **self.codes, **self.days}
        if findings:
            self.show_problem(findings[0].message, boxes.get(findings[0].field))
        return not findings

    def _read_document(self) -> None:
        """Fill birth and gender from a true number, and say at once when it is none."""
        field = self.texts["id_number"]
        kind = self.codes["id_type"].key()
        number = field.text()
        field.show_problem("")
        if len(number) < 15 or "*" in number:
            return
        check = check_document(kind if isinstance(kind, str) else RESIDENT, number)
        if check.problem:
            if len(number) >= 18:
                field.show_problem(check.reason)
            return
        if check.birth:
            self.days["birth"].set_text(check.birth.isoformat())
        if check.gender:
            self.codes["gender"].choose(check.gender)
        self._show_guardian()

    def _show_guardian(self) -> None:
        birth = parse_date(self.days["birth"].text())
        minor = birth is not None and _age(birth, self._today) < ADULT
        self.minor.setVisible(minor)
        for field in self.guardian:
            field.setVisible(minor)


def _unmasked(text: str | None) -> str | None:
    return None if text and "*" in text else text


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
