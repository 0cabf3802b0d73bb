from datetime import date

import pytest

from volunteer_desk.domain.records import RecordDraft, RecordKind, record_problem, tidy_record

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 1)


def test_a_record_keeps_only_what_its_kind_has() -> None:
    draft = RecordDraft(
        RecordKind.TRAINING, DAY, " 急救培训 ", minutes=90, reference="1号", outcome="x",
        marks=(5, 5, 5, 5), closed_on=DAY,
    )  # fmt: skip
    assert tidy_record(draft) == RecordDraft(RecordKind.TRAINING, DAY, "急救培训", minutes=90)


@pytest.mark.parametrize(
    ("draft", "word"),
    [
        (RecordDraft(RecordKind.AWARD, DAY, ""), "名称"),
        (RecordDraft(RecordKind.AWARD, date(2026, 11, 23), "最美志愿者"), "晚于今天"),
        (RecordDraft(RecordKind.TRAINING, DAY, "急救", minutes=0), "培训时长"),
        (RecordDraft(RecordKind.EVALUATION, DAY, "十月", marks=(5, 5)), "守时"),
        (RecordDraft(RecordKind.EVALUATION, DAY, "十月", marks=(5, 5, 6, 1)), "1到5分"),
        (RecordDraft(RecordKind.COMPLAINT, DAY, "时长有误", outcome="已更正"), "一起填写"),
        (
            RecordDraft(
                RecordKind.COMPLAINT, DAY, "时长有误", outcome="已", closed_on=date(2026, 10, 1)
            ),
            "办结日期",
        ),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_named(draft: RecordDraft, word: str) -> None:
    assert word in record_problem(draft, TODAY)


def test_a_closed_complaint_stands() -> None:
    draft = RecordDraft(RecordKind.COMPLAINT, DAY, "时长有误", outcome="已更正", closed_on=TODAY)
    assert record_problem(draft, TODAY) == ""
