"""The sample city: built once, kept under build/bench, and copied for rows that write."""

import hashlib
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from volunteer_desk.paths import DataFolder
from volunteer_desk.services.demo import SizeName, fill_demo
from volunteer_desk.services.desk import Desk, open_desk

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "build" / "bench"
NOW = datetime.fromisoformat("2026-11-22T09:30:00+08:00")
"""The instant at which the sample stands; its last hours are of the day before."""

_MAKERS = (
    "volunteer_desk/domain/invented.py",
    "volunteer_desk/domain/invented_city.py",
    "volunteer_desk/domain/invented_units.py",
    "volunteer_desk/domain/invented_year.py",
    "volunteer_desk/services/demo.py",
    "volunteer_desk/services/demo_rows.py",
    "volunteer_desk/store/bulk.py",
    "volunteer_desk/store/search.py",
    "volunteer_desk/store/pinyin.py",
)


def built(size: SizeName) -> tuple[DataFolder, float | None]:
    """The folder of a sample, made now when it is missing or its makers changed.

    Returns:
        The folder, and how many seconds making it took (None when it was kept).
    """
    folder = DataFolder(PLACE / size)
    stamp = folder.root / "made-by"
    makers = _fingerprint()
    if stamp.is_file() and stamp.read_text() == makers:
        return folder, None
    shutil.rmtree(folder.root, ignore_errors=True)
    desk = open_desk(folder, lambda: NOW)
    start = time.perf_counter()
    fill_demo(desk, size)
    took = time.perf_counter() - start
    desk.close()
    stamp.write_text(makers)
    return folder, took


@contextmanager
def scratch(folder: DataFolder) -> Iterator[Desk]:
    """A desk on a copy of a sample, thrown away at the end."""
    place = DataFolder(PLACE / "scratch")
    shutil.rmtree(place.root, ignore_errors=True)
    place.root.mkdir(parents=True)
    original = open_desk(folder, lambda: NOW)
    original.database.copy_to(place.database)
    original.close()
    desk = open_desk(place, lambda: NOW)
    try:
        yield desk
    finally:
        desk.close()
        shutil.rmtree(place.root, ignore_errors=True)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    versions = sorted((ROOT / "db" / "migrations" / "versions").glob("*.py"))
    for path in [*(ROOT / maker for maker in _MAKERS), *versions]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
