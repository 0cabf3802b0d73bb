"""A batch of 2,000 rows killed at any moment is whole or absent, and never there twice."""

import os
import signal
import time
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.conftest import NOW
from tests.registered import register
from volunteer_desk.domain.hours import HourLine, LoggedHours, OccasionDraft
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.hours import log_occasion
from volunteer_desk.services.keeping import check
from volunteer_desk.store.ledger import totals
from volunteer_desk.store.search import refresh_terms

ROWS = 2000
DAY = date(2026, 11, 14)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes made by fork")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "killed")
    desk = open_desk(made, lambda: NOW)
    people = register(desk, *(f"王{number}" for number in range(ROWS)))
    with desk.database.writing() as connection:
        refresh_terms(connection, people)
    assert people == list(range(people[0], people[0] + ROWS))
    desk.close()
    return made


def log_turn(desk: Desk, turn: int) -> LoggedHours:
    """Everybody's minute at a project and on a day of the turn's own."""
    draft = OccasionDraft(f"项目{turn}", DAY - timedelta(days=3 * turn))
    lines = [HourLine(person, 1) for person in range(1, ROWS + 1)]
    return log_occasion(desk, draft, lines, request=f"turn-{turn}")


def killed(folder: DataFolder, act: Callable[[Desk], object], delay: float) -> bool:
    """Kill a process so many seconds after it began to act; whether it had been told it is done."""
    out, into = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads: it uses none of them
        child = os.fork()
    if child == 0:
        try:
            desk = open_desk(folder, lambda: NOW)
            os.write(into, b"r")
            act(desk)
            os.write(into, b"d")
            time.sleep(60)
        finally:
            os._exit(1)
    os.close(into)
    try:
        assert os.read(out, 1) == b"r"
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return os.read(out, 1) == b"d"
    finally:
        os.close(out)


def _rows(desk: Desk) -> int:
    with desk.database.reading() as connection:
        found = totals(connection)
        held = connection.exec_driver_sql("SELECT COUNT(*) FROM activity").scalar_one()
        made = connection.exec_driver_sql("SELECT COUNT(*) FROM batch").scalar_one()
    assert found.minutes == found.attendances == ROWS * held
    assert held == made  # a project, an activity and their batch are there with the rows
    return found.attendances


def _kill_often(folder: DataFolder, turns: int, check_every: int) -> tuple[int, int]:
    """(absent, whole) after the kills; every batch is sent again and must then be there once."""
    random, absent, whole = Random(), 0, 0
    desk = open_desk(folder, lambda: NOW)
    start = time.perf_counter()
    log_turn(desk, 0)
    longest = 2 * (time.perf_counter() - start)
    desk.close()
    for turn in range(1, turns + 1):
        told = killed(folder, partial(log_turn, turn=turn), random.uniform(0, longest))
        desk = open_desk(folder, lambda: NOW)
        try:
            before = _rows(desk)
            assert before in (ROWS * turn, ROWS * (turn + 1))
            there = before == ROWS * (turn + 1)
            assert there or not told  # what was acknowledged is kept
            absent, whole = absent + (not there), whole + there
            start = time.perf_counter()
            again = log_turn(desk, turn)
            if not there:  # the machine's pace now: kills keep falling before, within and after
                longest = 2 * (time.perf_counter() - start)
            assert (again.people, again.minutes) == (ROWS, ROWS)
            assert _rows(desk) == ROWS * (turn + 1)
            if turn % check_every == 0 or turn == turns:
                assert check(desk).findings == ()
        finally:
            desk.close()
    return absent, whole


def test_twenty_kills(folder: DataFolder) -> None:
    absent, whole = _kill_often(folder, 20, 5)
    assert absent + whole == 20


@pytest.mark.slow
def test_two_hundred_kills(folder: DataFolder) -> None:
    absent, whole = _kill_often(folder, 200, 20)
    assert absent > 20
    assert whole > 5
