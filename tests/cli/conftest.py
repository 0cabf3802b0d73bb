"""The command line as a test types it: words in, exit code and both streams out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from volunteer_desk.cli import run
from volunteer_desk.cli.output import Session
from volunteer_desk.paths import DataFolder


@dataclass(frozen=True)
class Said:
    """What one run said."""

    code: int | DataFolder
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on stdout."""
        return json.loads(self.out)


Line = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder of the commands."""
    return tmp_path / "data"


@pytest.fixture
def line(home: Path, now: datetime, capsys: pytest.CaptureFixture[str]) -> Line:
    """Runs ``volunteer-desk --data HOME words``."""

    def typed(*words: str | Path | float) -> Said:
        session = Session(DataFolder(home), clock=lambda: now)
        code = run(["--data", str(home), *map(str, words)], session)
        streams = capsys.readouterr()
        return Said(code, streams.out, streams.err)

    return typed
