"""What the 资料 tab of a project, a team and a unit says, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from volunteer_desk.domain.posts import post_words
from volunteer_desk.domain.projects import ProjectDraft, TeamDraft, TeamRow
from volunteer_desk.domain.units import UNIT_KIND_WORDS, UnitRow

Fact = tuple[str, str]


@dataclass(frozen=True)
class CodeWords:
    """Code → word of the lists a project chooses from."""

    categories: Mapping[str, str]
    recipients: Mapping[str, str]
    support: Mapping[str, str]


def project_facts(
    draft: ProjectDraft, words: CodeWords, team: str, unit: str, status: str
) -> tuple[Fact, ...]:
    """A project's facts; those without a value are left out when shown."""
    planned = sum(post.planned for post in draft.posts)
    posts = post_words(draft.posts)
    return (
        ("名称", draft.name),
        ("状态", status),
        ("服务类别", _told(draft.categories, words.categories)),
        ("负责队伍", team),
        ("负责单位", unit),
        ("起止", lasting_words(draft)),
        ("地点", draft.place),
        ("内容", draft.content),
        ("服务对象", _told(draft.recipients, words.recipients)),
        ("岗位", f"{posts}（共计划{planned}人）" if planned else posts),
        ("保障", _told(draft.support, words.support)),
        ("备注", draft.remark),
    )


def team_facts(row: TeamRow, draft: TeamDraft) -> tuple[Fact, ...]:
    """A team's facts."""
    return (
        ("名称", row.name),
        ("类型", row.kind),
        ("所属单位", row.unit),
        ("负责人", row.leader),
        ("联系电话", row.phone_masked),
        ("成立", draft.founded_on.isoformat() if draft.founded_on else ""),
        ("备注", draft.remark),
    )


def unit_facts(row: UnitRow, above: str) -> tuple[Fact, ...]:
    """A unit's facts."""
    return (
        ("名称", row.name),
        ("类型", UNIT_KIND_WORDS[row.kind]),
        ("上级单位", above),
        ("代码", row.code),
        ("联系人", row.contact),
        ("联系电话", row.phone_masked),
    )


def lasting_words(draft: ProjectDraft) -> str:
    """``2026-03-05 起``, or from and to."""
    if draft.from_on and draft.to_on:
        return f"{draft.from_on} 至 {draft.to_on}"
    if draft.from_on:
        return f"{draft.from_on} 起"
    return f"至 {draft.to_on}" if draft.to_on else ""


def _told(codes: Sequence[str], words: Mapping[str, str]) -> str:
    return "、".join(words.get(code, code) for code in codes)
