"""Consent and guardians: what a card lacks by law, at an age counted on a day."""

from datetime import date
from enum import StrEnum

from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.volunteers import VolunteerDraft


class Lack(StrEnum):
    """What may be lacking (民政部令第67号 art.6; 个人信息保护法 art.14 and 31)."""

    CONSENT = "consent"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_PHONE = "guardian_phone"
    GUARDIAN_CONSENT = "guardian_consent"


LACK_WORDS: dict[Lack, str] = {
    Lack.CONSENT: "缺本人同意",
    Lack.GUARDIAN_NAME: "缺监护人姓名",
    Lack.GUARDIAN_PHONE: "缺监护人电话",
    Lack.GUARDIAN_CONSENT: "缺监护人同意",
}

CONSENT_WAYS = ("纸质签字", "电子签字", "线上勾选", "短信确认", "口头同意并记录")
"""Offered for 同意方式; another may be typed."""


def age_on(birth: date, day: date) -> int:
    """Whole years on a day; for a record that day is the day of service."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def born_after(day: date, years: int) -> str:
    """The ISO text after which (as text) those are born who are younger than ``years`` on a day.

    29 February of a year that has none compares as text all the same.
    """
    return f"{day.year - years:04d}-{day:%m-%d}"


def find_lacks(draft: VolunteerDraft, on: date, settings: DeskSettings) -> tuple[Lack, ...]:
    """What a card lacks on a day.

    A minor needs a guardian's name, phone and consent; under ``sensitive_under`` the guardian
    consents in the child's place (个人信息保护法 art.31). Of unknown age: the own consent.

    Args:
        draft: The person, unmasked.
        on: The day of service, or today.
        settings: The ages.
    """
    age = None if draft.birth is None else age_on(draft.birth, on)
    lacking = []
    if not draft.consent_on and (age is None or age >= settings.sensitive_under):
        lacking.append(Lack.CONSENT)
    if age is not None and age < settings.guardian_under:
        for lack, given in (
            (Lack.GUARDIAN_NAME, draft.guardian_name),
            (Lack.GUARDIAN_PHONE, draft.guardian_phone),
            (Lack.GUARDIAN_CONSENT, draft.guardian_consent_on),
        ):
            if not given:
                lacking.append(lack)
    return tuple(lacking)


def lacks(draft: VolunteerDraft, on: date, settings: DeskSettings) -> tuple[str, ...]:
    """What a card lacks on a day, in words ("缺监护人同意"); see ``find_lacks``."""
    return tuple(LACK_WORDS[lack] for lack in find_lacks(draft, on, settings))
