"""The columns of the roll on the screen, and which of them fit into how much room."""

from collections.abc import Sequence

from volunteer_desk.domain.volunteers import VolunteerRow, VolunteerStatus
from volunteer_desk.services.list_columns import BASE, ListColumn
from volunteer_desk.services.list_views import ShownColumn
from volunteer_desk.ui.tables import Column, Kind
from volunteer_desk.ui.tokens import Tone

STATUS_TONES: dict[VolunteerStatus, Tone] = {
    VolunteerStatus.ACTIVE: Tone.OK,
    VolunteerStatus.PAUSED: Tone.WAITING,
    VolunteerStatus.LEFT: Tone.PLAIN,
}
_SOFT = ("number", "id_masked", "phone_masked", "team")
_STRETCHED = ("name", "team")
NARROWEST = 48
"""A column is never dragged out of sight."""


def hours_words(minutes: int) -> str:
    """Hours with one decimal: ``1,286.5``."""
    return f"{minutes / 60:,.1f}"


def screen_column(column: ListColumn, width: int = 0) -> Column[VolunteerRow]:
    """A column of the list as the table paints it; ``width`` 0 is the usual one."""
    kind: Kind = "number" if column.number else "text"
    if column.key in _SOFT or (column.further and not column.number):
        kind = "soft"
    is_status = column.key == "status"
    return Column(
        column.key,
        column.label,
        column.words,
        max(width, NARROWEST) if width else column.width,
        "pill" if is_status else kind,
        tone=(lambda row: STATUS_TONES[row.status]) if is_status else None,
        tip=None if is_status or column.number else column.words,
        stretch=column.key in _STRETCHED and not width,
    )


def chosen_columns(
    every: Sequence[ListColumn], shown: Sequence[ShownColumn]
) -> tuple[Column[VolunteerRow], ...]:
    """The columns chosen, in their order; a field retired since is left out."""
    known = {column.key: column for column in every}
    return tuple(screen_column(known[one.key], one.width) for one in shown if one.key in known)


COLUMNS: tuple[Column[VolunteerRow], ...] = tuple(screen_column(column) for column in BASE)
"""What is shown when nobody chose otherwise."""

LEAVING = (
    "id_masked", "political_status", "birth", "gender", "team", "phone_masked", "number",
)  # fmt: skip
"""Columns that give way first where there is little room; the card on the right has them all."""
