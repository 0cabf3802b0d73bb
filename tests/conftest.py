"""What every test may ask for: a clock that stands still, and a desk in an empty folder."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import Desk, open_desk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

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
    opened = open_desk(DataFolder(tmp_path / "data"), lambda: now)
    yield opened
    opened.close()
