"""Checking a person as typed or brought: put right what can be, name what cannot."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from volunteer_desk.domain.identity import RESIDENT, check_document, cross_check, read_resident
from volunteer_desk.domain.names import PLAIN_NAME, clean_name, dotted, unprintable
from volunteer_desk.domain.phones import PLAIN_MOBILE, clean_phone
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.volunteers import VolunteerDraft

LABELS: dict[str, str] = {
    "name": "姓名",
    "gender": "性别",
    "birth": "出生日期",
    "id_type": "证件类型",
    "id_number": "证件号码",
    "phone": "联系电话",
    "political_status": "政治面貌",
    "ethnicity": "民族",
    "education": "学历",
    "occupation": "从业状况",
    "employer": "工作单位",
    "area": "居住区域",
    "skills": "专业技能",
    "service_categories": "服务类别",
    "clothing_size": "服装尺码",
    "emergency_name": "紧急联系人",
    "emergency_phone": "紧急联系人电话",
    "guardian_name": "监护人",
    "guardian_phone": "监护人电话",
    "guardian_consent_on": "监护人同意日期",
    "consent_on": "同意日期",
    "remark": "备注",
    "registered_on": "注册日期",
    "team": "所属队伍",
    "availability": "可服务时间",
    "consent_way": "同意方式",
    "consent_by": "同意人",
    "guardian_relation": "与监护人关系",
}
"""What screens call the fields of a draft."""

CODED = ("id_type", "gender", "political_status", "ethnicity", "education", "occupation",
         "clothing_size")  # fmt: skip
"""Fields that hold a code of the dictionary of the same name."""

_PHONES = ("phone", "emergency_phone", "guardian_phone")
_DAYS = ("birth", "registered_on", "consent_on", "guardian_consent_on")
_MISMATCH = {
    ProblemCode.BIRTH_MISMATCH: ("birth", "出生日期与身份证号不一致，请核对哪一个是对的。"),
    ProblemCode.GENDER_MISMATCH: ("gender", "性别与身份证号不一致，请核对哪一个是对的。"),
}


@dataclass(frozen=True)
class Finding:
    """One thing wrong with a person: the field, the stable code, and what to do."""

    field: str
    code: ProblemCode
    message: str


def check_draft(
    draft: VolunteerDraft, today: date, *, month_only: bool = False
) -> tuple[VolunteerDraft, list[Finding]]:
    """The draft put right, and what cannot stand; see ``check_values``."""
    values = dict(draft.__dict__)
    findings = check_values(values, today, month_only=month_only)
    return VolunteerDraft(**values), findings


def settle_plain(values: dict[str, Any], today: date) -> bool:
    """Whether nothing is to be put right or to be said, as of most people in a roster.

    Birth and gender are then taken from the document; otherwise ``values`` are as they were, and
    ``check_values`` comes to the same where this says True.
    """
    if not PLAIN_NAME(values["name"]):
        return False
    for field in _PHONES:
        phone = values.get(field)
        if phone and not PLAIN_MOBILE(phone):
            return False
    for field in _DAYS:
        day = values.get(field)
        if day and day > today:
            return False
    number = values.get("id_number")
    if not number:
        return True
    read = read_resident(number)
    if read is None or values.get("id_type", RESIDENT) != RESIDENT:
        return False
    birth, gender = read
    if values.get("birth", birth) != birth or values.get("gender", gender) != gender:
        return False
    if birth > today:
        return False
    values["id_type"], values["birth"], values["gender"] = RESIDENT, birth, gender
    return True


def check_values(values: dict[str, Any], today: date, *, month_only: bool = False) -> list[Finding]:
    """Put a person's values right in place, and say what cannot stand.

    Names, phones and document numbers get their stored spelling; birth and gender are taken from
    the document where they were not given.

    Args:
        values: Field of ``VolunteerDraft`` → value; what is absent or None is "not given".
        today: Dates behind it are refused.
        month_only: The birth date names a month only, so its day says nothing.
    """
    findings: list[Finding] = []
    name = values["name"] = dotted(clean_name(values.get("name") or ""))
    if not name:
        findings.append(Finding("name", ProblemCode.NAME_MISSING, "没有姓名，请补上姓名。"))
    elif hidden := unprintable(name):
        points = " ".join(f"U+{ord(mark):04X}" for mark in hidden)
        findings.append(
            Finding(
                "name",
                ProblemCode.CHARACTER_INVISIBLE,
                f"姓名里有{len(hidden)}个显示不出来的字（{points}），请用输入法重新输入。",
            )
        )
    if values.get("id_number"):
        _check_document(values, findings, month_only)
    for field in _PHONES:
        text = values.get(field)
        if text:
            values[field] = clean_phone(text)
            if values[field] is None:
                said = f"{LABELS[field]}不是有效的电话号码，请核对。"
                findings.append(Finding(field, ProblemCode.PHONE_INVALID, said))
    for field in _DAYS:
        day = values.get(field)
        if day and day > today:
            said = f"{LABELS[field]}晚于今天，请核对。"
            findings.append(Finding(field, ProblemCode.DATE_FUTURE, said))
    return findings


def _check_document(values: dict[str, Any], findings: list[Finding], month_only: bool) -> None:
    check = check_document(values.get("id_type"), values["id_number"])
    values["id_number"] = check.number or None
    if not check.number:
        return
    values["id_type"] = values.get("id_type") or RESIDENT
    if check.problem:
        findings.append(Finding("id_number", check.problem, check.reason))
        return
    birth, gender = values.get("birth"), values.get("gender")
    mismatches = cross_check(check, birth, gender, month_only=month_only)
    findings.extend(Finding(_MISMATCH[code][0], code, _MISMATCH[code][1]) for code in mismatches)
    if check.birth and (birth is None or (month_only and not mismatches)):
        values["birth"] = check.birth
    if check.gender and gender is None:
        values["gender"] = check.gender
