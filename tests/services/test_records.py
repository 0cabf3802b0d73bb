from dataclasses import replace
from datetime import date

import pytest

from tests.registered import register
from tests.services.people import a_person
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.records import RecordDraft, RecordKind
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.records import list_open_complaints, list_records, save_record

DAY = date(2026, 11, 1)
TRAINING = RecordDraft(RecordKind.TRAINING, DAY, "急救培训", "区红十字会", minutes=180)
COMPLAINT = RecordDraft(RecordKind.COMPLAINT, DAY, "10月时长少记2小时", "本人")


def _undo(desk: Desk, batch: int | None) -> None:
    assert batch is not None
    undo_batch(desk, batch)


def test_a_training_of_many_is_one_act(desk: Desk) -> None:
    people = register(desk, "王伟", "李敏", "张芳")
    changed = save_record(desk, people, TRAINING)
    assert changed.message == "已登记培训（3人）。"
    assert [row.draft for row in list_records(desk, people[1])] == [TRAINING]
    _undo(desk, changed.batch)
    assert list_records(desk, people[1]) == ()


def test_every_kind_comes_back_as_it_was_written(desk: Desk) -> None:
    person = a_person(desk)
    drafts = [
        replace(TRAINING, held_on=date(2026, 11, 4)),
        RecordDraft(RecordKind.AWARD, date(2026, 11, 3), "最美志愿者", "区文明办", reference="2号"),
        RecordDraft(
            RecordKind.EVALUATION, date(2026, 11, 2), "十月", marks=(5, 4, 5, 5), words="好"
        ),
        replace(COMPLAINT, outcome="已冲销后重记", closed_on=date(2026, 11, 5)),
    ]
    for draft in drafts:
        save_record(desk, [person], draft)
    assert [row.draft for row in list_records(desk, person)] == drafts
    (award,) = list_records(desk, person, RecordKind.AWARD)
    assert award.draft.reference == "2号"


def test_a_complaint_waits_until_it_has_an_outcome(desk: Desk) -> None:
    person = a_person(desk)
    save_record(desk, [person], COMPLAINT)
    (row,) = list_open_complaints(desk)
    assert row.open
    closed = replace(COMPLAINT, outcome="核对签到表后更正", closed_on=date(2026, 11, 20))
    changed = save_record(desk, [], closed, row.id)
    assert list_open_complaints(desk) == ()
    assert not list_records(desk, person)[0].open
    _undo(desk, changed.batch)
    assert list_open_complaints(desk) == (row,)


def test_a_record_changed_since_is_not_undone_before_that(desk: Desk) -> None:
    person = a_person(desk)
    made = save_record(desk, [person], TRAINING)
    (row,) = list_records(desk, person)
    changed = save_record(desk, [], replace(TRAINING, minutes=240), row.id)
    with pytest.raises(UserFacingError, match="后来又改过"):
        _undo(desk, made.batch)
    assert save_record(desk, [], replace(TRAINING, minutes=240), row.id).batch is None
    _undo(desk, changed.batch)
    _undo(desk, made.batch)
    assert list_records(desk, person) == ()


def test_a_person_with_records_stays(desk: Desk) -> None:
    person = a_person(desk)
    (registered,) = recent_batches(desk)
    save_record(desk, [person], TRAINING)
    with pytest.raises(UserFacingError, match="记录"):
        undo_batch(desk, registered.id)


def test_what_cannot_stand_is_refused(desk: Desk) -> None:
    person = a_person(desk)
    with pytest.raises(UserFacingError, match="名称"):
        save_record(desk, [person], replace(TRAINING, title=" "))
    with pytest.raises(UserFacingError, match="不在了"):
        save_record(desk, [], TRAINING, 99)
    save_record(desk, [person], TRAINING)
    with pytest.raises(UserFacingError, match="种类"):
        save_record(desk, [], COMPLAINT, list_records(desk, person)[0].id)
