"""The boxes of a person's form, by the field they fill."""

from datetime import date

from volunteer_desk.domain.consent import CONSENT_WAYS
from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.ui.fields import ComboField, Field, FieldBox
from volunteer_desk.ui.memo_field import MemoField
from volunteer_desk.ui.offer_field import WordsField
from volunteer_desk.ui.suggest_field import SuggestField
from volunteer_desk.ui.volunteers.codes import CodeWords

TEXTS = (
    ("name", "姓名", "与证件一致"),
    ("id_number", "证件号", "自动得出出生和性别"),
    ("phone", "电话", "手机或座机"),
    ("employer", "工作单位", ""),
    ("area", "居住区域", "如 幸福里3号楼"),
    ("emergency_name", "紧急联系", "姓名"),
    ("emergency_phone", "其电话", ""),
    ("consent_by", "同意人", "不填就是本人"),
    ("guardian_name", "监护人", "姓名"),
    ("guardian_relation", "关系", "如 母亲"),
    ("guardian_phone", "其电话", ""),
)
CODES = (
    ("id_type", "证件类型"),
    ("gender", "性别"),
    ("political_status", "政治面貌"),
    ("ethnicity", "民族"),
    ("education", "学历"),
    ("occupation", "从业状况"),
    ("clothing_size", "服装尺码"),
)
DAYS = (
    ("birth", "出生", "如 1985-03-05"),
    ("registered_on", "注册日期", "不填就是今天"),
    ("consent_on", "同意日期", "同意记录信息的日期"),
    ("guardian_consent_on", "同意日期", "监护人同意的日期"),
)


class PersonBoxes:
    """Every plain box of the form; ``show`` fills them, ``at`` finds one by its field."""

    def __init__(self, codes: CodeWords) -> None:
        self._words = codes
        self.texts: dict[str, Field] = {
            key: Field(label, placeholder=hint) for key, label, hint in TEXTS
        }
        self.texts["skills"] = WordsField(
            "专业技能",
            [(word, word) for word in codes.words("skill")],
            placeholder="按 ↓ 选，也可自己写，几样用、隔开",
            free=True,
        )
        self.texts["consent_way"] = SuggestField("同意方式", CONSENT_WAYS, "如 纸质签字")
        self.remark = MemoField("备注", placeholder="可以写几行，写完按 Tab")
        self.codes = {key: ComboField(label, codes.choices(key)) for key, label in CODES}
        self.days = {key: Field(label, placeholder=hint) for key, label, hint in DAYS}

    def at(self, key: str) -> FieldBox | None:
        """The box of a field."""
        every: dict[str, FieldBox] = {**self.texts, **self.codes, **self.days}
        every["remark"] = self.remark
        return every.get(key)

    def listed(self, *keys: str) -> list[FieldBox]:
        """Boxes by their fields."""
        return [box for key in keys if (box := self.at(key)) is not None]

    def show(self, shown: VolunteerDraft) -> None:
        """Fill every box."""
        for key, field in self.texts.items():
            field.set_text(getattr(shown, key) or "")
        self.remark.set_text(shown.remark or "")
        for key, box in self.codes.items():
            code = getattr(shown, key)
            box.set_choices(self._words.choices(key, code))
            box.choose(code)
        for key, field in self.days.items():
            day = getattr(shown, key)
            field.set_text(day.isoformat() if day else "")

    def text(self, key: str, shown: VolunteerDraft) -> str | None:
        """What was typed; "" empties what was there, None says that there is nothing to say."""
        typed = self.remark.text() if key == "remark" else self.texts[key].text()
        return typed if typed or getattr(shown, key) else None

    def day(self, key: str) -> date | None:
        """The date typed, None when it is none."""
        return parse_date(self.days[key].text())

    def code(self, key: str, shown: VolunteerDraft) -> str | None:
        """The code chosen; "" empties what was there."""
        code = self.codes[key].key()
        if isinstance(code, str):
            return code
        return "" if getattr(shown, key) else None
