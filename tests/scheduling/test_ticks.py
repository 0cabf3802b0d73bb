import threading
from datetime import datetime, timedelta, timezone

from volunteer_desk.scheduling.ticks import Ticker

CHINA = timezone(timedelta(hours=8))


class Clocks:
    """A wall clock and a steady one that a test moves."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 22, 9, 30, tzinfo=CHINA)
        self.steady = 1000.0

    def move(self, wall: float, steady: float) -> None:
        self.wall += timedelta(seconds=wall)
        self.steady += steady


def a_ticker(clocks: Clocks, looks: list[datetime]) -> Ticker:
    return Ticker(
        lambda: looks.append(clocks.wall), lambda: clocks.wall, monotonic=lambda: clocks.steady
    )


def test_it_looks_once_a_minute() -> None:
    clocks, looks = Clocks(), list[datetime]()
    ticker = a_ticker(clocks, looks)
    for _beat in range(12):
        clocks.move(10, 10)
        ticker.beat()
    assert len(looks) == 2


def test_it_looks_at_once_after_sleep() -> None:
    clocks, looks = Clocks(), list[datetime]()
    ticker = a_ticker(clocks, looks)
    clocks.move(8 * 3600, 10)  # the steady clock stands still in sleep
    assert ticker.beat()
    clocks.move(10, 10)
    assert not ticker.beat()
    clocks.move(8 * 3600, 8 * 3600)  # or, on other systems, runs on
    assert ticker.beat()
    assert len(looks) == 2


def test_it_looks_at_once_when_the_clock_is_set_back() -> None:
    clocks, looks = Clocks(), list[datetime]()
    ticker = a_ticker(clocks, looks)
    clocks.move(-3600, 10)
    assert ticker.beat()


def test_it_ticks_on_a_thread_of_its_own_and_leaves_none() -> None:
    before = set(threading.enumerate())
    looked = threading.Event()
    clocks = Clocks()

    def run_on() -> float:
        clocks.move(60, 60)
        return clocks.steady

    ticker = Ticker(looked.set, lambda: clocks.wall, monotonic=run_on, beat_seconds=0.02)
    ticker.start()
    ticker.start()
    assert looked.wait(5)
    ticker.stop()
    ticker.stop()
    assert set(threading.enumerate()) == before


def test_it_can_be_started_again() -> None:
    clocks, looks = Clocks(), list[datetime]()
    ticker = a_ticker(clocks, looks)
    for _time in range(2):
        ticker.start()
        ticker.stop()
    assert looks == []
