"""Tasks of which some reads, or the writes, wait until the test lets them come."""

from collections.abc import Callable
from typing import TypeVar

from volunteer_desk.domain.changes import Progress
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

    def stop(self, key: str) -> None:
        """Nothing of it comes any more."""
        if key == self._key:
            self.held.clear()


class HeldWrites(ImmediateTasks):
    """Writes wait, as behind a long import, until ``let_go``."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[Callable[[], None]] = []

    def run(
        self,
        func: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        label: str,
        failed: Callable[[Refusal], None] | None = None,
        quiet: bool = False,
    ) -> None:
        """As the window's tasks run."""
        run = super().run
        self._held.append(lambda: run(func, done, label=label, failed=failed, quiet=quiet))

    def let_go(self) -> None:
        """Do what waits."""
        held, self._held = self._held, []
        for one in held:
            one()
