"""Where things lie: bundled resources, migrations, and the user's data folder."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

DATA_VARIABLE = "VOLUNTEER_DESK_DATA"
"""Environment variable that names the data folder."""

_PACKAGE = Path(__file__).resolve().parent


def bundle_root() -> Path:
    """The folder that holds ``resources/`` and ``db/``: frozen, installed or in the source tree."""
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent))
    installed = _PACKAGE / "_bundled"
    return installed if installed.is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """A file or folder under ``resources/``."""
    return bundle_root().joinpath("resources", *parts)


def migrations() -> Path:
    """The Alembic environment folder (``db/``)."""
    return bundle_root() / "db"


@dataclass(frozen=True)
class DataFolder:
    """The folder that holds one desk's data. Nothing is created until it is asked for."""

    root: Path

    @property
    def database(self) -> Path:
        """The live SQLite file. Only the store opens it."""
        return self.root / "desk.sqlite3"

    @property
    def backups(self) -> Path:
        """Copies made before migrations and by the user's wish."""
        return self.root / "backups"

    @property
    def papers(self) -> Path:
        """Default place of printed PDFs and workbooks."""
        return self.root / "papers"

    @property
    def attachments(self) -> Path:
        """Photos and documents of activities, named by their uid."""
        return self.root / "attachments"

    @property
    def logs(self) -> Path:
        """Log files; they never hold personal data."""
        return self.root / "logs"

    @property
    def look(self) -> Path:
        """The theme and text size last worn; the settings hold the truth."""
        return self.root / "look.json"

    @property
    def lock(self) -> Path:
        """The lock file that keeps one window to a data folder."""
        return self.root / "desk.lock"


def data_folder(chosen: Path | None = None) -> DataFolder:
    """The data folder: the one chosen, else ``VOLUNTEER_DESK_DATA``, else the platform's own."""
    if chosen is None:
        named = os.environ.get(DATA_VARIABLE)
        chosen = Path(named) if named else _usual_folder()
    return DataFolder(chosen.expanduser().absolute())


def _usual_folder() -> Path:
    import platformdirs  # only here: it costs the start a tenth of an empty window

    return Path(platformdirs.user_data_dir("volunteer_desk", False))
