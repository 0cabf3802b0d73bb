import logging
import threading

import pytest

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.scheduling.nightly import NightWork


def test_it_tells_only_of_work_that_was_due() -> None:
    outcomes, told = [None, "proved", None], list[str]()
    night = NightWork(lambda _progress: outcomes.pop(0), lambda: told.append("done"))
    assert [night.ask(), night.ask(), night.ask()] == [False, True, False]
    assert told == ["done"]


def test_it_asks_by_itself_and_leaves_no_thread() -> None:
    asked = threading.Event()

    def work(_progress: Progress) -> None:
        asked.set()

    before = threading.active_count()
    night = NightWork(work, lambda: None, ask_seconds=0.01)
    night.start()
    night.start()
    assert asked.wait(5)
    night.stop()
    night.stop()
    assert threading.active_count() == before


def test_stopping_ends_work_between_its_steps() -> None:
    begun, told = threading.Event(), list[str]()

    def work(progress: Progress) -> str:
        begun.set()
        for step in range(100_000_000):
            progress(step, 100_000_000)
        return "proved"

    night = NightWork(work, lambda: told.append("done"), ask_seconds=0.5)
    night.start()
    assert begun.wait(5)
    night.stop()
    assert told == []


def test_a_disk_that_refuses_is_logged_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    def work(_progress: Progress) -> str:
        raise UserFacingError("磁盘已满。", "请腾出空间。")

    night = NightWork(work, lambda: None)
    with caplog.at_level(logging.WARNING):
        assert not night.ask()
    assert "磁盘已满" in caplog.text
    caplog.clear()
