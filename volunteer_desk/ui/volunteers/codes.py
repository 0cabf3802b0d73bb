"""The words of the code lists the page shows, read when first wanted and when they changed."""

from functools import cached_property

from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import read_lists
from volunteer_desk.services.volunteer_masking import HIDDEN

LISTS = (
    "id_type",
    "gender",
    "political_status",
    "ethnicity",
    "education",
    "occupation",
    "clothing_size",
    "service_category",
    "skill",
)


class CodeWords:
    """Code → word of each list; a code nobody knows is shown as it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def _read(self) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
        """The words offered and every word there was, of each list."""
        return read_lists(self._desk, LISTS)

    def reread(self) -> None:
        """Read the lists anew when a word is next wanted."""
        vars(self).pop("_read", None)

    def word(self, list_name: str, code: str | None) -> str:
        """The word of a code, also of one no longer offered; "" for none."""
        return self._read[1][list_name].get(code, code) if code else ""

    def words(self, list_name: str) -> list[str]:
        """The words offered, in order."""
        return list(self._read[0][list_name].values())

    def choices(self, list_name: str, kept: str | None = None) -> list[tuple[object, str]]:
        """(code, word) for a choice, "未填" first; a ``kept`` code stays though it is retired."""
        offered: list[tuple[object, str]] = [(None, "未填"), *self._read[0][list_name].items()]
        if kept and kept not in self._read[0][list_name]:
            word = self.word(list_name, kept)
            offered.append((kept, word if word == HIDDEN else f"{word}（已停用）"))
        return offered
