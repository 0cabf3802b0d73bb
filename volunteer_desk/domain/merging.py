"""Two cards of one person, side by side before they become one."""

from dataclasses import dataclass
from typing import Literal

Side = Literal["kept", "merged"]

CUSTOM = "custom:"
"""Before the id of a custom field, where a field is named."""


@dataclass(frozen=True)
class MergeField:
    """One field of both cards, masked.

    Attributes:
        field: Column, or ``custom:<id>``; what ``choices`` is keyed by.
        label: What screens call it.
        kept: The value on the card that stays.
        merged: The value on the card that goes.
        side: Which value is taken when nobody chooses: the kept one, unless it is blank.
    """

    field: str
    label: str
    kept: str
    merged: str
    side: Side

    @property
    def differs(self) -> bool:
        """Whether both cards say something, and not the same."""
        return bool(self.kept and self.merged) and self.kept != self.merged


@dataclass(frozen=True)
class MergePreview:
    """What merging two cards would do.

    Attributes:
        kept_number: 志愿者编号 that stays.
        merged_number: 志愿者编号 that goes, and is never given out again.
        fields: Fields in which the cards are not the same.
        notes: What to look at ("有 2 场活动两张卡都记过时长").
    """

    kept_number: str
    merged_number: str
    fields: tuple[MergeField, ...]
    notes: tuple[str, ...] = ()


def chosen_side(kept: object, merged: object, choice: Side | None) -> Side:
    """Which value is taken: the chosen one, else the kept one unless only it is blank."""
    if choice is not None:
        return choice
    return "merged" if kept in (None, "") and merged not in (None, "") else "kept"
