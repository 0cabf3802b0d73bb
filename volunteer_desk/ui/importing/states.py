"""The states of a planned row in words and colours, and what every planned row has."""

from typing import Protocol

from volunteer_desk.domain.imports import RowState
from volunteer_desk.domain.problems import Problem
from volunteer_desk.ui.tokens import Tone

STATES: dict[RowState, tuple[str, Tone]] = {
    RowState.NEW: ("新增", Tone.OK),
    RowState.CHANGED: ("变化", Tone.INFO),
    RowState.UNCHANGED: ("不变", Tone.PLAIN),
    RowState.PROBLEM: ("问题", Tone.URGENT),
}


class PlannedRow(Protocol):
    """A row of a dry run, of whatever kind."""

    @property
    def row(self) -> int:
        """The sheet's own row number."""

    @property
    def state(self) -> RowState:
        """What would become of it."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why it waits."""
