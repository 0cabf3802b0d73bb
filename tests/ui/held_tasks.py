"""Tasks of which some reads wait until the test lets them come."""

from collections.abc import Callable
from typing import TypeVar

from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.tasks import Refusal

T = TypeVar("T")


class HeldTasks(ImmediateTasks):
    """Everything happens at once but slow reads, or those of a key: they lie in ``held``."""

    def __init__(self, key: str = "") -> None:
        super().__init__()
        self._key = key
        self.held: list[Callable[[], None]] = []

    def read(
        self,
        func: Callable[[], T],
        done: Callable[[T], None],
        *,
        key: str,
        failed: Callable[[Refusal], None] | None = None,
        quiet: bool = False,
        slow: bool = False,
    ) -> None:
        """As the window's tasks read."""
        if key == self._key if self._key else slow:
            self.held.append(lambda: done(func()))
        else:
            super().read(func, done, key=key, failed=failed, quiet=quiet)
