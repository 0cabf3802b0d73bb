"""How pages ask for long work: writes with progress, reads that supersede each other, drawings."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Progress
from volunteer_desk.ui.lanes import Refusal

__all__ = ["Refusal", "Tasks", "Work"]

T = TypeVar("T")
Work = Callable[[Progress], T]


class Tasks(QObject):
    """How pages run work; ``WorkerTasks`` in the window, its twin ``ImmediateTasks`` in tests."""

    started = Signal(str)
    """The label of the work that begins."""
    progressed = Signal(int, int)
    """(done, total)."""
    finished = Signal()
    """No work is going on any more."""
    refused = Signal(object)
    """A ``UserFacingError`` or ``Cancelled`` to show as a notice."""
    broke = Signal(object)
    """Any other exception: a bug."""

    def run(
        self,
        func: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        label: str,
        failed: Callable[[Refusal], None] | None = None,
        quiet: bool = False,
    ) -> None:
        """Run ``func(progress)`` and hand its value to ``done`` in the GUI thread.

        Args:
            func: The work; it calls ``progress(done, total)``, which raises ``Cancelled`` after
                取消. It must not touch a widget.
            done: A bound method of a QObject; dropped when that object is gone by then.
            label: What is going on, in the user's words ("正在导入花名册").
            failed: Also called after a ``UserFacingError`` or ``Cancelled`` (put buttons back).
            quiet: Show no notice for a refusal; ``failed`` shows it in its own place.
        """
        raise NotImplementedError

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
        """Run a slow read beside the writes; of several with one ``key`` only the last counts.

        A ``slow`` one takes seconds by its nature (a paper of a thousand lines, a whole city in
        another order): it has a thread of its own, and no page waits for it.
        """
        raise NotImplementedError

    def draw(
        self,
        func: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        key: str,
        told: Callable[[int, int], None],
        failed: Callable[[Refusal], None] | None = None,
        quiet: bool = False,
    ) -> None:
        """Run a slow read that tells how far it is; the next one with its ``key`` stops it.

        ``told`` is a bound method of a QObject; it is called with (done, total) in the GUI thread.
        """
        raise NotImplementedError

    def stop(self, key: str) -> None:
        """Ask what is drawn under a key to stop; nothing of it is delivered."""

    def cancel(self) -> None:
        """Ask the work going on to stop; it stops at its next ``progress``."""

    def busy(self) -> bool:
        """Whether a write is going on or waiting."""
        return False

    def close(self) -> None:
        """Stop and join the threads; nothing is delivered afterwards."""
