"""What every test may ask for: a clock that stands still, and a desk in an empty folder."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import settings

from tests.new_desk import open_new_desk
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import Desk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("desk", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("desk")

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=CHINA)
"""A Sunday; 2026-10 lies behind it."""

SAMPLES = Path(__file__).parent / "fixtures" / "samples"


@pytest.fixture
def samples() -> Path:
    """The messy files with their truths."""
    return SAMPLES


@pytest.fixture
def now() -> datetime:
    """The instant at which tests stand still."""
    return NOW


@pytest.fixture
def desk(tmp_path: Path, now: datetime) -> Iterator[Desk]:
    """A desk in an empty folder."""
    opened = open_new_desk(DataFolder(tmp_path / "data"), lambda: now)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _quiet_and_tidy(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning it did not expect, or leaves a thread behind.

    A test that means to provoke a warning clears ``caplog`` after looking at it.
    """
    threads = set(threading.enumerate())
    yield
    unexpected = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not unexpected, unexpected
    deadline = time.monotonic() + 2
    while left := [one.name for one in threading.enumerate() if one not in threads]:
        assert time.monotonic() < deadline, f"threads left behind: {left}"
        time.sleep(0.01)
