"""A new desk for every test, from the one file the migrations make once in a process."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import Desk, open_desk


def open_new_desk(folder: DataFolder, clock: Callable[[], datetime]) -> Desk:
    """Open an empty desk in a folder that holds none yet.

    Its file is what ``open_desk`` makes in an empty folder, byte for byte; making it anew would
    cost every test a tenth of a second. Tests of the making itself call ``open_desk``.
    """
    folder.root.mkdir(parents=True, exist_ok=True)
    assert not folder.database.exists()
    folder.database.write_bytes(_empty_file())
    return open_desk(folder, clock)


@cache
def _empty_file() -> bytes:
    with TemporaryDirectory() as place:
        folder = DataFolder(Path(place) / "empty")
        open_desk(folder).close()
        assert [one.name for one in folder.root.iterdir()] == [folder.database.name]
        return folder.database.read_bytes()
