"""What the 发证 view asks of the services: candidates, one preview, the issue; no widget here."""

from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from volunteer_desk.domain.certificates import Candidate, IssueResult
from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.certificates.columns import visible


@dataclass(frozen=True)
class Condition:
    """What was asked when the list was read; what is issued is asked with the same."""

    template: str
    min_minutes: int
    span: Span


@dataclass(frozen=True)
class Found:
    """Who meets a condition; ``withdrawn`` says that the papers held in sight are void by now."""

    condition: Condition
    candidates: tuple[Candidate, ...]
    withdrawn: bool = False


@dataclass(frozen=True)
class Preview:
    """One person's certificate, without a number."""

    volunteer_id: int
    pdf: bytes


@dataclass(frozen=True)
class Done:
    """What issuing did, and the PDF of all."""

    result: IssueResult
    pdf: bytes


def short_teams(candidates: tuple[Candidate, ...]) -> dict[str, str]:
    """Team → its name without what all of them begin with and without 志愿服务队."""
    teams = sorted({one.team for one in candidates if one.team})
    shared = 0
    if len(teams) > 1:  # sorted, so that the first and the last differ soonest
        both = zip(teams[0], teams[-1], strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))
    return {team: team[shared:].removesuffix("志愿服务队") or team for team in teams}


def refused_words(candidates: tuple[Candidate, ...]) -> str:
    """Who gets none and why; two by name, the others are marked in the list."""
    refused = [one for one in candidates if one.refusal]
    if not refused:
        return ""
    named = visible("；".join(f"{one.name}，{one.refusal.rstrip('。')}" for one in refused[:2]))
    more = "等" if len(refused) > 2 else ""
    return f"{len(refused)} 人不能印，不会发证：{named}{more}。"


def find(desk: Desk, condition: Condition, held: int = 0) -> Found:
    """Who meets the condition, and whether the paper with the id ``held`` is void by now."""
    from volunteer_desk.services.certificates import find_candidates

    found = find_candidates(desk, condition.template, condition.min_minutes, condition.span)
    return Found(condition, found, bool(held) and is_void(desk, held))


def is_void(desk: Desk, certificate_id: int) -> bool:
    """Whether a registered paper may not be printed any more."""
    from volunteer_desk.services.certificates import reprint_certificate

    try:
        reprint_certificate(desk, certificate_id)
    except UserFacingError:
        return True
    return False


def people_meant(desk: Desk, text: str) -> frozenset[int]:
    """Ids of the people a text in pinyin or digits means (1,000 at most)."""
    from volunteer_desk.services.volunteers import volunteer_ids

    return frozenset(volunteer_ids(desk, VolunteerQuery(text=text, status=None)))


def draw_preview(desk: Desk, condition: Condition, person: int) -> Preview:
    """The PDF one person would get."""
    from volunteer_desk.services.certificates import preview_certificate

    return Preview(person, preview_certificate(desk, condition.template, person, condition.span))


def issue_all(desk: Desk, condition: Condition, people: frozenset[int], progress: Progress) -> Done:
    """Issue to these people, into the papers folder."""
    from volunteer_desk.services.certificates import issue_certificates

    out: Path = desk.folder.papers / "证书"
    result = issue_certificates(
        desk,
        condition.template,
        condition.min_minutes,
        condition.span,
        out,
        volunteer_ids=people,
        progress=progress,
    )
    return Done(result, result.merged.read_bytes() if result.merged else b"")
