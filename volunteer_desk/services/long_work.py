"""Work on hundreds of thousands of rows at once."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from volunteer_desk.domain.changes import Progress

T = TypeVar("T")
PART = 5_000
"""Rows between two looks at whether the work should stop: some tenths of a second of writing."""


def in_parts(rows: Sequence[T], progress: Progress) -> Iterator[Sequence[T]]:
    """The rows, ``PART`` at a time; the listener is told before each part and after the last.

    It may raise ``Cancelled``, which leaves the caller's transaction with nothing written.
    """
    for start in range(0, len(rows), PART):
        progress(start, len(rows))
        yield rows[start : start + PART]
    progress(len(rows), len(rows))


def still_reading(progress: Progress, total: int) -> Progress:
    """A listener for the reading before the writing: it can stop the work, the bar stands at 0."""
    return lambda _done, _total: progress(0, total)


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the cycle collector while rows are read and checked; a third of the time is its.

    The rows hold no cycles and all live until the work ends, so that scanning them again and
    again frees nothing. Safe to nest: whoever held it first lets it go.
    """
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()
