"""Rows that write, on a thrown-away copy of the sample: logging hours and importing a workbook."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.bench.city import NOW
from tests.bench.measure import PeakMemory, Row, seconds, words
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.imports import OnProblem
from volunteer_desk.domain.invented import AREAS, Inventor
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.projects import ActivityDraft
from volunteer_desk.services.activities import list_activities, save_activity
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.volunteer_import import commit_volunteer_import, plan_volunteer_import
from volunteer_desk.store.instants import new_uids
from volunteer_desk.store.ledger import stored_instant

_HEADS = ["姓名", "性别", "出生日期", "身份证号", "联系电话", "所属队伍"]
_PEOPLE = 200
_TURNS = 9
_CREDIT = """INSERT INTO hour_entry (uid, volunteer_id, activity_id, team_id, served_on, minutes,
    nature, source, remark, reason, batch_id, recorded_at)
    VALUES (?, ?, ?, NULL, ?, 120, '1', 'typed', '', '', 1, ?)"""
_PERSON = """INSERT INTO volunteer (uid, number, name, name_key, gender, birth, id_type, id_number,
    phone, registered_on, status, status_reason, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, '01', ?, ?, ?, 'active', '', ?)"""


def log_activity(desk: Desk) -> Row:
    """Save 200 people's hours of one activity, against the same rows in one bare transaction."""
    with desk.database.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT id FROM volunteer WHERE status = 'active' ORDER BY id LIMIT ?", (2 * _PEOPLE,)
        )
        people = [int(row[0]) for row in found]
    project = list_activities(desk, limit=1)[0].project_id
    bare, ours = [], []
    for turn in range(_TURNS + 1):
        held_on = NOW.date() - timedelta(days=turn + 1)
        save_activity(desk, ActivityDraft(project_id=project, held_on=held_on, place=f"{turn}"))
        with desk.database.reading() as connection:
            activity = int(connection.exec_driver_sql("SELECT max(id) FROM activity").scalar_one())
        bare.append(_log_bare(desk, people[:_PEOPLE], activity, held_on))
        draft = HoursDraft(activity, tuple(HourLine(one, 120) for one in people[_PEOPLE:]))
        start = time.perf_counter()
        logged = log_hours(desk, draft)
        ours.append(time.perf_counter() - start)
        if logged.batch is None:
            raise RuntimeError(f"not logged: {logged.problems[:1]}")
    limit, mine = median(bare[1:]), median(ours[1:])
    return Row(
        "log one activity of 200 people",
        words(limit),
        words(mine),
        f"{mine / limit:.2f}",
        "≤2×",
        mine <= 2 * limit,
        "both acknowledged with synchronous=FULL",
    )


def _log_bare(desk: Desk, people: list[int], activity: int, day: date) -> float:
    at = stored_instant(NOW)

    def work() -> None:
        with desk.database.writing() as connection:
            connection.exec_driver_sql(
                _CREDIT,
                [
                    (uid, person, activity, day.isoformat(), at)
                    for uid, person in zip(new_uids(len(people)), people, strict=True)
                ],
            )

    return seconds(work)


def import_workbook(desk: Desk, place: Path, count: int) -> Row:
    """A roster of new people, against a bare read and a bare executemany of as many others."""
    place.mkdir(parents=True, exist_ok=True)
    bare_file, our_file = place / f"roster-bare-{count}.xlsx", place / f"roster-ours-{count}.xlsx"
    for file, seed in ((bare_file, 1), (our_file, 2)):
        if not file.exists():
            _write_roster(file, count, seed)
    begun, start = time.process_time(), time.perf_counter()
    with bare_file.open("rb") as stream:
        rows = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()
    read = time.perf_counter() - start
    at = stored_instant(NOW)
    start = time.perf_counter()
    with desk.database.writing() as connection:
        connection.exec_driver_sql("PRAGMA wal_autocheckpoint = 1000")  # SQLite's own
        connection.detach()  # nobody else is to write with it
        connection.exec_driver_sql(
            _PERSON,
            [
                (uid, f"BX{turn}", row[0], name_key(str(row[0])), "1", "1980-01-01",
                 row[3], row[4], "2026-01-01", at)
                for turn, (uid, row) in enumerate(
                    zip(new_uids(len(rows) - 1), rows[1:], strict=True)
                )
            ],
        )  # fmt: skip
    write = time.perf_counter() - start
    limit, bare = read + write, time.process_time() - begun
    del rows
    watch = PeakMemory()
    begun, start = time.process_time(), time.perf_counter()
    plan = plan_volunteer_import(desk, our_file)
    planned = time.perf_counter() - start
    report = commit_volunteer_import(desk, plan, OnProblem.SKIP)
    mine, ours = time.perf_counter() - start, time.process_time() - begun
    if report.new < count * 0.99:
        raise RuntimeError(f"only {report.new} of {count} rows were new")
    return Row(
        f"import a {count:,}-row workbook",
        words(limit),
        words(mine),
        f"{mine / limit:.2f}",
        "≤2×",
        mine <= 2 * limit,
        f"dry run {words(planned)}; bare read {words(read)}, bare write {words(write)}; "
        f"processor time {ours / bare:.2f}; memory +{watch.grown()} MB at its peak",
    )


def _write_roster(file: Path, count: int, seed: int) -> None:
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet("花名册")
    for at, row in enumerate([_HEADS, *_roster(count, seed)]):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)
    book.close()


def _roster(count: int, seed: int) -> Iterator[list[str]]:
    areas = tuple(f"{area[:4]}{97 - seed}" for area in AREAS)  # nobody of the city
    inventor = Inventor(Random(1_000_000 + seed), NOW.date(), areas)
    for _ in range(count):
        one = inventor.invent()
        gender = "男" if one.gender == "1" else "女"
        yield [one.name, gender, f"{one.birth:%Y-%m-%d}", one.id_number, one.phone, "新入队"]
