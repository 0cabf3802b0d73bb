from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, insert, text

from tests.ledger_rows import list_hours
from tests.registered import a_project, a_team, an_activity, register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.monthly import SheetKind
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.projects import ProjectDraft, TeamDraft
from volunteer_desk.domain.sheet_entries import By, entries_of, in_month
from volunteer_desk.domain.tally import FiguresDisagreeError, prove, tally
from volunteer_desk.domain.units import UnitDraft, UnitKind
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.entries import find_entries
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.monthly import build_sheet, sheet_pdf_bytes, write_sheet
from volunteer_desk.services.projects import project_id_by_name, save_project
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.teams import save_team
from volunteer_desk.services.units import list_units, save_unit
from volunteer_desk.store.desk_tables import Batch
from volunteer_desk.store.instants import new_uid
from volunteer_desk.store.monthly import (
    count_standing,
    people_in_months,
    read_slices,
    read_totals,
    team_names,
    year_to,
)
from volunteer_desk.store.monthly_lines import activity_lines, person_sums
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.tables import Activity, HourEntry, Project, Team, Volunteer

OCTOBER = Month(2026, 10)


def log(desk: Desk, activity: int, *people: int, minutes: int = 60) -> None:
    lines = tuple(HourLine(person, minutes) for person in people)
    assert log_hours(desk, HoursDraft(activity, lines)).batch is not None


def test_an_empty_month_is_all_zeros(desk: Desk) -> None:
    sheet = build_sheet(desk, OCTOBER)
    assert sheet.by_team == sheet.by_category == ()
    assert (sheet.figures.minutes, sheet.figures.people, sheet.figures.activities) == (0, 0, 0)


def test_the_sheet_counts_people_once_and_attendances_each_time(desk: Desk) -> None:
    team = a_team(desk)
    save_project(desk, ProjectDraft("敬老助餐", category="0017"))
    wang, li = register(desk, "王建国", "李秀英")
    log(desk, an_activity(desk, date(2026, 9, 30), team_id=team), wang, minutes=30)
    log(desk, an_activity(desk, date(2026, 10, 1), team_id=team), wang, li, minutes=120)
    log(desk, an_activity(desk, date(2026, 10, 31), project="敬老助餐"), wang, minutes=90)
    log(desk, an_activity(desk, date(2026, 11, 1), team_id=team), li)
    change_settings(desk, unit="幸福里社区")
    sheet = build_sheet(desk, OCTOBER)
    figures = sheet.figures
    assert (figures.minutes, figures.minutes_before, figures.minutes_year) == (330, 30, 360)
    assert (figures.people, figures.attendances, figures.activities) == (2, 3, 2)
    assert (figures.teams, figures.volunteers, figures.registered) == (1, 2, 0)
    assert figures.people_year == 2
    assert [(line.label, line.minutes, line.people) for line in sheet.by_team] == [
        ("青年志愿服务队", 240, 2),
        ("未编队", 90, 1),
    ]
    assert [(line.label, line.minutes_year) for line in sheet.by_category] == [
        ("未分类", 270),
        ("关爱特殊群体", 90),
    ]
    assert sheet.head.unit == "幸福里社区"


def test_a_reversal_takes_everything_back(desk: Desk) -> None:
    wang, li = register(desk, "王建国", "李秀英")
    log(desk, an_activity(desk, date(2026, 10, 3)), wang, li)
    (entry,) = list_hours(desk, volunteer_id=wang)
    reverse_entry(desk, entry.id, "登错了人")
    figures = build_sheet(desk, OCTOBER).figures
    assert (figures.people, figures.people_year, figures.attendances) == (1, 1, 1)
    (entry,) = [row for row in list_hours(desk, volunteer_id=li) if row.minutes > 0]
    reverse_entry(desk, entry.id, "活动没有办")
    sheet = build_sheet(desk, OCTOBER, SheetKind.ACTIVITIES)
    assert (sheet.figures.activities, sheet.figures.people) == (0, 0)
    assert sheet.activities == ()
    assert sheet.by_team == ()


def test_an_activity_of_two_teams_counts_once(desk: Desk) -> None:
    youth, women = a_team(desk, "青年队"), a_team(desk, "巾帼队")
    (wang,) = register(desk, "王建国", team_id=youth)
    others = register(desk, "李秀英", "赵敏", team_id=women)
    log(desk, an_activity(desk, date(2026, 10, 3)), wang, *others)
    sheet = build_sheet(desk, OCTOBER)
    assert {line.label: line.activities for line in sheet.by_team} == {"巾帼队": 1, "青年队": 0}


def test_january_looks_back_at_december_and_begins_a_new_year(desk: Desk) -> None:
    (wang,) = register(desk, "王建国")
    log(desk, an_activity(desk, date(2025, 12, 31)), wang, minutes=45)
    log(desk, an_activity(desk, date(2026, 1, 1)), wang, minutes=60)
    figures = build_sheet(desk, Month(2026, 1)).figures
    assert (figures.minutes, figures.minutes_before, figures.minutes_year) == (60, 45, 60)


def test_persons_have_their_star_of_all_time(desk: Desk) -> None:
    wang, li = register(desk, "王建国", "李秀英")
    change_settings(desk, star_hours=(1, 3, 5, 7, 9))
    log(desk, an_activity(desk, date(2025, 5, 1)), wang, minutes=120)
    log(desk, an_activity(desk, date(2026, 10, 1)), wang, li, minutes=60)
    persons = build_sheet(desk, OCTOBER, SheetKind.HOURS).persons
    assert [(one.name, one.minutes, one.minutes_year, one.minutes_all, one.star) for one in persons]
    assert {one.name: (one.minutes_year, one.minutes_all, one.star) for one in persons} == {
        "王建国": (60, 180, 2),
        "李秀英": (60, 60, 1),
    }


def test_activities_name_their_category(desk: Desk) -> None:
    (wang,) = register(desk, "王建国")
    a_project(desk)
    save_project(
        desk,
        ProjectDraft("周末清洁家园", category="0006"),
        project_id_by_name(desk, "周末清洁家园"),
    )
    log(desk, an_activity(desk, date(2026, 10, 1)), wang)
    (line,) = build_sheet(desk, OCTOBER, SheetKind.ACTIVITIES).activities
    assert (line.project, line.category, line.attendances) == ("周末清洁家园", "环境保护", 1)


@pytest.mark.parametrize("name", ["月报.pdf", "月报.xlsx"])
def test_writing_the_sheet_is_remembered(desk: Desk, tmp_path: Path, name: str) -> None:
    sheet = build_sheet(desk, OCTOBER)
    assert write_sheet(desk, sheet, tmp_path / name).stat().st_size > 1000
    with desk.database.reading() as connection:
        assert "sheet_written:2026-10" in read_values(connection)


def test_another_ending_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="月报不能写成"):
        write_sheet(desk, build_sheet(desk, OCTOBER), tmp_path / "月报.doc")
    assert list(tmp_path.glob("月报*")) == []


def test_the_preview_is_a_pdf(desk: Desk) -> None:
    assert sheet_pdf_bytes(build_sheet(desk, OCTOBER)).startswith(b"%PDF")


def test_figures_that_disagree_are_a_bug(desk: Desk) -> None:
    (wang,) = register(desk, "王建国")
    log(desk, an_activity(desk, date(2026, 10, 3)), wang)
    with desk.database.reading() as connection:
        tallied = tally(read_slices(connection, OCTOBER), {}, {})
        totals = read_totals(connection, OCTOBER)
    prove(tallied, totals)
    with pytest.raises(FiguresDisagreeError):
        prove(tallied, totals._replace(minutes=totals.minutes + 1))
    with pytest.raises(FiguresDisagreeError):
        prove(replace(tallied, by_category=()), totals)


@dataclass(frozen=True)
class Entry:
    """A credit of a random small ledger, and whether it was taken back."""

    volunteer: int
    activity: int
    team: int | None
    on: date
    minutes: int
    reversed: bool


ENTRIES = st.lists(
    st.builds(
        Entry,
        volunteer=st.integers(1, 4),
        activity=st.integers(1, 4),
        team=st.sampled_from([None, 1, 2]),
        on=st.integers(0, 119).map(lambda step: date(2026, 7, 10) + timedelta(days=step)),
        minutes=st.integers(1, 600),
        reversed=st.booleans(),
    ),
    max_size=14,
)


class Undone(Exception):  # noqa: N818 - takes the example back
    """Rolls a transaction back."""


def write_ledger(connection: Connection, desk: Desk, entries: list[Entry]) -> None:
    def put(table: Table, **values: object) -> None:
        connection.execute(insert(table).values(uid=new_uid(), **values))

    put(Batch.__table__, id=1, kind="log_hours", label="", made_at=desk.now())
    for key in (1, 2, 3, 4):
        put(
            Volunteer.__table__,
            id=key,
            number=f"ZY{key}",
            name=f"王{key}",
            name_key=f"王{key}",
            registered_on=date(2026, 1, 1),
            updated_at=desk.now(),
        )
        put(Team.__table__, id=key, name=f"第{key}队")
        put(Project.__table__, id=key, name=f"项目{key}", category="0001" if key % 2 else None)
        put(Activity.__table__, id=key, project_id=key, held_on=date(2026, 10, key))
    for entry in entries:
        credit = {
            "volunteer_id": entry.volunteer,
            "activity_id": entry.activity,
            "team_id": entry.team,
            "served_on": entry.on,
            "batch_id": 1,
            "recorded_at": desk.now(),
        }
        put(HourEntry.__table__, minutes=entry.minutes, **credit)
        if entry.reversed:
            last = connection.execute(text("SELECT MAX(id) FROM hour_entry")).scalar_one()
            put(HourEntry.__table__, minutes=-entry.minutes, reverses_id=last, **credit)


def test_a_unit_s_line_holds_its_teams_and_everybody_once(desk: Desk) -> None:
    save_unit(desk, UnitDraft("朝阳街道", UnitKind.STREET))
    street = list_units(desk)[0].id
    save_unit(desk, UnitDraft("幸福里社区", UnitKind.COMMUNITY, parent_id=street))
    community = next(row.id for row in list_units(desk) if row.parent_id == street)
    save_unit(desk, UnitDraft("幸福里站", UnitKind.STATION, parent_id=community))
    station = next(row.id for row in list_units(desk) if row.parent_id == community)
    save_unit(desk, UnitDraft("江东区", UnitKind.COUNTY))
    county = next(row.id for row in list_units(desk) if row.name == "江东区")
    where = (street, community, station, county, None)
    teams = []
    for at, unit in enumerate(where):
        changed = save_team(desk, TeamDraft(f"第{at}队", unit_id=unit))
        assert changed.row_id is not None
        teams.append(changed.row_id)
    first, second = register(desk, "王建国", "李秀英")
    for at, team in enumerate(teams):
        day = date(2026, 10, 3 + at)
        activity = an_activity(desk, day, f"项目{at}", team_id=team)
        lines = (HourLine(first, 60), HourLine(second, 30)) if at < 3 else (HourLine(first, 60),)
        log_hours(desk, HoursDraft(activity, lines))
    sheet = build_sheet(desk, OCTOBER)
    assert {line.label: (line.activities, line.people, line.minutes) for line in sheet.by_unit} == {
        "幸福里社区": (2, 2, 180),
        "朝阳街道": (1, 2, 90),
        "江东区": (1, 1, 60),
        "未归单位": (1, 1, 60),
    }
    for line in sheet.by_unit:
        which = in_month(entries_of(By.UNIT, line.key), OCTOBER, sheet.basis)
        assert find_entries(desk, which).sums.minutes == line.minutes
    with desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE unit SET own = FALSE")
    assert {line.label for line in build_sheet(desk, OCTOBER).by_unit} == {
        "朝阳街道", "江东区", "未归单位",
    }  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENTRIES)
def test_every_figure_agrees_with_a_plain_sum(desk: Desk, entries: list[Entry]) -> None:
    standing = [entry for entry in entries if not entry.reversed]
    month = [entry for entry in standing if Month.of(entry.on) == OCTOBER]
    year = [entry for entry in standing if entry.on <= OCTOBER.last]
    with pytest.raises(Undone), desk.database.writing() as connection:
        write_ledger(connection, desk, entries)
        tallied = tally(read_slices(connection, OCTOBER), team_names(connection), {})
        totals = read_totals(connection, OCTOBER)
        persons = person_sums(connection, OCTOBER)
        lines = activity_lines(connection, OCTOBER)
        people_year = people_in_months(connection, OCTOBER)
        by_person = count_standing(connection, year_to(OCTOBER), "volunteer_id")
        raise Undone
    prove(tallied, totals)
    assert totals.minutes == sum(entry.minutes for entry in month)
    assert totals.attendances == len(month)
    assert totals.activities == len({entry.activity for entry in month}) == len(lines)
    assert totals.minutes_year == sum(entry.minutes for entry in year)
    assert tallied.people == len({entry.volunteer for entry in month}) == len(persons)
    assert people_year == by_person == len({entry.volunteer for entry in year})
    by_team = Counter[int | None]()
    for entry in month:
        by_team[entry.team] += entry.minutes
    assert {line.key: line.minutes for line in tallied.by_team if line.minutes} == by_team
    assert {line.key: line.people for line in tallied.by_team if line.people} == {
        team: len({entry.volunteer for entry in month if entry.team == team}) for team in by_team
    }
    assert {line.key: line.people for line in tallied.by_category if line.people} == {
        category: len(
            {e.volunteer for e in month if ("0001" if e.activity % 2 else None) == category}
        )
        for category in {"0001" if entry.activity % 2 else None for entry in month}
    }
    for person in persons:
        own = [entry for entry in year if entry.volunteer == person.volunteer_id]
        assert person.minutes_year == sum(entry.minutes for entry in own)
