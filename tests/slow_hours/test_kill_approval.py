"""Hours that wait, killed while they are logged or approved: whole or absent, and told as such."""

import os
import time
from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from tests.conftest import NOW
from tests.slow_hours.test_kill import ROWS, folder, killed, log_turn
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.approval import approve_hours, waiting_totals
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.keeping import check
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.settings import change_settings
from volunteer_desk.store.ledger import totals

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes made by fork")

__all__ = ["folder"]


def figures(desk: Desk) -> tuple[int, int]:
    """(waiting, in the ledger)."""
    with desk.database.reading() as connection:
        return waiting_totals(desk).rows, totals(connection).attendances


def clock(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def undo_last(desk: Desk) -> object:
    return undo_batch(desk, recent_batches(desk, 1)[0].id)


def test_kills_while_hours_wait_and_are_approved(folder: DataFolder) -> None:
    random = Random()
    desk = open_desk(folder, lambda: NOW)
    change_settings(desk, approval=True)
    logging_ = clock(partial(log_turn, desk, 0))
    approving = clock(partial(approve_hours, desk))
    undoing = clock(partial(undo_last, desk))
    assert figures(desk) == (ROWS, 0)
    desk.close()
    done = ROWS
    for turn in range(1, 5):
        told = killed(folder, partial(log_turn, turn=turn), random.uniform(0, 2 * logging_))
        desk = open_desk(folder, lambda: NOW)
        waiting, credited = figures(desk)
        assert (waiting in (done, done + ROWS), credited) == (True, 0)
        assert waiting > done or not told
        again = log_turn(desk, turn)
        done += ROWS
        assert (again.people, again.waiting, figures(desk)) == (ROWS, True, (done, 0))
        desk.close()
    whole = 0
    for _turn in range(6):
        act, longest = (undo_last, undoing) if whole else (approve_hours, approving)
        before = (0, done) if whole else (done, 0)
        told = killed(folder, act, random.uniform(0, 2 * longest * done / ROWS))
        desk = open_desk(folder, lambda: NOW)
        now = figures(desk)
        assert now in (before, before[::-1])
        assert now != before or not told
        whole = now[1] > 0
        assert check(desk).findings == ()
        desk.close()
