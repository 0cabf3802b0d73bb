"""The columns and words of the certificate page: candidates, register, people, service rows."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from volunteer_desk.domain.certificates import (
    Candidate,
    CertificateStatus,
    IssuedCertificate,
    TemplateName,
)
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone

TEMPLATES: tuple[tuple[str, str], ...] = (
    (TemplateName.HONOUR.value, "荣誉证书"),
    (TemplateName.STAR.value, "星级志愿者证书"),
    (TemplateName.THANKS.value, "感谢状"),
    (TemplateName.APPOINTMENT.value, "聘书"),
)
"""The built-in templates by the titles they print."""

PAPERS: dict[str, str] = {**dict(TEMPLATES), "star": "星级证书", "proof": "服务证明"}
"""What the register calls each kind of paper, in four characters at most."""


@dataclass(frozen=True)
class Line:
    """A candidate, whether a certificate is asked for, and the team in few words."""

    candidate: Candidate
    ticked: bool
    team: str = ""

    @property
    def volunteer_id(self) -> int:
        """Whose line it is."""
        return self.candidate.volunteer_id


def hours_words(minutes: int) -> str:
    """Hours with one decimal and thousands: ``1,286.5``."""
    return f"{minutes / 60:,.1f}"


def whole_year(day: date) -> Span:
    """The calendar year of a day."""
    return Span(date(day.year, 1, 1), date(day.year, 12, 31))


def visible(name: str) -> str:
    """A name with □ for characters that no font draws, not even the screen's."""
    return "".join("□" if unicodedata.category(one) in {"Co", "Cn"} else one for one in name)


def verdict_words(candidate: Candidate) -> str:
    """核对 in a few words; the whole sentence stands in the tooltip and beside the list."""
    if candidate.refusal_code == ProblemCode.CHARACTER_INVISIBLE:
        lost = re.findall("“(.)”", candidate.refusal)
        if any(visible(one) != one for one in lost):
            return "字库缺字"  # no screen font draws it either
        return f"字库缺“{''.join(lost)}”"
    if candidate.refusal_code == ProblemCode.NAME_MISSING:
        return "没有姓名"
    if candidate.refusal:
        return "未到一星"
    if "已发过" in candidate.note:
        return "已发过"
    return candidate.note or "可发"


def verdict_tone(candidate: Candidate) -> Tone:
    """Its pill's tone."""
    if candidate.refusal:
        return Tone.URGENT
    return Tone.WAITING if candidate.note else Tone.OK


def whole_verdict(candidate: Candidate) -> str:
    """核对 as a sentence."""
    if candidate.refusal:
        return visible(f"不能印：{candidate.refusal}")
    return candidate.note or "可发"


CANDIDATES: tuple[Column[Line], ...] = (
    Column("ticked", "", width=36, kind="check", checked=lambda line: line.ticked),
    Column(
        "name",
        "志愿者",
        lambda line: visible(line.candidate.name),
        84,
        tip=lambda line: f"{line.candidate.name}（{line.candidate.volunteer_number}）",
        stretch=True,
    ),
    Column(
        "team",
        "队伍",
        lambda line: line.team,
        84,
        "soft",
        tip=lambda line: line.candidate.team,
    ),
    Column(
        "minutes",
        "小时",
        lambda line: hours_words(line.candidate.minutes),
        70,
        "number",
        tip=lambda _line: "回车或双击，看时长怎么来的",
    ),
    Column(
        "verdict",
        "核对",
        lambda line: verdict_words(line.candidate),
        116,
        "pill",
        tone=lambda line: verdict_tone(line.candidate),
        tip=lambda line: whole_verdict(line.candidate),
    ),
)


def status_words(row: IssuedCertificate) -> str:
    """有效 or 作废."""
    return "有效" if row.status is CertificateStatus.VALID else "作废"


def status_tone(row: IssuedCertificate) -> Tone:
    """Its pill's tone."""
    return Tone.OK if row.status is CertificateStatus.VALID else Tone.URGENT


REGISTER: tuple[Column[IssuedCertificate], ...] = (
    Column("number", "编号", width=196, tip=lambda row: row.number),
    Column(
        "name",
        "姓名",
        width=78,
        tip=lambda row: f"{row.name}（{row.volunteer_number}）",
        stretch=True,
    ),
    Column("status", "状态", status_words, 64, "pill", tone=status_tone),
    Column("template", "证书", lambda row: PAPERS.get(row.template, row.template), 82, "soft"),
    Column("minutes", "小时", lambda row: hours_words(row.minutes), 64, "number"),
    Column("issued_on", "日期", lambda row: row.issued_on.isoformat(), 100, "soft"),
)

PEOPLE: tuple[Column[VolunteerHit], ...] = (
    Column(
        "name", "志愿者", width=150, tip=lambda hit: f"{hit.name}（{hit.number}）", stretch=True
    ),
    Column("team", "队伍", width=176, kind="soft", tip=lambda hit: hit.team),
    Column("phone_tail", "电话尾号", width=84, kind="soft"),
)
