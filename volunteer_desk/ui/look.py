"""Theme and text size as last worn, in a small file: the window wears them before it can ask."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from volunteer_desk.paths import DataFolder


@dataclass(frozen=True)
class Look:
    """What ``theme.dress`` takes; the settings hold the truth, this only spares a flash."""

    theme: str = "system"
    percent: int = 100

    @classmethod
    def kept(cls, folder: DataFolder) -> Self:
        """The look kept beside the data; the usual one when there is none, or it is unreadable."""
        try:
            found = json.loads(folder.look.read_text(encoding="utf-8"))
            return cls(str(found["theme"]), int(found["percent"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def keep(self, folder: DataFolder) -> None:
        """Keep it for the next start; a folder that cannot be written is no matter here."""
        if self == Look.kept(folder):
            return
        try:
            folder.look.write_text(json.dumps(asdict(self)), encoding="utf-8")
        except OSError:
            return
