"""Who may get a certificate, why not, and what is printed on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from volunteer_desk.documents.fonts import missing_characters
from volunteer_desk.documents.templates import Template, word_certificate
from volunteer_desk.domain.certificates import Candidate, CertificateFacts
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.stars import star_of
from volunteer_desk.domain.verification import check_code, verify_text
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.store.certificates import Served

STARS = ("", "一星级", "二星级", "三星级", "四星级", "五星级")
PREVIEW_NUMBER = "预览"
PREVIEW_VERIFY = "预览，不能核验"


@dataclass(frozen=True)
class Wording:
    """What the certificates of one issue have in common."""

    template: Template
    settings: DeskSettings
    span: Span
    issued_on: date
    secret: bytes = b""

    def code_of(self, number: str, name: str, minutes: int) -> str:
        """The check code of one certificate."""
        return check_code(self.secret, number, name, minutes, self.issued_on)

    def facts(self, name: str, minutes: int, number: str = "") -> CertificateFacts:
        """Everything printed for one person; without a number it is a preview."""
        unit, title = self.settings.unit, self.template.title
        return CertificateFacts(
            template=self.template.name,
            title=title,
            name=name,
            salutation=self.template.salutation,
            body=word_certificate(
                self.template,
                self.span,
                minutes,
                unit=unit,
                star=STARS[star_of(minutes, self.settings.star_hours)],
            ),
            closing=self.template.closing,
            issuer=unit,
            issued_on=self.issued_on,
            number=number or PREVIEW_NUMBER,
            verify_text=verify_text(unit, title, number, name, self.code_of(number, name, minutes))
            if number
            else PREVIEW_VERIFY,
        )


def judge(
    served: Sequence[Served], wording: Wording, already: Mapping[int, str]
) -> tuple[Candidate, ...]:
    """Each person as a candidate, with a refusal where no certificate can be printed.

    Args:
        served: Who meets the condition.
        wording: Template and choices.
        already: Volunteer id → number of the same certificate issued before.
    """
    unprintable = frozenset(missing_characters(*(person.name for person in served)))
    made = []
    for person in served:
        code, refusal = _refusal(person, wording, unprintable)
        notes = []
        if person.volunteer_id in already:
            notes.append(f"这个时段已发过同样的证书（{already[person.volunteer_id]}）")
        if person.status == VolunteerStatus.LEFT:
            notes.append("已注销")
        made.append(
            Candidate(
                volunteer_id=person.volunteer_id,
                volunteer_number=person.number,
                name=person.name,
                team=person.team,
                minutes=person.minutes,
                refusal=refusal,
                note="；".join(notes),
                refusal_code=code,
            )
        )
    return tuple(made)


def explain_unprintable(where: str, characters: Sequence[str]) -> str:
    """``姓名中的“𪚥”（U+2A6A5）没有字体能打印，印出来会是空白。``"""  # noqa: D415
    named = "、".join(f"“{one}”（U+{ord(one):04X}）" for one in characters)
    return f"{where}中的{named}没有字体能打印，印出来会是空白。"


def _refusal(person: Served, wording: Wording, unprintable: frozenset[str]) -> tuple[str, str]:
    """(code, sentence), both "" when nothing is in the way."""
    if not person.name.strip():
        return ProblemCode.NAME_MISSING, "没有姓名。"
    lost = [one for one in dict.fromkeys(person.name) if one in unprintable]
    if lost:
        return ProblemCode.CHARACTER_INVISIBLE, explain_unprintable("姓名", lost)
    stars = wording.settings.star_hours
    if wording.template.name == "star" and not star_of(person.minutes, stars):
        return "", f"没有达到一星级的{stars[0]}小时。"
    return "", ""
