from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_crowd, a_draft, valid_id
from tests.ledger_rows import list_hours
from tests.registered import an_activity
from tests.services.people import a_person, some_hours
from volunteer_desk.domain.approval import WaitingFilter
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.custom_fields import CustomFieldDraft
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.domain.records import RecordDraft, RecordKind
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerStatus
from volunteer_desk.services.approval import waiting_rows
from volunteer_desk.services.attendance import hear_person
from volunteer_desk.services.attendance_edit import drop_stays
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.certificates import (
    list_certificates,
    reprint_certificate,
    verify_certificate,
)
from volunteer_desk.services.custom_fields import (
    custom_fields,
    custom_values,
    define_field,
    set_custom_values,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import list_disclosures, reveal
from volunteer_desk.services.erasing import erase_volunteer
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.keeping import check
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.proofs import issue_proof
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.records import list_records, save_record
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.status import change_status
from volunteer_desk.services.tidying import tidy_search
from volunteer_desk.services.timeline import timeline
from volunteer_desk.services.volunteers import (
    save_volunteer,
    search_volunteers,
    volunteer_card,
    volunteer_rows,
)
from volunteer_desk.store.checking import damaged_pages

SECRETS = ("王建华", "13800001111", "13900002222", "李秀英", "会手语", "糖尿病", "城南新村")
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def _everything(desk: Desk) -> str:
    """Every row of every table but the search index, as text."""
    said = []
    with desk.database.reading() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
        ).scalars()
        for table in tables.all():
            said += [repr(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')]
    return "\n".join(said)


@pytest.fixture
def person(desk: Desk, tmp_path: Path) -> int:
    """Somebody of whom everything that can be kept is kept."""
    change_settings(desk, unit="幸福社区居委会")
    one = a_person(desk, team="青年队", area="城南新村", emergency_name="李秀英")
    save_volunteer(
        desk, VolunteerDraft("王建华", remark="会手语", emergency_phone="13900002222"), one
    )
    define_field(desk, CustomFieldDraft("健康情况"))
    (field,) = custom_fields(desk)
    set_custom_values(desk, [one], {field.id: "糖尿病"})
    save_record(desk, [one], RecordDraft(RecordKind.AWARD, date(2026, 11, 1), "优秀志愿者王建华"))
    change_status(desk, [one], VolunteerStatus.PAUSED, date(2026, 11, 2), "王建华生病")
    change_status(desk, [one], VolunteerStatus.ACTIVE, date(2026, 11, 3), "")
    some_hours(desk, one)
    issue_proof(desk, one, YEAR, tmp_path / "证明.pdf")
    return one


def test_nothing_personal_is_left_in_any_table(desk: Desk, person: int) -> None:
    before = _everything(desk)
    assert all(secret in before for secret in SECRETS)
    assert valid_id(gender="2") in before
    changed = erase_volunteer(desk, person, "本人书面申请")
    assert changed.batch is None
    after = _everything(desk)
    assert [secret for secret in (*SECRETS, valid_id(gender="2")) if secret in after] == []
    for text in ("王建华", "wangjianhua", "wjh", "1111", "13800001111", "青年队"):
        assert search_volunteers(desk, text) == ()


def test_nothing_personal_is_left_in_the_files(desk: Desk, person: int) -> None:
    erase_volunteer(desk, person, "本人书面申请")
    files = [one for one in desk.folder.root.rglob("*") if one.is_file()]
    whole = b"".join(one.read_bytes() for one in files)
    told = (*SECRETS, valid_id(gender="2"), "wangjianhua")
    assert [secret for secret in told if secret.encode() in whole] == []


def test_the_search_index_is_written_anew_without_them(desk: Desk) -> None:
    crossed_out = "SELECT COUNT(*) FROM volunteer_search_data WHERE id >= (1 << 16) << 37"
    people = [save_volunteer(desk, draft).row_id for draft in a_crowd(20)]
    erase_volunteer(desk, people[0] or 0, "本人书面申请")
    tidy_search(desk)
    with desk.database.reading() as connection:
        assert connection.exec_driver_sql(crossed_out).scalar_one() == 0
        assert damaged_pages(connection) == 0


def test_words_on_hours_that_wait_and_on_a_stay_go_too(desk: Desk) -> None:
    one = a_person(desk)
    change_settings(desk, approval=True)
    activity = an_activity(desk)
    line = HourLine(one, 60, remark="王建华接孙子后才来")
    log_hours(desk, HoursDraft(activity, (line,)))
    hear_person(desk, activity, one)
    with desk.database.reading() as connection:
        stay = connection.exec_driver_sql("SELECT id FROM attendance").scalar_one()
    drop_stays(desk, [stay], "王建华替班")
    assert "王建华" in _everything(desk)
    erase_volunteer(desk, one, "本人书面申请")
    assert "王建华" not in _everything(desk)
    (waiting,) = waiting_rows(desk, WaitingFilter())
    assert waiting.minutes == 60


def test_totals_numbers_and_the_checks_stay(desk: Desk, person: int) -> None:
    month = Month(2026, 11)
    before = build_sheet(desk, month)
    entries = list_hours(desk, volunteer_id=person)
    (paper,) = list_certificates(desk)
    erase_volunteer(desk, person, "本人书面申请")
    after = build_sheet(desk, month)
    assert after.by_team == before.by_team
    assert after.figures == replace(before.figures, volunteers=0, left=1)
    assert [(row.id, row.minutes) for row in list_hours(desk, volunteer_id=person)] == [
        (row.id, row.minutes) for row in entries
    ]
    (kept,) = list_certificates(desk)
    assert (kept.number, kept.minutes, kept.name) == (paper.number, paper.minutes, "已删除")
    report = check(desk)
    assert report.sound, report.findings


def test_the_card_is_empty_and_stays_so(desk: Desk, person: int) -> None:
    erase_volunteer(desk, person, "本人书面申请")
    card = volunteer_card(desk, person)
    empty = VolunteerDraft("已删除ZY2026000001", registered_on=date(2026, 1, 5))
    assert card.draft == empty
    assert (card.erased, card.row.status, card.teams) == (True, VolunteerStatus.LEFT, ())
    assert (card.lacks, card.consent_lacks) == ((), ())
    assert volunteer_rows(desk, [person])[0].minutes == 120
    assert custom_values(desk, [person]) == {}
    assert [row.draft.title for row in list_records(desk, person)] == ["已删除"]
    for act in (
        lambda: save_volunteer(desk, a_draft(), person),
        lambda: change_status(desk, [person], VolunteerStatus.ACTIVE, desk.today(), ""),
        lambda: reveal(desk, person, "核对"),
        lambda: erase_volunteer(desk, person, "再来"),
    ):
        with pytest.raises(UserFacingError, match="删除"):
            act()


def test_no_undo_brings_anything_back(desk: Desk, person: int) -> None:
    acts = [row for row in recent_batches(desk, 100) if row.undoable]
    erase_volunteer(desk, person, "本人书面申请")
    erased = recent_batches(desk)[0]
    assert (erased.kind, erased.undoable) == (BatchKind.ERASE, False)
    with pytest.raises(UserFacingError, match="不能恢复"):
        undo_batch(desk, erased.id)
    for act in acts:
        try:
            undo_batch(desk, act.id)
        except UserFacingError:
            continue
    after = _everything(desk)
    assert [secret for secret in SECRETS if secret in after] == []
    assert volunteer_card(desk, person).erased
    assert check(desk).sound


def test_others_of_the_same_batch_are_still_undone(desk: Desk) -> None:
    first, second = a_person(desk, 1), a_person(desk, 2)
    paused = change_status(desk, [first, second], VolunteerStatus.PAUSED, desk.today(), "停止活动")
    erase_volunteer(desk, first, "本人书面申请")
    assert paused.batch is not None
    undo_batch(desk, paused.batch)
    assert volunteer_card(desk, second).row.status is VolunteerStatus.ACTIVE
    assert volunteer_card(desk, first).row.status is VolunteerStatus.LEFT


def test_a_printed_certificate_can_still_be_checked(desk: Desk, person: int) -> None:
    (paper,) = list_certificates(desk)
    with desk.database.reading() as connection:
        code = connection.exec_driver_sql("SELECT code FROM certificate").scalar_one()
    text = f"编号 {paper.number}\n姓名 王建华\n校验码 {code}"
    assert verify_certificate(desk, text).valid
    erase_volunteer(desk, person, "本人书面申请")
    verdict = verify_certificate(desk, text)
    assert (verdict.valid, verdict.name) == (True, "已删除")
    assert not verify_certificate(desk, text.replace(code[:4], "0000")).valid
    with pytest.raises(UserFacingError, match="不能再打印"):
        reprint_certificate(desk, paper.id)


def test_it_needs_a_reason_and_is_logged(desk: Desk, person: int) -> None:
    with pytest.raises(UserFacingError, match="理由"):
        erase_volunteer(desk, person, " ")
    assert not volunteer_card(desk, person).erased
    erase_volunteer(desk, person, "本人书面申请")
    assert list_disclosures(desk, person)[0].reason == "本人书面申请"
    with pytest.raises(UserFacingError, match="找不到"):
        erase_volunteer(desk, 99, "申请")


def test_the_number_and_the_document_are_free_for_a_new_card_only(desk: Desk, person: int) -> None:
    erase_volunteer(desk, person, "本人书面申请")
    save_volunteer(desk, replace(a_draft(), id_number=valid_id(gender="2", serial=1)))
    (hit,) = search_volunteers(desk, "王建华")
    assert (hit.number, hit.id != person) == ("ZY2026000002", True)


def test_a_card_merged_into_it_is_emptied_as_well(desk: Desk, person: int) -> None:
    other = a_person(desk, 2, name="王健华", phone="13700007777")
    merged = merge_volunteers(desk, person, other)
    assert timeline(desk, person)[0].title == "并入了 ZY2026000002 的资料"
    assert timeline(desk, other)[0].title == "资料并入了 ZY2026000001"
    with pytest.raises(UserFacingError, match="已并入"):
        erase_volunteer(desk, other, "申请")
    assert erase_volunteer(desk, person, "本人书面申请").rows == 2
    after = _everything(desk)
    secrets = (*SECRETS, "王健华", "13700007777", valid_id(gender="2", serial=2))
    assert [secret for secret in secrets if secret in after] == []
    assert merged.batch is not None
    with pytest.raises(UserFacingError, match="不能再分开"):
        undo_batch(desk, merged.batch)
    assert check(desk).sound
