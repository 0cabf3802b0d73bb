from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.entries import EntryFilter, sums_words
from volunteer_desk.domain.hours import HourLine, HoursDraft, OccasionDraft
from volunteer_desk.domain.monthly import Basis, SheetKind
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.domain.sheet_entries import By, entries_of, in_month, in_year, up_to
from volunteer_desk.services.correcting import correct_entry, reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.entries import entry_lines, find_entries
from volunteer_desk.services.hours import log_hours, log_occasion
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.months import close_month
from volunteer_desk.services.settings import change_settings


@pytest.fixture
def served(desk: Desk) -> Desk:
    """Three months with a reversal, late hours of two closed months, and a rounding rule."""
    wang, li = register(desk, "王建国", "欧阳·买买提江·吐尔逊")
    team = a_team(desk)
    for day, minutes in ((date(2025, 12, 31), 30), (date(2026, 9, 5), 60), (date(2026, 10, 6), 90)):
        log_occasion(desk, OccasionDraft("清洁家园", day), (HourLine(wang, minutes),))
    reverse_entry(desk, list_hours(desk)[0].id, "登记错人")
    log_hours(
        desk,
        HoursDraft(
            an_activity(desk, date(2026, 10, 6), team_id=team),
            (HourLine(wang, 45), HourLine(li, 60)),
        ),
    )
    for closed in (Month(2025, 12), Month(2026, 9)):
        close_month(desk, closed)
    change_settings(desk, rounding_step=15)
    for day in (date(2025, 12, 30), date(2026, 9, 6)):
        late = HourLine(wang, 50, reason="签到表晚交")
        log_occasion(desk, OccasionDraft("敬老助餐", day), (late,))
    return desk


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("number", [9, 10, 11])
def test_every_figure_of_a_sheet_is_made_by_its_entries(
    served: Desk, basis: Basis, number: int
) -> None:
    month = Month(2026, number)
    sheet = build_sheet(served, month, SheetKind.HOURS, basis)

    def made(which: EntryFilter) -> int:
        return find_entries(served, which).sums.minutes

    for by, lines in ((By.TEAM, sheet.by_team), (By.CATEGORY, sheet.by_category)):
        for line in lines:
            mine = entries_of(by, line.key)
            sums = find_entries(served, in_month(mine, month, basis)).sums
            assert (sums.minutes, sums.attendances, sums.people) == (
                line.minutes, line.attendances, line.people,
            )  # fmt: skip
            assert made(in_month(mine, month.before(), basis)) == line.minutes_before
            assert made(in_year(mine, month, basis)) == line.minutes_year
    everything = EntryFilter()
    assert made(in_month(everything, month, basis)) == sheet.figures.minutes
    assert made(in_year(everything, month, basis)) == sheet.figures.minutes_year
    assert made(EntryFilter(late_month=month.number)) == sheet.adjusted_minutes or (
        basis is Basis.SERVED
    )
    for person in sheet.persons:
        theirs = EntryFilter(volunteer_id=person.volunteer_id)
        assert made(in_month(theirs, month, basis)) == person.minutes
        assert made(in_year(theirs, month, basis)) == person.minutes_year
        assert made(up_to(theirs, month, basis)) == person.minutes_all
    activities = build_sheet(served, month, SheetKind.ACTIVITIES, basis).activities
    for one in activities:
        mine = EntryFilter(activity_id=one.activity_id)
        assert made(in_month(mine, month, basis)) == one.minutes


Make = Callable[[Desk], EntryFilter]
SEVERAL: dict[str, Make] = {
    "all": lambda _desk: EntryFilter(),
    "person": lambda desk: EntryFilter(volunteer_id=list_hours(desk)[0].volunteer_id),
    "days": lambda _desk: EntryFilter(span=Span(date(2026, 9, 5), date(2026, 10, 6))),
    "standing": lambda _desk: EntryFilter(standing=True),
    "late": lambda _desk: EntryFilter(late=True),
    "recorded": lambda _desk: EntryFilter(recorded=(Month(2026, 1), Month(2026, 10))),
    "no team": lambda _desk: EntryFilter(without="team"),
    "no category": lambda _desk: EntryFilter(without="category"),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_the_sum_is_of_the_rows_however_they_are_read(served: Desk, name: str) -> None:
    found = find_entries(served, SEVERAL[name](served))
    rows = [row for one in found.ids for row in entry_lines(served, [one])]  # windows of one
    assert [row.id for row in rows] == list(found.ids)
    assert rows
    assert rows == sorted(rows, key=lambda row: (row.served_on, row.id), reverse=True)
    sums = found.sums
    assert sums.minutes == sum(row.minutes for row in rows)
    assert (sums.credits, sums.reversals) == (
        sum(row.minutes > 0 for row in rows),
        sum(row.minutes < 0 for row in rows),
    )
    rounded = [row for row in rows if row.spent is not None and not row.reversed]
    assert (sums.rounded, sums.spent, sums.counted) == (
        len(rounded), sum(row.spent or 0 for row in rounded), sum(row.minutes for row in rounded),
    )  # fmt: skip


def test_hours_that_wait_come_first_and_count_nothing(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    log_hours(desk, HoursDraft(an_activity(desk, date(2026, 10, 1)), (HourLine(person, 60),)))
    change_settings(desk, approval=True)
    activity = an_activity(desk, date(2026, 10, 2))
    log_hours(desk, HoursDraft(activity, (HourLine(person, 30),)))
    mine = EntryFilter(volunteer_id=person, unapproved=True)
    found = find_entries(desk, mine)
    assert [row.waiting for row in entry_lines(desk, found.ids)] == [True, False]
    assert found.ids[0] < 0
    assert "另有1条0.5小时待核，不计入" in sums_words(found)
    assert found.sums.minutes == 60
    assert find_entries(desk, replace(mine, unapproved=False)).sums.waiting == 0


def test_the_sentence_says_reversals_and_the_rounding_rule(desk: Desk) -> None:
    (person,) = register(desk, "王建国")
    change_settings(desk, rounding_step=30)
    log_hours(desk, HoursDraft(an_activity(desk, date(2026, 10, 1)), (HourLine(person, 300),)))
    correct_entry(desk, list_hours(desk)[0].id, 1190, reason="少记了")
    assert sums_words(find_entries(desk, EntryFilter())) == (
        "登记 2 条 25 小时，减去冲销 1 条 5 小时，合计 20 小时"
        "（1 人次；按分钟相加，显示时折成小时）；"
        "其中1条登记时取整：实际19.83小时，计20小时"
        "（现在的规则是按30分钟取整（满一半进一，至少30分钟））。"
    )
    change_settings(desk, rounding_step=0)
    assert "现在登记不取整" in sums_words(find_entries(desk, EntryFilter()))
