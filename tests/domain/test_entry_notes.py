from dataclasses import replace
from datetime import date

from volunteer_desk.domain.entry_notes import entry_note, entry_remark
from volunteer_desk.domain.hours import HourRow, HoursSource

PLAIN = HourRow(
    1, 1, "ZY1", "欧阳·买买提江·吐尔逊", "", "助餐", date(2026, 10, 3), None, None, 120,
    HoursSource.TYPED, False, "",
)  # fmt: skip


def test_an_ordinary_entry_has_nothing_to_say() -> None:
    assert entry_note(PLAIN) == ""
    assert entry_note(replace(PLAIN, reason="合并", waived="")) == ""


def test_late_hours_reasons_and_rounding_are_said() -> None:
    row = replace(
        PLAIN,
        late_month=202611,
        waived="outside_project month_locked",
        reason="签到表晚交",
        spent=112,
    )
    assert entry_note(row) == (
        "补录，登记在2026年11月；项目期间以外；原因：签到表晚交；实际1小时52分，取整为2小时"
    )


def test_a_reversal_says_why() -> None:
    assert entry_note(replace(PLAIN, minutes=-120, reason="登错人")) == "原因：登错人"


def test_a_remark_and_a_reason_are_each_said_once() -> None:
    assert entry_remark(replace(PLAIN, remark="带队")) == "带队"
    back = replace(PLAIN, minutes=-120, remark="登错人", reason="登错人")
    assert entry_remark(back) == "原因：登错人"
    assert entry_remark(replace(PLAIN, remark="带队", spent=112)).startswith("带队；实际1小时52分")
