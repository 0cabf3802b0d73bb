"""Work on hundreds of thousands of rows at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
