"""The words of the code lists the page shows, read once when the page opens."""

from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import short_words

LISTS = (
    "id_type",
    "gender",
    "political_status",
    "ethnicity",
    "education",
    "occupation",
    "clothing_size",
)


class CodeWords:
    """Code → word of each list; a code nobody knows is shown as it is."""

    def __init__(self, desk: Desk) -> None:
        self._lists = {name: short_words(desk, name) for name in LISTS}

    def word(self, list_name: str, code: str | None) -> str:
        """The word of a code, "" for none."""
        return self._lists[list_name].get(code, code) if code else ""

    def choices(self, list_name: str) -> list[tuple[object, str]]:
        """(code, word) for a choice, "未填" first."""
        return [(None, "未填"), *self._lists[list_name].items()]
