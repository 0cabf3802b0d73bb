"""A person's card as groups of (label, value): 基本, 联系, 身份, 服务意愿, 同意与监护, 本处字段."""

from datetime import date

from volunteer_desk.domain.availability import availability_words
from volunteer_desk.domain.disclosure import Revealed
from volunteer_desk.domain.volunteers import VolunteerCard
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.person_reading import PersonShown

Group = tuple[str, tuple[tuple[str, str], ...]]

_TOLD_BY_CONSENT = ("同意日期", "监护人同意日期", "监护人", "监护人电话")
"""A card's ``consent_lacks`` say of these what the law wants at the person's age."""


def wanting(card: VolunteerCard) -> list[str]:
    """Labels that should be filled, but for those the lacking consent tells of."""
    return [label for label in card.lacks if label not in _TOLD_BY_CONSENT]


def card_groups(
    shown: PersonShown, codes: CodeWords, revealed: Revealed | None
) -> tuple[Group, ...]:
    """Every field; what is revealed stands in place of its mask."""
    full = revealed if revealed is not None and revealed.volunteer_id == shown.id else None
    row, draft = shown.card.row, (full.draft if full else None) or shown.card.draft
    values = full.values if full else shown.values
    return (
        (
            "基本",
            (
                ("性别", row.gender),
                ("出生", birth_words(draft.birth, shown.card.age)),
                ("证件类型", codes.word("id_type", draft.id_type)),
                ("证件号", full.document if full else row.id_masked),
                ("电话", full.phone if full else row.phone_masked),
                ("政治面貌", codes.word("political_status", draft.political_status)),
                ("注册日期", _day(row.registered_on)),
            ),
        ),
        (
            "联系",
            (
                ("居住区域", draft.area or ""),
                ("紧急联系", _pair(draft.emergency_name, draft.emergency_phone)),
            ),
        ),
        (
            "身份",
            (
                ("民族", codes.word("ethnicity", draft.ethnicity)),
                ("学历", codes.word("education", draft.education)),
                ("从业状况", codes.word("occupation", draft.occupation)),
                ("工作单位", draft.employer or ""),
            ),
        ),
        (
            "服务意愿",
            (
                ("专业技能", draft.skills or ""),
                ("服务类别", draft.service_categories or ""),
                ("可服务时间", availability_words(draft.availability)),
                ("服装尺码", codes.word("clothing_size", draft.clothing_size)),
            ),
        ),
        (
            "同意与监护",
            (
                ("本人同意", _pair(_day(draft.consent_on), draft.consent_way, draft.consent_by)),
                (
                    "监护人",
                    _pair(draft.guardian_name, draft.guardian_relation, draft.guardian_phone),
                ),
                ("监护同意", _day(draft.guardian_consent_on)),
            ),
        ),
        ("本处字段", tuple((field.name, values.get(field.id, "")) for field in shown.fields)),
        ("备注", (("备注", draft.remark or ""),)),
    )


def birth_words(birth: date | None, age: int | None) -> str:
    """``1985-03-05　41 岁``."""
    return _pair(_day(birth), "" if age is None else f"{age} 岁")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _pair(*parts: str | None) -> str:
    return "　".join(part for part in parts if part)
