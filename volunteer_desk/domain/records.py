"""Dated records on a person's page: training, awards, evaluations, complaints."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class RecordKind(StrEnum):
    """培训 / 表彰奖励 / 评价 / 异议投诉 (民政部令第67号 art.7 and 13)."""

    TRAINING = "training"
    AWARD = "award"
    EVALUATION = "evaluation"
    COMPLAINT = "complaint"


RECORD_WORDS: dict[RecordKind, str] = {
    RecordKind.TRAINING: "培训",
    RecordKind.AWARD: "表彰奖励",
    RecordKind.EVALUATION: "评价",
    RecordKind.COMPLAINT: "异议投诉",
}

MARKS = ("守时", "态度", "专业", "内容")
"""What an evaluation marks, 1 to 5 each."""
BEST = 5


@dataclass(frozen=True)
class RecordDraft:
    """One record as typed.

    Attributes:
        kind: Which.
        held_on: The day of the training, award, evaluation, or of the complaint's coming in.
        title: 名称; of a complaint what it is about.
        by_unit: 举办单位 / 授予单位 / 评价人 / 提出人.
        minutes: Length of a training, whole minutes.
        reference: 文号 of an award.
        marks: An evaluation's four marks (see ``MARKS``), or ().
        words: 内容.
        outcome: How a complaint was checked and what was corrected.
        closed_on: When it was.
    """

    kind: RecordKind
    held_on: date
    title: str
    by_unit: str = ""
    minutes: int | None = None
    reference: str = ""
    marks: tuple[int, ...] = ()
    words: str = ""
    outcome: str = ""
    closed_on: date | None = None


@dataclass(frozen=True)
class RecordRow:
    """One stored record; ``open`` is a complaint nobody answered yet."""

    id: int
    volunteer_id: int
    draft: RecordDraft

    @property
    def open(self) -> bool:
        """Whether it is a complaint that waits for its outcome."""
        return self.draft.kind is RecordKind.COMPLAINT and self.draft.closed_on is None


def tidy_record(draft: RecordDraft) -> RecordDraft:
    """The record without outer blanks, and without what its kind does not have."""
    complaint = draft.kind is RecordKind.COMPLAINT
    return replace(
        draft,
        title=draft.title.strip(),
        by_unit=draft.by_unit.strip(),
        minutes=draft.minutes if draft.kind is RecordKind.TRAINING else None,
        reference=draft.reference.strip() if draft.kind is RecordKind.AWARD else "",
        marks=draft.marks if draft.kind is RecordKind.EVALUATION else (),
        words=draft.words.strip(),
        outcome=draft.outcome.strip() if complaint else "",
        closed_on=draft.closed_on if complaint else None,
    )


def record_problem(draft: RecordDraft, today: date) -> str:
    """Why a tidied record cannot stand, one Chinese sentence, or ""."""
    word = RECORD_WORDS[draft.kind]
    if not draft.title:
        return f"{word}还没有名称，请填写。"
    if draft.held_on > today:
        return f"{word}的日期晚于今天，请核对。"
    if draft.minutes is not None and not 0 < draft.minutes <= 60 * 24 * 90:
        return "培训时长要大于0，且不超过90天。"
    if draft.marks and (
        len(draft.marks) != len(MARKS) or not all(1 <= mark <= BEST for mark in draft.marks)
    ):
        return f"评价要给{'、'.join(MARKS)}各打1到{BEST}分，或者都不打。"
    if bool(draft.outcome) != (draft.closed_on is not None):
        return "处理结果和办结日期要一起填写。"
    if draft.closed_on and not draft.held_on <= draft.closed_on <= today:
        return "办结日期要在提出日期和今天之间。"
    return ""
